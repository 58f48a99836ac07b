"""Figures of groups computed from economies: value, coverage, expected error, and the panel for changes.

After docs/methods.md section 5. Serves the ETL's groups and the groups that a user builds on a page alike.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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

Members = Callable[[int], Iterable[str]]
"""The economies that belong to a group in a year."""

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

    def at(self, area_id: str, year: int) -> float | None:
        """People in an economy in a year; None where no population is known at all."""
        key = (area_id, year)
        if key not in self._known:
            self._known[key] = self._find(area_id, year)
        return self._known[key]

    def _find(self, area_id: str, year: int) -> float | None:
        given = self._given.get(area_id)
        if not given:
            return None
        place = bisect_left(given, (year, -math.inf))
        if place == len(given) or given[place][0] == year or place == 0:
            return given[min(place, len(given) - 1)][1]
        (before, low), (after, high) = given[place - 1], given[place]
        return low + (high - low) * (year - before) / (after - before)


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
    group = sorted(set(members))
    people = {area: count for area in group if (count := populations.at(area, year))}
    held = {area: values[area] for area in group if area in values and not values[area].is_bound}
    value = _value(indicator.aggregation, {area: point.value for area, point in held.items()}, people)
    if value is None:
        return None
    whole = sum(people.values())
    coverage = sum(people.get(area, 0.0) for area in held) / whole if whole else 0.0
    mean = indicator.aggregation in (Aggregation.POPULATION_MEAN, Aggregation.MEAN)
    spread = _spread([point.value for point in held.values()]) if mean and len(held) > 1 else None
    benchmark = indicator.benchmark_for("")
    return Aggregate(
        year,
        value,
        coverage,
        len(held),
        len(group),
        sum(satisfies(point, benchmark) for point in held.values()) if benchmark else None,
        expected_error(1 - coverage) * spread if spread is not None else None,
        min(point.year for point in held.values()),
        _tiers(indicator, held.values()),
    )


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


def _tiers(indicator: Indicator, points: Iterable[Point]) -> dict[str, int]:
    counts = {tier.id: 0 for tier in indicator.tiers}
    for point in points:
        reached = next((tier.id for tier in indicator.tiers if point.value >= tier.at_least), None)
        if reached:
            counts[reached] += 1
    return counts


def group_line(
    indicator: Indicator, values: Values, members: Members, populations: Populations, newest_year: int
) -> GroupLine:
    """The computed line of a group: a figure for each year with data, or of a sparse survey a single one.

    `newest_year` is the newest year of any economy in `values`: the year of a sparse survey's figure.
    """
    if indicator.sparse:
        return _split([_latest_available(indicator, values, members, populations, newest_year)])
    by_year: dict[int, dict[str, Point]] = {}
    for area, points in values.items():
        for year, point in points.items():
            by_year.setdefault(year, {})[area] = point
    line = _split([aggregate(indicator, by_year[year], members(year), populations, year) for year in sorted(by_year)])
    if not line.shown or indicator.aggregation is Aggregation.COUNT:
        return line
    panel, economies = _panel(indicator, by_year, line.shown, members, populations)
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
    return [area for area in sorted(members) if any(area in one.areas for one in own) and year in values.get(area, {})]


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


def _latest_available(
    indicator: Indicator, values: Values, members: Members, populations: Populations, newest_year: int
) -> Aggregate | None:
    latest = {}
    for area, points in values.items():
        year = max((year for year in points if newest_year - SPARSE_YEARS < year <= newest_year), default=None)
        if year is not None:
            latest[area] = points[year]
    return aggregate(indicator, latest, members(newest_year), populations, newest_year)


def _panel(
    indicator: Indicator,
    by_year: Mapping[int, Mapping[str, Point]],
    shown: tuple[Aggregate, ...],
    members: Members,
    populations: Populations,
) -> tuple[tuple[Point, ...], int]:
    """The group's values over the same economies in every year of the pace's window, and how many economies these are.

    Economies whose own series breaks inside the window are left out. Where too little of the population has a figure
    in every year, the two ends of the window must do; else there is no panel.
    """
    last = shown[-1].year
    window = [one.year for one in shown if one.year >= last - WINDOW]
    for years in (window, [window[0], window[-1]]):
        group = set(members(last))
        same = {
            area
            for area in group.intersection(*(by_year[year].keys() for year in years))
            if not indicator.is_broken(area, years[0], years[-1])
        }
        found = [aggregate(indicator, _only(by_year[year], same), group, populations, year) for year in years]
        points = [one for one in found if one is not None]
        if len(points) == len(years) and points[-1].is_shown:
            return tuple(Point(one.year, one.value) for one in points), len(same)
    return (), 0


def _only(points: Mapping[str, Point], areas: set[str]) -> dict[str, Point]:
    return {area: point for area, point in points.items() if area in areas}
