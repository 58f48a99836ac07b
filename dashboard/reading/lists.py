"""The lists of the API, one query each: what the catalogue holds, where figures came from, and what was refused."""

from collections.abc import Mapping

from dashboard.columns import LISTS as COLUMNS
from dashboard.reading.kept import Kept
from dashboard.reading.streams import Rows, of_query
from dashboard.reading.warehouse import Snapshot

LISTS = {
    "targets": "select * exclude (position) from targets order by position",
    "indicators": """
        select indicators.* exclude (position),
            first.operator as benchmark_operator, first.value as benchmark, first.upper as benchmark_upper,
            first.label as benchmark_label, first.source as benchmark_source
        from indicators
        left join benchmarks as first on first.indicator_id = indicators.indicator_id and first.position = 0
        order by indicators.position
    """,
    "areas": """
        select areas.* exclude (kind),
            (select string_agg(group_id, ' ' order by group_id) from memberships, builds
             where memberships.area_id = areas.area_id
                and coalesce(valid_from, date '0001-01-01') <= builds.built_at
                and coalesce(valid_to, date '9999-12-31') >= cast(builds.built_at as date)) as member_of,
            (select string_agg(words, '; ' order by group_id) from scheduled_exits
             where scheduled_exits.area_id = areas.area_id) as scheduled
        from areas
        order by kind, sort
    """,
    "sources": """
        select sources.* exclude (precedence), outcome, reason, did_not_answer,
            as_of as received_at, asked_at, succeeded_at as answered_at,
            rows_read, rows_rejected, figures_set_aside, newest_year,
            (select string_agg(distinct edition, '; ' order by edition) from editions
             where editions.source_id = sources.source_id) as editions,
            (select string_agg(distinct grouping, '; ' order by grouping) from editions
             where editions.source_id = sources.source_id and grouping <> '') as grouping
        from sources
        left join build_sources using (source_id)
        order by precedence
    """,
    "builds": """
        with

        known as (
            select * exclude (catalogue) from builds
            union all by name
            select * from past_builds
        )

        select
            build_id, number, built_at, newest_year, observations,
            rows_rejected, schema, inputs_sha256,
            build_id = $served as is_served,
            list_contains($kept, build_id) as is_kept,
            build_id in (select build_id from builds union all select build_id from earlier_builds) as is_compared,
            if(list_contains($asked, build_id), '/api/v1/observations?build=' || build_id, null) as address,
            if(
                list_contains($with_file, build_id), '/api/v1/builds/' || build_id || '/observations.parquet', null
            ) as parquet
        from known
        order by number desc, built_at desc, build_id desc
    """,
    "files": """
        select * exclude (seconds) from build_files order by file
    """,
    "set_aside": "select * from set_aside order by file, figures desc, reason",
    "rejected_rows": """
        select source_id, file, line, "column", value, reason
        from rejected_rows where $source in ('', source_id) order by file, line
    """,
    "claims": """
        select * exclude (position) from claims
        where $report in ('', report) and $target in ('', target_id) and $kind in ('', kind)
            and $verdict in ('', verdict) and $newest in ('', newest_verdict)
        order by position
    """,
    "revisions": """
        select * from revisions where $since in ('', from_build) and $until in ('', to_build) order by rowid
    """,
}
FILTERS = {
    "rejected_rows": ("source",),
    "claims": ("report", "target", "kind", "verdict", "newest"),
    "revisions": ("since", "until"),
}
"""The parameters that a list takes, each empty where nothing is asked of it."""


def of_folder(name: str, kept: Kept) -> dict[str, object]:
    """What a list asks of the folder of builds as it is now: nothing, but for that of the builds."""
    if name != "builds":
        return {}
    return {
        "served": kept.served,
        "kept": sorted(kept.files),
        "asked": list(kept.builds),
        "with_file": list(kept.with_file),
    }


def listed(snapshot: Snapshot, name: str, chosen: Mapping[str, object]) -> Rows:
    """The rows of one of LISTS; `chosen` gives a value for each of its FILTERS, and what it asks of the folder."""
    return of_query(snapshot.apart(), LISTS[name], chosen, COLUMNS[name])
