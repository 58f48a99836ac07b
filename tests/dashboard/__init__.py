"""The pages, figures, exports and the API, over a real warehouse."""
