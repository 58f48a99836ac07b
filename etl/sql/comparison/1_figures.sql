-- added_figures: one row per figure of some files of this build, with the one that the served build gives for the same
-- indicator, area, year, breakdown and source, whatever its edition (temp.cells, position 0).
-- speaks: no newer edition of the source gives it as well. is_first: it stands in the line that a page shows first.

create or replace temp table added_figures as
with

figures as (
    select * from observations where list_contains($files, file)
),

speaking as (
    select indicator_id, area_id, year, sex, age, location, level, source_id, edition, true as speaks
    from observations
    semi join figures using (indicator_id, source_id)
    join editions using (source_id, edition, file)
    qualify row_number() over (
        partition by indicator_id, area_id, year, sex, age, location, level, source_id
        order by vintage desc, edition desc
    ) = 1
),

headline as (
    select indicator_id, area_id, year, sex, age, location, level, source_id, edition, true as is_first
    from series
    where is_headline and origin = 'published'
),

served as (
    select indicator_id, area_id, year, sex, age, location, level, source_id, value as served_value
    from temp.cells
    where position = 0
)

select
    file, indicator_id, area_id, year, sex, age, location, level, source_id, edition, value, served_value,
    coalesce(speaks, false) as speaks,
    coalesce(is_first, false) as is_first,
    served_value is null as is_new,
    -- what is left of a computation's last digits is no change
    coalesce(abs(value - served_value) > 1e-9 * greatest(1, abs(served_value)), false) as is_changed
from figures
left join speaking using (indicator_id, area_id, year, sex, age, location, level, source_id, edition)
left join headline using (indicator_id, area_id, year, sex, age, location, level, source_id, edition)
left join served using (indicator_id, area_id, year, sex, age, location, level, source_id);
