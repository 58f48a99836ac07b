-- withheld: one row per computed figure that is not shown, for covering under half of its group's population.

create table withheld as
select
    indicator_id, area_id, year, sex, age, location, level, edition,
    coverage_population, economies_with_data, economies_total,
    'below_coverage' as reason
from staging.withheld
order by all;
