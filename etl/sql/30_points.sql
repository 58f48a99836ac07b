-- staging.points: one row per figure that carries a line, published or computed, as wide as it is: a view, cheaper to
-- put together again, in the columns that are asked for, than to keep.

create view staging.points as
with

published as (
    select
        observations.* exclude (quoted_by, read_in, file, line, carries_line),
        quoted_by, read_in,
        'published' as origin,
        editions.vintage,
        observations.value_status <> 'projected'
            and observations.year <= cast(left(editions.vintage, 4) as integer) as is_observed,
        false as gives_way
    from observations
    join editions using (source_id, edition, file)
    where carries_line
),

computed as (
    select
        indicators.target_id,
        computed.* exclude (qualifier),
        coalesce(qualifier, '') as qualifier, 'estimated' as value_status,
        '' as locator, '' as url, '' as quoted_by, '' as read_in,
        'computed' as origin,
        true as is_observed
    from staging.computed as computed
    join indicators using (indicator_id)
    -- of several sources that give economies in one edition, the first in order of precedence speaks
    join sources using (source_id)
    qualify row_number() over (
        partition by indicator_id, area_id, year, sex, age, location, level, edition
        order by coverage_population desc nulls first, precedence
    ) = 1
)

select * from published
union all by name
select * from computed;
