"""Tests of dashboard/parts."""
