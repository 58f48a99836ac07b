-- memberships: one row per group × economy × period; an open end is null.

create table memberships as
select
    group_id,
    area_id,
    try_cast(nullif(valid_from, '') as date) as valid_from,
    try_cast(nullif(valid_to, '') as date) as valid_to,
    note
from staging.memberships
order by group_id, area_id, valid_from;
