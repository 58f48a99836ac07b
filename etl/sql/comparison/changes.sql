-- One row per figure that changed, for each file the first of them, the largest relative change first.

select file, indicator_id, area_id, year, sex, age, location, level, served_value, value
from temp.added_figures
where speaks and is_changed
qualify row_number() over (
    partition by file
    order by abs(value - served_value) / nullif(abs(served_value), 0) desc nulls last,
        indicator_id, area_id, year, sex, age, location, level, source_id
) <= $shown
order by
    file, abs(value - served_value) / nullif(abs(served_value), 0) desc nulls last,
    indicator_id, area_id, year, sex, age, location, level, source_id;
