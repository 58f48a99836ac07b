"""Frames of answers: the columns, their order, and what stands where a value is missing."""

from datetime import datetime

import duckdb
import pandas as pd
import pytest

from dashboard.reading.frames import as_frame
from dashboard.rows import known, rows

ANSWER = """
    select * from (values
        (1, 'Kenya', 35.5, true, timestamp '2026-11-27 06:00:00', 7),
        (2, null, null, null, null, null)
    ) as answer (whole, word, number, truth, moment, gap) order by whole
"""


def framed(query: str) -> pd.DataFrame:
    return as_frame(duckdb.sql(query).fetchnumpy())


def test_values():
    """Every value is Python's own or a number, in the order of the columns and of the rows."""
    frame = framed(ANSWER)
    assert list(frame) == ["whole", "word", "number", "truth", "moment", "gap"]
    first = rows(frame)[0]
    assert tuple(first) == (1, "Kenya", 35.5, True, datetime(2026, 11, 27, 6), 7)  # noqa: DTZ001 - builds are in UTC
    assert type(first.word) is str
    assert type(first.whole) is int


def test_missing_values():
    """A missing word or truth is None, a missing number nan in a column of floats, a missing moment no time."""
    second = rows(framed(ANSWER))[1]
    assert (second.word, second.truth) == (None, None)
    assert not known(second.number)
    assert isinstance(second.number, float)
    assert isinstance(second.gap, float)
    assert second.moment is pd.NaT


@pytest.mark.parametrize("columns", ["1 as a, 2.5::double as b", "'x' as a, 'y' as b", "'x' as a, 1 as b, 'y' as c"])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_any_kinds_of_columns(columns: str, count: int):
    """Words alone, numbers alone, both, and no rows at all: as many rows as the answer has, under its names."""
    frame = framed(f"select {columns} from range({count})")
    assert len(frame) == count
    assert list(frame) == [part.split(" as ")[1] for part in columns.split(", ")]
    assert list(frame.columns.map(type).unique()) == [str]


def test_equal_to_what_duckdb_frames():
    """It holds what DuckDB's own frame holds."""
    own = duckdb.sql(ANSWER).df()
    plain, expected = (one.astype(object).where(own.notna(), None) for one in (framed(ANSWER), own))
    pd.testing.assert_frame_equal(plain, expected, check_column_type=False)
