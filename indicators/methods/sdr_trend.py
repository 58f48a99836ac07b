"""The yearly gain of a score beside the gain needed for full marks by 2030, as the arrows of the SDG report show it."""

from functools import cache

from indicators.benchmark import Benchmark
from indicators.methods.verdict import Verdict, goals_ends, graded, unassessable
from indicators.model import ScoreBounds
from indicators.series import Line, Point, satisfies
from indicators.vocabulary import Reason, Status

TITLE = "Trend arrow (Sustainable Development Report)"
QUESTION = "Has the score gained in each year since the base what full marks by the horizon ask for?"
SOURCE = "Sustainable Development Solutions Network, Sustainable Development Report 2025, codebook; the arrows in part"

YEAR = 2030
"""The year by which the report wants full marks, whatever the horizon."""

_GRADES = (
    (1.0, Status.ON_TRACK, "on track"),
    (0.5, Status.MODERATE, "moderately improving"),
    (0.0, Status.STALLED, "stagnating"),
)
_DECREASING = (Status.REVERSING, "decreasing")
_ACHIEVED = Verdict(None, Status.MET, words="goal achieved (green)")


def score(value: float, bounds: ScoreBounds) -> float:
    """The score of a value, from 0 at the lower bound to 100 at the optimum, clipped. SDSN codebook 2025."""
    return min(max(100 * (value - bounds.lower) / (bounds.optimum - bounds.lower), 0.0), 100.0)


def gain_ratio(score0: float, year0: int, score1: float, year1: int) -> float:
    """The yearly gain of a score over the gain needed from the first one to 100 by 2030; 1 is just enough.

    The first score is below 100 and its year before 2030. SDSN, in the form of the needed gain from the base on.
    """
    return ((score1 - score0) / (year1 - year0)) / ((100 - score0) / (YEAR - year0))


def grade(gain: float) -> Verdict:
    """The arrow of a gain ratio: from 1 on track, from 0.5 moderately improving, from 0 stagnating, else decreasing."""
    return graded(gain, _GRADES, _DECREASING)


def judge(line: Line, benchmark: Benchmark | None, horizon: int) -> Verdict:  # noqa: ARG001 - as of every method
    """The report's arrow, with the gain ratio as its measure; it ignores benchmark and horizon and needs neither.

    Its own bounds stand in the catalogue; a value at or past `green` is the goal achieved.
    """
    bounds = line.indicator.score_bounds
    if line.latest is None:
        return unassessable(Reason.NO_DATA)
    if bounds is None or bounds.optimum == bounds.lower:
        return unassessable(Reason.NO_BOUNDS)
    if satisfies(line.latest, _green(bounds)):
        return _ACHIEVED
    pair = goals_ends(line)
    return pair if isinstance(pair, Verdict) else _arrow(*pair, bounds)


@cache
def _green(bounds: ScoreBounds) -> Benchmark:
    rising = bounds.optimum > bounds.lower
    at_least, at_most = (bounds.green, None) if rising else (None, bounds.green)
    return Benchmark(id="green", label="Green", source=SOURCE, at_least=at_least, at_most=at_most)


def _arrow(base: Point, latest: Point, bounds: ScoreBounds) -> Verdict:
    score0, score1 = score(base.value, bounds), score(latest.value, bounds)
    if score1 >= 100:
        return _ACHIEVED
    if score0 >= 100:  # nothing was needed, so that no ratio exists
        return Verdict(None, _DECREASING[0], words=_DECREASING[1])
    return grade(gain_ratio(score0, base.year, score1, latest.year))
