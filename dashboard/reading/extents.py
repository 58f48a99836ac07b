"""How much a file would hold: its rows, and what a row weighs, without writing it."""

import io
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

import pandas as pd
import pyarrow.csv

from dashboard.address.selection import Selection
from dashboard.columns import OBSERVATIONS, PROGRESS, Column
from dashboard.reading import counts, own_groups, selected
from dashboard.reading.lists import listed
from dashboard.reading.streams import Rows
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Observation, rows

_SAMPLE = 32
"""Rows whose weight stands for that of all: read from all parts of a frame, from the beginning of a list."""


class Extent(NamedTuple):
    """The extent of an answer: its rows, the names of its columns, the mean bytes of a row as CSV, and how many
    indicators and sources its rows are of.
    """

    rows: int
    columns: tuple[str, ...]
    row: float
    indicators: int = 1
    sources: int = 1


def of_observations(frame: pd.DataFrame) -> Extent:
    """Of a frame with the columns of selected.observations."""
    return _of_frame(frame, OBSERVATIONS)


def of_progress(frame: pd.DataFrame) -> Extent:
    """Of a frame with the columns of judgements.progress."""
    return _of_frame(frame, PROGRESS)


def asked_observations(snapshot: Snapshot, selection: Selection) -> Extent:
    """Of the observations of a selection without a group of the user's own, which are counted and not read."""
    counted = counts.observations(snapshot, selection)
    many, row, indicators, sources = counted or selected.weighed(snapshot, selection)
    return Extent(many, _names(OBSERVATIONS), row, indicators, sources)


def of_lines(snapshot: Snapshot, indicator_id: str, drawn: Sequence[Observation]) -> Extent:
    """Of observations of one indicator that a page has in hand: they weigh what all of their areas weigh."""
    areas = tuple(dict.fromkeys(row.area_id for row in drawn))
    known = asked_observations(snapshot, Selection(indicator=(indicator_id,), area=areas))
    return known._replace(rows=len(drawn), sources=len({row.source_id for row in drawn}))


def asked_progress(snapshot: Snapshot, selection: Selection) -> Extent:
    """Of the judgements of a selection."""
    if counted := counts.progress(snapshot, selection):
        return Extent(counted.rows, _names(PROGRESS), counted.row, counted.indicators)
    return of_progress(own_groups.progress(snapshot, selection))


def of_list(snapshot: Snapshot, name: str, **chosen: str) -> Extent:
    """Of one of the lists of the API, or of the part that is chosen."""
    found = listed(snapshot, name, chosen)
    try:
        weight = _weight(found, min(_SAMPLE, found.total))
    finally:
        found.close()
    return Extent(found.total, _names(found.columns), weight)


def _of_frame(frame: pd.DataFrame, columns: tuple[Column, ...]) -> Extent:
    every, names = rows(frame), _names(columns)
    sample = every[:: -(-len(every) // _SAMPLE) or 1]
    cells = attrgetter(*names)
    weight = sum(len(names) + 1 + sum(map(_weight_of, cells(row))) for row in sample) / max(1, len(sample))
    sources = len({row.source_id for row in every}) if "source_id" in frame else 1
    return Extent(len(every), names, weight, len({row.indicator_id for row in every}), sources)


def _weight_of(cell: object) -> int:
    """The bytes of a cell as CSV, about; words stand in quotes."""
    if type(cell) is str:
        return len(cell) + 2
    if cell is None or cell != cell:  # noqa: PLR0124 - a missing number is not itself
        return 0
    return len(f"{cell:.12g}") if isinstance(cell, float) else len(str(cell))


def _weight(some: Rows, many: int) -> float:
    """The mean bytes as CSV of so many rows; none of no row."""
    written = io.BytesIO()
    for piece in some.pieces(0, many):
        options = pyarrow.csv.WriteOptions(include_header=False, eol="\r\n", batch_size=len(piece))
        pyarrow.csv.write_csv(piece, written, options)
    return len(written.getvalue()) / many if many else 0.0


def _names(columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(column.name for column in columns)
