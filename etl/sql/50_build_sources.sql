-- build_sources: one row per source that this build was made from, or that was asked for it.
-- A view: the attempts may be noted anew in a build that is kept because nothing has changed.
-- outcome: fresh (the service sent something new), unchanged (it has what it had), cached (not reached or not asked:
-- a downloaded copy speaks), embedded (the figures of the project speak), failed (nothing is at hand).
-- as_of is when what is used was received; asked_at and succeeded_at when the service was last asked, and answered.

create view build_sources as
with

files as (
    select
        source_id,
        sum(records)::integer as rows_read,
        sum(rows_rejected)::integer as rows_rejected,
        sum(figures_set_aside)::integer as figures_set_aside,
        max(newest_year) as newest_year,
        max(received_at) as as_of,
        sum(seconds) as reading,
        count(*) filter (held = 'live') as live_files,
        count(*) filter (held = 'drop') as dropped_files,
        sum(rows_kept) filter (held <> 'embedded') as rows_downloaded
    from build_files
    group by source_id
),

judged as (
    select
        sources.source_id, precedence, files.* exclude (source_id),
        attempts.outcome as attempted, attempts.* exclude (source_id, outcome),
        case
            when this_run and attempts.outcome in ('fresh', 'unchanged') then attempts.outcome
            when live_files > 0 or dropped_files > 0 then 'cached'
            when rows_read > 0 then 'embedded'
            else 'failed'
        end as outcome
    from sources
    left join files using (source_id)
    left join attempts using (source_id)
    where files.source_id is not null or this_run
)

select
    source_id, outcome,
    case
        when this_run and attempted = 'failed' then attempt_reason
        when outcome <> 'cached' then ''
        when live_files > 0 then 'not asked; the copy of ' || strftime(as_of, '%-d %B %Y')
        else
            dropped_files || if(dropped_files = 1, ' file', ' files') || ' of the drop folder'
            || if(rows_downloaded = 0, ', no figure of which is used', '')
    end as reason,
    coalesce(this_run and attempted = 'failed', false) as did_not_answer,
    coalesce(rows_read, 0) as rows_read,
    coalesce(rows_rejected, 0) as rows_rejected,
    coalesce(figures_set_aside, 0) as figures_set_aside,
    newest_year, as_of, asked_at, succeeded_at,
    coalesce(dropped_files, 0)::integer as dropped_files,
    (select build_id from builds) as build_id,
    round(coalesce(reading, 0) + if(this_run, seconds, 0), 2) as seconds
from judged
order by precedence;
