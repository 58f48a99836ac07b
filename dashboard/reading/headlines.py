"""The lines that are shown first, and those of groups: what cards and comparisons are made of."""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.reading.conditions import among
from dashboard.reading.warehouse import Snapshot


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
