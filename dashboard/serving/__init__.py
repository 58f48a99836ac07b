"""How answers reach the browser, and what is told when they cannot."""
