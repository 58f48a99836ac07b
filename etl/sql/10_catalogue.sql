-- The catalogue as tables, one row per entry: the file explains itself.

create table plan as
select title, first_year, last_year from staging.plan;

create table horizons as
select year, meaning, is_default from staging.horizons order by year;

create table goals as
select goal_id, title from staging.goals order by goal_id;

create table targets as
select * from staging.targets order by position;

create table indicators as
select * from staging.indicators order by position;

create table benchmarks as
select * from staging.benchmarks order by indicator_id, position;

create table breaks as
select * from staging.breaks order by indicator_id, year;

create table unpublished as
select * from staging.unpublished order by indicator_id;

create table areas as
select
    * replace (nullif(former_name, '') as former_name, cast(nullif(renamed, '') as date) as renamed),
    if(area_type = 'economy', area_id, null) as iso3,
    list_position(['world', 'itu_region', 'development_level', 'income_group', 'economy'], area_type) as kind
from staging.areas
order by kind, sort;
