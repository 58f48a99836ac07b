"""Tests of dashboard/pages/report."""
