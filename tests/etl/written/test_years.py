"""Which year stands in a header or a cell, and what is none."""

import pytest

from etl.written.years import year_of


@pytest.mark.parametrize(
    "text",
    ["2024", " 2024 ", "2024.0", "2024.00", "2024,0", "2024 [YR2024]", "YR2024", "y_2024", "2,024", "2.024", "2 024"],
)
def test_a_year(text: str):
    """A year is one however a program writes it."""
    found = year_of(text)
    assert found is not None
    assert (found.digits, found.status, found.note, found.why_not) == ("2024", "", "", "")


@pytest.mark.parametrize(
    ("text", "status", "note"),
    [
        ("2024p", "", "provisional"),
        ("2024P", "", "provisional"),
        ("2024 (p)", "", "provisional"),
        ("2024 prov.", "", "provisional"),
        ("2024 (preliminary)", "", "provisional"),
        ("2024 (e)", "estimated", ""),
        ("2024e", "estimated", ""),
        ("2024 est.", "estimated", ""),
        ("2024 (Estimate)", "estimated", ""),
        ("2024f", "projected", ""),
        ("2024 [projected]", "projected", ""),
        ("2024r", "", "revised"),
        ("2024 b", "", "break in the series"),
        ("2024*", "", "the file marks 2024 with *"),
        ("2024 **", "", "the file marks 2024 with **"),
        ("2024¹", "", "the file marks 2024 with ¹"),
    ],
)
def test_a_year_with_a_flag(text: str, status: str, note: str):
    """A provisional or estimated year is a year, and its flag goes with its figures."""
    found = year_of(text)
    assert found is not None
    assert (found.digits, found.status, found.note) == ("2024", status, note)


@pytest.mark.parametrize("text", ["2023/24", "2023-24", "2023–24", "2023/2024", "2023-2025", "FY2023/24", "2019/21"])
def test_several_years(text: str):
    """A split year or a span is none of its years: no file says which of them is meant."""
    found = year_of(text)
    assert found is not None
    assert (found.digits, found.why_not) == (
        "",
        f"several years in one ({text.lower()}): which of them is meant is not said",
    )


@pytest.mark.parametrize("text", ["2024Q1", "2024-Q1", "2024M06", "2024-06", "2024-12-31", "2024-12-31T00:00:00"])
def test_a_part_of_a_year(text: str):
    """A quarter, a month or a day is no year."""
    found = year_of(text)
    assert found is not None
    assert (found.digits, found.why_not) == ("", "a part of a year, not a whole one")


@pytest.mark.parametrize(
    "text", ["", "value", "24", "1024", "20245", "2024x", "2024 (2)", "2024.5", "average 2024", "9" * 5_000, "FY24"]
)
def test_no_year(text: str):
    """What cannot be told for a year is none."""
    assert year_of(text) is None
