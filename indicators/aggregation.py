"""Figures of groups computed from economies: value, coverage, expected error, and the panel for changes.

After docs/methods.md section 5. Serves the ETL's groups and the groups that a user builds on a page alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan

import numpy as np
from numpy.typing import NDArray

from indicators.held import Held, Reals, Table, Values
from indicators.model import Indicator, Tier
from indicators.series import SHORTEST_SPAN, WINDOW, Point
from indicators.vocabulary import Aggregation

LEAST_COVERAGE = 0.5
"""The share of a group's population, included, from which on a computed figure is shown."""

_ERROR_PER_SHARE = 0.37


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
class Panel:
    """What the pace of a group is measured on: its value over the same economies in every year.

    `population` is the share of the group's people who live in them, `without` the member with most people that is not
    among them. Without any point too few economies have figures at both ends.
    """

    points: tuple[Point, ...] = ()
    economies: int = 0
    population: float = 0.0
    without: str | None = None


@dataclass(frozen=True)
class GroupLine:
    """A group's computed line: what is shown, what is withheld for want of coverage, and the panel for its pace."""

    shown: tuple[Aggregate, ...] = ()
    withheld: tuple[Aggregate, ...] = ()
    panel: Panel | None = None


def expected_error(missing_share: float) -> float:
    """The expected error of a mean, in standard deviations, when a share of the population is missing.

    Source: IAOS study of regional aggregates with missing countries, about 0.37 times the missing share.
    """
    return _ERROR_PER_SHARE * missing_share


def group_lines(held: Held, groups: Iterable[Iterable[str]], newest_year: int) -> list[GroupLine]:
    """The computed line of each group of economies: a figure for every year with data, or of a sparse survey one.

    `newest_year` is the newest year of any economy of the edition: the year of a sparse survey's figure. A
    population_mean leaves out economies without a population; the other kinds count every economy once.
    """
    table = held.latest(newest_year) if held.indicator.sparse else held.by_year
    sets = [frozenset(members) for members in groups]
    found = _figures(held, table, sets) if table.areas else [[] for _ in sets]
    return [_line(held, table, group, figures) for group, figures in zip(sets, found, strict=True)]


def _line(held: Held, table: Table, group: frozenset[str], figures: Sequence[Aggregate]) -> GroupLine:
    shown = tuple(one for one in figures if one.is_shown)
    withheld = tuple(one for one in figures if not one.is_shown)
    if held.indicator.sparse or not shown or held.indicator.aggregation is Aggregation.COUNT:
        return GroupLine(shown, withheld)
    return GroupLine(shown, withheld, _panel(held, table, group, [one.year for one in shown]))


def _figures(held: Held, table: Table, groups: Sequence[frozenset[str]]) -> list[list[Aggregate]]:
    """Of each group its figure of every year of a table, but those in which none of its economies has a value."""
    indicator = held.indicator
    members = np.array([[[area in group for area in table.areas]] for group in groups])
    values = np.where(members, table.values, np.nan)  # group × year × economy
    has = ~np.isnan(values)
    weighed, covered = _weigh(indicator.aggregation, values, table.people)
    by_group = zip(
        groups,
        weighed.tolist(),
        covered.tolist(),
        has.sum(axis=-1).tolist(),
        (has & table.meets).sum(axis=-1).tolist(),
        _spreads(indicator.aggregation, values).tolist(),
        np.where(has, table.of_year, max(table.years)).min(axis=-1).tolist(),
        _tiers(indicator.tiers, values),
        strict=True,
    )
    return [
        [
            _aggregate(held, group, year, *of_year)
            for year, *of_year in zip(table.years, *of_group, strict=True)
            if not isnan(of_year[0])
        ]
        for group, *of_group in by_group
    ]


def _aggregate(
    held: Held,
    group: frozenset[str],
    year: int,
    value: float,
    covered: float,
    economies: int,
    meeting: int,
    spread: float,
    first_year: int,
    tiers: Mapping[str, int],
) -> Aggregate:
    coverage = _coverage(held, group, year, covered)
    return Aggregate(
        year,
        value,
        coverage,
        economies,
        len(group),
        meeting if held.indicator.benchmark_for("") else None,
        None if isnan(spread) else expected_error(1 - coverage) * spread,
        first_year,
        tiers,
    )


def _coverage(held: Held, group: frozenset[str], year: int, covered: float) -> float:
    whole = held.populations.of(group, year)
    return covered / whole if whole else 0.0


def _weigh(kind: Aggregation, values: Reals, people: Reals) -> tuple[Reals, Reals]:
    """The value over the economies along the last axis, NaN where none has one, and the people in those that do."""
    has = ~np.isnan(values)
    counts = has.sum(axis=-1)
    covered = _added(np.where(has, people, 0.0))
    if kind is Aggregation.POPULATION_MEAN:
        return _over(_added(np.where(has, values * people, 0.0)), covered), covered
    if kind is Aggregation.MEDIAN:
        return _medians(values, counts), covered
    if kind is Aggregation.COUNT:
        return np.where(counts, (values > 0).sum(axis=-1), np.nan), covered
    return _over(_added(np.where(has, values, 0.0)), counts), covered


def _added(values: Reals) -> Reals:
    """The sum along the last axis, made one by one: economies without a figure between the others change no digit."""
    return values.cumsum(axis=-1)[..., -1]


def _over(sums: Reals, divisors: Reals | NDArray[np.int64]) -> Reals:
    """A division that gives NaN where there is nothing to divide by."""
    return np.divide(sums, divisors, out=np.full(sums.shape, np.nan), where=divisors > 0)


def _medians(values: Reals, counts: NDArray[np.int64]) -> Reals:
    """The medians along the last axis; NaN, which is sorted last, where there is no value."""
    ordered = np.sort(values, axis=-1)
    low, high = (
        np.take_along_axis(ordered, place[..., None], -1)[..., 0] for place in ((counts - 1) // 2, counts // 2)
    )
    return (low + high) / 2


def _spreads(kind: Aggregation, values: Reals) -> Reals:
    """The standard deviations, as of a whole population, that tell how far a mean may be off; else NaN."""
    has = ~np.isnan(values)
    counts = np.where(has.sum(axis=-1) > 1, has.sum(axis=-1), 0)
    if kind not in (Aggregation.POPULATION_MEAN, Aggregation.MEAN):
        return np.full(counts.shape, np.nan)
    means = _over(_added(np.where(has, values, 0.0)), counts)
    squares = np.where(has, (values - means[..., None]) ** 2, 0.0)
    return np.sqrt(_over(_added(squares), counts))


def _tiers(tiers: Sequence[Tier], values: Reals) -> list[list[dict[str, int]]]:
    """Of each group and year how many values are in each tier, the highest first."""
    left = ~np.isnan(values)
    counts: dict[str, NDArray[np.int64]] = {}
    for tier in tiers:
        reached = left & (values >= tier.at_least)
        counts[tier.id] = reached.sum(axis=-1)
        left &= ~reached
    groups, years = values.shape[:2]
    return [
        [{tier: int(of[group, year]) for tier, of in counts.items()} for year in range(years)]
        for group in range(groups)
    ]


def _panel(held: Held, table: Table, group: frozenset[str], shown: Sequence[int]) -> Panel:
    """The group's values over the same economies in every year of the pace's window.

    Economies whose own series breaks inside the window, or is suspected to, are left out. Where too little of the
    population has a figure in every year, the two ends of the window must do; where these cover too little, the window
    begins later, as that of a line does after a break; else there is no panel. `shown` are the years with a figure.
    """
    last = shown[-1]
    window = [year for year in shown if year >= last - WINDOW]
    starts = [year for year in window if year <= last - SHORTEST_SPAN] or window[:1]
    for start in starts:
        since = [year for year in window if year >= start]
        for years in (since, [start, last]):
            if (panel := _panel_of(held, table, group, years)) is not None:
                return panel
    return Panel()


def _panel_of(held: Held, table: Table, group: frozenset[str], years: Sequence[int]) -> Panel | None:
    """The panel of the economies with figures in all of some years and no break between them; None where they cover
    too little.
    """
    rows = [table.years.index(year) for year in years]
    same = [
        place
        for place in np.flatnonzero(table.given[rows].all(axis=0)).tolist()
        if table.areas[place] in group and not held.is_broken(table.areas[place], years[0], years[-1])
    ]
    if not same:
        return None
    cells = np.ix_(rows, same)
    values, covered = _weigh(held.indicator.aggregation, table.values[cells], table.people[cells])
    coverage = _coverage(held, group, years[-1], float(covered[-1]))
    if coverage < LEAST_COVERAGE or np.isnan(values).any():
        return None
    points = tuple(Point(year, value) for year, value in zip(years, values.tolist(), strict=True))
    left_out = group - {table.areas[place] for place in same}
    return Panel(points, len(same), coverage, held.populations.largest(left_out, years[-1]))


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
