-- One row per indicator × year × breakdown in which the lines that are shown first became shorter: how many economies
-- have the year in the line shown first of the served build, whose line of the new build has it no more though a figure
-- of it is still held, and which files that line comes from. A line that reaches further than the one before it is news,
-- and may have let an old year go.

with

served as (
    select
        indicator_id, area_id, year, sex, age, location, level,
        max(year) over (partition by indicator_id, area_id, sex, age, location, level) as last_year
    from temp.served_series
    join areas using (area_id)
    where is_headline and is_observed and area_type = 'economy'
),

missing as (
    select served.*
    from served
    anti join (select * from series where is_headline) as built
        using (indicator_id, area_id, year, sex, age, location, level)
    semi join observations using (indicator_id, area_id, year, sex, age, location, level)
),

newer as (
    select indicator_id, area_id, sex, age, location, level, max(year) as newest
    from series
    semi join missing using (indicator_id, area_id, sex, age, location, level)
    where is_headline and is_observed
    group by all
),

shorter as (
    select missing.*
    from missing
    left join newer using (indicator_id, area_id, sex, age, location, level)
    where newest is null or newest <= last_year
),

files as (
    select indicator_id, area_id, sex, age, location, level, list_distinct(list(observations.file)) as files
    from (select distinct indicator_id, area_id, sex, age, location, level from shorter) as lines
    join series using (indicator_id, area_id, sex, age, location, level)
    join observations using (indicator_id, area_id, year, sex, age, location, level, source_id, edition)
    where series.is_headline
    group by all
),

years as (
    select
        indicator_id, year, sex, age, location, level,
        list(area_id order by area_id) as areas,
        list_sort(list_distinct(flatten(list(files)))) as files
    from shorter
    left join files using (indicator_id, area_id, sex, age, location, level)
    group by all
)

select indicator_id, year, sex, age, location, level, count(*) as economies, areas, files
from years
join served using (indicator_id, year, sex, age, location, level)
group by all
order by indicator_id, year desc, sex, age, location, level;
