"""What holds of every published method, whatever it computes."""

import math
from dataclasses import fields, replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.methods import METHODS, SOURCES, TITLES, Verdict
from indicators.methods.verdict import graded
from indicators.model import Break, ScoreBounds
from indicators.series import Line, Point, TypicalPace
from indicators.vocabulary import Reason, Status
from tests.indicators.lines import PRICE, USERS, indicator, level, line

BOUNDS = ScoreBounds(lower=0, optimum=100, green=90, red=50)
WITH_BENCHMARK = ["growth_ratio", "progress_chart", "weather", "status_index"]

SHARES = st.one_of(st.sampled_from([0.0, 0.5, 50.0, 99.5, 100.0, 120.0]), st.floats(0, 100))
LINES = st.dictionaries(st.integers(2010, 2025), SHARES, max_size=8).map(lambda values: dict(sorted(values.items())))
BENCHMARKS = st.one_of(
    st.none(),
    st.sampled_from([0, 50, 95, 100]).map(lambda goal: level(at_least=goal)),
    st.sampled_from([0, 2, 50]).map(lambda goal: level(at_most=goal)),
    st.sampled_from([0, 50]).map(lambda goal: level(more_than=goal)),
    st.just(level(between=(49, 51))),
)


def test_register():
    """Six methods are shown, in this order, each with its title and its source."""
    names = ["growth_ratio", "progress_chart", "sdr_trend", "weather", "status_index", "speed_at_level"]
    assert [list(register) for register in (METHODS, TITLES, SOURCES)] == [names] * 3
    assert all(TITLES.values())
    assert all(SOURCES.values())


def test_verdict_is_frozen():
    """A verdict has a measure, a status, a reason and words, and nobody changes it afterwards."""
    assert [field.name for field in fields(Verdict)] == ["measure", "status", "reason", "words"]
    with pytest.raises(AttributeError):
        METHODS["weather"](line({}), None, 2030).measure = 1  # type: ignore[misc]


@pytest.mark.parametrize("name", METHODS)
@given(
    values=LINES,
    benchmark=BENCHMARKS,
    horizon=st.sampled_from([2020, 2027, 2030]),
    scale=st.sampled_from(["share", "price", "parity", "count", "index", "amount"]),
    typical=st.sampled_from([None, TypicalPace(((0.0, 100.0, 2.0),))]),
)
def test_every_verdict_can_be_shown(name: str, values: dict, benchmark, horizon: int, scale: str, typical):
    """Whatever the line, a verdict comes back: a finite measure or none, and a reason exactly where it says nothing."""
    one = replace(line(values, scale, score_bounds=BOUNDS), typical=typical)
    verdict = METHODS[name](one, benchmark, horizon)
    assert verdict.measure is None or math.isfinite(verdict.measure)
    assert (verdict.reason is not None) == (verdict.status is Status.NOT_ASSESSABLE)
    assert bool(verdict.words) == (verdict.reason is None)
    if not values:
        assert verdict.reason is Reason.NO_DATA


@pytest.mark.parametrize("name", WITH_BENCHMARK)
@given(values=LINES.filter(bool), goal=st.sampled_from([0, 50, 95, 100]))
def test_met_comes_first(name: str, values: dict, goal: int):
    """A value that meets the benchmark is met, whatever came before it."""
    latest = list(values.values())[-1]
    assume(latest >= goal)
    assert METHODS[name](line(values), level(at_least=goal), 2020).status is Status.MET


@pytest.mark.parametrize("name", WITH_BENCHMARK)
@pytest.mark.parametrize(("value", "met"), [(0.9799, False), (0.98, True), (1.0, True), (1.02, True), (1.0201, False)])
def test_the_ends_of_a_band_are_met(name: str, value: float, met: bool):
    """A ratio of exactly 0.98 or 1.02 is parity; a hair outside is not."""
    values = [0.9, 0.92, 0.94, 0.96, value]
    verdict = METHODS[name](line(values, "parity"), level(between=(0.98, 1.02)), 2030)
    assert (verdict.status is Status.MET) is met


@pytest.mark.parametrize("name", WITH_BENCHMARK)
def test_a_price_of_nothing_is_affordable(name: str):
    """A price of 0 meets a ceiling."""
    assert METHODS[name](line({2015: 3, 2023: 0}, "price"), level(at_most=2), 2030).status is Status.MET


@pytest.mark.parametrize("name", WITH_BENCHMARK)
@pytest.mark.parametrize(
    ("qualifier", "value", "met"),
    [("at_least", 96, True), ("more_than", 95, True), ("at_most", 96, False), ("at_least", 94, False)],
)
def test_bounds_meet_where_they_leave_no_doubt(name: str, qualifier: str, value: float, met: bool):
    """Of ≥ 95, "at least 96" leaves no doubt and "at most 96" does; judged then is the newest exact figure."""
    exact = line([60, 62, 64, 66, 68, 70])
    verdict = METHODS[name](
        replace(exact, points=(*exact.points, Point(2021, value, qualifier))), level(at_least=95), 2030
    )
    expected = Verdict(None, Status.MET) if met else METHODS[name](exact, level(at_least=95), 2030)
    assert (verdict.status, verdict.measure) == (expected.status, expected.measure)


@pytest.mark.parametrize("name", WITH_BENCHMARK)
@pytest.mark.parametrize(
    ("goal", "qualifier", "met"),
    [
        ({"less_than": 2}, "less_than", True),
        ({"less_than": 2}, "at_most", False),
        ({"at_most": 2}, "less_than", True),
        ({"at_most": 2}, "at_most", True),
    ],
)
def test_less_than_is_not_at_most(name: str, goal: dict, qualifier: str, met: bool):
    """A price of "less than 2" is below 2, and one of "at most 2" may be 2."""
    exact = line([3, 2.9, 2.8, 2.7], "price")
    verdict = METHODS[name](replace(exact, points=(*exact.points, Point(2021, 2, qualifier))), level(**goal), 2030)
    expected = Verdict(None, Status.MET) if met else METHODS[name](exact, level(**goal), 2030)
    assert (verdict.status, verdict.measure) == (expected.status, expected.measure)


@pytest.mark.parametrize(
    ("values", "benchmark", "horizon", "scale", "reasons"),
    [
        ({}, 95, 2030, "share", dict.fromkeys(METHODS, "no_data")),
        ({2020: 40}, 95, 2030, "share", dict.fromkeys(METHODS, "one_observation")),
        (USERS, None, 2030, "share", dict.fromkeys(WITH_BENCHMARK[1:], "no_benchmark")),
        (USERS, 95, 2023, "share", dict.fromkeys(WITH_BENCHMARK, "horizon_passed")),
        (USERS, 95, 2020, "share", dict.fromkeys(WITH_BENCHMARK, "horizon_passed")),
        ({2015: 0, 2023: 60}, 95, 2030, "share", dict.fromkeys(WITH_BENCHMARK[:2], "base_zero")),
        ({2015: 60, 2023: 0}, 95, 2030, "share", dict.fromkeys(WITH_BENCHMARK[:2], "base_zero")),
        (
            {2015: 95, 2023: 90},
            95,
            2030,
            "share",
            {
                "growth_ratio": "base_at_benchmark",
                "progress_chart": "base_at_benchmark",
                "status_index": "base_at_benchmark",
                "weather": "no_yearly_points",
            },
        ),
        (USERS, 95, 2030, "amount", dict.fromkeys([*WITH_BENCHMARK, "speed_at_level"], "not_for_this_scale")),
        (USERS, None, 2030, "amount", {"growth_ratio": "not_for_this_scale"}),
        (USERS, 95, 2030, "share", {"speed_at_level": "no_typical_pace", "weather": "no_yearly_points"}),
        (PRICE, None, 2030, "price", {"speed_at_level": "not_for_this_scale", "sdr_trend": "no_bounds"}),
    ],
)
def test_reasons(values: dict, benchmark, horizon: int, scale: str, reasons: dict[str, str]):
    """What cannot be judged says why, in one word of the vocabulary."""
    bounds = {"score_bounds": BOUNDS} if scale == "share" else {}
    for name, reason in reasons.items():
        goal = None if benchmark is None else level(at_least=benchmark)
        assert METHODS[name](line(values, scale, **bounds), goal, horizon).reason == Reason(reason), name


@pytest.mark.parametrize("name", ["growth_ratio", "progress_chart", "sdr_trend", "status_index"])
def test_equal_years_are_one_observation(name: str):
    """Two figures of one year tell no pace."""
    one = Line(indicator(score_bounds=BOUNDS), "WLD", (Point(2020, 40), Point(2020, 50)))
    assert METHODS[name](one, level(at_least=95), 2030).reason is Reason.ONE_OBSERVATION


@pytest.mark.parametrize("name", ["growth_ratio", "progress_chart", "sdr_trend", "weather", "status_index"])
def test_a_break_starts_a_line_anew(name: str):
    """Values before a declared break count for nothing."""
    whole = line([10, 12, 14, 50, 52, 54, 56, 58], breaks=(Break(year=2018, note="new"),), score_bounds=BOUNDS)
    young = line([50, 52, 54, 56, 58], first=2018, score_bounds=BOUNDS)
    assert METHODS[name](whole, level(at_least=95), 2030) == METHODS[name](young, level(at_least=95), 2030)
    only_one = line([10, 12, 14, 50], breaks=(Break(year=2018, note="new"),), score_bounds=BOUNDS)
    assert METHODS[name](only_one, level(at_least=95), 2030).reason in (
        Reason.ONE_OBSERVATION,
        Reason.NO_YEARLY_POINTS,
    )


@pytest.mark.parametrize("name", ["weather", "status_index"])
@given(values=st.lists(st.integers(0, 100), min_size=4, max_size=8), goal=st.sampled_from([50, 95, 100]))
def test_mirrored_shares_get_the_same_verdict(name: str, values: list, goal: int):
    """For a linear method, more users towards a floor is the same as fewer non-users towards a ceiling."""
    up = METHODS[name](line(values), level(at_least=goal), 2030)
    down = METHODS[name](line([100 - v for v in values], direction="down"), level(at_most=100 - goal), 2030)
    assert (up.status, up.reason, up.words) == (down.status, down.reason, down.words)
    assert up.measure == pytest.approx(down.measure)


@given(values=st.lists(st.integers(0, 100), min_size=2, max_size=8))
def test_mirrored_scores_get_the_same_arrow(values: list):
    """A score whose bounds are mirrored with the values has the same trend."""
    mirrored = ScoreBounds(lower=100, optimum=0, green=10, red=50)
    up = METHODS["sdr_trend"](line(values, score_bounds=BOUNDS), None, 2030)
    down = METHODS["sdr_trend"](line([100 - v for v in values], direction="down", score_bounds=mirrored), None, 2030)
    assert up.status is down.status
    assert up.measure == pytest.approx(down.measure)


@pytest.mark.parametrize(
    ("measure", "status"),
    [(0.9499, Status.MODERATE), (0.95, Status.ON_TRACK), (0.95 - 1e-12, Status.ON_TRACK), (0.5, Status.SLOW)],
)
def test_cuts_are_not_rounded(measure: float, status: Status):
    """A cut belongs to the better class; what would only be rounded to it does not reach it."""
    grades = ((0.95, Status.ON_TRACK, "a"), (0.60, Status.MODERATE, "b"))
    assert graded(measure, grades, (Status.SLOW, "c")).status is status


@pytest.mark.parametrize("name", WITH_BENCHMARK)
def test_a_hair_from_the_benchmark(name: str):
    """A value a hair short of its benchmark and rising is on track, not an error."""
    verdict = METHODS[name](line([91, 92, 93, 94, 94.99999]), level(at_least=95), 2030)
    assert verdict.status is Status.ON_TRACK
    assert math.isfinite(verdict.measure or 0)


@pytest.mark.parametrize("name", ["growth_ratio", "progress_chart", "weather"])
def test_falling_back_from_beyond_the_benchmark(name: str):
    """A line that was beyond the benchmark and fell below it is going the wrong way."""
    verdict = METHODS[name](line([99, 98, 97, 96, 94]), level(at_least=95), 2030)
    assert verdict.status is Status.REVERSING
