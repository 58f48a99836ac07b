"""Environments of their own for programs that the project does not need: their packages are fetched when they run.

Tests that need one are left out of the suite; `make elsewhere` runs them.
"""

import os
import subprocess
import venv
from pathlib import Path

import pytest

_ASKED = "SPT_TEST_ELSEWHERE"


class NotFetchedError(Exception):
    """Packages could not be fetched; the message names them and gives the reason."""


def only_if_asked() -> None:
    """Leave out the module that calls this, unless it is asked for."""
    if not os.environ.get(_ASKED):
        pytest.skip(f"{_ASKED} is not set; make elsewhere runs these", allow_module_level=True)


def python_with(packages: tuple[str, ...], folder: Path) -> Path:
    """The Python of an environment with these packages, which is made once and kept in `folder`."""
    found = folder.absolute() / "bin" / "python"
    if not found.exists():
        venv.create(folder, with_pip=True)
    done = subprocess.run(
        [found, "-m", "pip", "install", "--quiet", *packages], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotFetchedError(f"{', '.join(packages)} cannot be installed: {done.stderr.strip().splitlines()[-1]}")
    return found


def printed(python: Path, *arguments: str | Path, folder: Path | None = None) -> str:
    """What a program prints in the other environment, and in a folder that it may write to."""
    done = subprocess.run([python, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
