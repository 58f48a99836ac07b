-- The files from which a build has figures of an indicator from some sources: downloads, if there are any.

select distinct file, held = 'embedded' as is_embedded
from observations
join build_files using (source_id, file)
where indicator_id = $indicator_id and list_contains($source_ids, source_id)
order by is_embedded, file;
