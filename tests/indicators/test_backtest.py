"""How close projections came: what is held out, and what bands are made of it."""

import math

import pytest

from indicators.backtest import FEWEST, Kind, Width, band, errors, lead_errors, widths
from indicators.curves import Curve, curves_of
from indicators.vocabulary import Scale
from tests.indicators.lines import indicator, points

SHARE = indicator("share")
ECONOMIES = Kind(Scale.SHARE, of_economy=True)


def test_the_last_three_years_are_held_out():
    """They are predicted from the six before, and compared."""
    values = {year: 40 + 2 * (year - 2010) for year in range(2010, 2022)} | {2022: 70.0}
    found = errors(points(values), SHARE)[Curve.LINEAR]
    assert found == pytest.approx((0, 0, 6), abs=1e-9)  # 58 in 2019, two a year: 60, 62 and 64, and 70 came
    early = {2013: 0.0} | {year: 40 + 2 * (year - 2014) for year in range(2014, 2023)}
    assert errors(points(early), SHARE)[Curve.LINEAR] == pytest.approx((0, 0, 0), abs=1e-9)
    assert list(errors(points(early), SHARE)) == list(curves_of(SHARE))
    assert errors(points({2020: 40, 2022: 44, 2023: 46}), SHARE) == {}
    assert errors((), SHARE) == {}


def test_every_start_three_years_before_the_newest_is_tried():
    """Each gives an error for every later year, by its lead time; of a line on its own curve there is none."""
    logits = {year: -1 + 0.2 * (year - 2015) for year in range(2015, 2023)}
    found = list(lead_errors(points({year: 100 / (1 + math.exp(-z)) for year, z in logits.items()}), SHARE))
    assert [lead for lead, _ in found] == [1, 2, 3, 4, 5, 1, 2, 3, 4, 1, 2, 3]
    assert [error for _, error in found] == pytest.approx([0] * 12, abs=1e-9)


def test_a_start_is_no_projection():
    """Of a share that has just begun no projection is made, and none is tested; later ones begin beyond the start."""
    begun = points({2015: 0, 2016: 0.6, 2017: 1.2, 2018: 14, 2019: 20, 2020: 26, 2021: 32, 2022: 38, 2023: 44})
    assert [lead for lead, _ in lead_errors(begun, SHARE)] == [1, 2, 3]
    assert errors(begun[:7], SHARE) == {}
    assert errors(begun, SHARE)[Curve.LINEAR] == pytest.approx((0, 0, 0), abs=1e-9)


@pytest.mark.parametrize(
    ("scale", "values", "first"),
    [
        ("share", [40, 40, 40, 40, 40, 45], 5.0),
        ("price", [4, 4, 4, 4, 4, 5], math.log(5 / 4)),
        ("index", [40, 40, 40, 40, 40, 45], 0.05),
    ],
)
def test_errors_are_measured_where_they_are_alike(scale: str, values: list[float], first: float):
    """Points of a share, the logarithm of a price, the part of its range of an index."""
    found = dict(lead_errors(points(values), indicator(scale)))
    assert found[3] == pytest.approx(first)


def test_a_band_needs_thirty_errors():
    """Fewer make none; of as many it is the 80th percentile, and no longer lead time has a narrower one."""
    few, enough, later = [1.0] * (FEWEST - 1), [float(number) for number in range(FEWEST)], [0.0] * FEWEST
    found = widths({(ECONOMIES, 4): later, (ECONOMIES, 1): few, (ECONOMIES, 3): enough})
    assert found == {ECONOMIES: (Width(3, pytest.approx(0.8 * (FEWEST - 1)), 30), Width(4, pytest.approx(23.2), 30))}


@pytest.mark.parametrize(("lead", "width"), [(1, 1.0), (2, 2.0), (4, 4.0), (6, 6.0), (12, 12.0)])
def test_between_and_beyond_what_was_tested(lead: int, width: float):
    """Between tested lead times a width is interpolated, beyond them it grows with the lead time."""
    bands = {ECONOMIES: (Width(2, 2.0, 30), Width(6, 6.0, 30))}
    assert band(50, lead, ECONOMIES, bands, SHARE) == pytest.approx((50 - width, 50 + width))


def test_a_band_stays_within_what_can_be():
    """No share above 100, no price below 0; a kind without errors has no band."""
    bands = {ECONOMIES: (Width(5, 10.0, 30),), Kind(Scale.PRICE, of_economy=True): (Width(5, math.log(2), 30),)}
    assert band(96, 5, ECONOMIES, bands, SHARE) == (86, 100)
    assert band(4, 5, Kind(Scale.PRICE, of_economy=True), bands, indicator("price")) == pytest.approx((2, 8))
    assert band(50, 5, Kind(Scale.SHARE, of_economy=False), bands, SHARE) is None
