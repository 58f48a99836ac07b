"""Judges the lines of a build, in as many processes as there are processors where there is much to judge.

A process is handed no line, it inherits all of them, and hands back whole tables.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from multiprocessing import get_context
from typing import Any, NamedTuple, TypeVar

import pyarrow as pa

from etl.errors import PipelineError
from indicators.assessment import Present
from indicators.backtest import Bands, Errors, Kind, band, errors, kind_of, lead_errors
from indicators.curves import Curve
from indicators.methods import METHODS
from indicators.progress import judgements, projection_of
from indicators.series import Line

KEY = ("indicator_id", "area_id", "sex", "age", "location", "level")

Key = tuple[str, str, str, str, str, str]
"""indicator id, area id, sex, age, location, level."""

_ENOUGH = 1000
"""How many lines a process has to judge for its making to pay."""

_PART = 500
"""How many lines are judged at a time, so that no process waits long for the last of another."""

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
        "benchmark_year": _INT,
        "base_year": _INT,
        "baseline_year": _INT,
        "baseline_value": _REAL,
        "latest_year": _INT,
        "latest_value": _REAL,
        "latest_qualifier": _TEXT,
        "window_from": _INT,
        "observations_used": _INT,
        "suspected_break": _INT,
        "gap": _REAL,
        "expected_value": _REAL,
        "expected_low": _REAL,
        "expected_high": _REAL,
        "closes": _REAL,
        "expected_a_year": _REAL,
        "needed_a_year": _REAL,
        "recent_a_year": _REAL,
        "firm": _FLAG,
        "is_about": _FLAG,
        "status": _TEXT,
        "reason": _TEXT,
        "level_class": _TEXT,
        "year_reached": _INT,
        "methods_milder": _INT,
        "methods_harsher": _INT,
        "methods_disagree": _FLAG,
        "at_risk": _FLAG,
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
_SUSPECTED = pa.schema(dict.fromkeys(KEY, _TEXT) | {"year": _INT, "before": _REAL, "after": _REAL})


class Task(NamedTuple):
    """A line to be judged, with its number among all lines and its key."""

    number: int
    key: Key
    line: Line


@dataclass(frozen=True)
class Judged:
    """What was found of the lines: rows of judgements, of projected years and of suspected breaks."""

    judgements: pa.Table
    projections: pa.Table
    suspected: pa.Table


@dataclass(frozen=True)
class Tested:
    """What earlier projections were off by: errors by indicator and curve, and those that bands are made of."""

    records: list[tuple[str, Curve, tuple[float, ...]]]
    by_lead: Errors


Found = TypeVar("Found")


class Judges:
    """Who judges some lines, this process or several: one part of the lines after the other, told in their order.

    Raises PipelineError where a process was ended from outside.
    """

    def __init__(self, tasks: Sequence[Task], pool: ProcessPoolExecutor | None = None) -> None:
        self._tasks = tasks
        self._pool = pool
        self._parts = [slice(first, first + _PART) for first in range(0, len(tasks), _PART)] or [slice(0)]

    def try_out(self) -> Tested:
        """The back-tests of all lines."""
        parts = self._shared(_tested)
        by_lead: dict[tuple[Kind, int], list[float]] = defaultdict(list)
        for part in parts:
            for kind_and_lead, found in part.by_lead.items():
                by_lead[kind_and_lead] += found
        return Tested([one for part in parts for one in part.records], by_lead)

    def judge(self, horizons: Sequence[int], bands: Bands) -> Judged:
        """The judgements of all lines by each horizon."""
        parts = self._shared(partial(_judged, horizons=horizons, bands=bands))
        return Judged(
            pa.concat_tables(one.judgements for one in parts),
            pa.concat_tables(one.projections for one in parts),
            pa.concat_tables(one.suspected for one in parts),
        )

    def _shared(self, work: Callable[[Sequence[Task]], Found]) -> list[Found]:
        if self._pool is None:
            return [work(self._tasks[part]) for part in self._parts]
        try:
            return list(self._pool.map(partial(_inherited_part, work), self._parts))
        except BrokenProcessPool:
            raise PipelineError(
                "A process that was judging lines was ended by the system before it was done, as happens where memory "
                "runs out. Close other programs and refresh again."
            ) from None


@contextmanager
def judges_of(tasks: Sequence[Task]) -> Iterator[Judges]:
    """The judges of some lines, as many as there are processors; where there is little to judge, this process alone.

    What one of them has found out about a line, it remembers until all is judged.
    """
    processes = min(len(os.sched_getaffinity(0)), len(tasks) // _ENOUGH)
    if processes < 2:
        yield Judges(tasks)
        return
    with ProcessPoolExecutor(processes, get_context("fork"), _inherit, (tasks,)) as pool:
        yield Judges(tasks, pool)


_inherited: Sequence[Task]


def _inherit(tasks: Sequence[Task]) -> None:
    """In a process of its own: keep the lines that it was made for."""
    global _inherited  # noqa: PLW0603 - the one thing that a process is told when it begins
    _inherited = tasks


def _inherited_part(work: Callable[[Sequence[Task]], Found], part: slice) -> Found:
    return work(_inherited[part])


def _tested(tasks: Sequence[Task]) -> Tested:
    records: list[tuple[str, Curve, tuple[float, ...]]] = []
    by_lead: dict[tuple[Kind, int], list[float]] = defaultdict(list)
    for _, key, line in tasks:
        points, indicator, kind = line.comparable, line.indicator, kind_of(line)
        records += [(key[0], curve, found) for curve, found in errors(points, indicator).items()]
        for lead, error in lead_errors(points, indicator):
            by_lead[kind, lead].append(error)
    return Tested(records, by_lead)


def _judged(tasks: Sequence[Task], horizons: Sequence[int], bands: Bands) -> Judged:
    said: list[tuple[Any, ...]] = []
    projected: list[tuple[Any, ...]] = []
    suspected: list[tuple[Any, ...]] = []
    for number, key, line in tasks:
        present = Present(line)
        for place, (benchmark_set, judgement) in enumerate(judgements(present, horizons)):
            said.append((number, place, benchmark_set, *judgement.columns(bands).values()))
        projected += [(*key, *row) for row in _projected(present, bands)]
        suspected += [(*key, *row) for row in _suspected(line)]
    return Judged(table_of(said, _JUDGED), table_of(projected, _PROJECTIONS), table_of(suspected, _SUSPECTED))


def table_of(rows: Sequence[tuple[Any, ...]], schema: pa.Schema) -> pa.Table:
    """A table of rows that hold the columns of a schema in its order."""
    columns: Iterable[tuple[Any, ...]] = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pa.table([pa.array(of, one.type) for of, one in zip(columns, schema, strict=True)], schema=schema)


def _projected(present: Present, bands: Bands) -> Iterator[tuple[Any, ...]]:
    """Curve, year, value and the ends of its band of every projected year."""
    projection = projection_of(present)
    if projection is None:
        return
    indicator, kind = present.line.indicator, kind_of(present.line)
    for lead, (year, value) in enumerate(zip(projection.years, projection.values, strict=True), start=1):
        ends = band(value, lead, kind, bands, indicator)
        yield projection.curve.value, year, value, *(ends or (None, None))


def _suspected(line: Line) -> Iterator[tuple[Any, ...]]:
    """The jumps of a line that look like a change of method: the year, and the values before and after."""
    if line.suspected_breaks:
        for before, after in pairwise(line.comparable):
            if after.year in line.suspected_breaks:
                yield after.year, before.value, after.value
