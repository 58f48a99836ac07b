"""The questions that a profile puts to the warehouse, one function each; values only as parameters."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import pandas as pd

from dashboard.reading.warehouse import Snapshot
from dashboard.rows import rows


class NewestFigure(NamedTuple):
    """A row of newest_figures."""

    indicator_id: str
    level: str
    area_id: str
    short_name: str
    area_type: str
    year: int
    value: float


class Population(NamedTuple):
    """A row of population: how many people there are in a year."""

    year: int
    people: float
    edition: str
    source: str


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
        select indicator_id, level, area_id, areas.short_name, areas.area_type, last_year as year, lines.value
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
    frame = snapshot.frame(
        """
        with source as (
            select title
            from sources
            semi join (select source_id from series where indicator_id = 'population') using (source_id)
            order by precedence
            limit 1
        )

        select year, sum(people) as people, any_value(edition) as edition, any_value(source.title) as source
        from populations
        cross join source
        where list_contains($economies, area_id)
        group by year
        order by year desc
        limit 1
        """,
        {"economies": list(economies)},
    )
    return next(iter(rows(frame)), None)


def held_figures(snapshot: Snapshot, area_id: str) -> pd.DataFrame:
    """What the build holds of an area, by indicator: target_id, indicator_id, title, role, figures, first_year,
    newest_year, editions (a list), sources (a list).

    Figures are observed ones of all breakdowns, those of each line in the edition that is shown first.
    """
    return snapshot.frame(
        """
        with

        shown as (
            select
                indicator_id, sum(figures)::bigint as figures,
                min(first_year) as first_year, max(last_year) as newest_year
            from lines
            where area_id = $area and is_headline and is_observed
            group by indicator_id
        ),

        editions as (
            select
                indicator_id, list(distinct edition order by edition desc) as editions,
                list(distinct sources.title order by sources.title) as sources
            from (select *, unnest(lines.sources) as source_id from lines where area_id = $area and is_observed) as held
            join sources using (source_id)
            group by indicator_id
        )

        select target_id, indicator_id, title, role, figures, first_year, newest_year, editions, sources
        from shown
        join editions using (indicator_id)
        join indicators using (indicator_id)
        where role <> 'auxiliary'
        order by position
        """,
        {"area": area_id},
    )
