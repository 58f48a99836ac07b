"""The page Gaps: women and men, town and countryside, the young and the rest."""
