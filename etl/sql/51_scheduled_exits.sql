-- scheduled_exits: one row per group × economy that is in it on the day of the build and was to leave it on a day that
-- nobody has confirmed; words say so, in the tense of the day of the build. A view, so that it follows that day.

create view scheduled_exits as
select
    group_id, memberships.area_id, scheduled, source, note,
    format(
        'leaving the {} {} scheduled for {}; not confirmed so far',
        areas.short_name,
        if(scheduled < cast(built_at as date), 'was', 'is'),
        strftime(scheduled, '%-d %B %Y')
    ) as words
from memberships
cross join builds
join areas on areas.area_id = group_id
where scheduled is not null and valid_to is null
    and coalesce(valid_from, date '0001-01-01') <= built_at
order by all;
