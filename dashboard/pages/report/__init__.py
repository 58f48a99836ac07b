"""The page Report: the section "Impact" of the annual report, drafted of the figures."""
