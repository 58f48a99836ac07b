"""The United Nations' progress chart against worked examples."""

import pytest

from indicators.methods.progress_chart import expected, grade, judge, part_of_the_way
from indicators.vocabulary import Status
from tests.indicators.lines import PRICE, USERS, level, line


def test_worked_example():
    """From 40 % to 60 % in eight years, 85.6 % are expected in 2030, 0.759 of the way to 100 %."""
    value = expected(40, 2015, 60, 2023, 2030)
    assert value == pytest.approx(85.55218424587267, abs=1e-9)
    assert part_of_the_way(40, value, 100, 1) == pytest.approx(0.7592030707645444, abs=1e-9)


@pytest.mark.parametrize(
    ("part", "status", "words"),
    [
        (0.95, Status.ON_TRACK, "target met or almost met"),
        (0.9499, Status.MODERATE, "fair progress"),
        (0.10, Status.MODERATE, "fair progress"),
        (0.0999, Status.STALLED, "stagnation"),
        (0, Status.STALLED, "stagnation"),
        (-0.001, Status.REVERSING, "regression"),
    ],
)
def test_classes(part: float, status: Status, words: str):
    """The cuts at 0.95, 0.10 and 0 belong to the better class."""
    assert (grade(part).status, grade(part).words) == (status, words)


@pytest.mark.parametrize(
    ("values", "scale", "benchmark", "status", "measure"),
    [
        (USERS, "share", {"at_least": 100}, Status.MODERATE, 0.7592030707645444),
        (PRICE, "price", {"at_most": 2}, Status.ON_TRACK, 1.091059600),
        (PRICE, "price", {"at_most": 0}, Status.MODERATE, 0.727373067),
        ({2015: 40, 2023: 38}, "share", {"at_least": 100}, Status.REVERSING, -0.061129923),
        ({2015: 40, 2023: 41}, "share", {"at_least": 100}, Status.STALLED, 0.031591443),
    ],
)
def test_judge(values: dict, scale: str, benchmark: dict, status: Status, measure: float):
    """Growth goes on to the horizon, up or down; a target of 0 is no trouble."""
    verdict = judge(line(values, scale), level(**benchmark), 2030)
    assert verdict.status is status
    assert verdict.measure == pytest.approx(measure, abs=1e-6)


def test_the_horizon_takes_the_place_of_2030():
    """By 2027 growth has three years less."""
    q = part_of_the_way(40, expected(40, 2015, 60, 2023, 2027), 100, 1)
    assert judge(line(USERS), level(at_least=100), 2027).measure == pytest.approx(q)
    assert q == pytest.approx(0.558078205, abs=1e-6)


@pytest.mark.parametrize(
    ("latest", "scale", "benchmark", "met"),
    [
        (99.0, "share", {"at_least": 100}, True),
        (98.9, "share", {"at_least": 100}, False),
        (1.0, "share", {"at_most": 0}, True),
        (1.1, "share", {"at_most": 0}, False),
        (94.5, "share", {"at_least": 95}, False),
        (99.5, "index", {"at_least": 100}, False),
        (0.5, "price", {"at_most": 0}, False),
    ],
)
def test_within_a_point(latest: float, scale: str, benchmark: dict, met: bool):
    """A share within a point of a target of 0 or 100 % has met it, even alone; nothing else has."""
    for values in ({2023: latest}, {2015: 60, 2023: latest}):
        assert (judge(line(values, scale), level(**benchmark), 2030).status is Status.MET) is met
