select file, records, figures, rows_kept, rows_rejected, figures_set_aside
from build_files
where rows_kept + rows_rejected + figures_set_aside <> figures
