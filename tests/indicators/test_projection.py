"""Projections: worked examples, what no projection may do, and how far off they would have been."""

import math
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.paths import required_path
from indicators.projection import (
    Curve,
    backtest,
    curves_of,
    default_curve,
    project,
    year_reached,
)
from indicators.series import Point, fit_line
from tests.indicators.lines import PRICE, USERS, indicator, level, points

SHARE, COSTS = indicator("share"), indicator("price")
DRAWN = list(product(range(4), repeat=4))
CURVE_OF = {
    "share": Curve.LOGISTIC,
    "price": Curve.LOG_LINEAR,
    "parity": Curve.DAMPED_LOG,
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
    value, low, high = project(points(USERS), curve, SHARE).at(2030)
    assert value == pytest.approx(expected, abs=1e-6 if curve is not Curve.GOMPERTZ else 1e-4)
    assert (low, high) == (None, None)


def test_gompertz_by_hand():
    """The Gompertz curve is straight in ln(−ln(y/100)): worked out step by step."""
    first, last = math.log(-math.log(0.4)), math.log(-math.log(0.6))
    by_hand = 100 * math.exp(-math.exp(last + 7 * (last - first) / 8))
    assert project(points(USERS), Curve.GOMPERTZ, SHARE).at(2030)[0] == pytest.approx(by_hand, abs=1e-9)


@pytest.mark.parametrize(
    ("curve", "goal", "expected"),
    [
        (Curve.LOGISTIC, 95, 2048.0475201962972),
        (Curve.LOGISTIC, 99, 2064.3318399856867),
        (Curve.LINEAR, 95, 2037.0),
        (Curve.COMPOUND, 95, 2032.0667694001597),
    ],
)
def test_year_reached(curve: Curve, goal: float, expected: float):
    """The year in which a curve reaches a level is solved for, however late it is."""
    assert year_reached(points(USERS), curve, SHARE, level(at_least=goal)) == pytest.approx(expected, abs=1e-6)


def test_a_price():
    """From 6 to 3 % of income, a price is at 1.636 % in 2030 and under 2 % in 2027.68."""
    assert project(points(PRICE), Curve.LOG_LINEAR, COSTS).at(2030)[0] == pytest.approx(1.6357615989978864, abs=1e-9)
    reached = year_reached(points(PRICE), Curve.LOG_LINEAR, COSTS, level(at_most=2))
    assert reached == pytest.approx(2027.6797000057693, abs=1e-6)


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
    assert projection.at(2030)[0] == pytest.approx(60 + 7 * 2.55, abs=1e-9)


@pytest.mark.parametrize(
    ("goal", "values"),
    [
        ({"at_least": 95}, {2015: 60, 2023: 40}),
        ({"at_least": 100}, USERS),
        ({"at_least": 50}, USERS),
        ({"at_least": 95}, {2023: 60}),
        ({"at_least": 95}, {2022: 59, 2023: 60}),
        ({"at_least": 95}, {2015: 50, 2023: 50}),
    ],
)
def test_never_reached(goal: dict, values: dict):
    """A curve that leads away or to a ceiling, a level that is met, and points too few: no year."""
    assert year_reached(points(values), Curve.LOGISTIC, SHARE, level(**goal)) is None


def test_the_nearer_edge_of_a_band():
    """A ratio above the band comes down to its upper edge, one below up to its lower; the steps get smaller."""
    parity, band = indicator("parity"), level(between=(0.98, 1.02))
    above = year_reached(points({2015: 1.5, 2020: 1.2}), Curve.DAMPED_LOG, parity, band)
    below = year_reached(points({2015: 0.80, 2020: 0.90}), Curve.DAMPED_LOG, parity, band)
    step, need = math.log(1.2 / 1.5) / 5, math.log(1.02 / 1.2)
    assert sum(step * 0.9**k for k in range(1, 6)) < need < sum(step * 0.9**k for k in range(1, 5))
    assert 2024 < above < 2025
    assert 2024 < below < 2026
    assert year_reached(points({2019: 0.90, 2021: 0.901}), Curve.DAMPED_LOG, parity, band) is None


def test_a_gompertz_curve_reaches_a_level():
    """A level is solved for on the Gompertz scale, upwards or downwards, and none is reached the wrong way."""
    scale = {share: math.log(-math.log(share / 100)) for share in (40, 60, 95, 20)}
    by_hand = 2023 + 8 * (scale[95] - scale[60]) / (scale[60] - scale[40])
    assert year_reached(points(USERS), Curve.GOMPERTZ, SHARE, level(at_least=95)) == pytest.approx(by_hand)
    falling = {2015: 60, 2023: 40}
    by_hand = 2023 + 8 * (scale[20] - scale[40]) / (scale[40] - scale[60])
    assert year_reached(points(falling), Curve.GOMPERTZ, SHARE, level(at_most=20)) == pytest.approx(by_hand)
    assert year_reached(points(falling), Curve.GOMPERTZ, SHARE, level(at_least=95)) is None


def test_a_ratio_is_damped():
    """A ratio makes nine tenths of its step in the first year, 0.81 in the second, and so on."""
    step = math.log(0.90 / 0.80) / 5
    projection = project(points({2015: 0.80, 2020: 0.90}), Curve.DAMPED_LOG, indicator("parity"))
    assert projection.at(2021)[0] == pytest.approx(0.90 * math.exp(step * 0.9), abs=1e-9)
    assert projection.at(2025)[0] == pytest.approx(0.90 * math.exp(step * 3.68559), abs=1e-9)


@pytest.mark.parametrize(("scale", "curve"), CURVE_OF.items())
def test_curves_fit_their_scale(scale: str, curve: Curve | None):
    """Each scale has the curve that suits it, and an open-ended amount has none."""
    assert default_curve(indicator(scale)) is curve
    assert curves_of(indicator(scale))[:1] == ((curve,) if curve else ())


RUNS = st.lists(st.floats(0, 100), min_size=2, max_size=8)


@given(values=RUNS, curve=st.sampled_from(curves_of(SHARE)))
def test_no_projection_of_a_share_leaves_0_to_100(values: list[float], curve: Curve):
    """Whatever the course, neither the projection of a share nor its band leaves what a share can be."""
    projection = project(points(values), curve, SHARE)
    if projection is None:
        assert len(values) < 3
        return
    for year in projection.years:
        assert all(0 <= value <= 100 for value in projection.at(year) if value is not None)


@given(values=st.lists(st.floats(0.01, 99.9), min_size=4, max_size=8))
def test_the_band_holds_the_projection(values: list[float]):
    """Low, value and high are in order, and equal points give equal bands."""
    projection = project(points(values), Curve.LOGISTIC, SHARE)
    assert projection == project(points(values), Curve.LOGISTIC, SHARE)
    assert all(low <= value <= high for value, low, high in map(projection.at, projection.years))


@pytest.mark.parametrize(("count", "banded"), [(3, False), (4, True)])
def test_a_band_needs_four_points(count: int, banded: bool):
    """With fewer than four observations there is no band."""
    low = project(points([50, 52, 55, 57][:count]), Curve.LOGISTIC, SHARE).low
    assert (low is not None) is banded


def test_the_band_holds_eight_of_ten_draws():
    """Its ends are the first and the last tenth of all ways to draw a slope and an error from the widened residuals."""
    values, years = [50, 53, 53, 57], np.arange(4) - 1.5
    residuals = (np.array(values) - 53.25 - 2.1 * years) * math.sqrt(4 / 2)
    slopes = [sum(x * residuals[one] for x, one in zip(years, drawn, strict=True)) / 5 for drawn in DRAWN]
    all_draws = [slope * 5 + error for slope in slopes for error in residuals]
    low, high = np.quantile(all_draws, [0.1, 0.9])
    value, found_low, found_high = project(points(values), Curve.LINEAR, SHARE).at(2023)
    assert value == pytest.approx(57 + 5 * 2.1)
    assert found_low - value == pytest.approx(low, rel=0.15)
    assert found_high - value == pytest.approx(high, rel=0.15)


def test_a_rougher_course_has_a_wider_band():
    """Twice the scatter about a line is twice the width of the band; none is no width."""
    width = {}
    for scatter in (0, 1, 2):
        bent = [value + scatter * sign for value, sign in zip([50, 52, 54, 56, 58], [1, -1, 0, -1, 1], strict=True)]
        projection = project(points(bent), Curve.LINEAR, SHARE)
        width[scatter] = projection.high[0] - projection.low[0]
    assert width[0] == pytest.approx(0, abs=1e-9)
    assert width[2] == pytest.approx(2 * width[1])


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
    """The path that is needed leads from the newest point to the benchmark, straight on the scale of the pace."""
    path = required_path(Point(2025, 73.6), level(at_least=95), 2030, SHARE)
    assert path[0] == (2025, 73.6)
    assert path[-1] == (2030, pytest.approx(95))
    logits = [math.log(value / (100 - value)) for _, value in path]
    steps = [after - before for before, after in pairwise(logits)]
    assert steps == pytest.approx([steps[0]] * 5)
    assert required_path(Point(2030, 73.6), level(at_least=95), 2030, SHARE) == ()
    assert required_path(Point(2025, 90), level(at_least=100), 2030, SHARE)[-1] == (2030, pytest.approx(99))
    stays = required_path(Point(2025, 99.7), level(at_least=100), 2030, SHARE)
    assert [value for _, value in stays] == pytest.approx([99.7] * 6)
    assert required_path(Point(2025, 1), level(at_least=9), 2030, indicator("amount")) == ()


def test_backtest():
    """The last three years are held out, predicted from the six before, and compared."""
    values = {year: 40 + 2 * (year - 2010) for year in range(2010, 2022)} | {2022: 70.0}
    found = backtest(points(values), Curve.LINEAR, SHARE)
    assert found.errors == pytest.approx((0, 0, 6), abs=1e-9)  # 58 in 2019, two a year: 60, 62 and 64, and 70 came
    assert found.banded == 3
    assert found.in_band == 2
    early = {2013: 0.0} | {year: 40 + 2 * (year - 2014) for year in range(2014, 2023)}
    assert backtest(points(early), Curve.LINEAR, SHARE).errors == pytest.approx((0, 0, 0), abs=1e-9)
    assert backtest(points({2020: 40, 2022: 44, 2023: 46}), Curve.LINEAR, SHARE) is None
    assert backtest((), Curve.LINEAR, SHARE) is None
