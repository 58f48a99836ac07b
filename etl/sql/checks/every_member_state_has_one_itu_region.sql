select areas.area_id, count(distinct memberships.group_id) as regions
from areas
left join memberships on memberships.area_id = areas.area_id and memberships.group_id like 'ITU-%'
where areas.itu_member
group by areas.area_id
having count(distinct memberships.group_id) <> 1
