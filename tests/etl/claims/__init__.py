"""Tests of printed figures: reading them, rules, verdicts, and the command."""
