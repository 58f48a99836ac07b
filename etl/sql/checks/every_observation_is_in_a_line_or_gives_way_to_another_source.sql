select o.indicator_id, o.area_id, o.year, o.edition, o.source_id
from observations as o
anti join series as s
    using (indicator_id, area_id, year, sex, age, location, level, edition)
