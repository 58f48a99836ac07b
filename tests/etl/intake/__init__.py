"""The pipeline, from the files of data/ to the warehouse that is served."""
