"""The German weather symbols against worked examples."""

import pytest

from indicators.methods.weather import grade, judge, mean_change, remaining_miss, yearly_run
from indicators.vocabulary import Reason, Status
from tests.indicators.lines import level, line, points

RISING = [48, 51, 54, 56, 58, 60]
"""A share from 2018 to 2023."""


def test_worked_example():
    """2.4 points a year from 60 % reach 76.8 % in 2030 and miss 58 % of the way to 100 %."""
    change = mean_change(points(RISING))
    assert change == pytest.approx(2.4)
    assert 60 + 7 * change == pytest.approx(76.8)
    assert remaining_miss(60, 76.8, 100, 1) == pytest.approx(0.58, abs=1e-9)
    verdict = judge(line(RISING, first=2018), level(at_least=100), 2030)
    assert (verdict.status, verdict.words) == (Status.SLOW, "cloud")
    assert verdict.measure == pytest.approx(0.58, abs=1e-9)


@pytest.mark.parametrize(
    ("latest", "projected", "target", "direction", "miss"),
    [
        (60, 100, 100, 1, 0),
        (60, 120, 100, 1, 0),
        (60, 50, 100, 1, 1.25),
        (3, 2.5, 2, -1, 0.5),
        (3, 1, 2, -1, 0),
        (3, 4, 2, -1, 2),
        (5, 2, 0, -1, 0.4),
    ],
)
def test_remaining_miss(latest: float, projected: float, target: float, direction: int, miss: float):
    """What is passed is not missed, upwards or downwards, and going away misses more than all."""
    assert remaining_miss(latest, projected, target, direction) == pytest.approx(miss)


@pytest.mark.parametrize(
    ("miss", "change", "status", "words"),
    [
        (0, 1, Status.ON_TRACK, "sun"),
        (0.0499, 1, Status.ON_TRACK, "sun"),
        (0.05, 1, Status.MODERATE, "sun and cloud"),
        (0.1999, 1, Status.MODERATE, "sun and cloud"),
        (0.20, 1, Status.SLOW, "cloud"),
        (0.99, 0.1, Status.SLOW, "cloud"),
        (1, 0, Status.STALLED, "cloud, no change"),
        (1.1, -1, Status.REVERSING, "storm"),
    ],
)
def test_symbols(miss: float, change: float, status: Status, words: str):
    """The cuts at 0.05 and 0.20 belong to the worse symbol; then the way decides."""
    assert (grade(miss, change).status, grade(miss, change).words) == (status, words)


@pytest.mark.parametrize(
    ("years", "run"),
    [
        ([2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023], [2018, 2019, 2020, 2021, 2022, 2023]),
        ([2015, 2017, 2020, 2021, 2022, 2023], [2020, 2021, 2022, 2023]),
        ([2018, 2019, 2020, 2021, 2023], [2023]),
        ([], []),
    ],
)
def test_yearly_run(years: list[int], run: list[int]):
    """At most six points are used, and none before a gap."""
    assert [point.year for point in yearly_run(points(dict.fromkeys(years, 1.0)))] == run


@pytest.mark.parametrize(
    ("values", "scale", "benchmark", "status", "measure"),
    [
        ([0, 48, 51, 54, 56, 58, 60], "share", {"at_least": 100}, Status.SLOW, (100 - (60 + 9 * 2.4)) / 40),
        ([80, 82, 84, 86], "share", {"at_least": 100}, Status.ON_TRACK, 0),
        ([60, 60, 60, 60], "share", {"at_least": 100}, Status.STALLED, 1),
        ([60, 59, 58, 57], "share", {"at_least": 100}, Status.REVERSING, 55 / 43),
        ([6, 5, 4, 3.5], "price", {"at_most": 2}, Status.ON_TRACK, 0),
        ([3, 3.1, 3.2, 3.3], "price", {"at_most": 2}, Status.REVERSING, 2.5 / 1.3),
        ([1.10, 1.11, 1.12, 1.13], "parity", {"between": (0.98, 1.02)}, Status.REVERSING, 0.23 / 0.11),
        ([51, 50.5, 50.2, 50], "share", {"more_than": 50}, Status.REVERSING, 1),
        ([50, 50, 50, 50], "share", {"more_than": 50}, Status.STALLED, 1),
        ([47, 48, 49, 50], "share", {"more_than": 50}, Status.ON_TRACK, 0),
    ],
)
def test_judge(values: list, scale: str, benchmark: dict, status: Status, measure: float):
    """A run of four to six years is carried on; at a level that must be exceeded the way alone decides."""
    verdict = judge(line(values, scale), level(**benchmark), 2030)
    assert verdict.status is status
    assert verdict.measure == pytest.approx(measure, abs=1e-6)


def test_three_years_are_too_few():
    """Four consecutive points are needed."""
    assert judge(line([50, 51, 52]), level(at_least=95), 2030).reason is Reason.NO_YEARLY_POINTS
