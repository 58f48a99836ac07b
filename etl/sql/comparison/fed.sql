-- One row per file × indicator that it feeds: how many figures are kept, of how many areas and of which years, how many
-- stand behind a newer edition, are shown first, are new, changed or as they were. The last three leave out those behind.

select
    file,
    indicator_id,
    count(*) as figures,
    list(distinct area_id) as areas,
    min(year) as first_year,
    max(year) as last_year,
    count(*) filter (not speaks) as behind,
    count(*) filter (is_first) as shown_first,
    count(*) filter (speaks and is_new) as new,
    count(*) filter (speaks and is_changed) as changed,
    count(*) filter (speaks and not is_new and not is_changed) as as_before
from temp.added_figures
group by file, indicator_id
order by file, indicator_id;
