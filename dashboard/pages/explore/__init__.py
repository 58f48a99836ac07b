"""The page Explore: any indicators, areas, breakdowns and years, as a chart of the reader's choice and as a table."""
