select a.area_id, a.group_id, b.group_id as other_group
from memberships as a
join memberships as b
    on a.area_id = b.area_id and a.group_id < b.group_id
    and coalesce(a.valid_from, date '0001-01-01') <= coalesce(b.valid_to, date '9999-12-31')
    and coalesce(b.valid_from, date '0001-01-01') <= coalesce(a.valid_to, date '9999-12-31')
where a.group_id like 'INC-%' and b.group_id like 'INC-%'
