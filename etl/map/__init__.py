"""Makes the outlines of the map."""
