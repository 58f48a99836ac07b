"""The small files on which the tracker went wrong when it was tried; they stand beside the project, as samples do."""

from pathlib import Path

import pytest

CASES = Path(__file__).resolve().parents[2] / "shared" / "cases" / "downloads"

needs_cases = pytest.mark.skipif(
    not CASES.is_dir(), reason="the cases of files that people send do not stand beside the project (../shared/cases)"
)


def case(name: str) -> Path:
    """One of the files; the test is skipped where it is not there."""
    path = CASES / name
    if not path.is_file():
        pytest.skip(f"the case {name} is not there (../shared/cases)")
    return path
