"""One line of the series as the methods see it: its points, and which of them may be compared with each other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.vocabulary import Direction, Qualifier, Scale

FIRST_BASE_YEAR = 2015
"""The base year of the Sustainable Development Goals: where a line reaches back so far, methods start from it."""

BASE_YEARS = range(2013, 2019)
"""The years of which one has to be the base of a method that begins in 2015, to be called by its owner's name."""

WINDOW = 5
"""How many years before the newest observation its pace is measured over: t - 5 … t."""

JUMP, JUMP_BACK, JUMPS_OF_MEDIAN = 10, 4, 4
"""A jump that is suspected to be one of method: points from a year to the next, the same against the line's direction,
and how many times the line's median yearly change either has to be.
"""

SHORTEST_SPAN = 2
"""Years that must lie between the first and the last observation of a pace."""

START = 5.0
"""The first per cent of a share: a line that has only come out of them tells no pace. How far a line goes on from there
has nothing to do with how steeply it began, least of all on a logistic scale.
"""

WAYS = {Direction.UP: 1, Direction.DOWN: -1}
"""Which way is better from every value."""

_MOST_DIGITS = 6
_LAST_BIT = 1e-9
_LOWER_BOUNDS = (Qualifier.AT_LEAST, Qualifier.MORE_THAN)
_UPPER_BOUNDS = (Qualifier.AT_MOST, Qualifier.LESS_THAN)
_BOUNDS = (*_LOWER_BOUNDS, *_UPPER_BOUNDS)


@dataclass(frozen=True, slots=True)
class Point:
    """One observation: a value in the indicator's unit, with the publication's word before it, if any."""

    year: int
    value: float
    qualifier: str = ""

    @property
    def is_bound(self) -> bool:
        """Whether the value is only a bound ("at least 95"), from which no pace can be told."""
        return self.qualifier != "" and self.qualifier in _BOUNDS


@dataclass(frozen=True, slots=True)
class TypicalPace:
    """The median yearly change of all economies by level: `steps` are (from level, to level, change a year)."""

    steps: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True)
class Line:
    """A line that is judged, and what a judge must know beside its points.

    `points` are observed, one a year, oldest first. `panel`, for a mean of economies, holds the values of the same
    economies at all its years: pace is measured on these, since otherwise the mix moves the mean. An empty panel says
    that too few economies have figures at both ends; None, that the line needs no panel.
    `newest_year` is the newest of the indicator anywhere, `build_year` that of the build; None asks no question of age.
    `of_economy` tells that the line is that of an economy and not of a group; in such a line of a share a jump is
    suspected to be one of method.
    `typical_economy` tells that the points are those of a group's median economy, and not shares of the group.
    `withheld` tells that a figure exists and is not shown, because it covers too little of the population.
    """

    indicator: Indicator
    area_id: str
    points: tuple[Point, ...]
    newest_year: int | None = None
    build_year: int | None = None
    withheld: bool = False
    panel: tuple[Point, ...] | None = None
    typical: TypicalPace | None = None
    typical_economy: bool = False
    of_economy: bool = False

    @cached_property
    def latest(self) -> Point | None:
        """The newest observation: the headline value; None of an empty line."""
        return self.points[-1] if self.points else None

    @cached_property
    def comparable(self) -> tuple[Point, ...]:
        """The points that are no bounds and stand on the same side of every declared break as the newest one."""
        if not self.points:
            return ()
        last = self.points[-1].year
        breaks = [
            each.year
            for each in self.indicator.breaks
            if each.year <= last and (not each.areas or self.area_id in each.areas)
        ]
        first = max(breaks, default=-math.inf)
        return tuple([point for point in self.points if point.year >= first and not point.is_bound])

    @cached_property
    def base(self) -> Point | None:
        """The first comparable point from FIRST_BASE_YEAR on, or the first of all where none is so young."""
        young = [point for point in self.comparable if point.year >= FIRST_BASE_YEAR]
        return next(iter(young or self.comparable), None)

    @cached_property
    def goals_base(self) -> Point | None:
        """The base of the methods that begin in 2015: the first point from then to 2018, or else the last of the two
        years before; None where the line has neither.
        """
        near = [point for point in self.comparable if point.year in BASE_YEARS]
        young = [point for point in near if point.year >= FIRST_BASE_YEAR]
        return next(iter(young or near[::-1]), None)

    @cached_property
    def suspected_breaks(self) -> tuple[int, ...]:
        """The years in which the share of an economy jumps so that a change of method is suspected, though none is
        declared: by JUMP points from the year before, or by JUMP_BACK against the line's median yearly change, and by
        JUMPS_OF_MEDIAN times that change.
        """
        indicator = self.indicator
        of_survey = self.of_economy and indicator.scale is Scale.SHARE and not indicator.grows_in_steps
        if not of_survey or len(self.comparable) < 3:
            return ()
        pairs = list(zip(self.comparable, self.comparable[1:], strict=False))
        changes = [(after.value - before.value) / (after.year - before.year) for before, after in pairs]
        usual = median(changes)
        return tuple(
            after.year
            for (before, after), change in zip(pairs, changes, strict=True)
            if after.year - before.year == 1
            and (abs(change) >= JUMP - _LAST_BIT or (change * usual < 0 and abs(change) >= JUMP_BACK - _LAST_BIT))
            and abs(change) >= JUMPS_OF_MEDIAN * abs(usual) - _LAST_BIT
        )

    @cached_property
    def half_digit(self) -> float:
        """Half of the last digit that the line's figures are printed with; 0 of counts, which are exact."""
        if self.indicator.scale is Scale.COUNT:
            return 0.0
        printed = [f"{point.value:.{_MOST_DIGITS}f}" for point in self.points]
        zeros = [len(text) - len(text.rstrip("0")) for text in printed]
        return 0.5 / 10.0 ** (_MOST_DIGITS - min(zeros, default=_MOST_DIGITS))

    @cached_property
    def since_base(self) -> tuple[Point, ...]:
        """The comparable points from the base on."""
        return tuple(point for point in self.comparable if self.base and point.year >= self.base.year)

    @cached_property
    def since_2000(self) -> tuple[Point, ...]:
        """The comparable points of this century, over which the regional commissions regress."""
        return tuple(point for point in self.comparable if point.year >= 2000)

    @cached_property
    def window(self) -> tuple[Point, ...]:
        """The points that tell the recent pace: the comparable ones of the last years that follow the last suspected
        break, or those of the panel; without those at the start of a share, where enough follow them.
        """
        if self.latest is None:
            return ()
        first = max((self.latest.year - WINDOW, *self.suspected_breaks))
        recent = tuple([point for point in self.comparable if point.year >= first])
        if self.panel is not None:
            years = {point.year for point in recent}
            recent = tuple([point for point in self.panel if point.year in years])
        later = under_way(recent, self.indicator)
        return tuple(later) if is_wide(later) else recent

    @property
    def lacks_panel(self) -> bool:
        """Whether a mean of economies has points, but too few economies stand behind them at both ends."""
        return self.panel == () and len(self.comparable) > 1

    @cached_property
    def suspected_break(self) -> int | None:
        """The last suspected break inside the years that the pace would otherwise be measured over."""
        if self.latest is None:
            return None
        reach = self.latest.year - WINDOW
        return next((year for year in reversed(self.suspected_breaks) if year > reach), None)

    @property
    def breaks_in_window(self) -> bool:
        """Whether a declared break takes points out of the window."""
        if self.latest is None or not self.comparable:
            return bool(self.points)
        reach = self.latest.year - WINDOW
        return any(reach <= point.year < self.comparable[0].year and not point.is_bound for point in self.points)


def is_wide(points: Sequence[Point]) -> bool:
    """Whether points lie far enough apart for a pace."""
    return len(points) > 1 and points[-1].year - points[0].year >= SHORTEST_SPAN


def under_way(points: Sequence[Point], indicator: Indicator) -> Sequence[Point]:
    """The points from the first on that lies beyond the start of a share: all but those before it within START of the
    end that the better way leads away from. What has no such end is under way from its first point on.
    """
    if indicator.scale is not Scale.SHARE or indicator.direction not in (Direction.UP, Direction.DOWN):
        return points
    for place, point in enumerate(points):
        if (point.value if indicator.direction is Direction.UP else 100 - point.value) >= START - _LAST_BIT:
            return points[place:] if place else points
    return ()


@dataclass(frozen=True, slots=True)
class Fit:
    """A straight line through points: `at(year)` is its value there, `slope` its change a year."""

    centre: float
    level: float
    slope: float

    def at(self, year: float) -> float:
        """The value of the line at a year."""
        return self.level + self.slope * (year - self.centre)


def agree(one: float, other: float, digits: int) -> bool:
    """Whether two values are the same to so many decimals, the fewer of those that they are printed with."""
    return abs(one - other) <= 0.5 / 10**digits + _LAST_BIT


def fit_line(years: Sequence[float], values: Sequence[float], weights: Sequence[float] | None = None) -> Fit:
    """The least-squares line through at least one point; weighted where weights are given. Of one point it is flat."""
    weights = weights or [1.0] * len(years)
    total = sum(weights)
    centre = sum([w * x for w, x in zip(weights, years, strict=True)]) / total
    level = sum([w * y for w, y in zip(weights, values, strict=True)]) / total
    spread = sum([w * (x - centre) ** 2 for w, x in zip(weights, years, strict=True)])
    joint = sum([w * (x - centre) * (y - level) for w, x, y in zip(weights, years, values, strict=True)])
    return Fit(centre, level, joint / spread if spread else 0.0)


def satisfies(point: Point, benchmark: Benchmark) -> bool:
    """Whether a point reaches a benchmark; a bound does only where it leaves no doubt ("at least 96" of ≥ 95)."""
    if not point.qualifier:
        return benchmark.satisfied_by(point.value)
    upwards = benchmark.operator in ("at_least", "more_than")
    if point.qualifier in _LOWER_BOUNDS:
        beyond = point.qualifier == Qualifier.MORE_THAN and point.value == benchmark.value
        return upwards and (beyond or benchmark.satisfied_by(point.value))
    if point.qualifier in _UPPER_BOUNDS:
        below = point.qualifier == Qualifier.LESS_THAN and point.value == benchmark.value
        return benchmark.operator in ("at_most", "less_than") and (below or benchmark.satisfied_by(point.value))
    return benchmark.satisfied_by(point.value)


def aim(benchmark: Benchmark, value: float) -> tuple[float, int]:
    """Where a value has to go, and which way is good: the level and +1 or -1; of a band its nearer edge."""
    if benchmark.between:
        low, high = benchmark.between
        return (low, 1) if abs(value - low) <= abs(value - high) else (high, -1)
    return benchmark.value, 1 if benchmark.operator in ("at_least", "more_than") else -1


def good_way(indicator: Indicator, value: float, benchmark: Benchmark | None = None) -> int:
    """Which way is good from a value: +1 up, -1 down, 0 where neither is (no direction, or even already)."""
    if benchmark is not None:
        return aim(benchmark, value)[1]
    if indicator.direction is Direction.BAND:
        return (value < 1) - (value > 1)
    return WAYS.get(indicator.direction, 0)
