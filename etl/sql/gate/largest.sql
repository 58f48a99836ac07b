-- One row per figure of an indicator that changed by more than a share, the largest relative change first.

select area_id, year, sex, age, location, level, source_id, old_value, new_value
from temp.common
where
    indicator_id = $indicator_id
    and ($source_id = '' or source_id = $source_id)
    and change > $share * abs(old_value) * (1 + 1e-9)
order by relative_change desc nulls last, area_id, year, sex, age, location, level, source_id
limit $shown;
