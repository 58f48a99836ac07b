"""Rows of a text that are held while they are few, and made anew when they are many: the same either way."""

import csv
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.errors import RefusedFileError
from etl.formats import delimited
from etl.formats.delimited import DelimitedText, Row, Rows, decoded

HELD = (0, 1, 2, 1_000)
TEXTS = (
    "Code,Value\nCHE,1\n\nKEN,2\n",
    'Code,Value\r\nCHE,"a\r\nb"\r\nKEN,"x"y\r\n',
    "Code;Value\rCHE;1\rKEN;2",
    "Côte,1\n“d’Ivoire”,2\n\0",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_held_or_made_anew(monkeypatch: pytest.MonkeyPatch, text: str, encoding: str):
    """The rows of a text are the same each time, however many are held; so are their number and the last."""
    content = text.encode(encoding)
    assert decoded(content) == text.replace("\0", "")
    expected = list(DelimitedText("a", content).rows(","))
    assert next(cells for _, cells in expected if cells) == tuple(next(csv.reader([text.splitlines()[0]])))
    for held in HELD:
        monkeypatch.setattr(delimited, "_HELD", held)
        rows = DelimitedText("a", content).rows(",")
        assert list(rows) == list(rows) == expected == rows
        assert (len(rows), rows[-1], rows[0], rows[1:3]) == (len(expected), expected[-1], expected[0], expected[1:3])
        assert bool(rows[len(expected) :]) is False


@pytest.mark.parametrize("held", HELD)
def test_a_torn_text(monkeypatch: pytest.MonkeyPatch, held: int):
    """A text that ends within quotation marks is refused before its first row is given."""
    monkeypatch.setattr(delimited, "_HELD", held)
    with pytest.raises(RefusedFileError, match="ends within quotation marks"):
        DelimitedText("a", b'a,b\n1,2\n3,"x"y\n4,"5\n6,7\n').rows(",")


def test_many_are_not_held(monkeypatch: pytest.MonkeyPatch):
    """Of many rows at most so many are there at once."""
    monkeypatch.setattr(delimited, "_HELD", 10)
    times: list[int] = []

    def make() -> Iterator[Row]:
        times.append(1)
        return ((line, (str(line),)) for line in range(100))

    few, many = Rows(lambda: list(make())[:10]), Rows(make)
    assert (list(few), list(few)) == (list(few), list(few))
    assert times == [1, 1]
    assert (len(list(many)), len(list(many))) == (100, 100)
    assert times == [1] * 4


@given(rows=st.lists(st.lists(st.text(alphabet='a,"\n\r ;é', max_size=4), min_size=2, max_size=3), max_size=12))
def test_any_rows(rows: list[list[str]]):
    """What was written as CSV is read as it was."""
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    found = DelimitedText("a", "\n".join(lines).encode()).rows(",")
    assert [list(cells) for _, cells in found] == rows
