select indicator_id, area_id, year, edition, value from series where unit = 'percent' and value not between 0 and 100
