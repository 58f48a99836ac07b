with counted as (
    select staged, (select count(*) from observations) as observed
    from staging.counted
)
select * from counted where staged <> observed
