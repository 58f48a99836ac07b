-- build_files: one row per file that this build was made from, and what became of its figures.
-- records are the file's own rows; figures its values, more than that where every year has a column.
-- read_from: the sheets and columns that figures were read from; numbers elsewhere are set aside under their names.
-- held: embedded (in the project), live (sent by a service) or drop (put into the drop folder).
-- received_at: when the service sent it, or as of when a dropped file is taken to stand, on as_of_grounds.

create table build_files as
with

kept as (
    select source_id, file, count(*) as rows_kept, max(year) filter (value_status <> 'projected') as newest_year
    from observations
    group by all
),

refused as (
    select source_id, file, count(*) as rows_rejected
    from rejected_rows
    group by all
),

unused as (
    select source_id, file, sum(figures) as figures_set_aside
    from staging.set_aside
    group by all
)

select
    files.source_id, files.file, files.layout, files.held, files.received_at, files.as_of_grounds,
    files.read_from, files.records, files.figures,
    coalesce(rows_kept, 0) as rows_kept,
    coalesce(rows_rejected, 0) as rows_rejected,
    coalesce(figures_set_aside, 0)::integer as figures_set_aside,
    newest_year, files.seconds
from staging.files as files
left join kept using (source_id, file)
left join refused using (source_id, file)
left join unused using (source_id, file)
order by files.file;
