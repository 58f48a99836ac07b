"""The profile of an area: where it stands on each target, among whom, and what is known of it."""
