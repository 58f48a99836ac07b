"""What the figures rest on, for the page Data: sources, files, coverage, quality, refused rows; one question each."""

from datetime import datetime
from typing import NamedTuple

import pandas as pd

from dashboard.reading.warehouse import Snapshot
from indicators.catalogue import Catalogue


class SourceOutcome(NamedTuple):
    """A row of source_outcomes: a source, and what became of it in the build. A moment that is missing is NaT, a number
    nan, a word None.
    """

    source_id: str
    title: str
    publisher: str
    licence: str
    licence_url: str | None
    url: str
    attribution: str
    terms: str | None
    note: str | None
    trust: str
    outcome: str
    reason: str | None
    did_not_answer: bool
    as_of: datetime
    asked_at: datetime
    succeeded_at: datetime
    rows_read: int
    rows_rejected: int
    figures_set_aside: int
    newest_year: float
    editions: list[str]
    has_groups: bool
    grouping: str | None


class Account(NamedTuple):
    """What became of every figure of some files; `set_aside` are reasons with their counts, the largest first."""

    layout: str
    received_at: datetime
    records: int
    figures: int
    rows_kept: int
    rows_rejected: int
    figures_set_aside: int
    set_aside: list[str]


class DroppedFile(Account):
    """A row of dropped_files.

    `received_at` is as of when it is taken to stand, on `as_of_grounds`; `read_from` are the sheets and columns of its
    figures. `new` and `changed` count those that the build before did not give or gave otherwise, for its source; nan
    where there is no build before.
    """

    file: str
    as_of_grounds: str
    editions: list[str]
    read_from: str
    new: float
    changed: float


class SentFiles(Account):
    """A row of sent_files: what a source sent in one layout, how many files; the newest of them gives the moment."""

    title: str
    files: int


def coverage(snapshot: Snapshot) -> pd.DataFrame:
    """Which target has a published figure for which group and year: target_id, area_id, year, indicators, editions."""
    return snapshot.of_build((coverage,), lambda: _coverage(snapshot))


def _coverage(snapshot: Snapshot) -> pd.DataFrame:
    return snapshot.frame(
        """
        select
            target_id, area_id, year,
            count(distinct indicator_id) as indicators, count(distinct edition) as editions
        from series
        join areas using (area_id)
        join indicators using (indicator_id, target_id)
        where area_type <> 'economy' and not composite and origin = 'published' and is_observed
            and role in ('headline', 'proxy')
        group by target_id, area_id, year
        order by target_id, area_id, year
        """
    )


def source_outcomes(snapshot: Snapshot) -> pd.DataFrame:
    """The sources of the build in order of precedence (SourceOutcome)."""
    return snapshot.frame(
        """
        select
            sources.source_id, title, publisher, licence, licence_url, url, attribution, terms, note, trust,
            outcome, reason, did_not_answer, as_of, asked_at, succeeded_at,
            rows_read, rows_rejected, figures_set_aside, newest_year,
            coalesce((select list(distinct edition order by edition) from editions
                      where editions.source_id = sources.source_id), []) as editions,
            sources.source_id in (
                select observations.source_id from observations join areas using (area_id)
                where area_type in ('development_level', 'income_group')
            ) as has_groups,
            (select string_agg(distinct grouping, '; ' order by grouping) from editions
             where editions.source_id = sources.source_id and grouping <> '') as grouping
        from sources
        join build_sources using (source_id)
        order by precedence
        """
    )


def never_asked(outcomes: pd.DataFrame, catalogue: Catalogue) -> list[str]:
    """The titles of the sources without an outcome: this build holds nothing of them, since they were not asked."""
    known = set(outcomes["source_id"])
    return [source.title for source in catalogue.sources if source.id not in known]


def rejected_rows(snapshot: Snapshot, source_id: str = "", limit: int | None = None) -> pd.DataFrame:
    """The rows that were refused, of one source or of all: source_id, file, line, column, value, reason."""
    return snapshot.frame(
        f"""
        select source_id, file, line, "column", value, reason
        from rejected_rows
        where $source_id in ('', source_id)
        order by file, line
        {f"limit {int(limit)}" if limit else ""}
        """,
        {"source_id": source_id},
    )


def rejected_counts(snapshot: Snapshot) -> dict[str, int]:
    """How many rows of each source were refused; sources without any are left out."""
    query = "select source_id, count(*) as refused from rejected_rows group by all order by source_id"
    return snapshot.of_build((rejected_counts,), lambda: dict(snapshot.rows(query)))


def dropped_files(snapshot: Snapshot) -> pd.DataFrame:
    """The files of the drop folder (DroppedFile)."""
    return snapshot.frame(
        """
        with

        before as (
            select build_id from earlier_builds order by number desc, built_at desc, build_id desc limit 1
        ),

        news as (
            select
                source_id, file,
                count(*) filter (kind = 'added') as new,
                count(*) filter (kind = 'changed') as changed
            from revisions
            join before on from_build = before.build_id
            join builds on to_build = builds.build_id
            join observations using (indicator_id, area_id, year, sex, age, location, level, source_id)
            where kind in ('added', 'changed') and edition = new_edition
            group by all
        )

        select
            file, layout, received_at, as_of_grounds, read_from,
            records, figures, rows_kept, rows_rejected, figures_set_aside,
            coalesce((select list(edition order by vintage, edition) from editions
                      where editions.file = build_files.file and editions.source_id = build_files.source_id), []
            ) as editions,
            case when exists (from before) then coalesce(new, 0) end as new,
            case when exists (from before) then coalesce(changed, 0) end as changed,
            coalesce((select list(format('{:,} × {}', figures, reason) order by figures desc, reason) from set_aside
                      where set_aside.file = build_files.file and set_aside.source_id = build_files.source_id), []
            ) as set_aside
        from build_files
        left join news using (source_id, file)
        where held = 'drop'
        order by file
        """
    )


def sent_files(snapshot: Snapshot) -> pd.DataFrame:
    """What the services sent, by source and layout (SentFiles)."""
    return snapshot.frame(
        """
        with

        sent as (
            select * from build_files where held = 'live'
        ),

        reasons as (
            select source_id, layout, reason, sum(set_aside.figures)::integer as figures
            from set_aside
            join sent using (source_id, file)
            group by all
        )

        select
            title, layout, count(*) as files, max(received_at) as received_at,
            sum(records)::integer as records, sum(figures)::integer as figures,
            sum(rows_kept)::integer as rows_kept, sum(rows_rejected)::integer as rows_rejected,
            sum(figures_set_aside)::integer as figures_set_aside,
            coalesce((select list(format('{:,} × {}', figures, reason) order by figures desc, reason) from reasons
                      where reasons.source_id = sent.source_id and reasons.layout = sent.layout), []) as set_aside
        from sent
        join sources using (source_id)
        group by source_id, title, layout, precedence
        order by precedence, layout
        """
    )


def refused_files(snapshot: Snapshot) -> pd.DataFrame:
    """The files that could not be used at all: file, reason."""
    return snapshot.frame("select file, reason from refused_files order by file")


def quality(snapshot: Snapshot) -> pd.DataFrame:
    """How well each headline and proxy indicator is known: target_id, indicator_id, title, figures, economies,
    economies_total, newest_year, economies_in_newest, share_estimated, sources (how many give it), read_in_quoted.

    Figures are those of published lines that a page shows first; economies_total are all that are tracked.
    """
    return snapshot.frame(
        """
        with

        shown as (
            select series.*, area_type
            from series
            join areas using (area_id)
            where is_headline and origin = 'published' and is_observed
        ),

        newest as (
            select indicator_id, max(year) filter (area_type = 'economy') as newest_year
            from shown
            group by indicator_id
        )

        select
            indicators.target_id, indicators.indicator_id, indicators.title,
            count(*) as figures,
            count(distinct area_id) filter (area_type = 'economy') as economies,
            (select count(*) from areas where area_type = 'economy') as economies_total,
            any_value(newest.newest_year) as newest_year,
            count(distinct area_id) filter (area_type = 'economy' and year = newest.newest_year) as economies_in_newest,
            count(*) filter (value_status in ('estimated', 'modelled')) / count(*) as share_estimated,
            count(distinct source_id) as sources
        from indicators
        join shown using (indicator_id)
        join newest using (indicator_id)
        where role in ('headline', 'proxy')
        group by indicators.target_id, indicators.indicator_id, indicators.title, indicators.position
        order by indicators.position
        """
    )


def size(snapshot: Snapshot) -> tuple[int, int]:
    """How many figures the build holds, and of how many sources."""
    held = snapshot.frame("select count(*) as figures, count(distinct source_id) as sources from observations").iloc[0]
    return int(held["figures"]), int(held["sources"])
