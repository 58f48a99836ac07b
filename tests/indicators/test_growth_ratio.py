"""Eurostat's growth ratio against worked examples."""

import pytest

from indicators.methods.growth_ratio import grade, growth, judge, limit_coefficient, ratio, score
from indicators.vocabulary import Reason, Status
from tests.indicators.lines import PRICE, USERS, level, line


@pytest.mark.parametrize(
    ("start", "end", "years", "expected"),
    [
        (40, 60, 8, 0.05198950550864412),
        (40, 100, 15, 0.06299037928953943),
        (6, 3, 8, -0.08299595679532878),
        (6, 2, 15, -0.07062300879038941),
        (90, 95, 8, 0.006781292198554167),
        (68, 99, 7, 0.055124614382972226),
        (5, 5, 3, 0),
    ],
)
def test_growth(start: float, end: float, years: int, expected: float):
    """Compound growth a year is the root of the quotient, less one."""
    assert growth(start, end, years) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("y0", "yt", "target", "direction", "expected", "points"),
    [
        (40, 60, 100, 1, 0.8253562860714162, 1.6097374157795183),
        (6, 3, 2, -1, 1.1751971236691792, 4.108615534656579),
    ],
)
def test_ratio_and_score(y0: float, yt: float, target: float, direction: int, expected: float, points: float):
    """R is the observed growth over the needed one, and the score follows from it."""
    found = ratio(y0, 2015, yt, 2023, target, 2030, direction)
    assert found == pytest.approx(expected, abs=1e-9)
    assert score(found) == pytest.approx(points, abs=1e-9)


@pytest.mark.parametrize(
    ("ratio_", "expected"),
    [(2, 5), (1.3, 5), (0.95, 2.500055), (0.60, 0.00004), (0.5999, -0.00039667), (0, -2.5), (-0.5, -4.58335), (-1, -5)],
)
def test_score(ratio_: float, expected: float):
    """The score has its bend at 0.60 and its ends at 5 and -5."""
    assert score(ratio_) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        (50, 0.9539290869596531),
        (80, 0.628705),
        (90, 0.37362164501282824),
        (97, 0.12649277771847667),
        (100, 0),
        (120, 0),
    ],
)
def test_limit_coefficient(base: float, expected: float):
    """The nearer a base is to its limit, the smaller the cuts, down to 0 at and beyond it."""
    assert limit_coefficient(base) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("ratio_", "status", "words"),
    [
        (0.95, Status.ON_TRACK, "substantial progress"),
        (0.9499, Status.MODERATE, "moderate progress"),
        (0.60, Status.MODERATE, "moderate progress"),
        (0.5999, Status.SLOW, "limited progress"),
        (0, Status.SLOW, "limited progress"),
        (-0.0001, Status.REVERSING, "deterioration"),
    ],
)
def test_classes(ratio_: float, status: Status, words: str):
    """The cuts at 0.95, 0.60 and 0 belong to the better class."""
    assert (grade(ratio_).status, grade(ratio_).words) == (status, words)


@pytest.mark.parametrize(
    ("values", "scale", "benchmark", "status", "measure"),
    [
        (USERS, "share", {"at_least": 100}, Status.MODERATE, 0.8253562860714162),
        (PRICE, "price", {"at_most": 2}, Status.ON_TRACK, 1.1751971236691792),
        ({2015: 40, 2023: 38}, "share", {"at_least": 100}, Status.REVERSING, -0.101462335),
        ({2015: 3, 2023: 3.2}, "price", {"at_most": 2}, Status.REVERSING, -0.303722002),
        ({2015: 1.2, 2023: 1.1}, "parity", {"between": (0.98, 1.02)}, Status.ON_TRACK, 1.003839532),
        ({2015: 0.8, 2023: 0.9}, "parity", {"between": (0.98, 1.02)}, Status.ON_TRACK, 1.088865722),
        ({2010: 10, 2015: 40, 2023: 60}, "share", {"at_least": 100}, Status.MODERATE, 0.8253562860714162),
    ],
)
def test_judge(values: dict, scale: str, benchmark: dict, status: Status, measure: float):
    """A line is judged from 2015 on, on the way that is good for it, towards the nearer edge of a band."""
    verdict = judge(line(values, scale), level(**benchmark), 2030)
    assert verdict.status is status
    assert verdict.measure == pytest.approx(measure, abs=1e-6)


def test_an_earlier_horizon_asks_for_more():
    """By 2027 the same line needs more growth than by 2030."""
    by_2027 = judge(line(USERS), level(at_least=100), 2027).measure
    assert by_2027 == pytest.approx(ratio(40, 2015, 60, 2023, 100, 2027, 1))
    assert by_2027 < judge(line(USERS), level(at_least=100), 2030).measure


def test_a_target_of_nothing():
    """No growth leads to 0."""
    assert judge(line(PRICE, "price"), level(at_most=0), 2030).reason is Reason.BENCHMARK_ZERO


@pytest.mark.parametrize(
    ("values", "scale", "more", "status", "measure"),
    [
        ({2015: 90, 2023: 95}, "share", {}, Status.ON_TRACK, 0.6781292198554167),
        ({2015: 90, 2023: 95}, "share", {"direction": "down"}, Status.REVERSING, -0.6781292198554167),
        ({2015: 90, 2023: 85}, "share", {"direction": "down"}, Status.MODERATE, 0.7119338313889667),
        ({2015: 90, 2023: 95}, "index", {}, Status.MODERATE, 0.6781292198554167),
        ({2015: 90, 2023: 91}, "index", {}, Status.SLOW, 0.138218386),
        ({2015: 90, 2023: 90}, "index", {}, Status.SLOW, 0),
        ({2015: 50, 2023: 56.2}, "share", {}, Status.ON_TRACK, 1.471899194),
        ({2015: 50, 2023: 56.2}, "index", {}, Status.MODERATE, 1.471899194),
        (PRICE, "price", {}, Status.ON_TRACK, 8.299595679532878),
        ({2015: 1.5, 2023: 1.4}, "parity", {}, Status.MODERATE, 0.858702798),
        ({2015: 0.8, 2023: 0.9}, "parity", {}, Status.MODERATE, 1.483179491),
    ],
)
def test_without_target(values: dict, scale: str, more: dict, status: Status, measure: float):
    """Without a benchmark the growth the good way is judged by 1.5, 0.5 and 0 % a year, less where a share is near its
    limit, 100 %, and should rise.
    """
    verdict = judge(line(values, scale, **more), None, 2030)
    assert verdict.status is status
    assert verdict.measure == pytest.approx(measure, abs=1e-6)


@pytest.mark.parametrize(
    ("values", "scale", "more"), [(USERS, "share", {"direction": "none"}), ({2015: 0.9, 2023: 1}, "parity", {})]
)
def test_no_way_is_good(values: dict, scale: str, more: dict):
    """Where neither way is better, nothing can be judged without a benchmark."""
    assert judge(line(values, scale, **more), None, 2030).reason is Reason.NO_BENCHMARK
