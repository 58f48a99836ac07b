"""The real files as services deliver them, which stand beside the project and are never part of it."""

from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"

needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the sample files of the services do not stand beside the project (../shared/samples)"
)


def sample(name: str) -> Path:
    """One sample file; the test is skipped where it is not there."""
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"the sample {name} is not there (../shared/samples)")
    return path
