-- rejected_rows: one row per row that broke the row contract and is in no other table.

create table rejected_rows as
select source_id, file, line, "column", value, reason
from staging.rejected_rows
order by file, line;
