-- One row per indicator × source that the files feed and of which the served build gives figures that this one gives no
-- more: how many, and of which areas and years.

with

missing as (
    select indicator_id, source_id, area_id, year
    from temp.cells
    semi join temp.added_figures using (indicator_id, source_id)
    anti join observations using (indicator_id, area_id, year, sex, age, location, level, source_id)
    where position = 0
)

select
    indicator_id, source_id, count(*) as figures,
    list(distinct area_id || ' ' || year order by area_id || ' ' || year) as places
from missing
group by all
order by all;
