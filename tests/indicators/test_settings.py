"""Paths and environment."""

from pathlib import Path

import pytest

from indicators.settings import PROJECT, from_environment


def test_the_folder_of_data_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """SPT_DATA_DIR moves the warehouse and leaves the catalogue and the figures where they are."""
    monkeypatch.setenv("SPT_DATA_DIR", str(tmp_path))
    settings = from_environment()
    assert settings.current == tmp_path / "warehouse" / "current"
    assert settings.catalogue == PROJECT / "data" / "catalogue"
    assert settings.published == PROJECT / "data" / "published"


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_wish_the_data_lies_in_the_project(monkeypatch: pytest.MonkeyPatch, value: str | None):
    """An unset and an empty SPT_DATA_DIR mean the project's own folder."""
    if value is None:
        monkeypatch.delenv("SPT_DATA_DIR", raising=False)
    else:
        monkeypatch.setenv("SPT_DATA_DIR", value)
    assert from_environment().data == PROJECT / "data"
