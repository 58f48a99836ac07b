-- aggregate_differences: one row per figure of a group that was both published and computed from economies,
-- computed minus published in the indicator's unit. Of several published editions the newest one speaks.
-- tolerance, for shares, is what the difference may be: 3 points with everybody covered, and half a point more for
-- each per cent of the population without a figure. Other scales have none: no rule for them could be found.
-- explained_by says why a difference may be larger: the published edition is over a year older than the economies'
-- figures, or the series of a member breaks after the year, and the publisher may have restated the years before.

create table aggregate_differences as
with

computed as (
    select * from series where origin = 'computed' and coverage_population is not null
),

published as (
    select *
    from series
    semi join computed using (indicator_id, area_id, year, sex, age, location, level)
    where origin = 'published' and is_observed
    qualify row_number() over (
        partition by indicator_id, area_id, year, sex, age, location, level
        order by vintage desc, edition desc
    ) = 1
),

own_breaks as (
    select indicator_id, year, unnest(string_split(areas, ' ')) as economy
    from breaks
    where areas <> ''
),

breaks_in_groups as (
    select indicator_id, group_id as area_id, max(year) as last_break
    from own_breaks
    join (
        select group_id, area_id from memberships
        union
        select 'WLD', area_id from areas where area_type = 'economy'
    ) as members on members.area_id = economy
    group by all
)

select
    indicator_id, area_id, computed.year, sex, age, location, level,
    published.edition as published_edition, published.value as published_value, published.qualifier,
    computed.edition as computed_edition, computed.value as computed_value,
    computed.value - published.value as difference,
    computed.coverage_population, computed.economies_with_data, computed.economies_total, computed.expected_error,
    if(indicators.scale = 'share', 3 + 50 * (1 - computed.coverage_population), null) as tolerance,
    case
        when date_diff('month', strptime(published.vintage, '%Y-%m'), strptime(computed.vintage, '%Y-%m')) > 12
            then 'an older edition'
        when last_break > computed.year then 'a break in the series of a member'
        else ''
    end as explained_by
from published
join computed using (indicator_id, area_id, year, sex, age, location, level)
join indicators using (indicator_id)
left join breaks_in_groups using (indicator_id, area_id)
order by all;
