"""The pages: layout and thin callbacks, controls → Selection → frame → figure."""
