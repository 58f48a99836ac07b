-- observations: one row per indicator × area × year × sex × age × location × level × source × edition, as published.
-- carries_line says which source speaks for its edition where several give the same figure: the first in precedence.

create table observations as
with

contested as (
    select indicator_id, area_id, year, sex, age, location, level, edition
    from staged_observations
    group by all
    having count(*) > 1
),

giving_way as (
    select indicator_id, area_id, year, sex, age, location, level, edition, source_id
    from staged_observations
    join contested using (indicator_id, area_id, year, sex, age, location, level, edition)
    join sources using (source_id)
    qualify row_number() over (
        partition by indicator_id, area_id, year, sex, age, location, level, edition
        order by precedence, file
    ) > 1
)

select
    target_id, indicator_id, area_id, year, sex, age, location, level,
    value, staged.unit, qualifier, value_status, source_id, edition,
    giving_way.source_id is null as carries_line,
    document, locator, url, quoted_by, read_in, note, file, line
from staged_observations as staged
join indicators using (indicator_id)
left join giving_way using (indicator_id, area_id, year, sex, age, location, level, edition, source_id)
order by indicator_id, area_id, sex, age, location, level, edition, year, source_id;

-- What was staged is held twice from here on (the view is of what is in memory): for the checks its number is enough.
create table staging.counted as select count(*) as staged from staged_observations;

drop view staged_observations;
