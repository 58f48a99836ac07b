-- observations: one row per indicator × area × year × sex × age × location × level × source × edition, as published.
-- carries_line says which source speaks for its edition where several give the same figure.

create table observations as
with

ranked as (
    select
        staged.*,
        indicators.target_id,
        row_number() over (
            partition by
                staged.indicator_id, staged.area_id, staged.year, staged.sex, staged.age,
                staged.location, staged.level, staged.edition
            order by sources.precedence, staged.file
        ) = 1 as carries_line
    from staging.observations as staged
    join indicators using (indicator_id)
    join sources using (source_id)
)

select
    target_id, indicator_id, area_id, year, sex, age, location, level,
    value, unit, qualifier, value_status, source_id, edition, carries_line,
    document, locator, url, quoted_by, read_in, note, file, line
from ranked
order by indicator_id, area_id, sex, age, location, level, edition, year, source_id;
