"""Current status and anticipated gap, as the regional commissions of the United Nations judge the goals."""

from collections.abc import Sequence
from functools import lru_cache

from indicators.benchmark import Benchmark
from indicators.methods.verdict import CLOSE, Verdict, prepare, unassessable
from indicators.series import Fit, Line, Point, fit_line
from indicators.vocabulary import Reason, Status

TITLE = "Anticipated gap (ESCAP, UNECE)"
QUESTION = (
    "If the regression since 2000 goes on, how far from the benchmark does the line end, against the way from the base?"
)
SOURCE = "ESCAP and UNECE, progress assessment methodology; the weights and the classes in part"


def current_status(y0: float, yt: float, target: float, direction: int) -> float:
    """The current status index: how much of the way from the base to the target is done; 0 nothing, 10 all of it.

    Negative the wrong way; the target is not the base. ESCAP.
    """
    return 10 * direction * (yt - y0) / abs(target - y0)


def anticipated(points: Sequence[Point], horizon: int) -> float:
    """The value expected at the horizon, in the points' unit: a regression in which the n-th point weighs n. ESCAP."""
    return _regression(tuple(points)).at(horizon)


@lru_cache(maxsize=16)  # a line is judged by one horizon after the other
def _regression(points: tuple[Point, ...]) -> Fit:
    weights = [float(number) for number in range(1, len(points) + 1)]
    return fit_line([p.year for p in points], [p.value for p in points], weights)


def anticipated_gap(y0: float, predicted: float, target: float, direction: int) -> float:
    """The gap expected at the horizon, in % of the way from the base to the target; 0 where the target is passed.

    The target is not the base. ESCAP, anticipated progress index.
    """
    return 100 * max(direction * (target - predicted), 0.0) / abs(target - y0)


def grade(gap: float) -> Verdict:
    """The class of a gap: up to 10 % keep going, up to 100 % accelerate, above that reverse the trend. ESCAP, UNECE."""
    if gap <= 10 + CLOSE:
        return Verdict(gap, Status.ON_TRACK, words="keep going")
    if gap <= 100 + CLOSE:
        return Verdict(gap, Status.MODERATE, words="accelerate")
    return Verdict(gap, Status.REVERSING, words="reverse")


def judge(line: Line, benchmark: Benchmark | None, horizon: int) -> Verdict:
    """The commissions' verdict, with the anticipated gap in % as its measure: the way is counted from 2015 on, the
    regression takes all years from 2000 on.

    A base at the target or beyond it leaves no way of which a part could be missing.
    """
    case = prepare(line, benchmark, horizon, "achieved")
    if isinstance(case, Verdict):
        return case
    if case.road <= 0:
        return unassessable(Reason.BASE_AT_BENCHMARK)
    return grade(anticipated_gap(case.base.value, anticipated(line.since_2000, horizon), case.goal, case.way))
