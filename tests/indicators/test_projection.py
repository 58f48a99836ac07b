"""Projections: worked examples, what no projection may do, and how far off they would have been."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.curves import Curve, curves_of, default_curve, straight
from indicators.pace import pace_of
from indicators.paths import required_path
from indicators.projection import project
from indicators.series import Point, fit_line
from tests.indicators.lines import PRICE, USERS, indicator, level, points

SHARE, COSTS = indicator("share"), indicator("price")
CURVE_OF = {
    "share": Curve.LOGISTIC,
    "price": Curve.LOG_LINEAR,
    "parity": Curve.LOG_LINEAR,
    "count": Curve.LINEAR,
    "index": Curve.LINEAR,
    "amount": None,
}


@pytest.mark.parametrize(
    ("curve", "expected"),
    [
        (Curve.LOGISTIC, 75.30654920342221),
        (Curve.GOMPERTZ, 73.6122),
        (Curve.LINEAR, 77.5),
        (Curve.COMPOUND, 85.55218424587267),
    ],
)
def test_a_share_in_2030(curve: Curve, expected: float):
    """From 40 % in 2015 and 60 % in 2023 each curve leads to its own value in 2030."""
    value = project(points(USERS), curve, SHARE).at(2030)
    assert value == pytest.approx(expected, abs=1e-6 if curve is not Curve.GOMPERTZ else 1e-4)


@pytest.mark.parametrize(
    ("curve", "goal", "values", "scale", "expected"),
    [
        (Curve.LOGISTIC, 95, USERS, "share", 2048.0475201962972),
        (Curve.LOGISTIC, 99, USERS, "share", 2064.3318399856867),
        (Curve.LINEAR, 95, USERS, "share", 2037.0),
        (Curve.COMPOUND, 95, USERS, "share", 2032.0667694001597),
        (Curve.LOG_LINEAR, 2, PRICE, "price", 2027.6797000057693),
    ],
)
def test_where_a_curve_gets_to_a_level(curve: Curve, goal: float, values: dict, scale: str, expected: float):
    """On the scale of its curve a line goes straight from its newest point, by its slope a year."""
    of, (*_, newest) = indicator(scale), points(values)
    slope = pace_of(points(values), curve, of).slope
    years = (straight(curve, goal, of) - straight(curve, newest.value, of)) / slope
    assert newest.year + years == pytest.approx(expected, abs=1e-6)


def test_a_price():
    """From 6 to 3 % of income, a price is at 1.636 % in 2030."""
    assert project(points(PRICE), Curve.LOG_LINEAR, COSTS).at(2030) == pytest.approx(1.6357615989978864, abs=1e-9)


def test_gompertz_by_hand():
    """The Gompertz curve is straight in ln(−ln(y/100)): worked out step by step."""
    first, last = math.log(-math.log(0.4)), math.log(-math.log(0.6))
    by_hand = 100 * math.exp(-math.exp(last + 7 * (last - first) / 8))
    assert project(points(USERS), Curve.GOMPERTZ, SHARE).at(2030) == pytest.approx(by_hand, abs=1e-9)


def test_least_squares():
    """Plain and time-weighted least squares over nine years, as worked out elsewhere."""
    years, values = list(range(2015, 2024)), [40, 43, 45, 48, 51, 54, 56, 58, 60]
    plain, weighted = fit_line(years, values), fit_line(years, values, list(range(1, 10)))
    assert (plain.slope, plain.at(2030)) == pytest.approx((2.55, 78.60555555555555), abs=1e-9)
    assert (weighted.slope, weighted.at(2030)) == pytest.approx((2.466666666666667, 77.80000000000018), abs=1e-9)


def test_a_projection_goes_on_from_the_newest_point():
    """The fitted slope is carried on from the newest observation, so that pace and projection tell one story."""
    values = [40, 43, 45, 48, 51, 54, 56, 58, 60]
    projection = project(points(values), Curve.LINEAR, SHARE)
    assert projection.first_year == 2024
    assert projection.at(2030) == pytest.approx(60 + 7 * 2.55, abs=1e-9)


def test_a_ratio_is_damped():
    """A ratio makes nine tenths of its step in the first year, 0.81 in the second, and so on."""
    step = math.log(0.90 / 0.80) / 5
    projection = project(points({2015: 0.80, 2020: 0.90}), Curve.DAMPED_LOG, indicator("parity"))
    assert projection.at(2021) == pytest.approx(0.90 * math.exp(step * 0.9), abs=1e-9)
    assert projection.at(2025) == pytest.approx(0.90 * math.exp(step * 3.68559), abs=1e-9)


@pytest.mark.parametrize(("scale", "curve"), CURVE_OF.items())
def test_curves_fit_their_scale(scale: str, curve: Curve | None):
    """Each scale has the curve that suits it, and an open-ended amount has none."""
    assert default_curve(indicator(scale)) is curve
    assert curves_of(indicator(scale))[:1] == ((curve,) if curve else ())


RUNS = st.lists(st.floats(0, 100), min_size=2, max_size=8)


@given(values=RUNS, curve=st.sampled_from(curves_of(SHARE)))
def test_no_projection_of_a_share_leaves_0_to_100(values: list[float], curve: Curve):
    """Whatever the course, the projection of a share does not leave what a share can be."""
    projection = project(points(values), curve, SHARE)
    if projection is None:
        assert len(values) < 3
        return
    assert all(0 <= value <= 100 for value in projection.values)


def test_no_projection_beyond_2035():
    """Projections end in 2035, also where a later year is asked for, and beyond it there is none."""
    projection = project(points(USERS), Curve.LOGISTIC, SHARE, last_year=2060)
    assert (projection.years[0], projection.years[-1]) == (2024, 2035)
    assert projection.at(2036) is None
    assert projection.at(2023) is None
    assert project(points({2030: 40, 2035: 60}), Curve.LOGISTIC, SHARE) is None


@pytest.mark.parametrize(
    ("at_the_edge", "as_if", "scale", "curve"),
    [
        (0, 0.5, "share", Curve.LOGISTIC),
        (100, 99.5, "share", Curve.LOGISTIC),
        (120, 99.5, "share", Curve.GOMPERTZ),
        (0, 0.5, "share", Curve.COMPOUND),
        (0, 0.005, "price", Curve.LOG_LINEAR),
        (0, 0.01, "parity", Curve.DAMPED_LOG),
        (0, 0.5, "count", Curve.COMPOUND),
    ],
)
def test_edges_of_a_scale(at_the_edge: float, as_if: float, scale: str, curve: Curve):
    """What lies at the edge of a scale counts as about half of the last digit away from it."""
    found = project(points({2015: at_the_edge, 2020: 0.7}), curve, indicator(scale))
    assert found == project(points({2015: as_if, 2020: 0.7}), curve, indicator(scale))


@pytest.mark.parametrize(
    ("values", "scale", "curve"),
    [
        ({2015: 0, 2020: 100}, "share", Curve.LOGISTIC),
        ({2015: 0, 2020: 3}, "price", Curve.LOG_LINEAR),
        ({2015: 3, 2020: 0}, "price", Curve.LOG_LINEAR),
        ({2015: 0, 2020: 0.5}, "parity", Curve.DAMPED_LOG),
    ],
)
def test_ends_of_a_scale_are_no_trouble(values: dict, scale: str, curve: Curve):
    """0 %, 100 %, a price of 0 and a ratio of 0 have a place on the scale."""
    projection = project(points(values), curve, indicator(scale))
    assert all(math.isfinite(value) for value in projection.values)


def test_a_count_stays_within_its_total():
    """Of 194 countries no more than 194 are projected."""
    assert max(project(points({2020: 150, 2024: 190}), Curve.LINEAR, indicator("count", out_of=194)).values) == 194


def test_required_path():
    """The path that is needed leads from the newest point to the benchmark by the same change every year."""
    path = required_path(Point(2025, 73.6), level(at_least=95), 2030, SHARE)
    assert [year for year, _ in path] == list(range(2025, 2031))
    assert [value for _, value in path] == pytest.approx([73.6, 77.88, 82.16, 86.44, 90.72, 95])
    assert required_path(Point(2030, 73.6), level(at_least=95), 2030, SHARE) == ()
    assert required_path(Point(2025, 1), level(at_least=9), 2030, indicator("amount")) == ()
