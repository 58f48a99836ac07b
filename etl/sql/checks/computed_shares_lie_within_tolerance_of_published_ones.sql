select indicator_id, area_id, year, published_edition, published_value, computed_value, tolerance
from aggregate_differences
where abs(difference) > tolerance and explained_by = ''
