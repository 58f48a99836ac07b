"""The questions put to the judgements of the warehouse, one function each."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import pandas as pd

from dashboard import columns
from dashboard.address.selection import DEFAULT_SET, Selection
from dashboard.reading.conditions import filters
from dashboard.reading.labels import labels_of
from dashboard.reading.streams import Rows, named_in, of_query
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import LINE, Judgement, exported, judgements
from indicators.methods import METHODS
from indicators.vocabulary import TOTALS, AreaType

PROGRESS_COLUMNS = (*exported(Judgement), *(f"status_{name}" for name in METHODS))


class UsedPoint(NamedTuple):
    """A row of used_points; how many economies have data is None where it is no mean of the same economies."""

    year: int
    value: float
    qualifier: str
    economies_with_data: int | None


class Withheld(NamedTuple):
    """A row of withheld: a computed figure, and the part of its area that it would rest on."""

    area_id: str
    year: int
    sex: str
    age: str
    location: str
    level: str
    edition: str
    coverage_population: float
    economies_with_data: int
    economies_total: int


class Difference(NamedTuple):
    """A row of differences: a published figure beside the computed one; the tolerance is None where none is known."""

    indicator_id: str
    area_id: str
    year: int
    sex: str
    age: str
    location: str
    level: str
    published_edition: str
    published_value: float
    qualifier: str
    computed_edition: str
    computed_value: float
    difference: float
    coverage_population: float
    economies_with_data: int
    economies_total: int
    expected_error: float
    tolerance: float | None
    explained_by: str | None
    short_name: str


class Reaching(NamedTuple):
    """How many economies of a group reach the benchmark of an indicator in the newest year with figures of them."""

    area_id: str
    short_name: str
    year: int
    economies_meeting: int
    economies_with_data: int
    economies_total: int
    edition: str
    source: str


class TierCount(NamedTuple):
    """A row of tier_counts: how many economies of a group are in a tier of a score."""

    area_id: str
    short_name: str
    year: int
    tier: str
    economies: int


_FIRST_OF_ITS_SET = """
    qualify row_number() over (
        partition by
            points.indicator_id, points.area_id, points.sex, points.age, points.location, points.level, points.horizon
        order by points.benchmark_set = ''
    ) = 1
"""


def progress(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """The judgements of a selection (Judgement), and of each method its status, measure, reason and words.

    An area for which the chosen set has no benchmark keeps the default one. Years filter the newest
    observation. Rows are in a stable order: indicator, area (world, groups, economies), breakdown, horizon.
    """
    query, parameters = _asked(selection, labelled=False)
    query = f"select *, $build_id as build_id from ({query})"
    return snapshot.read(query, parameters | {"build_id": snapshot.build.build_id}, labels_of(snapshot).judgements)


def stream(snapshot: Snapshot, selection: Selection) -> Rows:
    """The same rows in the same order as a stream, with the columns of PROGRESS_COLUMNS."""
    query, parameters = _asked(selection)
    cursor, build = snapshot.apart(), {"build_id": snapshot.build.build_id}
    names = ", ".join("$build_id as build_id" if name == "build_id" else name for name in PROGRESS_COLUMNS)
    ordered = f"select {names} from ({query}) order by {_ORDER}"

    def used() -> tuple[str, ...]:
        return named_in(cursor, _SOURCES.format(judged=query), parameters)

    return of_query(cursor, ordered, parameters | build, columns.PROGRESS, used)


def weights(snapshot: Snapshot, many: int) -> tuple[str, dict[str, object]]:
    """The question for the mean bytes of a judgement as CSV, with its parameters: indicator_id, whether of economies,
    bytes. Of many rows about so many of each are weighed.
    """
    query, parameters = _asked(Selection())
    names = ", ".join("$build_id" if name == "build_id" else name for name in PROGRESS_COLUMNS)
    return (
        f"""
        with weighed as (
            select indicator_id, area_type = 'economy' as of_economies, strlen(concat_ws('","', {names})) as weight
            from ({query})
            window
                whole_kind as (partition by indicator_id, area_type = 'economy'),
                each_kind as (partition by indicator_id, area_type = 'economy' order by area_id, horizon)
            qualify (row_number() over each_kind - 1) % greatest(1, count(*) over whole_kind // $many) = 0
        )
        select indicator_id, of_economies, avg(weight) from weighed group by all
    """,
        parameters | {"build_id": snapshot.build.build_id, "many": many},
    )


def sources_of(snapshot: Snapshot, verdicts: pd.DataFrame) -> tuple[str, ...]:
    """The source_ids of the lines that judgements of the warehouse are of, in order of precedence."""
    named = ", ".join(f"unnest(${name}) as {name}" for name in ("indicator_id", *LINE))
    keys = {name: list(verdicts[name]) for name in ("indicator_id", *LINE)}
    return tuple(one for (one,) in snapshot.rows(_SOURCES.format(judged=f"select {named}"), keys))


_SOURCES = f"""
    select sources.source_id
    from ({{judged}}) as judged
    join lines using (indicator_id, {", ".join(LINE)})
    join sources on list_contains(lines.sources, sources.source_id)
    group by sources.source_id
    order by min(sources.precedence)
"""
_ORDER = """
    position, kind, sort, sex <> 'both', sex, age <> 'all', age, location <> 'total', location, level, horizon
"""


_LABELLED = """
    points.* exclude (target_id), points.target_id, indicators.title as indicator, areas.name as area,
    areas.area_type, areas.short_name, areas.sort, areas.kind, indicators.position
"""
_AREAS = "join areas using (area_id)"


def _asked(selection: Selection, *, labelled: bool = True) -> tuple[str, dict[str, object]]:
    """The query for the judgements of a selection in no order, and its parameters; with labels, and what orders them,
    or without.
    """
    conditions, parameters = filters(selection, "latest_year")
    one_of_several = ""
    if selection.benchmark == DEFAULT_SET:
        conditions.append("points.benchmark_set = ''")
    else:
        conditions.append("list_contains($sets, points.benchmark_set)")
        parameters["sets"] = ["", selection.benchmark]
        one_of_several = _FIRST_OF_ITS_SET
    if named := selection.named_edition:
        conditions.append("points.edition = $edition")
        parameters["edition"] = named
    if selection.horizon:
        conditions.append("list_contains($horizon, points.horizon)")
        parameters["horizon"] = [int(year) for year in selection.horizon]
    status = "true"
    if selection.status:  # asked of the row that speaks, not of one that another benchmark takes the place of
        column = f"status_{selection.method}" if selection.method else "status"
        status = f"list_contains($status, {column})"
        parameters["status"] = list(selection.status)
    asked = " and ".join(conditions)
    joined = f"join indicators using (indicator_id) {_AREAS}" if labelled else _AREAS if "areas." in asked else ""
    query = f"""
        with judged as (
            select {_LABELLED if labelled else "points.*"}
            from progress as points {joined}
            where {asked}
            {one_of_several}
        )
        select * from judged where {status}
    """
    return query, parameters


def of_groups(snapshot: Snapshot, selection: Selection) -> list[Judgement]:
    """The judgements of the world and its groups through the lens of a selection: totals, and of schools and skills the
    level that is shown first.
    """
    kinds = (AreaType.WORLD, AreaType.ITU_REGION, AreaType.DEVELOPMENT_LEVEL, AreaType.INCOME_GROUP)
    sex, age, location, _ = TOTALS
    asked = selection.but(area_type=kinds, sex=(sex,), age=(age,), location=(location,))
    level = {one.id: one.default_level for one in snapshot.catalogue.indicators}
    return [row for row in judgements(progress(snapshot, asked)) if row.level == level[row.indicator_id]]


def used_points(snapshot: Snapshot, row: Judgement) -> list[UsedPoint]:
    """The observations that a judgement's pace is measured on.

    For a mean of economies these are the values of the same economies in every year; else those of the judged line.
    """
    key = {name: getattr(row, name) for name in ("indicator_id", "area_id", "sex", "age", "location", "level")}
    window_from = int(row.window_from or 0)
    if (panel := _panels(snapshot).get(tuple(key.values()))) is not None:
        return [one for one in panel if one.year >= window_from]
    where = " and ".join(f"{name} = ${name}" for name in key)
    return snapshot.records(
        f"""
        select year, value, qualifier, cast(null as integer) as economies_with_data
        from series
        where {where} and is_headline and is_observed and year >= $window_from
            and qualifier not in ('at_least', 'more_than', 'at_most', 'less_than')
        order by year
        """,
        key | {"window_from": window_from},
    )


def _panels(snapshot: Snapshot) -> Mapping[tuple[str, ...], tuple[UsedPoint, ...]]:
    """By line the values of the same economies in every year."""
    return snapshot.by_first(
        """
        select
            (indicator_id, area_id, sex, age, location, level) as line,
            year, value, '' as qualifier, economies_with_data
        from panels
        order by year
        """
    )


def withheld(snapshot: Snapshot, indicator_id: str, areas: Collection[str]) -> list[Withheld]:
    """Computed figures of areas that are not shown for want of coverage."""
    asked = set(areas)
    return [row for row in below_coverage(snapshot).get(indicator_id, ()) if row.area_id in asked]


def below_coverage(snapshot: Snapshot) -> Mapping[str, tuple[Withheld, ...]]:
    """By indicator all computed figures that are not shown for want of coverage, the years of a line in order."""
    return snapshot.by_first(
        """
        select indicator_id, withheld.* exclude (indicator_id, reason)
        from withheld
        where reason = 'below_coverage'
        order by area_id, sex, age, location, level, year, edition desc
        """
    )


def differences(snapshot: Snapshot, indicator_id: str, areas: Collection[str]) -> list[Difference]:
    """Figures of areas that were both published and computed, the newest first."""
    every = snapshot.by_first(
        """
        select indicator_id as first, aggregate_differences.*, areas.short_name
        from aggregate_differences
        join areas using (area_id)
        order by
            year desc, areas.kind, areas.sort, sex, age, location, level, published_edition desc, computed_edition desc
        """
    )
    asked = set(areas)
    return [row for row in every.get(indicator_id, ()) if row.area_id in asked]


def tier_counts(snapshot: Snapshot, indicator_id: str) -> list[TierCount]:
    """How many economies of each group are in each tier of a score, the newest year first."""
    every = snapshot.by_first(
        """
        select indicator_id, area_id, areas.short_name, year, tier, economies
        from tier_counts
        join areas using (area_id)
        order by year desc, areas.kind, areas.sort, position
        """
    )
    return list(every.get(indicator_id, ()))


def reaching(snapshot: Snapshot, indicator_id: str) -> list[Reaching]:
    """How many economies of the world and each group reach the benchmark, from the newest and fullest edition."""
    every = snapshot.by_first(
        """
        select
            (indicator_id, level) as line,
            area_id, areas.short_name, last_year as year, economies_meeting, economies_with_data, economies_total,
            edition, sources.title as source
        from lines
        join areas using (area_id)
        join sources on sources.source_id = lines.sources[1]
        where origin = 'computed' and economies_meeting is not null
            and sex = 'both' and age = 'all' and location = 'total'
        qualify row_number() over (
            partition by indicator_id, level, area_id
            order by last_year desc, economies_with_data desc, precedence, edition
        ) = 1
        order by areas.kind, areas.sort
        """
    )
    level = snapshot.catalogue.indicator_by_id[indicator_id].default_level
    return list(every.get((indicator_id, level), ()))
