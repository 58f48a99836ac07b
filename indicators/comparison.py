"""Whether one line moves faster than another: over the same years at both ends, and only lines of the same kind."""

from dataclasses import dataclass
from math import isclose

from indicators.parity import symmetric
from indicators.series import SHORTEST_SPAN, WINDOW, Line
from indicators.vocabulary import Direction

_ALIKE = 1e-9


@dataclass(frozen=True, slots=True)
class SameYears:
    """The change a year of two lines from one year to another, in the indicator's unit."""

    first_year: int
    last_year: int
    mine: float
    theirs: float
    is_faster: bool | None
    """Whether mine goes the better way by more; None where neither way is better, neither goes it, or both do alike."""


def compare(mine: Line, theirs: Line) -> SameYears | None:
    """Two lines of one indicator over the last years that both have, at most six; None where no comparison is fair.

    That is: fewer than two years apart, a declared or suspected break of either between them, or a newest figure of
    either that is left out.
    """
    years = {point.year: point.value for point in mine.comparable}
    beside = {point.year: point.value for point in theirs.comparable}
    common = sorted(years.keys() & beside.keys())
    if not common or mine.latest is None or theirs.latest is None:
        return None
    last = common[-1]
    if max(mine.latest.year, theirs.latest.year) - last > 1:
        return None
    broken = max((*mine.suspected_breaks, *theirs.suspected_breaks), default=0)
    first = next((year for year in common if year >= max(last - WINDOW, broken)), last)
    if last - first < SHORTEST_SPAN:
        return None
    own, other = ((of[last] - of[first]) / (last - first) for of in (years, beside))
    return SameYears(
        first, last, own, other, _is_faster(mine, (years[first], years[last]), (beside[first], beside[last]))
    )


def _is_faster(line: Line, mine: tuple[float, float], theirs: tuple[float, float]) -> bool | None:
    direction = line.indicator.direction
    if direction is Direction.BAND:
        own, other = (abs(symmetric(a) - 1) - abs(symmetric(b) - 1) for a, b in (mine, theirs))
    else:
        way = {Direction.UP: 1, Direction.DOWN: -1}.get(direction, 0)
        own, other = (way * (b - a) for a, b in (mine, theirs))
    return None if max(own, other) <= _ALIKE or isclose(own, other, abs_tol=_ALIKE) else own > other
