"""What is measured: the catalogue, its readers and the model."""
