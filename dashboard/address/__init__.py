"""What an address asks for: read from the query string, written back to it. No warehouse, no Dash."""
