"""The growth a line has had beside the growth it needed, as Eurostat judges the goals."""

import math

from indicators.benchmark import Benchmark
from indicators.methods.verdict import Case, Verdict, goals_ends, graded, prepare, unassessable
from indicators.series import Line, good_way
from indicators.vocabulary import Direction, Reason, Scale, Status

TITLE = "Growth ratio (Eurostat)"
QUESTION = "Has the figure grown each year, since the base, as fast as growth from the base to the benchmark asks for?"
SOURCE = "Eurostat, monitoring of the Sustainable Development Goals; Open SDG, progress measurement methodology"

LIMIT = 100.0
EXPONENT = 4.44

_LARGEST = 700.0
"""The largest exponent that still gives a number."""


def growth(start: float, end: float, years: int) -> float:
    """The compound growth a year between two positive values, as a fraction (0.05 is 5 %).

    Eurostat: (y_t / y_t0)^(1 / (t - t0)) - 1.
    """
    return math.expm1(min((math.log(end) - math.log(start)) / years, _LARGEST))


def ratio(y0: float, t0: int, yt: float, t: int, target: float, horizon: int, direction: int) -> float:
    """R: observed growth over the growth needed from the base on; 1 is just enough, negative is the wrong way.

    Values are positive, the target is not the base, and direction is +1 or -1. Eurostat; Open SDG.
    """
    return direction * growth(y0, yt, t - t0) / abs(growth(y0, target, horizon - t0))


def score(ratio_: float) -> float:
    """The score from -5 to 5 that belongs to R. Open SDG."""
    return min(7.1429 * ratio_ - 4.2857, 5.0) if ratio_ >= 0.60 else max(4.1667 * ratio_ - 2.5, -5.0)


def limit_coefficient(base: float, limit: float = LIMIT) -> float:
    """C, from 0 to 1: what the cuts shrink by for a base that is near its natural limit. Open SDG, exponent 4.44."""
    return max(0.0, 1 - (base / limit) ** EXPONENT)


def grade(ratio_: float) -> Verdict:
    """The class of R: from 0.95 substantial, 0.60 moderate, 0 limited progress, else deterioration. Eurostat."""
    return _graded(ratio_, 0.95, 0.60)


def grade_without_target(percent: float, coefficient: float = 1.0) -> Verdict:
    """The class of a growth the good way, in % a year: cuts at 1.5 and 0.5, times C, and at 0. Open SDG."""
    return _graded(percent, 1.5 * coefficient, 0.5 * coefficient)


def judge(line: Line, benchmark: Benchmark | None, horizon: int) -> Verdict:
    """Eurostat's verdict, with R as its measure; without a benchmark the growth the good way, in % a year."""
    if benchmark is None:
        return _without_target(line)
    case = prepare(line, benchmark, horizon, "target met")
    if isinstance(case, Verdict):
        return case
    if case.base.value <= 0 or case.latest.value <= 0:
        return unassessable(Reason.BASE_ZERO)
    if case.goal <= 0:
        return unassessable(Reason.BENCHMARK_ZERO)
    if growth(case.base.value, case.goal, case.horizon - case.base.year) == 0:
        return unassessable(Reason.BASE_AT_BENCHMARK)
    return grade(_ratio_of(case))


def _ratio_of(case: Case) -> float:
    base, latest = case.base, case.latest
    return ratio(base.value, base.year, latest.value, latest.year, case.goal, case.horizon, case.way)


def _without_target(line: Line) -> Verdict:
    indicator = line.indicator
    if line.latest is not None and indicator.scale is Scale.AMOUNT:
        return unassessable(Reason.NOT_FOR_THIS_SCALE)
    pair = goals_ends(line)
    if isinstance(pair, Verdict):
        return pair
    base, latest = pair
    way = good_way(indicator, latest.value)
    if way == 0:
        return unassessable(Reason.NO_BENCHMARK)
    if base.value <= 0 or latest.value <= 0:
        return unassessable(Reason.BASE_ZERO)
    limited = indicator.scale is Scale.SHARE and indicator.direction is Direction.UP
    percent = 100 * way * growth(base.value, latest.value, latest.year - base.year)
    return grade_without_target(percent, limit_coefficient(base.value) if limited else 1.0)


def _graded(measure: float, high: float, middle: float) -> Verdict:
    grades = (
        (high, Status.ON_TRACK, "substantial progress"),
        (middle, Status.MODERATE, "moderate progress"),
        (0.0, Status.SLOW, "limited progress"),
    )
    return graded(measure, grades, (Status.REVERSING, "deterioration"))
