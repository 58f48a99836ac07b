-- series: one row per indicator × area × year × sex × age × location × level × origin × edition.
-- A line (all years of one such key) belongs to one edition; is_headline marks the line a page shows first:
-- the one with the newest observed year, then published before derived from published figures (100 - x, a sum, a
-- ratio) before a mean of economies, then the edition of the newest calendar year. Of those that are left, the most
-- trusted is the one whose source the catalogue puts first (feeds), then what was read in the publication before a
-- table before a quotation, then the newest edition; the longest of those that agree with it speaks.
-- Two lines agree where every year that both have is the same to the digits that the shorter number prints; a computed
-- figure is printed with the decimals of its indicator.
-- A ratio computed from shares that are printed as whole per cents gives way to every other line (gives_way), and so
-- do the median economy where it stands for a share of a group (schools) and the mean of the latest figures of a sparse
-- survey, whose year is only that of the youngest of them: what is published of a group comes first.
-- Documents may call different editions by one name (2024): the vintage of a line is that of its own documents.
-- is_latest marks the newest observation of each line; a projected value, or one for a year after the edition's
-- vintage, is never it.
-- repeats marks a line that says nothing which the headline line does not say: each of its years is one of the headline
-- line's, with a value that agrees, the same word before it, and observed in both or in neither. Here a line prints as
-- many digits as its longest number: 99 beside 98.8 is another figure where other years are printed as 98.8. A published
-- line never repeats a computed one; a computed line may repeat a longer computed one too (means of economies that two
-- databases have from one publisher).
-- shown_at is the order in which rows are shown: by indicator, area (world, groups, economies), breakdown (totals first),
-- the line shown first, published before computed, the newest edition, year.

create or replace temp macro printed_digits(value, origin, decimals) as
    if(origin = 'computed', decimals, length(rtrim(split_part(cast(value as varchar), '.', 2), '0')));

create or replace temp macro agree(one, other, digits) as abs(one - other) <= 0.5 / power(10, digits) + 1e-9;

create table series as
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

computed as materialized (
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
),

points as not materialized (  -- they are wide: cheaper to put together again than to keep
    select * from published
    union all by name
    select * from computed
),

lines as (
    select
        indicator_id, area_id, sex, age, location, level, origin, edition,
        max(vintage) as vintage,
        min(feeds.precedence) as precedence,
        max(list_position(['', 'publication', 'table', 'quoted'], read_in)) as distance,
        max(year) filter (is_observed) as latest_year,
        count(*) as years_in_line,
        count(*) filter (is_observed) as observations_in_line,
        max(printed_digits(value, origin, decimals)) as most_digits,
        bool_or(gives_way) as gives_way,
        max(if(origin = 'published', 0, if(coverage_population is null, 1, 2))) as standing
    from points
    join indicators using (indicator_id)
    left join feeds using (indicator_id, source_id)
    group by all
),

placed as (
    select
        *,
        rank() over (
            partition by indicator_id, area_id, sex, age, location, level
            order by gives_way, latest_year desc nulls last, standing, left(vintage, 4) desc
        ) as place,
        row_number() over (
            partition by indicator_id, area_id, sex, age, location, level
            order by
                gives_way, latest_year desc nulls last, standing, left(vintage, 4) desc,
                precedence nulls last, distance, vintage desc, edition desc, observations_in_line desc
        ) as trust
    from lines
),

contested as (
    select indicator_id, area_id, sex, age, location, level
    from placed
    where place = 1
    group by all
    having count(*) > 1
),

first_points as (
    select
        indicator_id, area_id, sex, age, location, level, points.year, points.value, trust,
        printed_digits(points.value, origin, decimals) as digits
    from points
    join indicators using (indicator_id)
    join placed using (indicator_id, area_id, sex, age, location, level, origin, edition)
    join contested using (indicator_id, area_id, sex, age, location, level)
    where place = 1
),

disagreeing as (
    select distinct one.indicator_id, one.area_id, one.sex, one.age, one.location, one.level, one.trust
    from first_points as one
    join first_points as trusted using (indicator_id, area_id, sex, age, location, level, year)
    where trusted.trust = 1 and one.trust > 1
        and not agree(one.value, trusted.value, least(one.digits, trusted.digits))
),

ranked as (
    select
        placed.*,
        row_number() over (
            partition by indicator_id, area_id, sex, age, location, level
            order by
                place, disagreeing.trust is not null,
                if(place = 1, observations_in_line, 0) desc, placed.trust
        ) as line_rank
    from placed
    left join disagreeing using (indicator_id, area_id, sex, age, location, level, trust)
),

figures as (
    select
        indicator_id, area_id, sex, age, location, level, points.year, origin, edition, points.value, points.qualifier,
        points.is_observed, ranked.most_digits, ranked.years_in_line, ranked.line_rank
    from points
    join ranked using (indicator_id, area_id, sex, age, location, level, origin, edition)
),

repeating as (
    select distinct indicator_id, area_id, sex, age, location, level, one.origin, one.edition
    from figures as one
    join figures as other using (indicator_id, area_id, sex, age, location, level, year)
    where one.line_rank > 1
        and (one.origin = 'computed' or other.origin = 'published')
        and (
            other.line_rank = 1
            or (
                one.origin = 'computed' and other.origin = 'computed'
                and (other.years_in_line, -other.line_rank) > (one.years_in_line, -one.line_rank)
            )
        )
    group by
        indicator_id, area_id, sex, age, location, level, one.origin, one.edition, one.years_in_line, other.line_rank
    having count(*) = one.years_in_line and bool_and(
        agree(one.value, other.value, least(one.most_digits, other.most_digits))
        and one.qualifier = other.qualifier
        and one.is_observed = other.is_observed
    )
)

select
    points.target_id,
    indicator_id, area_id, points.year, sex, age, location, level,
    points.value, points.unit, points.qualifier, points.value_status,
    origin, edition, ranked.vintage, points.source_id,
    points.document, points.locator, points.url, points.quoted_by, points.read_in, points.note,
    points.coverage_population, points.economies_with_data, points.economies_total,
    points.economies_meeting, points.expected_error,
    ranked.line_rank = 1 as is_headline,
    repeating.edition is not null as repeats,
    points.year = ranked.latest_year as is_latest,
    points.is_observed,
    row_number() over (
        order by
            indicators.position, areas.kind, areas.sort, sex <> 'both', sex, age <> 'all', age,
            location <> 'total', location, level, ranked.line_rank > 1, origin desc, ranked.vintage desc, edition,
            points.year
    )::integer as shown_at
from points
join indicators using (indicator_id)
join areas using (area_id)
join ranked using (indicator_id, area_id, sex, age, location, level, origin, edition)
left join repeating using (indicator_id, area_id, sex, age, location, level, origin, edition)
order by shown_at;
