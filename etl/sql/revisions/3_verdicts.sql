-- The verdicts of one build against the default benchmarks: one row per indicator × area × breakdown × horizon.

insert into temp.verdicts
select $position, indicator_id, area_id, horizon, sex, age, location, level, status, edition
from progress
where benchmark_set = '';
