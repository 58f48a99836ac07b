-- revisions: one row per pair of builds × what differs between them. A figure has changed, or was added, or is gone:
-- indicator × area × year × sex × age × location × level × source. Or a verdict has another status: the same without
-- a source, and the year is the horizon. A verdict that only one of the builds gives is no row.

create table revisions as
with

pairs as (
    select
        older.position as from_position, older.build_id as from_build,
        newer.position as to_position, newer.build_id as to_build
    from temp.builds_read as older
    join temp.builds_read as newer on older.position < newer.position
),

old_cells as (
    select * from pairs join temp.cells on position = from_position
),

new_cells as (
    select * from pairs join temp.cells on position = to_position
),

figures as (
    select
        from_build, to_build,
        case when old_cells.value is null then 'added' when new_cells.value is null then 'gone' else 'changed' end
            as kind,
        indicator_id, area_id, year, sex, age, location, level, source_id,
        old_cells.value as old_value, new_cells.value as new_value,
        old_cells.edition as old_edition, new_cells.edition as new_edition,
        cast(null as varchar) as old_text, cast(null as varchar) as new_text
    from old_cells
    full join new_cells
        using (from_build, to_build, indicator_id, area_id, year, sex, age, location, level, source_id)
    where
        old_cells.value is null
        or new_cells.value is null
        -- what is left of a computation's last digits is no revision
        or abs(new_cells.value - old_cells.value) > 1e-9 * greatest(1, abs(old_cells.value))
),

old_verdicts as (
    select * from pairs join temp.verdicts on position = from_position
),

new_verdicts as (
    select * from pairs join temp.verdicts on position = to_position
),

statuses as (
    select
        from_build, to_build, 'status' as kind,
        indicator_id, area_id, year, sex, age, location, level, '' as source_id,
        cast(null as double) as old_value, cast(null as double) as new_value,
        old_verdicts.edition as old_edition, new_verdicts.edition as new_edition,
        old_verdicts.status as old_text, new_verdicts.status as new_text
    from old_verdicts
    join new_verdicts using (from_build, to_build, indicator_id, area_id, year, sex, age, location, level)
    where old_verdicts.status <> new_verdicts.status
)

select * from figures
union all
select * from statuses
order by
    to_build desc, from_build desc, kind, indicator_id, area_id, year, sex, age, location, level, source_id;
