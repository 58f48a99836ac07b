-- tier_counts: one row per indicator × area × year × edition × tier of its score: how many economies are in it.

create table tier_counts as
select * from staging.tier_counts order by indicator_id, area_id, edition, year, position;
