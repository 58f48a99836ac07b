"""The trend arrow of the Sustainable Development Report against worked examples."""

import pytest

from indicators.methods.sdr_trend import gain_ratio, grade, judge, score
from indicators.model import ScoreBounds
from indicators.series import Line, Point
from indicators.vocabulary import Reason, Status
from tests.indicators.lines import USERS, indicator, level, line

INTERNET = ScoreBounds(lower=2.2, optimum=100, green=80, red=50)
PRICES = ScoreBounds(lower=20, optimum=0, green=2, red=10)


@pytest.mark.parametrize(
    ("value", "bounds", "expected"),
    [
        (60, INTERNET, 59.100204498977504),
        (40, INTERNET, 38.65030674846626),
        (2.2, INTERNET, 0),
        (1, INTERNET, 0),
        (100, INTERNET, 100),
        (110, INTERNET, 100),
        (5, PRICES, 75),
        (30, PRICES, 0),
    ],
)
def test_score(value: float, bounds: ScoreBounds, expected: float):
    """A score runs from 0 at the lower bound to 100 at the optimum, whichever is larger, and not beyond."""
    assert score(value, bounds) == pytest.approx(expected, abs=1e-9)


def test_gain_ratio():
    """2.56 points of 4.09 needed a year are 0.625."""
    assert gain_ratio(38.65030674846626, 2015, 59.100204498977504, 2023) == pytest.approx(0.625, abs=1e-9)


@pytest.mark.parametrize(
    ("gain", "status", "words"),
    [
        (1, Status.ON_TRACK, "on track"),
        (0.9999, Status.MODERATE, "moderately improving"),
        (0.5, Status.MODERATE, "moderately improving"),
        (0.4999, Status.STALLED, "stagnating"),
        (0, Status.STALLED, "stagnating"),
        (-0.0001, Status.REVERSING, "decreasing"),
    ],
)
def test_arrows(gain: float, status: Status, words: str):
    """The cuts at 1, 0.5 and 0 belong to the better arrow."""
    assert (grade(gain).status, grade(gain).words) == (status, words)


@pytest.mark.parametrize(
    ("values", "bounds", "status", "measure"),
    [
        (USERS, INTERNET, Status.MODERATE, 0.625),
        ({2018: 40, 2023: 60}, INTERNET, Status.MODERATE, 0.8),
        ({2015: 60, 2023: 80}, INTERNET, Status.MET, None),
        ({2015: 85, 2023: 79.9}, INTERNET, Status.REVERSING, -0.6375),
        ({2015: 100, 2023: 79.9}, INTERNET, Status.REVERSING, None),
        ({2023: 80}, INTERNET, Status.MET, None),
        ({2015: 6, 2023: 3}, PRICES, Status.MODERATE, 0.9375),
        ({2015: 6, 2023: 2}, PRICES, Status.MET, None),
        ({2015: 6, 2023: 7}, PRICES, Status.REVERSING, -0.3125),
    ],
)
def test_judge(values: dict, bounds: ScoreBounds, status: Status, measure: float | None):
    """The way to full marks by 2030 is judged; at or past green the goal is achieved."""
    verdict = judge(line(values, score_bounds=bounds), None, 2030)
    assert verdict.status is status
    assert verdict.measure == (None if measure is None else pytest.approx(measure, abs=1e-9))


def test_neither_benchmark_nor_horizon_counts():
    """The report has bounds and a year of its own."""
    one = line(USERS, score_bounds=INTERNET)
    assert judge(one, level(at_least=50), 2023) == judge(one, None, 2030)


@pytest.mark.parametrize(
    ("bounds", "values", "reason"),
    [
        (None, USERS, Reason.NO_BOUNDS),
        (ScoreBounds(lower=5, optimum=5, green=5, red=5), USERS, Reason.NO_BOUNDS),
        (INTERNET, {2019: 40, 2023: 50}, Reason.BASE_TOO_LATE),
    ],
)
def test_reasons(bounds: ScoreBounds | None, values: dict, reason: Reason):
    """Without bounds, or of a line that begins after 2018, there is no arrow."""
    assert judge(line(values, score_bounds=bounds), None, 2030).reason is reason


@pytest.mark.parametrize(("qualifier", "met"), [("at_least", True), ("at_most", False)])
def test_bounds_at_green(qualifier: str, met: bool):
    """A value of "at least 80" is green, one of "at most 80" is not."""
    one = Line(indicator(score_bounds=INTERNET), "WLD", (Point(2015, 40), Point(2023, 80, qualifier)))
    assert (judge(one, None, 2030).status is Status.MET) is met
