"""Tests of dashboard/address."""
