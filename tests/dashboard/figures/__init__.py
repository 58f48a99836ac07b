"""Tests of dashboard/figures."""
