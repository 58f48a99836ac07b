-- One row per economy × file of a download of which at least half of the figures of an indicator cannot be, those left
-- out that the served build rejected as well: how many cannot be, how many can, and the first of those that cannot.
-- A freak among figures that are in order is rejected like any other faulty row, and told with the rejected rows.

with

counted as (
    select
        rejected_rows.*,
        row_number() over (partition by source_id, value, reason order by file, line, area_id) as nth
    from rejected_rows
    join build_files using (source_id, file)
    where impossible and held <> 'embedded'
),

served as (
    select source_id, value, reason, count(*) as times from temp.served_rejects group by all
),

kept as (
    select indicator_id, source_id, file, area_id, count(*) as possible
    from observations
    semi join counted using (indicator_id, source_id, file, area_id)
    group by all
)

select
    indicator_id, source_id, file, area_id,
    count(*) as impossible,
    coalesce(any_value(possible), 0) as possible,
    min(line) as line,
    arg_min(value, (line, value)) as value,
    arg_min(reason, (line, value)) as reason
from counted
left join served using (source_id, value, reason)
left join kept using (indicator_id, source_id, file, area_id)
where nth > coalesce(times, 0)
group by indicator_id, source_id, file, area_id
having impossible >= possible
order by indicator_id, source_id, file, area_id;
