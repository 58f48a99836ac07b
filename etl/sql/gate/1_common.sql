-- common: one row per cell that both builds give, the served one in position 0 and the new one in position 1.

create or replace temp view common as
select
    indicator_id, source_id, area_id, year, sex, age, location, level,
    old.value as old_value, new.value as new_value,
    abs(new.value - old.value) as change,
    change / nullif(abs(old.value), 0) as relative_change
from temp.cells as old
join temp.cells as new using (indicator_id, source_id, area_id, year, sex, age, location, level)
where old.position = 0 and new.position = 1;
