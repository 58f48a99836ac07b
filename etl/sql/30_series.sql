-- series: one row per indicator × area × year × sex × age × location × level × origin × edition.
-- A line (all years of one such key) belongs to one edition; is_headline marks the line a page shows first:
-- the one with the newest observed year, then the newest edition, then the longest.
-- Documents may call different editions by one name (2024): the vintage of a line is that of its own documents.
-- is_latest marks the newest observation of each line; a projected value, or one for a year after the edition's
-- vintage, is never it.

create table series as
with

points as (
    select
        observations.*,
        'published' as origin,
        editions.vintage,
        observations.value_status <> 'projected'
            and observations.year <= cast(left(editions.vintage, 4) as integer) as is_observed
    from observations
    join editions using (source_id, edition, file)
    where carries_line
),

lines as (
    select
        indicator_id, area_id, sex, age, location, level, origin, edition,
        max(vintage) as vintage,
        max(year) filter (is_observed) as latest_year,
        count(*) filter (is_observed) as observations_in_line
    from points
    group by all
),

ranked as (
    select
        *,
        row_number() over (
            partition by indicator_id, area_id, sex, age, location, level
            order by latest_year desc nulls last, origin desc, vintage desc, edition desc, observations_in_line desc
        ) as line_rank
    from lines
)

select
    points.target_id,
    indicator_id, area_id, points.year, sex, age, location, level,
    points.value, points.unit, points.qualifier, points.value_status,
    origin, edition, ranked.vintage, points.source_id,
    points.document, points.locator, points.url, points.quoted_by, points.read_in, points.note,
    cast(null as double) as coverage_population,
    cast(null as integer) as economies_with_data,
    cast(null as integer) as economies_total,
    ranked.line_rank = 1 as is_headline,
    points.year = ranked.latest_year as is_latest,
    points.is_observed
from points
join ranked using (indicator_id, area_id, sex, age, location, level, origin, edition)
order by indicator_id, area_id, sex, age, location, level, origin, edition, points.year;
