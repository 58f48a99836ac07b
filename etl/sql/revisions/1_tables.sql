-- Working tables of a comparison; `position` is the place of a build in it, oldest first.

-- one row per build that could be read
create or replace temp table builds_read (
    position integer, build_id varchar, number integer, built_at timestamp, newest_year integer, observations bigint
);

-- one row per build × indicator × area × year × sex × age × location × level × source
create or replace temp table cells (
    position integer, indicator_id varchar, area_id varchar, year integer, sex varchar, age varchar,
    location varchar, level varchar, source_id varchar, value double, edition varchar, is_economy boolean
);

-- one row per build × indicator × area × sex × age × location × level × horizon, which stands in `year`
create or replace temp table verdicts (
    position integer, indicator_id varchar, area_id varchar, year integer, sex varchar, age varchar,
    location varchar, level varchar, status varchar, edition varchar
);
