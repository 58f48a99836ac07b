"""Tests of dashboard/pages/overviews."""
