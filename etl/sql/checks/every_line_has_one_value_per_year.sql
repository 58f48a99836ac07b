select indicator_id, area_id, year, sex, age, location, level, origin, edition, count(*) as values_found
from series
group by all
having count(*) > 1
