"""Where a line would be at the horizon if it went on growing as it did, as the United Nations' chart judges it."""

import math

from indicators.benchmark import Benchmark
from indicators.methods.verdict import Verdict, graded, prepare, unassessable
from indicators.series import Line, aim
from indicators.vocabulary import Reason, Scale, Status

TITLE = "Progress chart (United Nations)"
QUESTION = (
    "If the growth since the base goes on, how much of the way from base to benchmark is behind it by the horizon?"
)
SOURCE = "United Nations Statistics Division, technical note of the Sustainable Development Goals Progress Chart 2023"

_MET = "target met or almost met"
_GRADES = (
    (0.95, Status.ON_TRACK, _MET),
    (0.10, Status.MODERATE, "fair progress"),
    (0.0, Status.STALLED, "stagnation"),
)
_LARGEST = 700.0
"""The largest exponent that still gives a number."""


def expected(y0: float, t0: int, yt: float, t: int, horizon: int) -> float:
    """The value at the horizon if the compound growth since the base goes on, in the values' unit; it has no ceiling.

    Both values are positive. UNSD technical note 2023, whose year 2030 is the horizon here.
    """
    growing = (math.log(yt) - math.log(y0)) / (t - t0)
    return math.exp(min(math.log(yt) + growing * (horizon - t), _LARGEST))


def part_of_the_way(y0: float, value: float, target: float, direction: int) -> float:
    """q: the part of the way from the base to the target that a value has covered; 1 is all, negative the wrong way.

    The target is not the base. UNSD technical note 2023; the direction counts where the base was beyond the target.
    """
    return direction * (value - y0) / abs(target - y0)


def grade(part: float) -> Verdict:
    """The class of q: from 0.95 met or almost, from 0.10 fair progress, from 0 stagnation, else regression. UNSD."""
    return graded(part, _GRADES, (Status.REVERSING, "regression"))


def judge(line: Line, benchmark: Benchmark | None, horizon: int) -> Verdict:
    """The Progress Chart's verdict, with q as its measure."""
    if benchmark is not None and _within_a_point(line, benchmark):
        return Verdict(None, Status.MET, words=_MET)
    case = prepare(line, benchmark, horizon, _MET)
    if isinstance(case, Verdict):
        return case
    base, latest = case.base, case.latest
    if base.value <= 0 or latest.value <= 0:
        return unassessable(Reason.BASE_ZERO)
    if case.road == 0:
        return unassessable(Reason.BASE_AT_BENCHMARK)
    reached = expected(base.value, base.year, latest.value, latest.year, case.horizon)
    return grade(part_of_the_way(base.value, reached, case.goal, case.way))


def _within_a_point(line: Line, benchmark: Benchmark) -> bool:
    if line.latest is None or line.latest.is_bound or line.indicator.scale is not Scale.SHARE:
        return False
    goal, way = aim(benchmark, line.latest.value)
    return (goal, way) in ((100, 1), (0, -1)) and abs(goal - line.latest.value) <= 1
