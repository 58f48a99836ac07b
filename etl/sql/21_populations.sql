-- populations: one row per area × year, from the newest edition that gives it: the weights of means.

create table populations as
select o.area_id, o.year, o.value as people, o.edition
from observations as o
join editions using (source_id, edition, file)
where o.indicator_id = 'population' and o.sex = 'both' and o.age = 'all' and o.location = 'total' and o.carries_line
qualify row_number() over (partition by o.area_id, o.year order by editions.vintage desc, o.edition desc) = 1
order by o.area_id, o.year;
