"""Figures of groups computed from economies: value, coverage, expected error, and the panel for changes.

After docs/methods.md section 5. Serves the ETL's groups and the groups that a user builds on a page alike.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum, sqrt
from statistics import fmean, median

from indicators.model import Indicator
from indicators.series import WINDOW, Point, satisfies
from indicators.vocabulary import Aggregation

LEAST_COVERAGE = 0.5
"""The share of a group's population, included, from which on a computed figure is shown."""

SPARSE_YEARS = 5
"""How many years, the newest included, the latest values of a sparse survey may be spread over."""

_ERROR_PER_SHARE = 0.37

Values = Mapping[str, Mapping[int, Point]]
"""The points of economies: area id, then year."""


class Populations:
    """Populations of economies by year; between the years that are given they are interpolated in a straight line.

    Outside them the nearest year stands in: these are weights, not figures that are shown.
    """

    def __init__(self, given: Iterable[tuple[str, int, float]]) -> None:
        self._given: dict[str, list[tuple[int, float]]] = {}
        for area_id, year, people in sorted(given):
            self._given.setdefault(area_id, []).append((year, people))
        self._known: dict[tuple[str, int], float | None] = {}
        self._groups: dict[tuple[frozenset[str], int], dict[str, float]] = {}

    def at(self, area_id: str, year: int) -> float | None:
        """People in an economy in a year; None where no population is known at all."""
        key = (area_id, year)
        if key not in self._known:
            self._known[key] = self._find(area_id, year)
        return self._known[key]

    def of(self, group: frozenset[str], year: int) -> dict[str, float]:
        """People in each economy of a group in a year, in the order of their ids, as far as they are known."""
        key = (group, year)
        if key not in self._groups:
            self._groups[key] = {area: count for area in sorted(group) if (count := self.at(area, year))}
        return self._groups[key]

    def _find(self, area_id: str, year: int) -> float | None:
        given = self._given.get(area_id)
        if not given:
            return None
        place = bisect_left(given, (year, -math.inf))
        if place == len(given) or given[place][0] == year or place == 0:
            return given[min(place, len(given) - 1)][1]
        (before, low), (after, high) = given[place - 1], given[place]
        return low + (high - low) * (year - before) / (after - before)


class Held:
    """The figures of economies in one edition, turned as groups need them: by year, and the newest of each."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self._latest: dict[int, dict[str, Point]] = {}

    @cached_property
    def by_year(self) -> dict[int, dict[str, Point]]:
        """The points of every year with data, oldest first."""
        found: dict[int, dict[str, Point]] = {}
        for area, points in self.values.items():
            for year, point in points.items():
                found.setdefault(year, {})[area] = point
        return dict(sorted(found.items()))

    def latest(self, newest_year: int) -> dict[str, Point]:
        """The newest point of each economy, of those that are no older than the years of a sparse survey allow."""
        if newest_year not in self._latest:
            years = {area: self._newest(points, newest_year) for area, points in self.values.items()}
            self._latest[newest_year] = {area: self.values[area][year] for area, year in years.items() if year}
        return self._latest[newest_year]

    @staticmethod
    def _newest(points: Iterable[int], newest_year: int) -> int | None:
        return max((year for year in points if newest_year - SPARSE_YEARS < year <= newest_year), default=None)


@dataclass(frozen=True)
class Aggregate:
    """One computed figure of a group.

    `coverage` is the share of the group's population that lives in economies with data; `meeting` counts the economies
    that reach the benchmark; `expected_error`, in the indicator's unit, is what a mean may be off for want of the rest;
    `first_year` to `year` is the span of the economies' figures.
    """

    year: int
    value: float
    coverage: float
    economies_with_data: int
    economies_total: int
    meeting: int | None = None
    expected_error: float | None = None
    first_year: int = 0
    tiers: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_shown(self) -> bool:
        """Whether enough of the population stands behind the value."""
        return self.coverage >= LEAST_COVERAGE


@dataclass(frozen=True)
class GroupLine:
    """A group's computed line: what is shown, what is withheld for want of coverage, and the panel for its pace."""

    shown: tuple[Aggregate, ...] = ()
    withheld: tuple[Aggregate, ...] = ()
    panel: tuple[Point, ...] | None = None
    panel_economies: int = 0


def expected_error(missing_share: float) -> float:
    """The expected error of a mean, in standard deviations, when a share of the population is missing.

    Source: IAOS study of regional aggregates with missing countries, about 0.37 times the missing share.
    """
    return _ERROR_PER_SHARE * missing_share


def weighted_mean(values: Mapping[str, float], weights: Mapping[str, float]) -> float | None:
    """The sum of value × weight over the sum of weights, over those that have both; None where there are none."""
    both = [key for key in values if weights.get(key)]
    total = sum(weights[key] for key in both)
    return sum(values[key] * weights[key] for key in both) / total if total else None


def aggregate(
    indicator: Indicator, values: Mapping[str, Point], members: Iterable[str], populations: Populations, year: int
) -> Aggregate | None:
    """The figure of the economies `members` in a year from those in `values`; None where no member has a value.

    A population_mean leaves out economies without a population; the other kinds count every economy once. A bound ("at
    least 95") is no figure that could be averaged.
    """
    group = frozenset(members)
    weighed = _weigh(indicator, values, group, populations, year)
    if weighed is None:
        return None
    value, coverage, held = weighed
    mean = indicator.aggregation in (Aggregation.POPULATION_MEAN, Aggregation.MEAN)
    spread = _spread([point.value for point in held]) if mean and len(held) > 1 else None
    benchmark = indicator.benchmark_for("")
    return Aggregate(
        year,
        value,
        coverage,
        len(held),
        len(group),
        sum(satisfies(point, benchmark) for point in held) if benchmark else None,
        expected_error(1 - coverage) * spread if spread is not None else None,
        min(point.year for point in held),
        _tiers(indicator, held),
    )


def _weigh(
    indicator: Indicator, values: Mapping[str, Point], group: frozenset[str], populations: Populations, year: int
) -> tuple[float, float, list[Point]] | None:
    """A group's value, the share of its people behind it, and the points that it rests on; None of no point."""
    people = populations.of(group, year)
    held = {area: point for area in sorted(group & values.keys()) if not (point := values[area]).is_bound}
    value = _value(indicator.aggregation, {area: point.value for area, point in held.items()}, people)
    if value is None:
        return None
    whole = sum(people.values())
    coverage = sum(people.get(area, 0.0) for area in held) / whole if whole else 0.0
    return value, coverage, list(held.values())


def _value(kind: Aggregation, values: Mapping[str, float], people: Mapping[str, float]) -> float | None:
    if not values:
        return None
    if kind is Aggregation.POPULATION_MEAN:
        return weighted_mean(values, people)
    if kind is Aggregation.COUNT:
        return float(sum(value > 0 for value in values.values()))
    return (median if kind is Aggregation.MEDIAN else fmean)(values.values())


def _spread(values: Sequence[float]) -> float:
    """The standard deviation of a whole population (statistics.pstdev computes it in fractions, eight times slower)."""
    mean = fmean(values)
    return sqrt(fsum((value - mean) ** 2 for value in values) / len(values))


def _tiers(indicator: Indicator, points: Sequence[Point]) -> dict[str, int]:
    if not indicator.tiers:
        return {}
    counts = {tier.id: 0 for tier in indicator.tiers}
    for point in points:
        reached = next((tier.id for tier in indicator.tiers if point.value >= tier.at_least), None)
        if reached:
            counts[reached] += 1
    return counts


def group_line(
    indicator: Indicator, held: Held, members: Iterable[str], populations: Populations, newest_year: int
) -> GroupLine:
    """The computed line of a group of economies: a figure for each year with data, or of a sparse survey a single one.

    `newest_year` is the newest year of any economy of the edition: the year of a sparse survey's figure.
    """
    group = frozenset(members)
    if indicator.sparse:
        latest = held.latest(newest_year)
        return _split([aggregate(indicator, latest, group, populations, newest_year)])
    found = (aggregate(indicator, points, group, populations, year) for year, points in held.by_year.items())
    line = _split(found)
    if not line.shown or indicator.aggregation is Aggregation.COUNT:
        return line
    panel, economies = _panel(indicator, held.by_year, line.shown, group, populations)
    return GroupLine(line.shown, line.withheld, panel, economies)


_KINDS = {
    Aggregation.POPULATION_MEAN: "population-weighted mean",
    Aggregation.MEAN: "plain mean of economies",
    Aggregation.MEDIAN: "median of economies",
    Aggregation.COUNT: "count of economies",
    Aggregation.SHARE_OF_ECONOMIES: "share of economies",
}
_MOST_NAMED = 3


def broken_in(indicator: Indicator, year: int, values: Values, members: Iterable[str]) -> list[str]:
    """The members whose own series breaks in a year, where they have a figure in it."""
    own = [one for one in indicator.breaks if one.year == year and one.areas]
    broken = {area for one in own for area in one.areas}
    return [area for area in sorted(broken.intersection(members)) if year in values.get(area, {})]


def describe(one: Aggregate, indicator: Indicator, broken: Sequence[str] = ()) -> str:
    """What a reader must know beside a computed figure: how it was made, what it rests on and how far it may be off.

    `broken` names the economies whose own series breaks in the figure's year.
    """
    parts = [_KINDS[indicator.aggregation]]
    if indicator.sparse:
        parts.append(f"latest available, {one.year if one.first_year == one.year else f'{one.first_year}–{one.year}'}")
    if one.expected_error is not None and one.coverage < 1:
        parts.append(f"expected error about {one.expected_error:.{max(indicator.decimals, 1)}f} for what is missing")
    if one.meeting is not None:
        parts.append(f"{one.meeting} of {one.economies_with_data} economies reach the benchmark")
    if broken:
        named = ", ".join(broken[:_MOST_NAMED]) + (" and others" if len(broken) > _MOST_NAMED else "")
        parts.append(f"the series of {named} breaks in this year")
    return "; ".join(parts)


def _split(found: Iterable[Aggregate | None]) -> GroupLine:
    figures = [one for one in found if one is not None]
    return GroupLine(tuple(one for one in figures if one.is_shown), tuple(one for one in figures if not one.is_shown))


def _panel(
    indicator: Indicator,
    by_year: Mapping[int, Mapping[str, Point]],
    shown: tuple[Aggregate, ...],
    group: frozenset[str],
    populations: Populations,
) -> tuple[tuple[Point, ...], int]:
    """The group's values over the same economies in every year of the pace's window, and how many economies these are.

    Economies whose own series breaks inside the window are left out. Where too little of the population has a figure
    in every year, the two ends of the window must do; else there is no panel.
    """
    last = shown[-1].year
    window = [one.year for one in shown if one.year >= last - WINDOW]
    for years in (window, [window[0], window[-1]]):
        same = {
            area
            for area in group.intersection(*(by_year[year].keys() for year in years))
            if not indicator.is_broken(area, years[0], years[-1])
        }
        found = [_weigh(indicator, _only(by_year[year], same), group, populations, year) for year in years]
        whole = [one for one in found if one is not None]
        if len(whole) == len(years) and whole[-1][1] >= LEAST_COVERAGE:
            return tuple(Point(year, value) for year, (value, *_) in zip(years, whole, strict=True)), len(same)
    return (), 0


def _only(points: Mapping[str, Point], areas: set[str]) -> dict[str, Point]:
    return {area: point for area, point in points.items() if area in areas}
