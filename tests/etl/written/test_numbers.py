"""What is a number, and how a column writes its own: all its cells decide together, or its neighbours, or nobody."""

import random

import pytest

from etl.errors import RefusedFileError
from etl.written.numbers import Tally, bounded, is_number, marks_of, number, why_none


def tally(*cells: str) -> Tally:
    found = Tally()
    found.add(range(2, 2 + len(cells)), cells)
    return found


def plain(*cells: str, sign: str = ",", beside: tuple[str, ...] = ()) -> list[str]:
    """A column in plain form, with another one beside it."""
    marks = marks_of({"a": tally(*cells), "b": tally(*beside)}, sign, ["a", "b"])
    return [marks["a"].plain(cell) if "a" in marks else cell for cell in cells]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("97.3", "0.5", "12"), ["97.3", "0.5", "12"]),
        (("97,3", "0,5", "12"), ["97.3", "0.5", "12"]),
        (("97,3", "1.234", "12"), ["97.3", "1234", "12"]),
        (("97.3", "1,234", "12"), ["97.3", "1234", "12"]),
        (("1.234.567", "8,5"), ["1234567", "8.5"]),
        (("1,234,567", "1,234"), ["1234567", "1234"]),
        (("1.234,5", "1.234"), ["1234.5", "1234"]),
        (("1,234.5", "1,234"), ["1234.5", "1234"]),
        (("12,34,567.8", "1,234"), ["1234567.8", "1234"]),
        (("1 234 567", "1 234,5"), ["1234567", "1234.5"]),
        (("1\u00a0234", "12\u202f345.6"), ["1234", "12345.6"]),
        (("1'234.5", "1’234"), ["1234.5", "1234"]),
        (("0,123", "1,234"), ["0.123", "1.234"]),
        (("1234,567", "1,234"), ["1234.567", "1.234"]),
        (("−5,5", "-1.000"), ["-5.5", "-1000"]),
        (("45,2 %", "7 %"), ["45.2%", "7%"]),
        (("≤ 12,5", "95,5+", "< 1,5", "~ 3,0"), ["≤12.5", "95.5+", "<1.5", "~3.0"]),
        (("1,29728e+006", "5,5"), ["1.29728e+006", "5.5"]),
        (("97,3", "n/a", "..", "", "see note"), ["97.3", "n/a", "..", "", "see note"]),
        ((",5", "12,0"), [".5", "12.0"]),
    ],
)
def test_a_column_tells_its_marks(cells: tuple[str, ...], expected: list[str]):
    """Cells that can be read in one way only tell how the others of their column are to be read."""
    assert plain(*cells) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("97.3", "12 34"), "12 34"),
        (("97.3", "1,23,4"), "1,23,4"),
        (("1.2.3", "97.3"), "1.2.3"),
        (("97.3", "1 234,5.6"), "1 234,5.6"),
        (("97.3", "2019-01"), "2019-01"),
        (("97.3", "0,123"), "0,123"),
    ],
)
def test_what_is_no_number_stays_as_it_is(cells: tuple[str, ...], expected: str):
    """What is no number in the marks of its column is left to the row contract, which refuses it as it stands."""
    assert expected in plain(*cells, *["97.3"] * 20)
    assert number(expected) is None


@pytest.mark.parametrize("sign", [",", ";", "\t", ""])
@pytest.mark.parametrize("cells", [("1,234", "56,789"), ("1,234", "5", "1.234")])
def test_a_column_that_can_be_read_in_two_ways_is_refused(cells: tuple[str, ...], sign: str):
    """Where thousands and three decimals look alike and nothing tells which, no number is made of it."""
    with pytest.raises(RefusedFileError, match=r"column 'a' can be read in two ways \(line 2: '1,234': thousands or"):
        plain(*cells, sign=sign)


@pytest.mark.parametrize(
    ("beside", "expected"),
    [(("12,5",), "1.234"), (("12.5",), "1234"), (("1.234.567",), "1.234"), (("1,234,567",), "1234")],
)
def test_neighbours_tell_how_such_a_column_is_read(beside: tuple[str, ...], expected: str):
    """Columns of one file are written in one way: what tells it of one tells it of the others."""
    assert plain("1,234", "56,789", sign=";", beside=beside)[0] == expected


def test_neighbours_of_two_kinds_tell_nothing():
    """Where one neighbour has points and another commas, a doubtful column stays in doubt."""
    tallies = {"a": tally("1,234"), "b": tally("12,5"), "c": tally("12.5")}
    with pytest.raises(RefusedFileError, match="'a' can be read in two ways"):
        marks_of(tallies, ";", ["a"])
    assert set(marks_of(tallies, ";", ["b", "c"])) == {"b"}


@pytest.mark.parametrize("sign", [";", "\t"])
def test_points_before_three_digits(sign: str):
    """A point before three digits stands before decimals behind commas; where commas may stand there, it is unclear."""
    assert plain("1.234", "56.789") == ["1.234", "56.789"]
    assert plain("1.234", "0.5", sign=sign) == ["1.234", "0.5"]
    with pytest.raises(RefusedFileError, match=r"line 2: '1\.234'"):
        plain("1.234", "56.789", sign=sign)


def test_a_column_in_two_ways_is_refused():
    """A column of points and commas is refused with a line of each; one slip among many is left to the row contract."""
    with pytest.raises(RefusedFileError) as caught:
        plain("97.3", "12,5", "11.5")
    assert str(caught.value) == (
        "column 'a' has decimal points (line 2: '97.3') and decimal commas (line 3: '12,5'); expected one of them "
        "throughout: write all its figures in one way"
    )
    assert plain(*["97.3"] * 9, "12,5")[-1] == "12,5"
    assert plain(*["97,3"] * 9, "12.5")[-1] == "12.5"
    assert plain(*["97,3"] * 9, "12.5")[0] == "97.3"


def test_per_cents_with_and_without_their_sign():
    """A column in which only some cells have the sign is refused where the others may be parts of one."""
    assert plain("45%", "45.5", "0.5") == ["45%", "45.5", "0.5"]
    with pytest.raises(RefusedFileError, match=r"with a per cent sign \(line 2: '45%'\) and without \(line 3: '0\.45'"):
        plain("45%", "0.45", "1")


def test_batches_make_no_difference(chance: random.Random):
    """A column that is taken in by parts tells the same as one taken in whole."""
    kinds = ("97.3", "1,234", "12,5", "", "..", "1.234", "45%", "0.5", "1,234,567", "7")
    for _ in range(200):
        cells = chance.choices(chance.sample(kinds, 3), k=12)
        parts, whole = Tally(), tally(*cells)
        for at in range(0, 12, 3):
            parts.add(range(2 + at, 5 + at), cells[at : at + 3])
        assert _told(parts) == _told(whole), cells


def _told(found: Tally) -> tuple[object, ...]:
    try:
        return found.filled, found.decimal("a"), found.check_signs("a")
    except RefusedFileError as refusal:
        return (found.filled, str(refusal).split(" (")[0])


@pytest.mark.parametrize(
    ("text", "qualifier", "rest"),
    [
        ("<5", "less_than", "5"),
        ("≤ 5", "at_most", "5"),
        ("<=5", "at_most", "5"),
        ("=<5", "at_most", "5"),
        (">95", "more_than", "95"),
        ("≥95", "at_least", "95"),
        (">= 95", "at_least", "95"),
        ("95+", "at_least", "95"),
        ("95 +", "at_least", "95"),
        ("~95", "about", "95"),
        ("≈ 95", "about", "95"),
        ("95", "", "95"),
    ],
)
def test_bounds(text: str, qualifier: str, rest: str):
    """Less than is not at most: each sign has its own word."""
    assert bounded(text) == (qualifier, rest)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no value"),
        ("N.D.", "no value"),
        ("<NA>", "no value"),
        ("—", "no value"),
        ("no data", "no value"),
        ("#N/A", "an error of the spreadsheet (#N/A)"),
        ("#DIV/0!", "an error of the spreadsheet (#DIV/0!)"),
        ("#REF!", "an error of the spreadsheet (#REF!)"),
        ("#VALUE!", "an error of the spreadsheet (#VALUE!)"),
        ("#NAME?", "an error of the spreadsheet (#NAME?)"),
        ("#BEZUG!", "an error of the spreadsheet (#BEZUG!)"),
        ("########", "an error of the spreadsheet (########)"),
        ("Err:502", "an error of the spreadsheet (Err:502)"),
        ("=B2*2", "a formula without a value: open the file in a spreadsheet and save it again"),
        ("=<5", ""),
        ("97.3", ""),
        ("about half", ""),
        ("0", ""),
    ],
)
def test_why_a_cell_holds_no_figure(text: str, why: str):
    """A figure that is not there, an error and a formula without a value are three things."""
    assert why_none(text) == why


@pytest.mark.parametrize("text", ["", "1_000", "nan", "inf", "1e999", "9" * 5_000, "1,5", "5%", "about 5"])
def test_what_is_no_plain_number(text: str):
    """Staging reads finite numbers with a point and nothing else."""
    assert number(text) is None


@pytest.mark.parametrize(("text", "value"), [("97.3", 97.3), ("-5", -5), (".5", 0.5), ("1.29728e+006", 1297280)])
def test_plain_numbers(text: str, value: float):
    """Numbers as programs write them."""
    assert number(text) == value


def test_a_long_text_is_no_number():
    """A cell of a hundred thousand digits or blanks is turned down without being taken apart."""
    assert not is_number("1" * 100_000)
    assert not is_number("1" + " " * 100_000 + "x")
    assert plain("97,3", "1" + " " * 100_000 + "x")[1].startswith("1 ")
