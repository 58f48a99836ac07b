-- The cells of one build: one row per indicator × area × year × sex × age × location × level × source, with the
-- value of the source's newest edition. Editions are named anew with each release and so are no part of the key.

insert into temp.cells
select
    $position, indicator_id, area_id, year, sex, age, location, level, source_id, value, edition,
    area_type = 'economy'
from observations
join editions using (source_id, edition, file)
join areas using (area_id)
qualify row_number() over (
    partition by indicator_id, area_id, year, sex, age, location, level, source_id
    order by vintage desc, edition desc
) = 1;
