"""From staged rows to series and progress: the SQL models, and what is computed beside them."""
