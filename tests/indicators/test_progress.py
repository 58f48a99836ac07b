"""Everything judged of a line, put together, and what a yearly gain would come to."""

import math
from dataclasses import replace

import pytest

from indicators.assessment import Present
from indicators.backtest import Kind, Width
from indicators.benchmark import Benchmark
from indicators.methods import METHODS
from indicators.paths import what_if
from indicators.progress import judge, judgements, projection_of
from indicators.series import Point
from indicators.vocabulary import Scale, Status
from tests.indicators.lines import USERS, indicator, level, line, points

BANDS = {Kind(Scale.SHARE, of_economy=False): (Width(5, 10.0, 30),)}
WORLD = {2022: 67.0, 2023: 69.2, 2024: 71.2, 2025: 73.6}


def test_columns():
    """A judgement has every column of the table, one status for each method, and the value expected by the horizon."""
    row = judge(line(WORLD, "share"), level(at_least=95), 2030).columns(BANDS)
    assert (row["baseline_year"], row["base_year"], row["latest_value"], row["window_from"]) == (2022, None, 73.6, 2022)
    assert row["observations_used"] == 4
    assert row["gap"] == pytest.approx(21.4)
    assert row["status"] == "slow"
    assert row["expected_value"] == pytest.approx(82.47317582218719, abs=1e-6)
    assert (row["expected_low"], row["expected_high"]) == pytest.approx((72.47317582218719, 92.47317582218719))
    assert row["closes"] == pytest.approx(row["expected_a_year"] / row["needed_a_year"])
    assert row["year_reached"] is None
    assert [name for name in METHODS if f"status_{name}" not in row] == []


def test_a_projection_and_the_expected_value_agree():
    """Verdict and chart tell one story: the expected value is that of the projection, and the year reached follows."""
    steep = line({2022: 80.0, 2023: 84.0, 2024: 87.5, 2025: 90.0}, "share")
    row = judge(steep, level(at_least=95), 2030).columns({})
    assert row["expected_value"] == pytest.approx(projection_of(Present(steep)).at(2030))
    assert (row["expected_low"], row["expected_high"]) == (None, None)
    assert (row["expected_value"] >= 95) == (row["year_reached"] <= 2030) == (row["status"] == "on_track")


@pytest.mark.parametrize(
    ("values", "vote"),
    [
        (WORLD, (0, 0)),
        ({2015: 40, 2017: 45, 2019: 50, 2021: 55, 2023: 60}, (3, 0)),
        ({2015: 40} | dict.fromkeys(range(2018, 2024), 60), (3, 0)),
    ],
)
def test_the_vote(values: dict, vote: tuple[int, int]):
    """How many published methods are milder and how many harsher than the headline, of those that come to a verdict."""
    assert judge(line(values, "share"), level(at_least=100), 2030).vote == vote


def test_no_vote_without_a_step():
    """What is missed, or has no pace, is on no step that others could be held against."""
    assert judge(line({2025: 60}, "share"), level(at_least=95), 2030).vote is None


@pytest.mark.parametrize(
    ("values", "disagree"),
    [(WORLD, False), ({2015: 40} | dict.fromkeys(range(2018, 2024), 60), True)],
)
def test_methods_disagree(values: dict, disagree: bool):
    """Verdicts two steps apart disagree: progress that has come to a halt is one thing to some, another to others."""
    assert judge(line(values, "share"), level(at_least=100), 2030).methods_disagree is disagree


def test_a_mean_is_projected_from_its_whole_value():
    """The pace is that of the same economies; the projection starts at the headline value, not at the panel's."""
    one = replace(line({2022: 60, 2025: 70}, "share"), panel=points({2022: 50, 2025: 56}))
    projection = projection_of(Present(one))
    slope = (math.log(56 / 44) - math.log(50 / 50)) / 3
    place = math.log(70 / 30) + slope
    assert projection.at(2026) == pytest.approx(100 / (1 + math.exp(-place)))
    assert judge(one, level(at_least=80), 2030).assessment.expected == pytest.approx(projection.at(2030))


def test_no_projection_of_what_is_not_judged():
    """Neither an amount nor a line that is too old or too short is carried on."""
    assert projection_of(Present(line(WORLD, "amount"))) is None
    assert projection_of(Present(line({2025: 4}, "share"))) is None
    assert projection_of(Present(line(WORLD, "share", direction="none"))) is None
    assert projection_of(Present(line(WORLD, "share"))) is not None


def test_every_horizon_and_every_set():
    """Each horizon is judged against the default, and once more where a set has another benchmark for the area."""
    other = Benchmark(id="c", label="all", source="a pledge", at_least=100, belongs_to="connectivity_2030")
    elsewhere = Benchmark(id="d", label="here", source="x", at_least=35, belongs_to="commission_2025", areas=("LDC",))
    one = line(WORLD, "share", benchmarks=(level(at_least=95), other, elsewhere))
    found = [
        (name, said.assessment.horizon, said.assessment.benchmark.at_least)
        for name, said in judgements(Present(one), (2027, 2030))
    ]
    assert found == [("", 2027, 95), ("", 2030, 95), ("connectivity_2030", 2027, 100), ("connectivity_2030", 2030, 100)]


@pytest.mark.parametrize(
    ("operator", "words"),
    [
        ({"at_least": 95}, "at least 95: a level (a publication)"),
        ({"more_than": 50}, "more than 50: a level (a publication)"),
        ({"between": (0.98, 1.02)}, "between 0.98 and 1.02: a level (a publication)"),
    ],
)
def test_a_benchmark_says_its_rule(operator: dict, words: str):
    """The rule stands at the head, so that a row can be recomputed from itself."""
    assert level(**operator).described == words


def test_what_if():
    """At three points a year from 73.6 % in 2025 on, 88.6 % are reached in 2030 and 95 % in 2033: too slow by 2030."""
    found = what_if(Point(2025, 73.6), 3, indicator(), level(at_least=95), 2030)
    assert found.at_horizon == pytest.approx(88.6)
    assert (found.year_reached, found.status) == (2033, Status.MODERATE)
    assert found.path[0] == (2025, 73.6)
    assert max(value for _, value in what_if(Point(2025, 99), 5, indicator(), None, 2030).path) == 100


@pytest.mark.parametrize(
    ("gain", "goal", "status"),
    [
        (0, 95, Status.STALLED),
        (-1, 95, Status.REVERSING),
        (1, 95, Status.SLOW),
        (2.14, 95, Status.MODERATE),
        (4.28, 95, Status.ON_TRACK),
        (1, 70, Status.MET),
        (-1, 70, Status.REVERSING),
    ],
)
def test_what_if_is_judged_alike(gain: float, goal: float, status: Status):
    """The slider speaks the arithmetic of the headline: the gain over the gain that is needed."""
    assert what_if(Point(2025, 73.6), gain, indicator(), level(at_least=goal), 2030).status is status


@pytest.mark.parametrize(("gain", "goal"), [(0, 95), (-1, 95), (1, 70)])
def test_what_if_never(gain: float, goal: float):
    """A standstill and a loss never reach a level; one that is met is not reached again."""
    assert what_if(Point(2025, 73.6), gain, indicator(), level(at_least=goal), 2030).year_reached is None


def test_met_has_no_year_reached():
    """What is met already is not reached in a year to come."""
    said = judge(line(USERS, "share"), level(at_least=50), 2030).assessment
    assert (said.status, said.year_reached) == (Status.MET, None)
