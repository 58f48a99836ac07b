"""Charts: a frame in, a figure out (plain dicts in light colours). No Dash, no queries."""
