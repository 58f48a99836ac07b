"""Everything judged of a line, put together, and what a yearly gain would come to."""

import math
from dataclasses import replace

import pytest

from indicators.benchmark import Benchmark
from indicators.methods import METHODS
from indicators.paths import what_if
from indicators.progress import describe, judge, judgements, projection_of
from indicators.series import Point
from indicators.vocabulary import Status
from tests.indicators.lines import USERS, indicator, level, line, points

WORLD = {2022: 67.0, 2023: 69.2, 2024: 71.2, 2025: 73.6}


def test_columns():
    """A judgement has every column of the table, one status for each method, and a projection by the horizon."""
    one = line(WORLD, "share")
    row = judge(one, level(at_least=95), 2030, projection_of(one)).columns()
    assert (row["baseline_year"], row["latest_value"], row["window_from"], row["observations_used"]) == (
        2022,
        73.6,
        2022,
        4,
    )
    assert row["gap"] == pytest.approx(21.4)
    assert row["status"] == "slow"
    assert 82 < row["projected_value"] < 83
    assert row["projected_low"] < row["projected_value"] < row["projected_high"]
    assert row["year_reached"] is None
    assert [name for name in METHODS if f"status_{name}" not in row] == []


def test_a_projection_and_its_year_agree():
    """Where the projection is at the benchmark by the horizon, the year reached is not after it, and the other way."""
    steep = line({2022: 80.0, 2023: 84.0, 2024: 87.5, 2025: 90.0}, "share")
    row = judge(steep, level(at_least=95), 2030, projection_of(steep)).columns()
    assert (row["projected_value"] >= 95) == (row["year_reached"] <= 2030) == (row["pace_ratio"] >= 1)


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
    projection = projection_of(one)
    slope = (math.log(56 / 44) - math.log(50 / 50)) / 3
    place = math.log(70 / 30) + slope
    assert projection.at(2026)[0] == pytest.approx(100 / (1 + math.exp(-place)))
    reached = judge(one, level(at_least=80), 2030, projection).year_reached
    assert reached == pytest.approx(2025 + (math.log(80 / 20) - math.log(70 / 30)) / slope)


def test_no_projection_of_what_is_not_judged():
    """Neither an amount nor a line that is too old or too short is carried on."""
    assert projection_of(line(WORLD, "amount")) is None
    assert projection_of(line({2025: 4}, "share")) is None
    assert projection_of(line(WORLD, "share", direction="none")) is None
    assert projection_of(line(WORLD, "share")) is not None


def test_every_horizon_and_every_set():
    """Each horizon is judged against the default, and once more where a set has another benchmark for the area."""
    other = Benchmark(id="c", label="all", source="a pledge", at_least=100, belongs_to="connectivity_2030")
    elsewhere = Benchmark(id="d", label="here", source="x", at_least=35, belongs_to="commission_2025", areas=("LDC",))
    one = line(WORLD, "share", benchmarks=(level(at_least=95), other, elsewhere))
    found = [
        (name, said.assessment.horizon, said.assessment.benchmark.at_least)
        for name, said in judgements(one, (2027, 2030))
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
    assert describe(level(**operator)) == words


def test_what_if():
    """At three points a year from 73.6 % in 2025 on, 88.6 % are reached in 2030 and 95 % in 2032.13."""
    found = what_if(Point(2025, 73.6), 3, indicator(), level(at_least=95), 2030)
    assert found.at_horizon == pytest.approx(88.6)
    assert found.year_reached == pytest.approx(2025 + 21.4 / 3)
    assert found.path[0] == (2025, 73.6)
    assert max(value for _, value in what_if(Point(2025, 99), 5, indicator(), None, 2030).path) == 100


@pytest.mark.parametrize(("gain", "goal"), [(0, 95), (-1, 95), (1, 70)])
def test_what_if_never(gain: float, goal: float):
    """A standstill and a loss never reach a level; one that is met is not reached again."""
    assert what_if(Point(2025, 73.6), gain, indicator(), level(at_least=goal), 2030).year_reached is None


def test_met_has_no_year_reached():
    """What is met already is not reached in a year to come."""
    one = line(USERS, "share")
    said = judge(one, level(at_least=50), 2030, projection_of(one))
    assert (said.assessment.status, said.year_reached) == (Status.MET, None)
    assert points(USERS)[-1].value == 60
