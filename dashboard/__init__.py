"""Shows the warehouse: pages, exports and the HTTP API. Never imports the ETL."""
