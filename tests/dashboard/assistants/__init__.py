"""Tests of dashboard/assistants."""
