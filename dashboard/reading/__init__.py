"""What the warehouse answers: the only place with SQL."""
