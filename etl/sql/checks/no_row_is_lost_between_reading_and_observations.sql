with counted as (
    select
        (select count(*) from staging.observations) as staged,
        (select count(*) from observations) as observed
)
select * from counted where staged <> observed
