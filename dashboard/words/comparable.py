"""Which figures of a line compare, and why others do not."""

from collections.abc import Iterable, Mapping, Sequence

from dashboard.reading.held import NewestFigure
from dashboard.reading.outlooks import SuspectedBreak
from dashboard.rows import Observation, known
from indicators.model import Indicator
from indicators.vocabulary import BREAKDOWNS, Aggregation, AreaType

Jumps = Mapping[tuple[str, ...], Sequence[int]]
"""The years of suspected breaks by indicator, area and breakdown, oldest first."""

NO_JUMPS: Jumps = {}


def jumps_of(suspected: Iterable[SuspectedBreak]) -> Jumps:
    """The suspected breaks by line."""
    found: dict[tuple[str, ...], list[int]] = {}
    for one in suspected:
        found.setdefault(_key(one), []).append(one.year)
    return {key: sorted(years) for key, years in found.items()}


def jumps_between(line: Sequence[Observation], jumps: Jumps) -> list[int]:
    """The years in which a line that is shown first jumps, after its first figure and up to its last, as if the method
    had changed, oldest first.
    """
    first, last = line[0], line[-1]
    if not jumps or not last.is_headline:
        return []
    return [year for year in jumps.get(_key(last), ()) if first.year < year <= last.year]


def _key(one: SuspectedBreak | Observation) -> tuple[str, ...]:
    return (one.indicator_id, one.area_id, *(getattr(one, name) for name in BREAKDOWNS))


def is_median(row: Observation | NewestFigure, indicator: Indicator) -> bool:
    """Whether a figure is the median of those economies that have one in its year: of a price that of any group, of
    schools only what is computed, for what is published of a group counts its schools.
    """
    if indicator.aggregation is not Aggregation.MEDIAN or row.area_type == AreaType.ECONOMY:
        return False
    return not indicator.shows_typical_economy or known(row.economies_with_data)


def is_typical(row: Observation | NewestFigure, indicator: Indicator) -> bool:
    """Whether a figure of a group is only that of its median economy, which no share of a group compares with."""
    return indicator.shows_typical_economy and is_median(row, indicator)


def no_change_told(line: Sequence[Observation], indicator: Indicator, jumps: Jumps = NO_JUMPS) -> str:
    """Why the first and the last figure of a line do not compare, in a word: a break lies between them, or a jump that
    looks like one, or they are computed from economies, or medians of economies, that are not the same ones every year;
    empty where they compare.
    """
    if indicator.is_broken(line[0].area_id, line[0].year, line[-1].year):
        return "break"
    if jumps_between(line, jumps):
        return "jump"
    if any(known(row.economies_with_data) for row in line):
        return "computed"
    return "median" if is_median(line[0], indicator) else ""
