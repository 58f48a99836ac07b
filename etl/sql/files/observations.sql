-- The Parquet file of a build: one row per indicator × area × year × sex × age × location × level × origin × edition,
-- those that /api/v1/observations?edition=all gives, in its order and with its columns (dashboard/reading/selected.py).
-- Computed numbers have twelve significant digits: what comes after is what arithmetic left behind.

select
    points.target_id, points.indicator_id, indicators.title as indicator,
    points.area_id, areas.name as area, areas.area_type, areas.iso3,
    points.year, points.sex, points.age, points.location, points.level,
    if(points.origin = 'computed', cast(printf('%.12g', points.value) as double), points.value) as value,
    indicators.unit_label as unit, points.value_status, points.origin, points.edition,
    cast(printf('%.12g', points.coverage_population) as double) as coverage_population,
    points.economies_with_data, points.economies_total,
    points.source_id, sources.title as source,
    concat_ws(', ', sources.publisher, points.document, nullif(points.locator, ''), nullif(points.url, ''))
        || if(
            points.quoted_by = '', '',
            if(points.read_in = 'quoted', ' (as quoted by ', ' (read in ') || points.quoted_by || ')'
        ) as citation,
    concat_ws('; ', nullif(replace(points.qualifier, '_', ' '), ''), nullif(points.note, '')) as note,
    builds.build_id
from series as points
join indicators using (indicator_id)
join areas using (area_id)
join sources using (source_id)
cross join builds
order by points.shown_at
