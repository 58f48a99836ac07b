"""Fills the warehouse: read, stage, model, check, switch. Never imports the dashboard."""
