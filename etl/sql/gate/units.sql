-- One row per indicator × source: by what factor its figures changed, at the median of those that were not zero.

select indicator_id, source_id, count(*) as figures, median(new_value / old_value) as factor
from temp.common
where old_value <> 0
group by indicator_id, source_id
having figures >= $fewest
order by indicator_id, source_id;
