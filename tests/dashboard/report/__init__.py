"""Tests of dashboard/words."""
