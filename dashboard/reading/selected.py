"""The figures of a selection: those a view shows, those that repeat them, and those that say something else."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd
import pyarrow as pa

from dashboard import columns
from dashboard.address.selection import DISTINCT, HISTORY, LATEST, Selection
from dashboard.columns import Column
from dashboard.reading.conditions import filters
from dashboard.reading.labels import CITATION, CITED, LABELS, labelled, labels_of
from dashboard.reading.patience import SECONDS_OF_A_PIECE, limited
from dashboard.reading.streams import Rows, named_in, of_stretches
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Observation, exported

OBSERVATION_COLUMNS = exported(Observation)


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


_MOST_SOURCES = 1000
_WEIGHED = 300

_STRETCH = 256
"""Places of `series` that are counted together: few against the rows of a piece, which needs whole ones at its ends."""

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


_NOTE = """
    concat(replace(points.qualifier, '_', ' '), if(points.qualifier = '' or points.note = '', '', '; '), points.note)
"""
_EXPORTED = f"""
    points.target_id, points.indicator_id, indicators.title as indicator,
    points.area_id, areas.name as area, areas.area_type, areas.iso3,
    points.year, points.sex, points.age, points.location, points.level,
    points.value, indicators.unit_label as unit, points.value_status, points.origin, points.edition,
    points.coverage_population, points.economies_with_data, points.economies_total,
    points.source_id, sources.title as source,
    {CITATION} as citation, {_NOTE} as note, $build_id as build_id
"""
_FLAGS = "points.is_headline, points.is_latest, points.is_observed, points.is_history"
_PLACE = f"{_MOST_SOURCES} * points.shown_at::bigint + sources.precedence"
_AREAS, _SOURCES = "join areas using (area_id)", "join sources using (source_id)"
_JOINED = f"join indicators using (indicator_id) {_AREAS} {_SOURCES}"
_BYTES = f"""strlen(concat_ws('","', {", ".join(OBSERVATION_COLUMNS)}))"""
_UNLABELLED = ", ".join(
    {"note": f"{_NOTE} as note", "build_id": "$build_id as build_id"}.get(name, f"points.{name}")
    for name in dict.fromkeys((*OBSERVATION_COLUMNS, columns.QUALIFIER.name, *CITED))
    if name not in LABELS
)


def observations(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """The observations of a selection (Observation).

    Rows are in a stable order: indicator, area (world, groups, economies), breakdown, line shown first, edition, year.
    """
    place, asked, parameters = _lying(selection)
    return snapshot.read(
        f"select {place} as place, {_UNLABELLED}, {_FLAGS} {asked}",
        parameters | {"build_id": snapshot.build.build_id},
        labels_of(snapshot).observations,
    )


def stream(snapshot: Snapshot, selection: Selection, wanted: tuple[Column, ...] = columns.OBSERVATIONS) -> Rows:
    """The same rows in the same order as a stream, with columns out of columns.OBSERVATIONS and columns.QUALIFIER.

    The table `series` lies in the order in which rows are shown, so that a piece of them is a stretch of it. One source
    speaks there for each place; of all sources their precedence tells apart those that share one.
    """
    place, asked, parameters = _lying(selection)
    cursor, labels, build = snapshot.apart(), labels_of(snapshot), {"build_id": snapshot.build.build_id}
    points, conditions, _ = _asked(selection)
    with limited(cursor, SECONDS_OF_A_PIECE):
        counted = cursor.execute(
            f"select points.shown_at // {_STRETCH} as stretch, count(*) as many {asked} group by all order by all",
            parameters,
        ).fetchnumpy()
    stretches = counted["stretch"]

    def between(first: int, last: int) -> pa.Table:
        stretch = {"first": int(stretches[first]) * _STRETCH, "last": (int(stretches[last]) + 1) * _STRETCH - 1}
        found = cursor.sql(
            f"""
            select {place} as place, {_UNLABELLED} {asked}
                and points.shown_at between $first and $last
            """,
            params=parameters | build | stretch,
        )
        return labelled(found.to_arrow_table(), labels)

    def used() -> tuple[str, ...]:
        query = f"""
            select points.source_id
            from {points} as points {_AREAS} {_SOURCES}
            where {conditions}
            group by points.source_id
            order by min(sources.precedence)
        """
        return named_in(cursor, query, parameters)

    return of_stretches(cursor, counted["many"], between, wanted, used)


def weighed(snapshot: Snapshot, selection: Selection) -> tuple[int, float, int, int]:
    """How many observations a selection has, the mean bytes of one as CSV, and of how many indicators and sources.

    Of many rows some hundred are weighed, spread over all of them.
    """
    points, conditions, parameters = _asked(selection)
    ((rows, indicators, sources),) = snapshot.rows(
        f"""
        select count(*), count(distinct points.indicator_id), count(distinct points.source_id)
        from {points} as points {_AREAS} where {conditions}
        """,
        parameters,
    )
    every = max(1, rows // _WEIGHED)
    ((row,),) = snapshot.rows(
        f"""
        with asked as (
            select {_EXPORTED} from {points} as points {_JOINED}
            where {conditions} and points.shown_at % $every = 0
        )
        select avg({_BYTES}) from asked
        """,
        parameters | {"build_id": snapshot.build.build_id, "every": every},
    )
    return int(rows), float(row or 0), int(indicators), int(sources)


def _lying(selection: Selection) -> tuple[str, str, dict[str, object]]:
    """The place of each row of a selection, what follows `select` in a query for them, and its parameters."""
    points, conditions, parameters = _asked(selection)
    every = selection.source == "all"
    place = _PLACE if every else "points.shown_at"
    joined = [_AREAS] * ("areas." in conditions) + [_SOURCES] * every
    return place, f"from {points} as points {' '.join(joined)} where {conditions}", parameters


def weights(snapshot: Snapshot, many: int) -> tuple[str, dict[str, object]]:
    """The question for the mean bytes of an observation as CSV, with its parameters: indicator_id, whether of
    economies, bytes. Of many rows about so many of each are weighed, spread over all of them.
    """
    query = f"""
        with picked as (
            select shown_at
            from series
            join areas using (area_id)
            window
                whole_kind as (partition by indicator_id, area_type = 'economy'),
                each_kind as (partition by indicator_id, area_type = 'economy' order by shown_at)
            qualify (row_number() over each_kind - 1) % greatest(1, count(*) over whole_kind // $many) = 0
        ),
        weighed as (
            select {_EXPORTED}
            from series as points
            {_JOINED}
            where points.shown_at in (select shown_at from picked)
        )
        select indicator_id, area_type = 'economy', avg({_BYTES}) from weighed group by all
    """
    return query, {"build_id": snapshot.build.build_id, "many": many}


def _asked(selection: Selection) -> tuple[str, str, dict[str, object]]:
    """The table that has the figures of a selection, the conditions on it, and their parameters."""
    conditions, parameters = filters(selection)
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
    return f"({_ALL_SOURCES})" if selection.source == "all" else "series", " and ".join(conditions), parameters


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
