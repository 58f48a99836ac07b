"""What a refresh costs: from the embedded figures, from the sample files, and when no service has anything new."""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pandas as pd  # noqa: F401 - pyarrow imports it when it makes its first array: it counts among the imports

from etl import pipeline
from indicators.settings import Settings
from tests.replay import ReplayServer, urls
from tests.samples import SAMPLES


class Spent(NamedTuple):
    """What a first build took: seconds, MiB of memory, and the megabytes of its file."""

    seconds: float
    memory: float
    file: float


def embedded() -> Spent:
    """A first build from the embedded figures alone, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return _apart(folder)


def samples() -> Spent | None:
    """A first build with every sample file in the drop folder, in a process of its own.

    None where the samples do not stand beside the project.
    """
    if not SAMPLES.is_dir():
        return None
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(SAMPLES, Path(folder) / "drop")
        return _apart(folder)


def _apart(folder: str) -> Spent:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench_refresh", folder], capture_output=True, text=True, check=True
    )
    return Spent(*json.loads(done.stdout))


def unchanged(runs: int) -> tuple[float, ...]:
    """Seconds of refreshes after a first one, while every service still has what it had."""
    with tempfile.TemporaryDirectory() as folder, ReplayServer() as server:
        settings = replace(Settings(), data=Path(folder), urls=urls(server))
        _seconds(settings, online=True)
        return tuple(_seconds(settings, online=True) for _ in range(runs))


def _seconds(settings: Settings, *, online: bool = False) -> float:
    started = perf_counter()
    pipeline.run(settings, online=online)
    return perf_counter() - started


if __name__ == "__main__":
    settings = replace(Settings(), data=Path(sys.argv[1]))
    spent = _seconds(settings)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([spent, memory, settings.current.resolve().stat().st_size / 1e6]))
