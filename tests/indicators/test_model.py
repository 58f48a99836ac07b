"""Benchmarks at their edges, official years, and what a value may be."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from indicators.benchmark import Benchmark
from indicators.model import OfficialYears
from indicators.units import UNITS


def benchmark(**level) -> Benchmark:
    return Benchmark(id="b", label="a level", source="a publication", **level)


@pytest.mark.parametrize(
    ("level", "value", "reached", "distance"),
    [
        ({"at_least": 95}, 94.9, False, 0.1),
        ({"at_least": 95}, 95, True, 0),
        ({"at_least": 95}, 100, True, 0),
        ({"more_than": 50}, 49, False, 1),
        ({"more_than": 50}, 50, False, 0),
        ({"more_than": 50}, 50.1, True, 0),
        ({"at_most": 2}, 2.5, False, 0.5),
        ({"at_most": 2}, 2, True, 0),
        ({"at_most": 2}, 0, True, 0),
        ({"less_than": 2}, 3, False, 1),
        ({"less_than": 2}, 2, False, 0),
        ({"less_than": 2}, 1.9, True, 0),
        ({"between": (0.98, 1.02)}, 0.94, False, 0.04),
        ({"between": (0.98, 1.02)}, 0.98, True, 0),
        ({"between": (0.98, 1.02)}, 1.02, True, 0),
        ({"between": (0.98, 1.02)}, 1.05, False, 0.03),
        ({"at_least": 0}, 0, True, 0),
        ({"at_most": 0}, 0.1, False, 0.1),
    ],
)
def test_edges(level: dict, value: float, reached: bool, distance: float):
    """At least, at most and a band include their level; more than and less than exclude it."""
    assert benchmark(**level).satisfied_by(value) is reached
    assert benchmark(**level).distance(value) == pytest.approx(distance)


@pytest.mark.parametrize("operator", ["at_least", "more_than", "at_most", "less_than", "between"])
@given(value=st.floats(-1000, 1000))
def test_distance_is_never_negative_and_nought_when_reached(operator: str, value: float):
    """A level that is reached is at distance 0; one that is not is not beyond reach."""
    level = benchmark(**{operator: (40, 60) if operator == "between" else 50})
    distance = level.distance(value)
    assert distance >= 0
    assert math.isfinite(distance)
    if level.satisfied_by(value):
        assert distance == 0


@pytest.mark.parametrize(
    ("level", "operator", "value"),
    [
        ({"at_least": 95}, "at_least", 95),
        ({"more_than": 50}, "more_than", 50),
        ({"at_most": 2}, "at_most", 2),
        ({"less_than": 2}, "less_than", 2),
        ({"between": (0.98, 1.02)}, "between", 0.98),
        ({"at_most": 0}, "at_most", 0),
    ],
)
def test_operator_and_value(level: dict, operator: str, value: float):
    """A benchmark tells its one operator and its level, of a band the lower edge."""
    assert (benchmark(**level).operator, benchmark(**level).value) == (operator, value)


@pytest.mark.parametrize(
    "level",
    [{}, {"at_least": 95, "at_most": 99}, {"between": (1.02, 0.98)}, {"between": (1, 1)}, {"at_leest": 95}],
)
def test_refused_benchmarks(level: dict):
    """A benchmark without an operator, with two, with an inverted band or an unknown word does not exist."""
    with pytest.raises(ValidationError):
        benchmark(**level)


@pytest.mark.parametrize(
    ("areas", "area", "holds"),
    [((), "WLD", True), ((), "CHE", True), (("LDC",), "LDC", True), (("LDC",), "WLD", False)],
)
def test_holds_for(areas: tuple[str, ...], area: str, holds: bool):
    """A benchmark without areas speaks of all, one with areas of these alone."""
    assert benchmark(at_least=35, areas=areas).holds_for(area) is holds


@pytest.mark.parametrize(("area", "holds"), [("CHE", True), ("WLD", False), ("LDC", False), ("KEN+UGA", False)])
def test_a_level_for_economies(area: str, holds: bool):
    """A benchmark that names the groups it leaves out speaks of no group, a reader's own included."""
    assert benchmark(at_least=95, without=("WLD", "LDC")).holds_for(area) is holds


@pytest.mark.parametrize(
    ("years", "covered"),
    [
        ({}, [2020, 2021, 2024, 2025]),
        ({"from": 2021}, [2021, 2024, 2025]),
        ({"to": 2024}, [2020, 2021, 2024]),
        ({"from": 2021, "to": 2024}, [2021, 2024]),
        ({"from": 2024, "to": 2024}, [2024]),
    ],
)
def test_official_years(years: dict[str, int], covered: list[int]):
    """Official years include their first and their last; an open end has no bound."""
    assert [year for year in (2020, 2021, 2024, 2025) if OfficialYears(**years).covers(year)] == covered


def test_units_bound_what_can_be_true():
    """Every unit has a range, and a percentage one of 0 to 100."""
    assert all(unit.low < unit.high for unit in UNITS.values())
    assert (UNITS["percent"].low, UNITS["percent"].high) == (0, 100)
    assert (UNITS["score_20"].low, UNITS["score_20"].high) == (0, 20)
    assert (UNITS["index_1"].low, UNITS["index_1"].high) == (0, 1)
