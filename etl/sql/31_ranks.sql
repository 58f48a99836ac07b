-- staging.ranks: one row per line, which is indicator × area × sex × age × location × level × origin × edition: what its
-- figures share in `series`. What is found out about lines is found out here, of few columns.
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
-- repeats marks a line that says nothing which the headline line does not say: each of its years is one of the headline
-- line's, with a value that agrees, the same word before it, and observed in both or in neither. Here a line prints as
-- many digits as its longest number: 99 beside 98.8 is another figure where other years are printed as 98.8. A published
-- line never repeats a computed one; a computed line may repeat a longer computed one too (means of economies that two
-- databases have from one publisher).
-- history_before, of the line of an area and breakdown that goes furthest back before the headline line, is the year with
-- which that begins: of lines with as many earlier years a published one before a computed one, then the newest.
-- shown_at is the order in which lines are shown: by indicator, area (world, groups, economies), breakdown (totals
-- first), the line shown first, published before computed, the newest edition.

create or replace temp macro printed_digits(value, origin, decimals) as
    if(origin = 'computed', decimals, length(rtrim(split_part(cast(value as varchar), '.', 2), '0')));

create or replace temp macro agree(one, other, digits) as abs(one - other) <= 0.5 / power(10, digits) + 1e-9;

create table staging.ranks as
with

lines as (
    select
        indicator_id, area_id, sex, age, location, level, origin, edition,
        max(vintage) as vintage,
        min(feeds.precedence) as precedence,
        max(list_position(['', 'publication', 'table', 'quoted'], read_in)) as distance,
        min(year) as first_year,
        max(year) filter (is_observed) as latest_year,
        count(*) as years_in_line,
        count(*) filter (is_observed) as observations_in_line,
        bool_or(gives_way) as gives_way,
        max(if(origin = 'published', 0, if(coverage_population is null, 1, 2))) as standing
    from staging.points
    left join feeds using (indicator_id, source_id)
    group by all
),

numbered as (
    select *, dense_rank() over (order by indicator_id, area_id, sex, age, location, level) as breakdown
    from lines
),

placed as (
    select
        *,
        count(*) over (partition by breakdown) as lines_of_breakdown,
        rank() over (
            partition by breakdown
            order by gives_way, latest_year desc nulls last, standing, left(vintage, 4) desc
        ) as place,
        row_number() over (
            partition by breakdown
            order by
                gives_way, latest_year desc nulls last, standing, left(vintage, 4) desc,
                precedence nulls last, distance, vintage desc, edition desc, observations_in_line desc
        ) as trust
    from numbered
),

-- Only lines that stand beside others can disagree, repeat or go further back. Their key: breakdown × trust.
figures as materialized (
    select
        breakdown, trust, place, year, value, qualifier, is_observed,
        printed_digits(value, origin, decimals) as digits
    from staging.points
    join indicators using (indicator_id)
    join placed using (indicator_id, area_id, sex, age, location, level, origin, edition)
    where lines_of_breakdown > 1
),

printed as (
    select breakdown, trust, max(digits) as most_digits
    from figures
    group by all
),

disagreeing as (
    select distinct breakdown, one.trust
    from figures as one
    join figures as trusted using (breakdown, year)
    where one.place = 1 and one.trust > 1 and trusted.trust = 1
        and not agree(one.value, trusted.value, least(one.digits, trusted.digits))
),

ranked as (
    select
        placed.*, most_digits,
        row_number() over (
            partition by breakdown
            order by
                place, disagreeing.trust is not null,
                if(place = 1, observations_in_line, 0) desc, placed.trust
        ) as line_rank
    from placed
    left join printed using (breakdown, trust)
    left join disagreeing using (breakdown, trust)
),

pairs as (
    select
        breakdown, one.trust, one.years_in_line, other.trust as other_trust,
        least(one.most_digits, other.most_digits) as digits
    from ranked as one
    join ranked as other using (breakdown)
    where one.line_rank > 1
        and (one.origin = 'computed' or other.origin = 'published')
        and (
            other.line_rank = 1
            or (
                one.origin = 'computed' and other.origin = 'computed'
                and (other.years_in_line, -other.line_rank) > (one.years_in_line, -one.line_rank)
            )
        )
),

repeating as (
    select distinct breakdown, pairs.trust
    from pairs
    join figures as one using (breakdown, trust)
    join figures as other
        on other.breakdown = one.breakdown and other.year = one.year and other.trust = pairs.other_trust
    group by breakdown, pairs.trust, pairs.other_trust, pairs.years_in_line
    having count(*) = pairs.years_in_line and bool_and(
        agree(one.value, other.value, pairs.digits)
        and one.qualifier = other.qualifier
        and one.is_observed = other.is_observed
    )
),

history as (
    select breakdown, ranked.trust, headline.first_year as history_before
    from figures
    join ranked using (breakdown, trust)
    join ranked as headline using (breakdown)
    where headline.line_rank = 1 and ranked.line_rank > 1 and figures.year < headline.first_year
    group by breakdown, ranked.trust, headline.first_year, ranked.origin, ranked.vintage, ranked.edition
    qualify row_number() over (
        partition by breakdown
        order by count(*) desc, ranked.origin desc, ranked.vintage desc, ranked.edition
    ) = 1
)

select
    indicator_id, area_id, sex, age, location, level, origin, edition,
    vintage, latest_year,
    line_rank = 1 as is_headline,
    repeating.trust is not null as repeats,
    history_before,
    row_number() over (
        order by
            indicators.position, areas.kind, areas.sort, sex <> 'both', sex, age <> 'all', age,
            location <> 'total', location, level, line_rank > 1, origin desc, vintage desc, edition
    ) as shown_at
from ranked
join indicators using (indicator_id)
join areas using (area_id)
left join repeating using (breakdown, trust)
left join history using (breakdown, trust);
