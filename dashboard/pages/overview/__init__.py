"""The page Overview: all targets at a glance."""
