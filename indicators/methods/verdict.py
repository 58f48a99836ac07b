"""What a method says of a line, and what holds of every method before it computes anything."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from indicators.benchmark import Benchmark
from indicators.series import Line, Point, aim, satisfies
from indicators.vocabulary import Reason, Scale, Status


@dataclass(frozen=True, slots=True)
class Verdict:
    """A method's verdict: its own measure, the status it comes to, why there is none, and its own name of the class."""

    measure: float | None
    status: Status
    reason: Reason | None = None
    words: str = ""


Judge = Callable[[Line, Benchmark | None, int], Verdict]
"""A method: from a line, the level it has to reach (None: there is none) and the year by which, to a verdict."""

Ends = Callable[[Line], tuple[Point, Point] | Verdict]
"""The base and the newest point that a method compares, or the verdict that it has no two."""

Grade = tuple[float, Status, str]
"""A class of a method: the cut it begins or ends at, the status it stands for, and the method's own name of it."""


CLOSE = 1e-9
"""How little a measure may miss a cut by: a sum of decimals may do so by the last bit of a float."""


@dataclass(frozen=True, slots=True)
class Case:
    """A line that has to reach a level: where it was and is, the level, the year, and which way is good (+1 or -1)."""

    base: Point
    latest: Point
    goal: float
    way: int
    horizon: int

    @property
    def ahead(self) -> float:
        """How far the latest value is short of the level, in the indicator's unit; negative beyond it."""
        return self.way * (self.goal - self.latest.value)

    @property
    def road(self) -> float:
        """How far the base was short of the level, in the indicator's unit; negative beyond it."""
        return self.way * (self.goal - self.base.value)


@cache
def unassessable(reason: Reason) -> Verdict:
    """The verdict that there is none, with the reason."""
    return Verdict(None, Status.NOT_ASSESSABLE, reason)


def ends(line: Line) -> tuple[Point, Point] | Verdict:
    """The base and the newest comparable point of a line, or the verdict that it has no two.

    Where the headline value is only a bound, the newest point is the last that is none.
    """
    points = line.since_base
    if not points:
        return unassessable(Reason.NO_DATA)
    if points[0].year >= points[-1].year:
        return unassessable(Reason.ONE_OBSERVATION)
    return points[0], points[-1]


def goals_ends(line: Line) -> tuple[Point, Point] | Verdict:
    """The same from a base of 2013 to 2018, for the methods that begin in 2015 with the Sustainable Development Goals:
    of a line that begins later they would say what their owners do not.
    """
    points = line.comparable
    if not points:
        return unassessable(Reason.NO_DATA)
    if points[0].year >= points[-1].year:
        return unassessable(Reason.ONE_OBSERVATION)
    base = line.goals_base
    if base is None or base.year >= points[-1].year:
        return unassessable(Reason.BASE_TOO_LATE)
    return base, points[-1]


def prepare(
    line: Line, benchmark: Benchmark | None, horizon: int, met: str = "met", ends_of: Ends = goals_ends
) -> Case | Verdict:
    """The case that a method with a benchmark has to judge, or the verdict where nothing is left to compute.

    `met` is the method's own name of its best class, `ends_of` tells where the method begins.
    """
    reason = _beyond_judgement(line, benchmark)
    if reason or line.latest is None or benchmark is None:  # no reason means that both are there
        return unassessable(reason or Reason.NO_DATA)
    if satisfies(line.latest, benchmark):
        return Verdict(None, Status.MET, words=met)
    pair = ends_of(line)
    if isinstance(pair, Verdict):
        return pair
    if horizon <= line.latest.year:
        return unassessable(Reason.HORIZON_PASSED)
    return Case(*pair, *aim(benchmark, pair[1].value), horizon)


def _beyond_judgement(line: Line, benchmark: Benchmark | None) -> Reason | None:
    """Why there is nothing that a method could judge; None where there is."""
    if line.latest is None:
        return Reason.NO_DATA
    if line.typical_economy:
        return Reason.TYPICAL_ECONOMY
    if line.indicator.scale is Scale.AMOUNT:
        return Reason.NOT_FOR_THIS_SCALE
    return Reason.NO_BENCHMARK if benchmark is None else None


def graded(measure: float, grades: Sequence[Grade], below: tuple[Status, str]) -> Verdict:
    """The first class whose cut a measure reaches, the cut included and nothing rounded; `below` where none is."""
    for cut, status, words in grades:
        if measure >= cut - CLOSE:
            return Verdict(measure, status, words=words)
    return Verdict(measure, below[0], words=below[1])
