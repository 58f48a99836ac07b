-- One row per indicator that lost economies: how many had a published figure in the served build, and which are gone.

with

served as (
    select distinct indicator_id, area_id from temp.cells where position = 0 and is_economy
),

built as (
    select distinct indicator_id, area_id, true as is_there from temp.cells where position = 1
)

select
    indicator_id,
    count(*) as economies,
    list(area_id order by area_id) filter (is_there is null) as lost,
    exists (select 1 from indicators where indicators.indicator_id = served.indicator_id) as in_catalogue
from served
left join built using (indicator_id, area_id)
group by indicator_id
having count(*) filter (is_there is null) > 0
order by indicator_id;
