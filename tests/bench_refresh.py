"""What a refresh costs: from the embedded figures, from the sample files, and when no service has anything new."""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pandas as pd  # noqa: F401 - pyarrow imports it when it makes its first array: it counts among the imports

from etl import pipeline
from etl.intake import drop
from etl.reading.desk import Desk
from etl.staging.contract import stage
from indicators.catalogue_files import load_catalogue
from indicators.settings import Settings
from tests.etl.downloads import DATA360, data360
from tests.replay import ReplayServer, urls
from tests.samples import SAMPLES

MANY = 100_000
"""Rows of a file that is dropped: as many as a whole database of one source may have."""


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


def _apart(folder: str, what: str = "built") -> Spent:
    words = [sys.executable, "-m", "tests.bench_refresh", folder, what]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return Spent(*json.loads(done.stdout))


def _staged(settings: Settings) -> float:
    catalogue = load_catalogue(settings.catalogue)
    desk = Desk(catalogue, catalogue.codes)
    started = perf_counter()
    [file], _ = drop.read_folder(settings.drop, desk)
    kept, _ = stage([file.rows], catalogue, {file.file: {one.name for one in file.releases}})
    assert len(kept) == MANY
    return perf_counter() - started


def many_rows() -> Spent:
    """What it takes to read and stage a dropped file of MANY rows, all of them kept: both processes together."""
    with tempfile.TemporaryDirectory() as folder:
        drop_folder = Path(folder) / "drop"
        drop_folder.mkdir()
        (drop_folder / "many.csv").write_text(_rows(MANY), encoding="utf-8")
        return _apart(folder, "staged")


def _rows(number: int) -> str:
    """A CSV of Data360 with so many figures MADE UP FOR THE MEASURE, each with a key of its own."""
    areas = [area.area_id for area in load_catalogue(Settings().catalogue).areas if area.area_type == "economy"]
    keys = product(("_T", "F", "M"), ("_T", "Y15T24", "Y25T74"), ("_T", "URB", "RUR"), range(1961, 2026), areas)
    lines = [
        ",".join(map(str, data360(area, n % 9973 / 100, SEX=sex, AGE=age, URBANISATION=location, TIME_PERIOD=year)))
        for n, (sex, age, location, year, area) in enumerate(islice(keys, number))
    ]
    return "\n".join([DATA360, *lines, ""])


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
    if sys.argv[2] == "staged":
        spent = _staged(settings)
        size = (settings.drop / "many.csv").stat().st_size
        processes = [resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN]
    else:
        spent = _seconds(settings)
        size = settings.current.resolve().stat().st_size
        processes = [resource.RUSAGE_SELF]  # those that judge beside it have its memory, not their own
    memory = sum(resource.getrusage(who).ru_maxrss for who in processes) / 1024
    print(json.dumps([spent, memory, size / 1e6]))
