"""Numbers as a reader expects them: narrow no-break spaces (U+202F) and true minus signs."""

import math

import pytest

from dashboard.numbers import (
    benchmark_text,
    change,
    counted,
    decimals_of,
    figure,
    fixed,
    number,
    percent,
    span,
    suffix,
    when,
    with_unit,
)
from indicators.catalogue import Catalogue


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (73.6, 1, "73.6"),
        (1.38, 2, "1.38"),
        (0.7, 2, "0.7"),
        (68.0, 1, "68"),
        (100.0, 1, "100"),
        (10, 0, "10"),
        (-1.7, 1, "−1.7"),
        (-0.04, 1, "0"),
        (0, 2, "0"),
        (9156, 0, "9\u202f156"),
        (-1234567.5, 1, "−1\u202f234\u202f567.5"),
        (math.nan, 1, "–"),
        (None, 1, "–"),
    ],
)
def test_number(value: float, decimals: int, text: str):
    """A number has its decimals but no trailing zeros, thousands apart, a true minus; none is an en dash."""
    assert number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (68, 1, "68.0"),
        (0.7, 2, "0.70"),
        (9156, 0, "9\u202f156"),
        (-1.75, 1, "−1.8"),
        (-0.04, 1, "0.0"),
        (math.nan, 1, "–"),
    ],
)
def test_fixed(value: float, decimals: int, text: str):
    """In a column every number has the same decimals."""
    assert fixed(value, decimals) == text


@pytest.mark.parametrize(
    ("values", "at_most", "decimals"),
    [([67, 74], 1, 0), ([67, 73.6], 1, 1), ([1.38, 2], 2, 2), ([61.33], 1, 1), ([], 2, 0), ([0.1 + 0.2], 2, 1)],
)
def test_decimals_of(values: list[float], at_most: int, decimals: int):
    """A column has the fewest decimals that show its values as published, and no more than the indicator's."""
    assert decimals_of(values, at_most) == decimals


@pytest.mark.parametrize(
    ("indicator", "value", "qualifier", "text"),
    [
        ("internet_users", 73.6, "", "73.6\u202f%"),
        ("mobile_basket_5gb", 1.38, "", "1.38\u202f%"),
        ("internet_gender_parity", 0.94, "", "0.94"),
        ("countries_with_cirt", 132, "", "132"),
        ("coverage_2g", 99.6, "at_least", "≥\u202f99.6\u202f%"),
        ("mobile_owners", 95, "more_than", ">\u202f95\u202f%"),
        ("mobile_owners", 80, "about", "about\u00a080\u202f%"),
        ("no_mobile_broadband", 20, "nearly", "nearly\u00a020\u202f%"),
        ("no_mobile_broadband", 5, "at_most", "≤\u202f5\u202f%"),
        ("no_mobile_broadband", 5, "less_than", "<\u202f5\u202f%"),
    ],
)
def test_figure(catalogue: Catalogue, indicator: str, value: float, qualifier: str, text: str):
    """A figure has its unit behind it and its bound or word before it."""
    assert figure(value, catalogue.indicator_by_id[indicator], qualifier) == text


@pytest.mark.parametrize(
    ("indicator", "value", "text"),
    [
        ("internet_users", 6.6, "+6.6"),
        ("ewaste_recycled_share", -1.7, "−1.7"),
        ("internet_users", 0.04, "0"),
        ("internet_gender_parity", 0.03, "+0.03"),
    ],
)
def test_change(catalogue: Catalogue, indicator: str, value: float, text: str):
    """A change has its sign, and none when it rounds to nothing."""
    assert change(value, catalogue.indicator_by_id[indicator]) == text


@pytest.mark.parametrize(
    ("indicator", "text"),
    [
        ("internet_users", "≥\u202f95\u202f%"),
        ("mobile_basket_5gb", "<\u202f2\u202f%"),
        ("internet_gender_parity", "0.98–1.02"),
        ("countries_with_cirt", "≥\u202f194"),
        ("ict_skills_basic", ">\u202f50\u202f%"),
        ("gci_score", "≥\u202f95"),
    ],
)
def test_benchmark_text(catalogue: Catalogue, indicator: str, text: str):
    """A benchmark is read with its sign and unit; a band with an en dash."""
    one = catalogue.indicator_by_id[indicator]
    assert benchmark_text(one.benchmarks[0], one) == text


@pytest.mark.parametrize(
    ("indicator", "text"), [("internet_users", "\u202f%"), ("fixed_basket_5gb", "\u202f%"), ("offline_people", "")]
)
def test_suffix(catalogue: Catalogue, indicator: str, text: str):
    """Only per cent stands directly behind a number, after a narrow no-break space."""
    assert suffix(catalogue.indicator_by_id[indicator]) == text


@pytest.mark.parametrize(
    ("indicator", "value", "qualifier", "text"),
    [
        ("internet_users", 73.6, "", "73.6\u202f%"),
        ("countries_with_cirt", 132, "", "132 of 194"),
        ("offline_people", 2.2, "", "2.2 billion people"),
        ("people_without_mobile_broadband", 312, "about", "about\u00a0312 million people"),
        ("internet_gender_parity", 0.94, "", "0.94"),
    ],
)
def test_with_unit(catalogue: Catalogue, indicator: str, value: float, qualifier: str, text: str):
    """In a sentence a value has its unit in words, unless it is per cent or a plain ratio."""
    assert with_unit(value, catalogue.indicator_by_id[indicator], qualifier) == text


@pytest.mark.parametrize(
    ("count", "words", "said"),
    [
        (0, ("row",), "no rows"),
        (1, ("row",), "1 row"),
        (81, ("row",), "81 rows"),
        (1530, ("figure",), "1\u202f530 figures"),
        (1, ("row was", "rows were"), "1 row was"),
        (2, ("row was", "rows were"), "2 rows were"),
    ],
)
def test_counted(count: int, words: tuple[str, ...], said: str):
    """A count stands with its noun, in the number that it has."""
    assert counted(count, *words) == said


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0"), (0.001, "under 1"), (0.0051, "1"), (0.5, "50"), (0.994, "99"), (0.9999, "over 99"), (1, "100")],
)
def test_percent(share: float, text: str):
    """A share is none, or all, only where it is."""
    assert percent(share) == f"{text}\u202f%"


@pytest.mark.parametrize(
    ("vintage", "text"), [("2026-08-13", "13 Aug 2026"), ("2026-08", "Aug 2026"), ("2026", "2026"), ("", "")]
)
def test_when(vintage: str, text: str):
    """A day, a month or a year is read as far as it is known."""
    assert when(vintage) == text


def test_span():
    """Years from the first to the last; one year alone stands once."""
    assert span(2000, 2025) == "2000–2025"
    assert span(2013, 2013) == "2013"
