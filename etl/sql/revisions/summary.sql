-- One row per indicator × source of one pair of builds; the verdicts of an indicator have no source.
-- A change is relative to the old value, so one from zero has none. The median is of the size of the changes, since ups
-- and downs would cancel; the largest change keeps its sign. The page Data gives the same (dashboard/reading/revisions.py).

with

pair as (
    select *, (new_value - old_value) / nullif(abs(old_value), 0) as change
    from revisions
    where from_build = $from_build and to_build = $to_build
)

select
    indicator_id,
    source_id,
    count(*) filter (kind = 'changed') as changed,
    median(abs(change)) as median_size,
    arg_max(change, abs(change)) as largest_change,
    count(*) filter (kind = 'added') as added,
    count(*) filter (kind = 'gone') as gone,
    count(*) filter (kind = 'status') as statuses,
    count(distinct area_id) as areas
from pair
group by all
order by all;
