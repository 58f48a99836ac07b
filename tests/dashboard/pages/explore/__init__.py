"""Tests of dashboard/pages/explore."""
