"""The pages of indicators: what is known of each, and all of them by target."""
