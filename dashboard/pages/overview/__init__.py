"""The page Overview: the twelve targets at a glance."""
