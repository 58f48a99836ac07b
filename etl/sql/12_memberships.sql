-- memberships: one row per group × economy × period; an open end is null. scheduled is the day on which the economy was
-- to leave, by source; a confirmed end is valid_to.

create table memberships as
select
    group_id,
    area_id,
    try_cast(nullif(valid_from, '') as date) as valid_from,
    try_cast(nullif(valid_to, '') as date) as valid_to,
    note,
    try_cast(nullif(scheduled, '') as date) as scheduled,
    source
from staging.memberships
order by group_id, area_id, valid_from;
