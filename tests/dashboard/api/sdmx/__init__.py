"""Tests of dashboard/api/sdmx."""
