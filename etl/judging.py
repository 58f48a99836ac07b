"""Judges the lines of a build, in as many processes as there are processors where there is much to judge.

A process is handed no line, it inherits all of them, and hands back whole tables.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Any, NamedTuple

import pyarrow as pa

from etl.errors import PipelineError
from indicators.methods import METHODS
from indicators.progress import judgements
from indicators.projection import Backtest, Curve, Projection, backtest, curves_of
from indicators.series import Line

KEY = ("indicator_id", "area_id", "sex", "age", "location", "level")

Key = tuple[str, str, str, str, str, str]
"""indicator id, area id, sex, age, location, level."""

_ENOUGH = 1000
"""How many lines a process has to judge for its making to pay."""

_PARTS = 8
"""Into how many parts the lines of a process are divided, so that none waits long for the other's last."""

_TEXT, _INT, _REAL, _FLAG = pa.string(), pa.int32(), pa.float64(), pa.bool_()

_JUDGED = pa.schema(
    {
        "alike": _INT,
        "place": _INT,
        "benchmark_set": _TEXT,
        "horizon": _INT,
        "benchmark": _REAL,
        "benchmark_id": _TEXT,
        "benchmark_source": _TEXT,
        "baseline_year": _INT,
        "baseline_value": _REAL,
        "latest_year": _INT,
        "latest_value": _REAL,
        "latest_qualifier": _TEXT,
        "window_from": _INT,
        "observations_used": _INT,
        "gap": _REAL,
        "pace_observed": _REAL,
        "pace_required": _REAL,
        "pace_ratio": _REAL,
        "change_a_year": _REAL,
        "change_needed_a_year": _REAL,
        "is_about": _FLAG,
        "status": _TEXT,
        "reason": _TEXT,
        "level_class": _TEXT,
        "projected_value": _REAL,
        "projected_low": _REAL,
        "projected_high": _REAL,
        "year_reached": _REAL,
        "methods_disagree": _FLAG,
    }
    | {
        f"{what}_{name}": kind
        for name in METHODS
        for what, kind in (("status", _TEXT), ("measure", _REAL), ("reason", _TEXT), ("words", _TEXT))
    }
)
_PROJECTIONS = pa.schema(
    dict.fromkeys(KEY, _TEXT) | {"curve": _TEXT, "year": _INT, "value": _REAL, "low": _REAL, "high": _REAL}
)


class Task(NamedTuple):
    """A line to be judged, with its number among all lines and its key."""

    number: int
    key: Key
    line: Line


@dataclass(frozen=True)
class Judged:
    """What was found of the lines: rows of judgements and of projected years, and the back-tests of each curve."""

    judgements: pa.Table
    projections: pa.Table
    backtests: list[tuple[str, Curve, Backtest]]


def judge(tasks: Sequence[Task], horizons: Sequence[int]) -> Judged:
    """The judgements of all lines by each horizon, in their order, whoever came to them.

    Raises PipelineError where a process was ended from outside.
    """
    processes = min(len(os.sched_getaffinity(0)), len(tasks) // _ENOUGH)
    if processes < 2:
        return _judged(tasks, horizons)
    cuts = [len(tasks) * part // (processes * _PARTS) for part in range(processes * _PARTS + 1)]
    try:
        with ProcessPoolExecutor(processes, get_context("fork"), _inherit, (tasks, horizons)) as pool:
            found = list(pool.map(_judged_part, cuts[:-1], cuts[1:]))
    except BrokenProcessPool:
        raise PipelineError(
            "A process that was judging lines was ended by the system before it was done, as happens where memory runs "
            "out. Close other programs and refresh again."
        ) from None
    return Judged(
        pa.concat_tables(one.judgements for one in found),
        pa.concat_tables(one.projections for one in found),
        [tested for one in found for tested in one.backtests],
    )


_inherited: tuple[Sequence[Task], Sequence[int]] = ((), ())


def _inherit(tasks: Sequence[Task], horizons: Sequence[int]) -> None:
    """In a process of its own: keep the lines and horizons that it was made with."""
    global _inherited  # noqa: PLW0603 - the one thing that a process is told when it begins
    _inherited = tasks, horizons


def _judged_part(start: int, stop: int) -> Judged:
    tasks, horizons = _inherited
    return _judged(tasks[start:stop], horizons)


def _judged(tasks: Sequence[Task], horizons: Sequence[int]) -> Judged:
    said: list[dict[str, Any]] = []
    projections: list[dict[str, Any]] = []
    backtests: list[tuple[str, Curve, Backtest]] = []
    for number, key, line in tasks:
        every = list(judgements(line, horizons))
        for place, (benchmark_set, judgement) in enumerate(every):
            said.append({"alike": number, "place": place, "benchmark_set": benchmark_set} | judgement.columns())
        named = dict(zip(KEY, key, strict=True))
        projections += [named | row for row in _projected(every[0][1].projection)]
        if line.points:
            test = partial(backtest, line.comparable, indicator=line.indicator)
            backtests += [(key[0], curve, found) for curve in curves_of(line.indicator) if (found := test(curve))]
    return Judged(
        pa.Table.from_pylist(said, schema=_JUDGED), pa.Table.from_pylist(projections, schema=_PROJECTIONS), backtests
    )


def _projected(projection: Projection | None) -> Iterator[dict[str, Any]]:
    if projection is None:
        return
    for year in projection.years:
        value, low, high = projection.at(year) or (None, None, None)
        yield {"curve": projection.curve.value, "year": year, "value": value, "low": low, "high": high}
