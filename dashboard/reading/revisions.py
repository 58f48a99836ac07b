"""What changed between two builds, for the page Data and the API; the newest build holds all comparisons."""

from datetime import datetime
from typing import NamedTuple

import pandas as pd

from dashboard.reading.warehouse import Snapshot


class ComparedBuild(NamedTuple):
    """A row of builds: a build that can be compared, the moment in UTC."""

    build_id: str
    built_at: datetime
    newest_year: int
    observations: int


class RevisedIndicator(NamedTuple):
    """A row of summary: how many figures or verdicts of an indicator and source differ, and of how many areas.

    `median_size` is that of the changes relative to the old value, `largest_change` likewise, with its sign; nan where
    nothing changed. A verdict has no source: both its words are empty.
    """

    indicator_id: str
    title: str
    source_id: str
    source: str
    changed: int
    median_size: float
    largest_change: float
    added: int
    gone: int
    statuses: int
    areas: int


class RevisedArea(NamedTuple):
    """A row of by_area: how many figures and verdicts of an area differ; sizes as in RevisedIndicator."""

    area_id: str
    area: str
    changed: int
    median_size: float
    added: int
    gone: int
    statuses: int


class Change(NamedTuple):
    """A row of changes: a figure, or as text a verdict, before and after. `change` is relative to the old value, nan
    for one from zero.
    """

    indicator: str
    area: str
    year: int
    sex: str
    age: str
    location: str
    level: str
    source_id: str
    old_value: float
    new_value: float
    change: float
    old_text: str
    new_text: str
    old_edition: str
    new_edition: str


def builds(snapshot: Snapshot) -> pd.DataFrame:
    """The builds that can be compared, that made last first (ComparedBuild)."""
    return snapshot.frame(
        """
        with

        compared as (
            select build_id, number, built_at, newest_year, observations from builds
            union all
            select build_id, number, built_at, newest_year, observations from earlier_builds
        )

        select * exclude (number) from compared order by number desc, built_at desc, build_id desc
        """
    )


def summary(snapshot: Snapshot, since: str, until: str) -> pd.DataFrame:
    """One row per indicator × source that differs (RevisedIndicator)."""
    return snapshot.frame(
        """
        with

        pair as (
            select *, (new_value - old_value) / nullif(abs(old_value), 0) as change
            from revisions
            where from_build = $since and to_build = $until
        )

        select
            pair.indicator_id,
            coalesce(any_value(indicators.short), pair.indicator_id) as title,
            pair.source_id,
            coalesce(any_value(sources.title), '') as source,
            count(*) filter (pair.kind = 'changed') as changed,
            median(abs(change)) filter (pair.kind = 'changed') as median_size,
            arg_max(change, abs(change)) filter (pair.kind = 'changed') as largest_change,
            count(*) filter (pair.kind = 'added') as added,
            count(*) filter (pair.kind = 'gone') as gone,
            count(*) filter (pair.kind = 'status') as statuses,
            count(distinct area_id) as areas
        from pair
        left join indicators using (indicator_id)
        left join sources on sources.source_id = pair.source_id
        group by pair.indicator_id, pair.source_id
        order by pair.indicator_id, pair.source_id
        """,
        {"since": since, "until": until},
    )


def by_area(snapshot: Snapshot, since: str, until: str) -> pd.DataFrame:
    """One row per area whose figures changed or went (RevisedArea), the most changed first."""
    return snapshot.frame(
        """
        select
            revisions.area_id,
            coalesce(any_value(areas.short_name), revisions.area_id) as area,
            count(*) filter (revisions.kind = 'changed') as changed,
            median(abs(new_value - old_value) / nullif(abs(old_value), 0))
                filter (revisions.kind = 'changed') as median_size,
            count(*) filter (revisions.kind = 'added') as added,
            count(*) filter (revisions.kind = 'gone') as gone,
            count(*) filter (revisions.kind = 'status') as statuses
        from revisions
        left join areas using (area_id)
        where from_build = $since and to_build = $until
        group by revisions.area_id
        having changed > 0 or gone > 0 or statuses > 0
        order by changed desc, gone desc, statuses desc, revisions.area_id
        """,
        {"since": since, "until": until},
    )


def changes(snapshot: Snapshot, since: str, until: str, kind: str, limit: int) -> pd.DataFrame:
    """The differences of one kind (changed, gone or status), the largest relative change first (Change)."""
    return snapshot.frame(
        f"""
        select
            coalesce(indicators.short, revisions.indicator_id) as indicator,
            coalesce(areas.short_name, revisions.area_id) as area,
            year, sex, age, location, level, source_id, old_value, new_value,
            (new_value - old_value) / nullif(abs(old_value), 0) as change,
            old_text, new_text, old_edition, new_edition
        from revisions
        left join indicators using (indicator_id)
        left join areas using (area_id)
        where from_build = $since and to_build = $until and revisions.kind = $kind
        order by abs(change) desc nulls last, revisions.indicator_id, revisions.area_id, year, sex, age, location, level
        limit {int(limit)}
        """,
        {"since": since, "until": until, "kind": kind},
    )
