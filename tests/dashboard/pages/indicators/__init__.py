"""Tests of dashboard/pages/indicators."""
