"""Paths and environment."""

from pathlib import Path

import pytest

from indicators.settings import PROJECT, SettingsError, from_environment


def test_the_folder_of_data_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """SPT_DATA_DIR moves the warehouse and leaves the catalogue and the figures where they are."""
    monkeypatch.setenv("SPT_DATA_DIR", str(tmp_path))
    settings = from_environment()
    assert settings.current == tmp_path / "warehouse" / "current"
    assert settings.catalogue == PROJECT / "data" / "catalogue"
    assert settings.published == PROJECT / "data" / "published"


def test_answers_are_kept_beside_the_warehouse(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Answers are kept in a folder of the data or another one, as many megabytes of them as is said."""
    monkeypatch.setenv("SPT_DATA_DIR", str(tmp_path))
    for name in ("SPT_CACHE_DIR", "SPT_CACHE_DISK", "SPT_CACHE_MEMORY"):
        monkeypatch.delenv(name, raising=False)
    settings = from_environment()
    assert (settings.answers, settings.answers_on_disk) == (tmp_path / "answers", 256_000_000)
    monkeypatch.setenv("SPT_CACHE_DIR", str(tmp_path / "other"))
    monkeypatch.setenv("SPT_CACHE_DISK", "0")
    monkeypatch.setenv("SPT_CACHE_MEMORY", "5")
    settings = from_environment()
    assert settings.answers == tmp_path / "other"
    assert (settings.answers_on_disk, settings.answers_in_memory) == (0, 5_000_000)
    monkeypatch.setenv("SPT_CACHE_MEMORY", "much")
    with pytest.raises(SettingsError, match="SPT_CACHE_MEMORY is 'much'; expected megabytes"):
        from_environment()


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_wish_the_data_lies_in_the_project(monkeypatch: pytest.MonkeyPatch, value: str | None):
    """An unset and an empty SPT_DATA_DIR mean the project's own folder."""
    if value is None:
        monkeypatch.delenv("SPT_DATA_DIR", raising=False)
    else:
        monkeypatch.setenv("SPT_DATA_DIR", value)
    assert from_environment().data == PROJECT / "data"
