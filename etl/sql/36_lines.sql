-- lines: one row per line of series × whether observed: what a page must know of a line without reading its figures.
-- value, qualifier and economies are those of its newest year; sources are those of all its figures.

create table lines as
select
    series.target_id, indicator_id, area_id, areas.area_type, sex, age, location, level, origin, edition, vintage,
    is_headline, repeats, is_observed,
    list_sort(list(year)) as years,
    min(year) as first_year,
    max(year) as last_year,
    count(*)::integer as figures,
    arg_max(value, year) as value,
    arg_max(qualifier, year) as qualifier,
    list_sort(list_distinct(list(series.source_id))) as sources,
    arg_max(economies_meeting, year) as economies_meeting,
    arg_max(economies_with_data, year) as economies_with_data,
    arg_max(economies_total, year) as economies_total
from series
join areas using (area_id)
group by all
order by
    indicator_id, any_value(areas.kind), any_value(areas.sort), area_id, sex, age, location, level, origin, edition,
    is_observed;
