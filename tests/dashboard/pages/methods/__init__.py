"""Tests of dashboard/pages/data."""
