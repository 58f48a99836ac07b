-- series: one row per indicator × area × year × sex × age × location × level × origin × edition.
-- is_headline and repeats are those of the line (staging.ranks). is_history marks, of the line that goes furthest back
-- before the headline line, the figures for the years before it.
-- is_latest marks the newest observation of each line; a projected value, or one for a year after the edition's
-- vintage, is never it.
-- shown_at is the order in which rows are shown: line after line, and the years of a line.

create table series as
with

shown as (
    select
        points.target_id,
        indicator_id, area_id, points.year, sex, age, location, level,
        points.value, points.unit, points.qualifier, points.value_status,
        origin, edition, ranks.vintage, points.source_id,
        points.document, points.locator, points.url, points.quoted_by, points.read_in, points.note,
        points.coverage_population, points.economies_with_data, points.economies_total,
        points.economies_meeting, points.expected_error,
        ranks.is_headline,
        ranks.repeats,
        coalesce(points.year < ranks.history_before, false) as is_history,
        points.year = ranks.latest_year as is_latest,
        points.is_observed
    from staging.points as points
    join staging.ranks as ranks using (indicator_id, area_id, sex, age, location, level, origin, edition)
    order by ranks.shown_at, points.year
)

select *, row_number() over ()::integer as shown_at
from shown;
