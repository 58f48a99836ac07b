-- holdings: one row per indicator with figures: for whom there are any, observed or not, and of which observed years.
-- newest_of_economies is the newest observed year of any economy; world is 1 or 0.

create table holdings as
select
    any_value(lines.target_id) as target_id,
    indicator_id,
    count(distinct area_id) filter (area_type = 'economy')::integer as economies,
    count(distinct area_id) filter (area_type not in ('economy', 'world'))::integer as groups,
    count(distinct area_id) filter (area_type = 'world')::integer as world,
    min(first_year) filter (is_observed) as first_year,
    max(last_year) filter (is_observed) as last_year,
    max(last_year) filter (is_observed and area_type = 'economy') as newest_of_economies
from lines
join indicators using (indicator_id)
group by indicator_id
order by any_value(indicators.position);
