"""The typical pace of economies at a level, and how a line's own compares with it."""

from dataclasses import replace

import pytest

from indicators.methods.speed_at_level import grade, judge, learn, typical_years
from indicators.series import TypicalPace
from indicators.vocabulary import Reason, Status
from tests.indicators.lines import level, line

PACE = TypicalPace(((40.0, 50.0, 2.0), (50.0, 60.0, 2.5), (60.0, 70.0, 4.0)))


def economies(changes: list[float], start: float = 42, scale: str = "share", years: int = 1, **more):
    return [line({2015: start, 2015 + years: start + change * years}, scale, **more) for change in changes]


def test_the_median_of_every_tenth_is_learnt():
    """The typical pace at a level is the median of the yearly changes in its tenth of the range."""
    learnt = learn(economies([1, 2, 3, 4, 50, 3]) + economies([1, 1, 2, 2, 2], 71))
    assert learnt == TypicalPace(((40.0, 50.0, 3.0), (70.0, 80.0, 2.0)))


@pytest.mark.parametrize(
    ("lines", "steps"),
    [
        (economies([1, 2, 3, 4]), None),
        (economies([1, 2, 3, 4, 5], years=3), ((40.0, 50.0, 3.0),)),
        (economies([0.1, 0.2, 0.3, 0.4, 0.5], years=4), None),
        (economies([-1, -2, 0, 0, 5]), None),
        (economies([-1, -2, -3, 4, 5], direction="down"), ((40.0, 50.0, -1.0),)),
        (economies([-1, -2, -3, 4, 5], direction="up"), None),
        (economies([1, 2, 3, 4, 5], direction="none"), None),
        (economies([1, 2, 3, 4, 5], scale="price"), None),
        (economies([0.1] * 5, start=0.42, scale="index", unit="index_1"), ((0.4, 0.5, 0.1),)),
        (economies([1] * 5, start=18, scale="index", unit="score_20"), ((18.0, 20.0, 1.0),)),
        (economies([0.5] * 5, start=99.75), ((90.0, 100.0, 0.5),)),
        (economies([1] * 5, start=100), None),
        ([], None),
    ],
)
def test_learn(lines: list, steps: tuple | None):
    """Five changes over at most three years make a step of a fixed range, if their median goes the good way."""
    learnt = learn(lines)
    assert (learnt is None) is (steps is None)
    if learnt and steps:
        assert [value for step in learnt.steps for value in step] == pytest.approx([v for step in steps for v in step])


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (40, 60, 9),
        (45, 55, 4.5),
        (60, 40, 9),
        (41, 42, 0.5),
        (40, 70, 11.5),
        (39, 45, None),
        (65, 71, None),
        (5, 8, None),
    ],
)
def test_typical_years(start: float, end: float, years: float | None):
    """The years of a climb are added up step by step; a part without a typical pace leaves it open."""
    assert typical_years(PACE, start, end) == (None if years is None else pytest.approx(years))


@pytest.mark.parametrize(
    ("speed", "status", "words"),
    [
        (1.2, Status.ON_TRACK, "as fast as typical or faster"),
        (0.95, Status.ON_TRACK, "as fast as typical or faster"),
        (0.9499, Status.MODERATE, "slower than typical"),
        (0.5, Status.MODERATE, "slower than typical"),
        (0.4999, Status.SLOW, "far slower than typical"),
    ],
)
def test_classes(speed: float, status: Status, words: str):
    """The cuts at 0.95 and 0.50 belong to the better class."""
    assert (grade(speed).status, grade(speed).words) == (status, words)


@pytest.mark.parametrize(
    ("values", "typical", "status", "measure"),
    [
        ({2015: 40, 2023: 60}, PACE, Status.ON_TRACK, 1.125),
        ({2013: 30, 2015: 40, 2025: 60}, PACE, Status.MODERATE, 0.9),
        ({2015: 40, 2023: 46}, PACE, Status.SLOW, 0.375),
        ({2015: 40, 2023: 40}, PACE, Status.STALLED, 0),
        ({2015: 60, 2023: 50}, PACE, Status.REVERSING, None),
    ],
)
def test_judge(values: dict, typical: TypicalPace, status: Status, measure: float | None):
    """Typical years over years taken tell how fast a climb was."""
    verdict = judge(replace(line(values), typical=typical), None, 2030)
    assert verdict.status is status
    assert verdict.measure == (None if measure is None else pytest.approx(measure))


def test_downwards():
    """Where less is better, the way down is the climb."""
    falling = TypicalPace(((40.0, 50.0, -2.0),))
    down = replace(line({2015: 50, 2020: 40}, direction="down"), typical=falling)
    assert judge(down, None, 2030).measure == pytest.approx(1)
    up = replace(line({2015: 40, 2020: 50}, direction="down"), typical=falling)
    assert judge(up, level(at_most=20), 2030).status is Status.REVERSING


@pytest.mark.parametrize(
    ("values", "typical", "more"),
    [
        ({2015: 30, 2023: 60}, PACE, {}),
        ({2015: 40, 2023: 60}, None, {}),
        ({2015: 40, 2023: 60}, PACE, {"direction": "none"}),
        ({2015: 60, 2023: 105}, TypicalPace(((60.0, 100.0, 1.0),)), {}),
    ],
)
def test_no_typical_pace(values: dict, typical: TypicalPace | None, more: dict):
    """A climb through levels where nothing is typical is not judged."""
    one = replace(line(values, **more), typical=typical)
    assert judge(one, None, 2030).reason is Reason.NO_TYPICAL_PACE


def test_the_benchmark_counts_for_nothing_but_the_way():
    """Neither a benchmark that is met nor the horizon changes the verdict."""
    one = replace(line({2015: 40, 2023: 60}), typical=PACE)
    assert judge(one, level(at_least=50), 2020) == judge(one, None, 2030)
