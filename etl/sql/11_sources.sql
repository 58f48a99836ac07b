-- sources: one row per publisher's publication, database or survey.
-- editions: one row per source × edition × file.

create table sources as
select * from staging.sources order by precedence;

create table editions as
select * from staging.editions order by source_id, vintage, file;
