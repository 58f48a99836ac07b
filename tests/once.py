"""What is dear to make and only read: made by the first worker that needs it, for all workers of a run."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder that `make` has filled, in this worker or in another one of the same run; not to be damaged.

    Whoever comes while it is being made waits. `undamaged` says at the end of a run whether it is as it was made.
    """
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # each worker has a folder of its own in the folder of the run
    folder, state = base / name, base / f"{name}.made"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not state.exists():
            shutil.rmtree(folder, ignore_errors=True)  # half made by a worker in which it failed
            folder.mkdir()
            make(folder)
            state.write_text(_state(folder), encoding="utf-8")
    return folder


def undamaged(folder: Path) -> bool:
    """Whether a folder that was made once holds the same files as then, none of them written since."""
    return _state(folder) == folder.with_name(f"{folder.name}.made").read_text(encoding="utf-8")


def _state(folder: Path) -> str:
    """Every file and link with its size and the moment when it was last written."""
    found = []
    for path in sorted(folder.rglob("*")):
        about = path.lstat()
        if not path.is_dir():
            found.append(f"{path.relative_to(folder)} {about.st_size} {about.st_mtime_ns}")
    return "\n".join(found)
