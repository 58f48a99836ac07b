"""Tests of dashboard/pages/targets."""
