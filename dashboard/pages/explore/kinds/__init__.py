"""The kinds of chart on the page Explore."""
