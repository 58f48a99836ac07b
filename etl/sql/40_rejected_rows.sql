-- rejected_rows: one row per row that broke the row contract and is in no other table. impossible marks a value that
-- cannot be (a share of 140 %), in a row that is in order otherwise.

create table rejected_rows as
select source_id, file, line, "column", value, reason, indicator_id, area_id, impossible
from staging.rejected_rows
order by file, line;
