"""python -m dashboard.assistants where its extra is not installed."""

import importlib.util

import pytest
from click.testing import CliRunner

from dashboard.assistants.__main__ import main


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch):
    """Without the package it is said which one is missing and how it is set up."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    said = CliRunner().invoke(main, [])
    assert said.exit_code == 1
    assert "The package mcp is not installed" in said.output
    assert "make mcp" in said.output
    assert "Traceback" not in said.output
