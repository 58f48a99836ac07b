select indicator_id, area_id, year, file, line from observations where document = '' or edition = ''
