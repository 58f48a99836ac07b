"""The row contract, and the observations that keep it."""
