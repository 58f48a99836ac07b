-- set_aside: one row per file × reason for which figures in it are not used; line is where the first of them stands.
-- refused_files: one row per file that could not be used at all.

create table set_aside as
select source_id, file, reason, figures, line
from staging.set_aside
order by file, figures desc, reason;

create table refused_files as
select file, reason from staging.refused_files order by file;
