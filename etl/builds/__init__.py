"""Finished builds: the folder they lie in, and what differs between two of them."""
