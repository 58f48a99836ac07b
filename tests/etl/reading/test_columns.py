"""Columns: what goes in comes out, row by row, and as a table of Arrow; and a row takes little."""

import pickle
import sys
from array import array
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.reading import columns
from etl.reading.columns import Column, Columns, Texts, Words, as_arrow, numbered, only
from etl.reading.rows import COLUMNS, RawRow, RawRows
from etl.staging.observations import KEY, Observation, Observations

WORDS = st.lists(st.sampled_from(["", "CHE", "é", "Côte d’Ivoire", "\U0001f600", "a\0b"]), max_size=30)
ROW = dict.fromkeys(COLUMNS, "x") | {"edition": "2026"}


def fields(**changed: str) -> tuple[str, ...]:
    """The fields of a row, as they are added."""
    return tuple((ROW | changed)[name] for name in COLUMNS if name != "edition")


def filled(kind: type[Words] | type[Texts], texts: Sequence[str]) -> Column:
    column = kind()
    column.extend(texts[: len(texts) // 2])
    column.extend(texts[len(texts) // 2 :])
    return column


@pytest.mark.parametrize("kind", [Words, Texts])
@given(texts=WORDS, chosen=st.data())
def test_texts(kind: type[Words] | type[Texts], texts: list[str], chosen: st.DataObject):
    """A column gives its texts in order, each by its place, after a journey, as Arrow, and those that are chosen."""
    column = filled(kind, texts)
    assert (len(column), list(column), [column[at] for at in range(len(texts))]) == (len(texts), texts, texts)
    assert list(pickle.loads(pickle.dumps(column))) == texts  # noqa: S301 - our own
    assert as_arrow(column).to_pylist() == texts
    kept = chosen.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    some = only(column, kept)
    assert list(some) == [text for text, keep in zip(texts, kept, strict=True) if keep]
    some.extend(["new", "CHE"])
    assert list(some)[-2:] == ["new", "CHE"]
    assert list(column) == texts


@given(texts=WORDS, years=st.lists(st.integers(1960, 2050), max_size=30))
def test_numbered(texts: list[str], years: list[int]):
    """Equal values have one number, others another, and all are below what is said."""
    for column, values in ((filled(Words, texts), texts), (array("i", years), years)):
        numbers, many = numbered(column)
        assert len(set(zip(numbers.tolist(), values, strict=True))) == len(set(values)) == len(set(numbers.tolist()))
        assert all(0 <= number < many for number in numbers.tolist())


def test_rows_are_taken_in_together(monkeypatch: pytest.MonkeyPatch):
    """Rows that wait to be taken in count, and stand in their order, whenever it is looked."""
    monkeypatch.setattr(columns, "_TOGETHER", 3)
    table = Columns({"a": Words(), "b": array("d")})
    for number in range(8):
        table.append((str(number % 2), number))
        assert len(table) == number + 1
        assert table.row(number) == (str(number % 2), number) or number % 3 == 1
    assert list(table.rows()) == [(str(number % 2), float(number)) for number in range(8)]
    assert list(table.only([1, 0] * 4).rows()) == [("0", 0.0), ("0", 2.0), ("0", 4.0), ("0", 6.0)]


def test_raw_rows():
    """The rows of a file are as they were added, with the edition that is known at last."""
    rows = RawRows("a file", "egov")
    rows.add(3, fields(value="1", year="2020"))
    rows.add(4, fields(value="2", year="2021"))
    rows.edition = "2027"
    expected = [
        RawRow("a file", line, "egov", ROW | {"value": value, "year": year, "edition": "2027"})
        for line, value, year in ((3, "1", "2020"), (4, "2", "2021"))
    ]
    assert list(rows) == expected == rows
    assert (rows[-1], rows[:1], len(rows)) == (expected[1], (expected[0],), 2)
    assert rows.different("year", "edition") == {("2020", "2027"), ("2021", "2027")}
    assert list(rows.only([0, 1])) == expected[1:]
    assert pickle.loads(pickle.dumps(rows)) == expected  # noqa: S301 - our own
    assert rows != expected[:1]


def observation(number: int) -> Observation:
    """An observation of many: that of six thousand further has the same key."""
    area, year = f"A{number % 100}", 1960 + number // 100 % 60
    texts = dict.fromkeys(Observation._fields, "a text that all share") | {"note": f"note {number % 7}"}
    return Observation(**texts | {"area_id": area, "year": year, "value": number / 8, "line": number})


def test_keys():
    """Two observations have one number when their keys are equal, and not otherwise, however many keys there can be."""
    observations = Observations()
    made = [observation(number) for number in range(0, 9_000, 5)]
    for one in made:
        observations.append(one)
    assert list(observations) == made
    keys = {tuple(getattr(one, name) for name in KEY) for one in made}
    pairs = set(zip(observations.keys().tolist(), [(one.area_id, one.year) for one in made], strict=True))
    assert len(pairs) == len(keys) == len(np.unique(observations.keys())) < len(made)


def test_keys_beyond_a_number(monkeypatch: pytest.MonkeyPatch):
    """The same where the numbers of a key would be too large together."""
    monkeypatch.setattr("etl.reading.columns._LARGEST", 500)
    test_keys()


def test_what_a_row_takes():
    """A row takes less than 200 bytes on its way, and so does an observation."""
    rows, observations = RawRows("a file", "egov"), Observations()
    for number in range(20_000):
        rows.add(number, fields(value=f"{number % 100}.{number % 7}", year=str(1960 + number % 60)))
        observations.append(observation(number))
    assert len(pickle.dumps(rows)) < 200 * len(rows)
    assert observations.table().nbytes < 200 * len(observations)
    assert sys.getsizeof(rows) < 200
