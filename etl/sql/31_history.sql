-- is_history marks, of the line of an area and breakdown that goes furthest back before the headline line, the figures
-- for the years before it: of lines with as many such years a published one before a computed one, then the newest.
-- It is added to the table that is there: with it in one statement the build would need more memory.

alter table series add column is_history boolean default false;

update series
set is_history = true
from (
    with

    starts as (
        select indicator_id, area_id, sex, age, location, level, min(year) as headline_from
        from series
        where is_headline
        group by all
    )

    select indicator_id, area_id, sex, age, location, level, origin, edition, headline_from
    from series
    join starts using (indicator_id, area_id, sex, age, location, level)
    where not is_headline and year < headline_from
    group by indicator_id, area_id, sex, age, location, level, origin, edition, headline_from
    qualify row_number() over (
        partition by indicator_id, area_id, sex, age, location, level
        order by count(*) desc, origin desc, min(shown_at)
    ) = 1
) as history
where series.indicator_id = history.indicator_id
    and series.area_id = history.area_id
    and series.sex = history.sex
    and series.age = history.age
    and series.location = history.location
    and series.level = history.level
    and series.origin = history.origin
    and series.edition = history.edition
    and series.year < history.headline_from;
