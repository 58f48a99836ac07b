-- withheld: one row per computed figure that is not shown. reason: below_coverage, for covering under half of its
-- group's population; parts_exceed_whole, of a sum of two shares that are more than the whole together.

create table withheld as
select
    indicator_id, area_id, year, sex, age, location, level, edition,
    coverage_population, economies_with_data, economies_total,
    reason
from staging.withheld
order by all;
