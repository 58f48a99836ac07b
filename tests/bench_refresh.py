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

from etl import pipeline
from indicators.settings import Settings
from tests.replay import ReplayServer, urls
from tests.samples import SAMPLES


def embedded() -> float:
    """Seconds of a first build from the embedded figures alone."""
    with tempfile.TemporaryDirectory() as folder:
        return _seconds(replace(Settings(), data=Path(folder)))


def samples() -> tuple[float, float] | None:
    """Seconds and MiB of a first build with every sample file in the drop folder, in a process of its own.

    None where the samples do not stand beside the project.
    """
    if not SAMPLES.is_dir():
        return None
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(SAMPLES, Path(folder) / "drop")
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench_refresh", folder], capture_output=True, text=True, check=True
        )
    seconds, mebibytes = json.loads(done.stdout)
    return seconds, mebibytes


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
    spent = _seconds(replace(Settings(), data=Path(sys.argv[1])))
    print(json.dumps([spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
