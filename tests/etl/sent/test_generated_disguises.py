"""One true table in a thousand disguises: it gives the same figures or is refused, and nothing between."""

import csv
import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from etl.errors import RefusedFileError
from etl.reading.desk import Desk
from tests.etl.sent.one_table import READERS, Sent
from tests.etl.sources.workbooks import workbook
from tests.etl.taken import Taken, take

Maker = Callable[[Sequence[str]], Sent]
EVERY_READER = pytest.mark.parametrize("made", READERS.values(), ids=READERS)
TIMES = 40
SERIES_IN_COLUMNS = {"owid", "survey"}
IN_PER_CENT = READERS.keys() - {"survey", "prices"}
YEARS: tuple[Callable[[str], str], ...] = (
    str,
    lambda year: f"{year}.0",
    lambda year: f"{year} [YR{year}]",
    lambda year: f" {year}",
    lambda year: f"{year[0]},{year[1:]}",
)
ABOVE = ("", "Downloaded by hand", "Ausgewählt am 1. Mai", "from a, to b; c")
BELOW = ([], ["", "Quelle: das Amt für Statistik"])


def figures(taken: Taken) -> list[tuple[object, ...]]:
    names = ("indicator_id", "area_id", "year", "sex", "level", "unit", "qualifier", "value")
    return sorted(taken.figures(*names), key=str)


def is_held(expected: Taken, content: bytes, desk: Desk) -> bool:
    """Whether a disguised table gives the figures of the true one, all numbers accounted for; or else is refused."""
    try:
        found = take(content, desk)
    except RefusedFileError:
        return False
    assert found.rejected == expected.rejected == [], content
    assert figures(found) == figures(expected), content
    assert (found.aside, found.file.numbers) == (expected.aside, expected.file.numbers), content
    return True


def true_table(made: Maker, chance: random.Random) -> Sent:
    """A table of five economies, with figures of none to four decimals, and some that are not there."""
    high = 1 if made.__name__ == "survey" else 100
    digits = chance.choice([0, 1, 2, 3, 3, 4])
    values = [f"{chance.uniform(0, high):.{digits}f}" if chance.random() < 0.9 else "" for _ in range(4)]
    return made([*values, f"{chance.uniform(0, high):.1f}"])


def true_tables(made: Maker, desk: Desk, chance: random.Random) -> Iterator[tuple[Sent, Taken]]:
    """True tables with what comes of them, each twice, to be put into two disguises."""
    for _ in range(TIMES // 2):
        true = true_table(made, chance)
        yield from ((true, take(true.written().encode(), desk)),) * 2


def dressed(made: Maker, sent: Sent, chance: random.Random) -> Sent:
    """The same with its years written in another way, its columns in another order, and perhaps one more of them."""
    sent = sent.with_header(chance.choice(YEARS))
    sent = sent.in_order(chance.sample(range(len(sent.header)), len(sent.header)))
    if made.__name__ not in SERIES_IN_COLUMNS and chance.random() < 0.5:
        return sent.with_column("Remark", ["ok", "", "see, note; here", "ok", "as | above"])
    return sent


def in_commas(cell: str) -> str:
    return cell.replace(".", ",")


@EVERY_READER
def test_a_text_in_disguise(desk: Desk, made: Maker, chance: random.Random):
    """Encoding, signs between fields and before decimals, quotation marks, order and more make no other figures."""
    read = 0
    for true, expected in true_tables(made, desk, chance):
        sent, has_commas = dressed(made, true, chance), chance.random() < 0.5
        if has_commas:
            sent = sent.with_cells(in_commas)
        if made.__name__ in IN_PER_CENT and chance.random() < 0.3:
            sent = sent.with_cells("{} %".format)
        sign, end = chance.choice(",;\t|"), chance.choice(["\n", "\r\n", "\r"])
        quoting = chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONE])
        lines = sent.written(sign, quoting, end).split(end)
        for _ in range(chance.randrange(3)):
            lines.insert(chance.randrange(len(sent.above) + 1, len(lines)), "")
        text = end.join([*chance.sample(ABOVE, chance.randrange(4)), *lines, *chance.choice(BELOW)])
        encoding = chance.choice(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
        is_read = is_held(expected, text.encode(encoding), desk)
        assert is_read or has_commas or quoting == csv.QUOTE_NONE or sign != ",", text
        read += is_read
    assert read > TIMES / 3


@EVERY_READER
def test_a_workbook_in_disguise(desk: Desk, made: Maker, chance: random.Random):
    """Cells of numbers or of text, other sheets and their order, lines above and the order of columns do no harm."""
    for true, expected in true_tables(made, desk, chance):
        sent, kind = dressed(made, true, chance), chance.choice(["numbers", "text", "commas"])
        sent = sent.with_cells(in_commas) if kind == "commas" else sent
        rows: list[Any] = [_of_numbers(sent, row) if kind == "numbers" else row for row in sent.rows]
        above = [(one,) for one in chance.sample(ABOVE, chance.randrange(4))]
        sheets = {"Data": [*above, *sent.above, sent.header, *rows], "About": [("A title",), ("a", "b")], "Empty": []}
        content = workbook({name: sheets[name] for name in chance.sample(list(sheets), 3)})
        assert is_held(expected, content, desk) or kind == "commas", sent


def _of_numbers(sent: Sent, row: Sequence[str]) -> list[float | str]:
    at = {sent.header.index(name) for name in sent.figures}
    return [float(cell) if n in at and cell else cell for n, cell in enumerate(row)]


@EVERY_READER
def test_a_table_over_several_sheets(desk: Desk, made: Maker, chance: random.Random):
    """A table whose rows stand on two sheets, in either order, is the one that stands on one of them."""
    for cut in range(6):
        true = true_table(made, chance)
        expected = take(true.written().encode(), desk)
        parts = [[*true.above, true.header, *rows] for rows in (true.rows[:cut], true.rows[cut:])]
        sheets = {"a": parts[0], "b": parts[1], "c": []}
        assert is_held(expected, workbook({name: sheets[name] for name in chance.sample(list(sheets), 3)}), desk)


@EVERY_READER
def test_thousands_are_never_taken_for_decimals(desk: Desk, made: Maker):
    """Whatever the marks, no value is kept as a thousandth of itself or as a thousand times as much."""
    for sign, mark, others in itertools.product(",;\t", ",.", [(), ("0.5",), ("0,5",), ("12",)]):
        if (sign, mark) == (",", "."):
            continue  # between commas a point stands before decimals
        content = made([f"12{mark}345", f"67{mark}891", *others]).written(sign).encode()
        try:
            taken = take(content, desk)
        except RefusedFileError:
            continue
        expected = {12.345, 67.891} if mark == {"0.5": ".", "0,5": ","}[others[0]] else {12345.0, 67891.0}
        found = {one.value for one in taken.kept} | {float(one.value) for one in taken.rejected}
        assert found == expected | {0.5}, (sign, mark, others)
