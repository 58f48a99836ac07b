"""Rows read stretch by stretch: the same rows in the same order from wherever, and nothing held for each of them."""

import math
from collections.abc import Iterator, Sequence

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from dashboard.address.selection import Selection
from dashboard.columns import Column
from dashboard.reading import selected, streams
from dashboard.reading.streams import Rows, of_stretches
from dashboard.reading.warehouse import Snapshot

COLUMNS = (Column("number", "integer", "what it is"),)


@pytest.fixture
def cursor() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def numbers_in(cursor: duckdb.DuckDBPyConnection, lengths: Sequence[int], lost: int = 0) -> Rows:
    """The numbers from 0 on in stretches of these lengths, told backwards."""
    ends = np.cumsum(lengths)

    def between(first: int, last: int) -> pa.Table:
        numbers = range(int(ends[first]) - lengths[first], int(ends[last]) - lost)
        return pa.table({"place": numbers[::-1], "number": numbers[::-1]})

    return of_stretches(cursor, np.array(lengths, np.int64), between, COLUMNS, tuple)


@pytest.mark.parametrize("lengths", [[1], [3, 1, 4, 1, 5, 9, 2, 6], [2] * 9, [23], []])
def test_any_part(cursor: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, lengths: list[int]):
    """Every part of the rows is given whole and in order, wherever stretches and pieces end."""
    monkeypatch.setattr(streams, "_FIRST", 2)
    monkeypatch.setattr(streams, "_PIECE", 5)
    rows = numbers_in(cursor, lengths)
    assert rows.total == sum(lengths)
    for first in range(rows.total + 1):
        for last in range(first, rows.total + 2):
            pieces = list(rows.pieces(first, last))
            given = [number for piece in pieces for number in piece["number"].to_pylist()]
            assert given == list(range(first, min(last, rows.total)))
            assert all(len(piece) <= 5 for piece in pieces)


def test_rows_that_are_not_there(cursor: duckdb.DuckDBPyConnection):
    """A stretch with fewer rows than were counted ends the answer; it is not cut in silence."""
    with pytest.raises(ValueError, match="8 rows in stretches that have 9"):
        list(numbers_in(cursor, [4, 5], lost=1).pieces())


@pytest.mark.parametrize("source", ["", "all"])
def test_what_is_held(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, source: str):
    """Before rows are read, one number is known for some hundred of them, and not one for each."""
    counted: list[np.ndarray] = []

    def noted(cursor: duckdb.DuckDBPyConnection, lengths: np.ndarray, *further: object) -> Rows:
        counted.append(lengths)
        return of_stretches(cursor, lengths, *further)

    monkeypatch.setattr(selected, "of_stretches", noted)
    rows = selected.stream(snapshot, Selection(edition="all", source=source))
    rows.close()
    ((held,),) = snapshot.rows("select count(*) from series")
    assert rows.total >= held > 50_000
    assert [len(lengths) for lengths in counted] == [math.ceil((held + 1) / 256)]
