"""What the figures rest on, for the page Data: coverage, sources and refused rows, one question each."""

import pandas as pd

from dashboard.warehouse import Snapshot


def coverage(snapshot: Snapshot) -> pd.DataFrame:
    """Which target has a published figure for which group and year: target_id, area_id, year, indicators, editions."""
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
    """The sources of the build in order of precedence: source_id, title, publisher, licence, licence_url, url,
    attribution, terms, note, trust, outcome, rows_read, rows_rejected, newest_year, editions.
    """
    return snapshot.frame(
        """
        select
            sources.source_id, title, publisher, licence, licence_url, url, attribution, terms, note, trust,
            outcome, rows_read, rows_rejected, newest_year,
            (select string_agg(distinct edition, ', ' order by edition) from editions
             where editions.source_id = sources.source_id) as editions
        from sources
        join build_sources using (source_id)
        order by precedence
        """
    )


def rejected_rows(snapshot: Snapshot) -> pd.DataFrame:
    """The rows that were refused: file, line, column, value, reason."""
    return snapshot.frame('select file, line, "column", value, reason from rejected_rows order by file, line')
