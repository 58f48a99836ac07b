"""The page Data: what the figures rest on."""
