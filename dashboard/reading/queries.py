"""The questions put to the warehouse, one function each, named after what it returns; values only as parameters."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from dashboard.address.selection import DISTINCT, HISTORY, LATEST, Selection
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Observation, exported

OBSERVATION_COLUMNS = exported(Observation)
FURTHER_COLUMNS = Observation._fields[len(OBSERVATION_COLUMNS) :]


class Holding(NamedTuple):
    """A row of figures_by_target: for whom an indicator has figures, and of which years; `world` is 1 or 0."""

    target_id: str
    indicator_id: str
    short: str
    economies: int
    world: int
    groups: int
    first_year: int
    last_year: int


class CoursePoint(NamedTuple):
    """A row of headline_lines: a year of a line. What it rests on is None where it is no mean of economies."""

    indicator_id: str
    area_id: str
    level: str
    origin: str
    edition: str
    year: int
    value: float
    qualifier: str
    document: str
    coverage_population: float | None
    economies_with_data: int | None
    economies_meeting: int | None
    note: str


class GroupValue(NamedTuple):
    """A row of group_values: the newest figure of a group in an edition; how many economies have data is None where it
    is no mean of theirs.
    """

    indicator_id: str
    level: str
    origin: str
    edition: str
    vintage: str
    year: int
    area_id: str
    short_name: str
    value: float
    qualifier: str
    economies_with_data: int | None


class OtherFigure(NamedTuple):
    """A row of other_figures; the difference is that from the headline line's figure for the year, None without one."""

    year: int
    sex: str
    age: str
    location: str
    level: str
    value: float
    qualifier: str
    edition: str
    source: str
    document: str
    is_headline: bool
    carries_line: bool
    difference: float | None


class Repeating(NamedTuple):
    """A row of repeating: an edition, whether its lines are published or computed, their source_ids, and how many."""

    edition: str
    origin: str
    sources: list[str]
    lines: int


_COLUMNS = {
    "target": "points.target_id",
    "indicator": "points.indicator_id",
    "area": "points.area_id",
    "area_type": "areas.area_type",
    "sex": "points.sex",
    "age": "points.age",
    "location": "points.location",
    "level": "points.level",
    "origin": "points.origin",
}
_MOST_NAMED = 30
_MOST_SOURCES = 1000

# An economy belongs to a group when it does on the day of the build.
_MEMBERS = """
    points.area_id in (
        select memberships.area_id
        from memberships, builds
        where list_contains($member_of, memberships.group_id)
            and coalesce(memberships.valid_from, date '0001-01-01') <= builds.built_at
            and coalesce(memberships.valid_to, date '9999-12-31') >= cast(builds.built_at as date)
    )
"""

# A line counts by the newest observation of the line that is shown first.
_NEWEST_IS = """
    (points.indicator_id, points.area_id, points.sex, points.age, points.location, points.level) in (
        select (indicator_id, area_id, sex, age, location, level)
        from series
        where is_headline and is_latest and value {sign} ${name}
    )
"""

_ALL_SOURCES = """
    select series.* replace (
        observations.value as value, observations.qualifier as qualifier,
        observations.value_status as value_status, observations.source_id as source_id,
        observations.document as document, observations.locator as locator, observations.url as url,
        observations.quoted_by as quoted_by, observations.read_in as read_in, observations.note as note,
        series.repeats and observations.carries_line as repeats
    )
    from series
    join observations using (indicator_id, area_id, year, sex, age, location, level, edition)
    where series.origin = 'published'
    union all
    select * from series where origin <> 'published'
"""


def among(column: str, name: str, values: Sequence[str]) -> tuple[str, dict[str, object]]:
    """The condition that a column is one of some values, and its parameters, which are called after `name`.

    Few values are named one by one: rows of the table that lie elsewhere are then passed over without being read.
    """
    if len(values) > _MOST_NAMED:
        return f"list_contains(${name}, {column})", {name: list(values)}
    named = {f"{name}_{number}": value for number, value in enumerate(values)}
    return f"{column} in ({', '.join(f'${one}' for one in named)})", dict(named)


def filters(selection: Selection, year: str = "year") -> tuple[list[str], dict[str, object]]:
    """The conditions of a selection on a table called `points`, joined with areas, and their parameters.

    `year` is the column that the years of the selection bound.
    """
    conditions, parameters = ["true"], dict[str, object]()
    for name, column in _COLUMNS.items():
        if asked := getattr(selection, name):
            condition, values = among(column, name, asked)
            conditions.append(condition)
            parameters |= values
    if selection.member_of:
        conditions.append(_MEMBERS)
        parameters["member_of"] = list(selection.member_of)
    for name, sign in (("year_from", ">="), ("year_to", "<=")):
        if bound := getattr(selection, name):
            conditions.append(f"points.{year} {sign} ${name}")
            parameters[name] = bound
    for name, sign in (("over", ">"), ("under", "<")):
        bound = getattr(selection, name)
        if bound is not None:
            conditions.append(_NEWEST_IS.format(sign=sign, name=name))
            parameters[name] = bound
    return conditions, parameters


def observations(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """The observations of a selection: OBSERVATION_COLUMNS, and FURTHER_COLUMNS that a page needs beside them.

    Rows are in a stable order: indicator, area (world, groups, economies), breakdown, line shown first, edition, year.
    """
    conditions, parameters = filters(selection)
    parameters["build_id"] = snapshot.build.build_id
    if selection.edition == LATEST:
        conditions.append("points.is_headline")
    elif selection.edition == HISTORY:
        conditions.append("(points.is_headline or points.is_history)")
    elif selection.edition == DISTINCT:
        conditions.append("not points.repeats")
    elif named := selection.named_edition:
        conditions.append("points.edition = $edition")
        parameters["edition"] = named
    if selection.latest:
        conditions.append("points.is_latest")
    points = f"({_ALL_SOURCES})" if selection.source == "all" else "series"
    return snapshot.ordered(
        f"""
        select
            {_MOST_SOURCES} * points.shown_at::bigint + sources.precedence as place,
            points.target_id, points.indicator_id, indicators.title as indicator,
            points.area_id, areas.name as area, areas.area_type, areas.iso3,
            points.year, points.sex, points.age, points.location, points.level,
            points.value, indicators.unit_label as unit, points.value_status, points.origin, points.edition,
            points.coverage_population, points.economies_with_data, points.economies_total,
            points.source_id, sources.title as source,
            concat_ws(', ', sources.publisher, points.document, nullif(points.locator, ''), nullif(points.url, ''))
                || if(
                    points.quoted_by = '', '',
                    if(points.read_in = 'quoted', ' (as quoted by ', ' (read in ') || points.quoted_by || ')'
                ) as citation,
            concat_ws('; ', nullif(replace(points.qualifier, '_', ' '), ''), nullif(points.note, '')) as note,
            $build_id as build_id,
            points.qualifier, areas.short_name, areas.sort, points.url,
            points.is_headline, points.is_latest, points.is_observed, points.is_history
        from {points} as points
        join indicators using (indicator_id)
        join areas using (area_id)
        join sources using (source_id)
        where {" and ".join(conditions)}
        """,
        parameters,
    )


def repeating(snapshot: Snapshot, selection: Selection) -> list[Repeating]:
    """The lines of a selection that say nothing which the line shown first does not say: how many of each edition."""
    conditions, parameters = filters(selection.but(year_from=None, year_to=None))
    if selection.year_from or selection.year_to:
        first, last = "coalesce($first::integer, points.first_year)", "coalesce($last::integer, points.last_year)"
        conditions.append(f"list_has_any(points.years, range({first}, {last} + 1))")
        parameters |= {"first": selection.year_from, "last": selection.year_to}
    found = snapshot.rows(
        f"""
        select
            points.edition, points.origin, points.sources,
            points.indicator_id, points.area_id, points.sex, points.age, points.location, points.level
        from lines as points
        join areas using (area_id)
        where points.repeats and {" and ".join(conditions)}
        order by points.vintage desc, points.edition, points.origin desc
        """,
        parameters,
    )
    sources: dict[tuple[str, str], set[str]] = {}
    lines: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for edition, origin, source_ids, *line in found:  # two rows of a line that has figures observed and not
        sources.setdefault((edition, origin), set()).update(source_ids)
        lines.setdefault((edition, origin), set()).add(tuple(line))
    return [Repeating(*key, sorted(sources[key]), len(lines[key])) for key in lines]


def further_figures(snapshot: Snapshot, selection: Selection) -> int:
    """How many figures of a selection other editions print that say something else than the line shown first."""
    conditions, parameters = filters(selection)
    query = f"""
        select count(*)
        from series as points
        join areas using (area_id)
        where not points.is_headline and not points.repeats and not points.is_history and {" and ".join(conditions)}
    """
    ((count,),) = snapshot.rows(query, parameters)
    return int(count)


def indicators_with_figures(snapshot: Snapshot) -> dict[str, bool]:
    """The indicators of which the build holds any figure; true for those of which the world has one."""
    query = "select indicator_id, world > 0 from holdings"
    return snapshot.of_build((indicators_with_figures,), lambda: dict(snapshot.rows(query)))


def headline_lines(snapshot: Snapshot, area_ids: Sequence[str], indicator_ids: Sequence[str]) -> list[CoursePoint]:
    """The headline lines of areas over all breakdown totals, one row per observation, in the order of the years."""
    of_areas, areas = among("area_id", "area", area_ids)
    of_indicators, indicators = among("indicator_id", "indicator", indicator_ids)
    return snapshot.records(
        f"""
        select
            indicator_id, area_id, level, origin, edition, year, value, qualifier, document, coverage_population,
            economies_with_data, economies_meeting, note
        from series
        where is_headline and is_observed and {of_areas} and {of_indicators}
            and sex = 'both' and age = 'all' and location = 'total'
        order by indicator_id, level, area_id, year
        """,
        areas | indicators,
    )


def group_values(snapshot: Snapshot, indicator_ids: Sequence[str]) -> list[GroupValue]:
    """The newest figure of each group in each edition, totals only, for comparing groups within one edition and year.

    Of an edition and year they are in the order of the areas.
    """
    condition, parameters = among("indicator_id", "indicator", indicator_ids)
    return snapshot.records(
        f"""
        select
            indicator_id, level, origin, edition, vintage, last_year as year, area_id, short_name, value, qualifier,
            economies_with_data
        from lines
        join areas using (area_id)
        where is_observed and {condition}
            and lines.area_type not in ('economy', 'world') and not composite
            and sex = 'both' and age = 'all' and location = 'total'
        order by indicator_id, level, origin, edition, year, areas.sort
        """,
        parameters,
    )


def figures_by_target(snapshot: Snapshot) -> list[Holding]:
    """What each target's indicators hold, in the order of the catalogue."""
    return snapshot.records(
        """
        select indicators.target_id, indicator_id, indicators.short, economies, world, groups, first_year, last_year
        from holdings
        join indicators using (indicator_id)
        where role <> 'auxiliary' and last_year is not null
        order by position
        """
    )


def other_figures(snapshot: Snapshot, indicator_id: str, area_id: str) -> list[OtherFigure]:
    """Where several editions or sources give a figure for one year: all of them, newest edition first."""
    return list(_other_figures(snapshot, area_id).get(indicator_id, ()))


def _other_figures(snapshot: Snapshot, area_id: str) -> Mapping[str, tuple[OtherFigure, ...]]:
    return snapshot.by_first(
        """
        with

        held as (
            select distinct indicator_id, sex, age, location, level, edition, vintage, is_headline
            from lines
            where area_id = $area
        ),

        figures as (
            select
                o.indicator_id, o.year, o.sex, o.age, o.location, o.level, o.value, o.qualifier, o.edition,
                held.vintage,
                sources.title as source, o.document, sources.precedence,
                held.is_headline and o.carries_line as is_headline, o.carries_line
            from observations as o
            join held using (indicator_id, sex, age, location, level, edition)
            join sources using (source_id)
            where o.area_id = $area
        )

        select
            figures.* exclude (precedence, vintage),
            value - max(value) filter (is_headline)
                over (partition by indicator_id, year, sex, age, location, level) as difference
        from figures
        qualify count(*) over (partition by indicator_id, year, sex, age, location, level) > 1
        order by year desc, sex, age, location, level, is_headline desc, vintage desc, edition desc, precedence
        """,
        {"area": area_id},
    )


def largest_economies(snapshot: Snapshot) -> list[str]:
    """The most populous economy of each ITU region, by the newest population figure."""
    return list(snapshot.of_build((largest_economies,), lambda: _largest_economies(snapshot)))


def _largest_economies(snapshot: Snapshot) -> tuple[str, ...]:
    found = snapshot.rows(
        """
        select memberships.area_id
        from memberships
        join series on series.area_id = memberships.area_id
        join areas on areas.area_id = memberships.group_id
        where areas.area_type = 'itu_region' and series.indicator_id = 'population'
            and series.is_headline and series.is_latest
        qualify row_number() over (partition by memberships.group_id order by series.value desc) = 1
        order by areas.sort
        """
    )
    return tuple(area_id for (area_id,) in found)


def members(snapshot: Snapshot, groups: tuple[str, ...]) -> list[str]:
    """The economies that belong to any of the groups on the day of the build."""
    frame = snapshot.frame(
        f"select points.area_id from areas as points where {_MEMBERS} order by points.sort",
        {"member_of": list(groups)},
    )
    return list(frame["area_id"])


def people(snapshot: Snapshot) -> dict[str, int]:
    """The newest number of people of each economy, by area_id."""
    query = "select area_id, arg_max(people, year) from populations group by area_id"
    return snapshot.of_build((people,), lambda: dict(snapshot.rows(query)))
