select indicator_id, area_id, sex, age, location, level, count(distinct (origin, edition)) filter (is_headline) as headline_lines
from series
group by all
having count(distinct (origin, edition)) filter (is_headline) <> 1
