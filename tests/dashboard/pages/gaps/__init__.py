"""Tests of dashboard/pages/gaps."""
