"""Tests of dashboard/pages/areas."""
