-- One row per indicator × year × breakdown that lost economies: how many the served build has, which are gone (`lost`
-- if the indicator has other figures of them, `gone` if it has none), and from which sources the figures came.

with

missing as (
    select
        indicator_id, area_id, year, sex, age, location, level,
        list(source_id order by source_id) as source_ids
    from temp.cells as served
    anti join (select * from temp.cells where position = 1) as built
        using (indicator_id, area_id, year, sex, age, location, level)
    where position = 0 and is_economy
    group by all
),

left_over as (
    select distinct indicator_id, area_id, true as is_left
    from temp.cells
    where position = 1 and indicator_id in (select indicator_id from missing)
),

years as (
    select
        indicator_id, year, sex, age, location, level,
        coalesce(list(area_id order by area_id) filter (is_left), []) as lost,
        coalesce(list(area_id order by area_id) filter (is_left is null), []) as gone,
        list_sort(list_distinct(flatten(list(source_ids)))) as source_ids
    from missing
    left join left_over using (indicator_id, area_id)
    group by all
)

select indicator_id, year, sex, age, location, level, count(distinct area_id) as economies, lost, gone, source_ids
from years
join temp.cells using (indicator_id, year, sex, age, location, level)
where position = 0 and is_economy
group by all
order by indicator_id, year desc, sex, age, location, level;
