"""Tests of dashboard/words/report."""
