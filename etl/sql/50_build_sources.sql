-- build_sources: one row per source that this build was made from.

create table build_sources as
with

read_rows as (
    select source_id, count(*) as rows_kept, max(year) filter (value_status <> 'projected') as newest_year
    from observations
    group by source_id
),

refused as (
    select source_id, count(*) as rows_rejected
    from rejected_rows
    group by source_id
)

select
    source_id,
    'embedded' as outcome,
    '' as reason,
    coalesce(rows_kept, 0) + coalesce(rows_rejected, 0) as rows_read,
    coalesce(rows_rejected, 0) as rows_rejected,
    newest_year
from sources
left join read_rows using (source_id)
left join refused using (source_id)
where exists (select 1 from editions where editions.source_id = sources.source_id)
order by precedence;
