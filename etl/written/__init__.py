"""Numbers, years and days as people and programs write them."""
