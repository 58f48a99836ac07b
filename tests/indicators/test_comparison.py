"""Like is compared with like: the same years at both ends, no break between, no newest figure left out."""

from dataclasses import replace

import pytest

from indicators.comparison import compare
from indicators.model import Break
from tests.indicators.lines import line

WORLD = {2018: 50.0, 2019: 53.0, 2020: 58.0, 2021: 60.0, 2022: 62.0, 2023: 64.0, 2024: 66.0}


def test_the_same_years():
    """Six years of one against three of another are not compared: both are told from 2022 to 2024."""
    found = compare(line({2022: 30.0, 2024: 36.0}, "share"), line(WORLD, "share"))
    assert (found.first_year, found.last_year) == (2022, 2024)
    assert (found.mine, found.theirs, found.is_faster) == (pytest.approx(3), pytest.approx(2), True)


@pytest.mark.parametrize(
    ("mine", "more"),
    [
        ({}, {}),
        ({2024: 30.0}, {}),
        ({2023: 30.0, 2024: 33.0}, {}),
        ({2010: 30.0, 2012: 33.0}, {}),
        ({2018: 30.0, 2021: 33.0}, {}),
        ({2020: 30.0, 2024: 33.0}, {"breaks": (Break(year=2022, note="new survey"),)}),
    ],
)
def test_no_fair_comparison(mine: dict, more: dict):
    """Nothing, years too close, none in common, an end of years ago, and a break between: no comparison is made."""
    assert compare(line(mine, "share", **more), line(WORLD, "share")) is None


def test_not_across_a_suspected_break():
    """Where the share of an economy jumps, the comparison begins with the new level."""
    jump = replace(
        line({2019: 40.0, 2020: 41.0, 2021: 42.0, 2022: 58.0, 2023: 59.0, 2024: 60.0}, "share"), of_economy=True
    )
    found = compare(jump, line(WORLD, "share"))
    assert (found.first_year, found.mine, found.is_faster) == (2022, pytest.approx(1), False)


@pytest.mark.parametrize(
    ("mine", "theirs", "is_faster"),
    [
        ({2022: 30.0, 2024: 34.0}, {2022: 62.0, 2024: 66.0}, None),
        ({2022: 30.0, 2024: 29.0}, {2022: 62.0, 2024: 60.0}, None),
        ({2022: 30.0, 2024: 31.0}, {2022: 62.0, 2024: 60.0}, True),
        ({2022: 30.0, 2024: 29.0}, {2022: 62.0, 2024: 63.0}, False),
    ],
)
def test_what_nobody_is_faster_in(mine: dict, theirs: dict, is_faster: bool | None):
    """Of two lines that change alike none is faster, nor of two that both go the worse way."""
    assert compare(line(mine, "share"), line(theirs, "share")).is_faster is is_faster


def test_towards_even():
    """Of ratios the one that comes closer to even moves faster, from whichever side; a price by its fall."""
    above, below = line({2020: 1.25, 2024: 1.10}, "parity"), line({2020: 0.90, 2024: 0.95}, "parity")
    assert compare(above, below).is_faster is True
    assert compare(line({2020: 5.0, 2024: 4.0}, "price"), line({2020: 9.0, 2024: 9.5}, "price")).is_faster is True
