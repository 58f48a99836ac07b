"""Guards the switch: a new build is held against the served one, and each line against itself."""
