"""What several files of one publisher have in common."""
