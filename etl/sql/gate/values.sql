-- One row per indicator with changed figures: how many both builds give, and how many changed by more than a share.
-- The factor beside the share lets rounding in the last digit pass; whatever is no longer zero has changed.

select
    indicator_id,
    count(*) as figures,
    count(*) filter (change > $share * abs(old_value) * (1 + 1e-9)) as changed
from temp.common
group by indicator_id
having changed > 0
order by indicator_id;
