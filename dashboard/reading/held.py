"""The questions that a profile puts to the warehouse, one function each; values only as parameters."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Row
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.vocabulary import Role


class NewestFigure(NamedTuple):
    """A row of newest_figures."""

    indicator_id: str
    level: str
    area_id: str
    short_name: str
    area_type: str
    year: int
    value: float
    economies_with_data: float | None


class Population(NamedTuple):
    """A row of population: how many people there are in a year."""

    year: int
    people: float
    edition: str
    source: str


class HeldFigures(NamedTuple):
    """What is held of an area and indicator: how many figures, of which years, editions and sources."""

    target_id: str | None
    indicator_id: str
    title: str
    role: str
    figures: int
    first_year: int
    newest_year: int
    editions: list[str]
    sources: list[str]


def memberships(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """The economies of each group on the day of the build, by the group's id, groups in the order of areas."""
    return snapshot.of_build((memberships,), lambda: _memberships(snapshot))


def _memberships(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    found = snapshot.rows(
        """
        select group_id, memberships.area_id
        from memberships
        cross join builds
        join areas on areas.area_id = group_id
        where coalesce(valid_from, date '0001-01-01') <= built_at
            and coalesce(valid_to, date '9999-12-31') >= cast(built_at as date)
        order by areas.kind, areas.sort, memberships.area_id
        """
    )
    members: dict[str, set[str]] = {}
    for group, area_id in found:
        members.setdefault(group, set()).add(area_id)
    return {group: frozenset(of) for group, of in members.items()}


def newest_figures(snapshot: Snapshot) -> Mapping[tuple[str, str], Mapping[str, NewestFigure]]:
    """The newest figure of every area but composites, totals of the lines shown first: by indicator and level, then by
    area in their order.
    """
    return snapshot.of_build((newest_figures,), lambda: _newest_figures(snapshot))


def _newest_figures(snapshot: Snapshot) -> dict[tuple[str, str], dict[str, NewestFigure]]:
    found = snapshot.rows(
        """
        select indicator_id, level, area_id, areas.short_name, areas.area_type, last_year as year, lines.value,
            economies_with_data
        from lines
        join areas using (area_id)
        where lines.is_headline and lines.is_observed and not areas.composite
            and sex = 'both' and age = 'all' and location = 'total'
        order by indicator_id, level, areas.kind, areas.sort
        """
    )
    newest: dict[tuple[str, str], dict[str, NewestFigure]] = {}
    for row in found:
        one = NewestFigure(*row)
        newest.setdefault((one.indicator_id, one.level), {})[one.area_id] = one
    return newest


def population(snapshot: Snapshot, economies: Collection[str]) -> Population | None:
    """The newest count of the people of economies; None where none is counted."""
    every = snapshot.by_first(
        """
        select year, area_id, people, edition, source.title as source
        from populations
        cross join (
            select title
            from sources
            semi join (select source_id from series where indicator_id = 'population') using (source_id)
            order by precedence
            limit 1
        ) as source
        order by year desc, area_id
        """
    )
    asked = frozenset(economies)
    for year, counted in every.items():
        if found := [one for one in counted if one.area_id in asked]:
            return Population(year, sum(one.people for one in found), found[0].edition, found[0].source)
    return None


def held_figures(snapshot: Snapshot, area_id: str) -> list[HeldFigures]:
    """What the build holds of an area, by indicator, in the order of the catalogue.

    Figures are observed ones of all breakdowns, those of each line in the edition that is shown first.
    """
    catalogue = snapshot.catalogue
    of_each: dict[str, list[Row]] = {}
    for line in snapshot.records(
        """
        select indicator_id, is_headline, figures, first_year, last_year, edition, sources
        from lines
        where area_id = $area and is_observed
        """,
        {"area": area_id},
    ):
        of_each.setdefault(line.indicator_id, []).append(line)
    return [
        _held(one, first, of_each[one.id], catalogue)
        for one in catalogue.indicators
        if one.role is not Role.AUXILIARY and (first := [line for line in of_each.get(one.id, ()) if line.is_headline])
    ]


def _held(indicator: Indicator, first: Sequence[Row], every: Sequence[Row], catalogue: Catalogue) -> HeldFigures:
    sources = {catalogue.source_by_id[source_id].title for line in every for source_id in line.sources}
    return HeldFigures(
        indicator.target,
        indicator.id,
        indicator.title,
        indicator.role.value,
        sum(line.figures for line in first),
        min(line.first_year for line in first),
        max(line.last_year for line in first),
        sorted({line.edition for line in every}, reverse=True),
        sorted(sources),
    )
