-- attempts: one row per live source that was ever asked: its last attempt; this_run says whether this build made it.

create table attempts as
select * from staging.attempts order by source_id;
