"""The mean of the last yearly changes carried to the horizon, in the weather symbols of the German indicator report."""

from collections.abc import Sequence

from indicators.benchmark import Benchmark
from indicators.methods.verdict import CLOSE, Verdict, ends, prepare, unassessable
from indicators.series import Line, Point
from indicators.vocabulary import Reason, Status

TITLE = "Weather symbols (Germany)"
QUESTION = "If the mean of the last yearly changes goes on, how much of the way ahead is still missing at the horizon?"
SOURCE = "Federal Statistical Office of Germany, indicator report of the German Sustainable Development Strategy"

MOST, FEWEST = 6, 4
"""How many consecutive yearly points are used at most, and how many are needed."""


def yearly_run(points: Sequence[Point]) -> list[Point]:
    """The points at the end that follow each other year by year, the last six of them, oldest first."""
    run: list[Point] = []
    for point in reversed(points):
        if len(run) == MOST or (run and run[-1].year - point.year != 1):
            break
        run.append(point)
    return run[::-1]


def mean_change(run: Sequence[Point]) -> float:
    """The mean of the yearly changes of at least two consecutive points, in their unit a year."""
    return (run[-1].value - run[0].value) / (len(run) - 1)


def remaining_miss(latest: float, projected: float, target: float, direction: int) -> float:
    """m: the part of the way ahead that is still missing at the horizon; 0 where the projection reaches the target.

    The latest value is short of the target. German indicator report.
    """
    return max(direction * (target - projected), 0.0) / (direction * (target - latest))


def grade(miss: float, change: float) -> Verdict:
    """The symbol of m and of the yearly change, which is positive the good way: m below 0.05 sun, below 0.20 sun and
    cloud, else a cloud while the way is right and a storm where it is wrong. German indicator report.
    """
    if miss < 0.05 - CLOSE:
        return Verdict(miss, Status.ON_TRACK, words="sun")
    if miss < 0.20 - CLOSE:
        return Verdict(miss, Status.MODERATE, words="sun and cloud")
    if change > 0:
        return Verdict(miss, Status.SLOW, words="cloud")
    if change == 0:
        return Verdict(miss, Status.STALLED, words="cloud, no change")
    return Verdict(miss, Status.REVERSING, words="storm")


def judge(line: Line, benchmark: Benchmark | None, horizon: int) -> Verdict:
    """The report's symbol, with m as its measure."""
    case = prepare(line, benchmark, horizon, "sun", ends)
    if isinstance(case, Verdict):
        return case
    run = yearly_run(line.comparable)
    if len(run) < FEWEST:
        return unassessable(Reason.NO_YEARLY_POINTS)
    change = mean_change(run)
    projected = case.latest.value + change * (horizon - case.latest.year)
    # At a level that must be exceeded nothing is missing yet and nothing is reached: the way alone decides.
    miss = (
        remaining_miss(case.latest.value, projected, case.goal, case.way)
        if case.ahead > 0
        else float(case.way * change <= 0)
    )
    return grade(miss, case.way * change)
