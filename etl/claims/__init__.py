"""Figures printed in a report, held against the warehouse and against each other."""
