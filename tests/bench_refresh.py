"""What a refresh costs: from the embedded figures, from the sample files, and when no service has anything new."""

import json
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from time import perf_counter, sleep
from typing import NamedTuple

import pandas as pd  # noqa: F401 - pyarrow imports it when it makes its first array: it counts among the imports

from etl import pipeline
from etl.intake import drop
from etl.reading.desk import Desk
from etl.staging.contract import stage
from indicators.catalogue_files import load_catalogue
from indicators.settings import Settings
from tests.etl.damage import copy_of_the_project
from tests.etl.downloads import DATA360, data360
from tests.replay import ReplayServer, urls
from tests.samples import SAMPLES

MANY = {69_000: 6.0, 209_000: 12.0, 1_000_000: 35.0, 2_000_000: 60.0}
"""Rows of a file that is dropped, up to more than a database of one source has, and the seconds that they may take."""

_SERIES = ("MOB_COV_4G", "IT_NET_USER", "ITU_DH_INT_USR_DAY", "MOB_COV_3G", "MOB_COV_5G", "ITU_DH_SKLS_SFTY:BASIC")


class Spent(NamedTuple):
    """What a first build took: seconds, MiB of memory at its peak, and the megabytes of its file."""

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
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as running:
        memory = 0.0
        while running.poll() is None:
            memory = max(memory, _held(running.pid))
            sleep(0.05)
        said = running.communicate()[0]
    if running.returncode:
        raise RuntimeError(f"The measured process ended with {running.returncode}; expected 0: see what it said above.")
    seconds, size = json.loads(said)
    return Spent(seconds, memory, size)


def _held(process: int) -> float:
    """The MiB of a process and those below it at this moment; what several share counts once."""
    below = Path(f"/proc/{process}/task/{process}/children")
    total = 0.0
    with suppress(OSError):  # one of them has just ended
        rolled_up = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        total += int(rolled_up.partition("\nPss:")[2].split()[0]) / 1024
        total += sum(_held(int(child)) for child in below.read_text(encoding="ascii").split())
    return total


def _staged(settings: Settings, rows: int) -> float:
    catalogue = load_catalogue(settings.catalogue)
    desk = Desk(catalogue, catalogue.codes)
    started = perf_counter()
    [file], _ = drop.read_folder(settings.drop, desk)
    kept, _ = stage([file.rows], catalogue, {file.file: {one.name for one in file.releases}})
    assert len(kept) == rows
    return perf_counter() - started


def many_rows(number: int) -> Spent:
    """What it takes to read and stage a dropped file of so many rows, all of them kept.

    The memory is what both processes had together at one moment, what they share counted once.
    """
    with tempfile.TemporaryDirectory() as folder:
        drop_folder = Path(folder) / "drop"
        drop_folder.mkdir()
        (drop_folder / "many.csv").write_text(_rows(number), encoding="utf-8")
        return _apart(folder, f"{number} rows")


def _rows(number: int) -> str:
    """A CSV of Data360 with so many figures MADE UP FOR THE MEASURE, each with a key of its own."""
    areas = [area.area_id for area in load_catalogue(Settings().catalogue).areas if area.area_type == "economy"]
    ages, places = ("_T", "Y15T24", "Y25T74"), ("_T", "URB", "RUR")
    keys = product(_SERIES, ("_T", "F", "M"), ages, places, range(1961, 2026), areas)
    words = ("INDICATOR", "SEX", "AGE", "URBANISATION", "TIME_PERIOD")
    lines = [
        ",".join(map(str, data360(area, n % 9973 / 100, **dict(zip(words, key, strict=True)))))
        for n, (*key, area) in enumerate(islice(keys, number))
    ]
    return "\n".join([DATA360, *lines, ""])


_ACKNOWLEDGED = """acknowledged:
  - {indicator: mobile_basket_5gb, finding: line_out_of_scale, since: nothing, reason: the replayed answer is made up}
"""


def unchanged(runs: int) -> tuple[float, ...]:
    """Seconds of refreshes after a first one, while every service still has what it had."""
    with tempfile.TemporaryDirectory() as folder, ReplayServer() as server:
        settings = replace(copy_of_the_project(Path(folder)), urls=urls(server))
        (settings.catalogue / "acknowledged.yaml").write_text(_ACKNOWLEDGED, encoding="utf-8")
        _seconds(settings, online=True)
        return tuple(_seconds(settings, online=True) for _ in range(runs))


def _seconds(settings: Settings, *, online: bool = False) -> float:
    started = perf_counter()
    pipeline.run(settings, online=online)
    return perf_counter() - started


if __name__ == "__main__":
    settings = replace(Settings(), data=Path(sys.argv[1]))
    if sys.argv[2].endswith("rows"):
        spent = _staged(settings, int(sys.argv[2].split()[0]))
        size = (settings.drop / "many.csv").stat().st_size
    else:
        spent = _seconds(settings)
        size = settings.current.resolve().stat().st_size
    print(json.dumps([spent, size / 1e6]))
