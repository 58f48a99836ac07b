-- sources: one row per publisher's publication, database or survey.
-- editions: one row per source × edition × file; grouping: which development levels and income groups its aggregates
-- are of, empty where that is not known.
-- feeds: one row per indicator × source that can fill it; the lower the precedence, the sooner its line comes first.

create table sources as
select * from staging.sources order by precedence;

create table editions as
select * from staging.editions order by source_id, vintage, file;

create table feeds as
select * from staging.feeds order by indicator_id, precedence;
