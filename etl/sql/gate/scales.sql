-- One row per line (indicator × source × file × area × breakdown) whose new figures differ, at the median, by a factor
-- of about a hundred, a thousand or a million from what they are held against: the same source's figure of that year in
-- the served build, or else what other sources and editions say of that year that are served, or come with the project.
-- A line that shares no year with these is held against the nearest one, at most two years off, and only if it is the
-- later figure that is the small one: a network that is built grows a hundredfold. New is what the served build does
-- not have from this source in any edition. Figures below ten times the last printed digit are too near 0 for a factor.

with

tested as (
    select observations.*
    from observations
    semi join (select source_id, file from build_files where $embedded or held <> 'embedded') using (source_id, file)
    anti join temp.served_figures using (indicator_id, source_id, area_id, year, sex, age, location, level, value)
    where value <> 0
),

-- What a new figure can be held against.
known as (
    select
        true as is_served, indicator_id, area_id, sex, age, location, level, year, value, source_id, edition, file
    from temp.served_figures
    union all
    select false, indicator_id, area_id, sex, age, location, level, year, value, source_id, edition, file
    from observations
    semi join (select source_id, file from build_files where held = 'embedded') using (source_id, file)
),

pairs as (
    select
        tested.indicator_id, tested.source_id, tested.file, tested.area_id,
        tested.sex, tested.age, tested.location, tested.level, tested.edition, tested.year, tested.value,
        known.is_served and known.source_id = tested.source_id as is_former,
        known.year as of_year, median(known.value) as of_value,
        list_sort(list_distinct(list(known.source_id))) as of_sources
    from tested
    join known using (indicator_id, area_id, sex, age, location, level)
    where known.value * tested.value > 0
        and known.year between tested.year - 2 and tested.year + 2
        and (is_former or (
            (known.is_served or known.file <> tested.file) and (known.source_id, known.edition) <> (tested.source_id, tested.edition)
        ))
    group by all
),

nearest as (
    select *, bool_or(year = of_year) over (
        partition by indicator_id, source_id, file, area_id, sex, age, location, level, edition
    ) as shares_a_year
    from pairs
    qualify row_number() over (
        partition by indicator_id, source_id, file, area_id, sex, age, location, level, edition, year
        order by abs(year - of_year), not is_former, of_year desc
    ) = 1
),

held as (
    select nearest.*, log10(value / of_value) as power
    from nearest
    join indicators using (indicator_id)
    where greatest(abs(value), abs(of_value)) >= 10 * power(10, -decimals)
        and (
            year = of_year
            or (not shares_a_year and ((year > of_year) = (abs(value) < abs(of_value))))
        )
)

select
    indicator_id, source_id, file, area_id, sex, age, location, level,
    median(power) as power,
    bool_or(is_former) as is_former,
    list_sort(list_distinct(flatten(list(of_sources)))) as of_sources,
    list([year, value, of_year, of_value] order by year desc) as figures
from held
group by indicator_id, source_id, file, area_id, sex, age, location, level, edition
having list_bool_or([abs(abs(median(power)) - one) <= $tolerance for one in $powers])
order by indicator_id, source_id, file, area_id, sex, age, location, level;
