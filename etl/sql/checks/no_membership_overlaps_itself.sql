with numbered as (
    select *, row_number() over () as number from memberships
)
select a.group_id, a.area_id
from numbered as a
join numbered as b
    on a.group_id = b.group_id and a.area_id = b.area_id and a.number < b.number
    and coalesce(a.valid_from, date '0001-01-01') <= coalesce(b.valid_to, date '9999-12-31')
    and coalesce(b.valid_from, date '0001-01-01') <= coalesce(a.valid_to, date '9999-12-31')
order by all
