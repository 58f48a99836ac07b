"""Rows of a frame as plain tuples, grouped into lines: many small groups are cheap in Python and dear in pandas."""

from collections import namedtuple
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import pandas as pd

from indicators.vocabulary import BREAKDOWNS, TOTALS

Row = Any
"""One row of a frame as a named tuple: the columns are its attributes."""

LINE = ("area_id", *BREAKDOWNS, "origin", "edition")


def rows(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame as named tuples, in order; itertuples takes three times as long over many columns."""
    return list(map(_kind(tuple(frame.columns))._make, zip(*(frame[name].tolist() for name in frame), strict=True)))


@cache
def _kind(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns)


def lines(frame_rows: Iterable[Row], by: Sequence[str] = LINE) -> list[list[Row]]:
    """Rows grouped by the columns `by`, groups and rows in the order of first appearance."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in frame_rows:
        groups.setdefault(tuple(getattr(row, name) for name in by), []).append(row)
    return list(groups.values())


def varying(frame_rows: Sequence[Row], names: Iterable[str] = tuple(BREAKDOWNS)) -> list[str]:
    """The columns of `names` that hold more than one value."""
    return [name for name in names if len({getattr(row, name) for row in frame_rows}) > 1]


def breakdown_words(row: Row, names: Iterable[str] = tuple(BREAKDOWNS)) -> list[str]:
    """The words of a row's breakdowns `names` that are no totals, as a reader knows them: women, rural."""
    return [BREAKDOWNS[name][value].lower() for name in names if (value := getattr(row, name)) not in TOTALS]


def cited(source: str, edition: str) -> str:
    """A source with its edition, once: the edition of a downloaded file is named after the source itself."""
    return edition if edition.startswith(source) else f"{source}, edition {edition}"


def known(value: Any) -> bool:
    """Whether a cell of a frame holds a number."""
    return value is not None and not pd.isna(value)


def latest_of_each_line(frame: pd.DataFrame) -> pd.DataFrame:
    """The newest observed row of each line shown first."""
    lines = frame[frame["is_headline"] & frame["is_observed"]]
    return lines.groupby(["area_id", *BREAKDOWNS], sort=False).tail(1)
