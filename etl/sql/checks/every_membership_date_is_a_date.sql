select group_id, area_id, valid_from, valid_to, scheduled
from staging.memberships
where (valid_from <> '' and try_cast(valid_from as date) is null)
    or (valid_to <> '' and try_cast(valid_to as date) is null)
    or (scheduled <> '' and try_cast(scheduled as date) is null)
