"""The list of acknowledged differences: what it may hold, and what is refused."""

from pathlib import Path

import pytest

from indicators.acknowledged import Acknowledgement, FindingKind, load_acknowledged
from indicators.entries import CatalogueError
from indicators.settings import Settings

GOOD = '{indicator: internet_users, finding: values_changed, since: 20261124-174455-0199, reason: "restated: see X"}'


def load(folder: Path, *entries: str) -> tuple[Acknowledgement, ...]:
    lines = ["acknowledged:", *(f"  - {entry}" for entry in entries)] if entries else ["acknowledged: []"]
    (folder / "acknowledged.yaml").write_text("\n".join(lines), encoding="utf-8")
    return load_acknowledged(folder)


def test_the_projects_own_list():
    """The project's own list can be read."""
    assert all(one.reason for one in load_acknowledged(Settings().catalogue))


def test_an_empty_list(tmp_path: Path):
    """A list without entries is none."""
    assert load(tmp_path) == ()


def test_entries(tmp_path: Path):
    """Entries come back in file order; a build's id is text, quoted or not; the indicator may be gone."""
    found = load(tmp_path, GOOD, GOOD.replace("internet_users", "gone").replace("20261124-174455-0199", '"x"'))
    assert found == (
        Acknowledgement("internet_users", FindingKind.VALUES_CHANGED, "20261124-174455-0199", "restated: see X"),
        Acknowledgement("gone", FindingKind.VALUES_CHANGED, "x", "restated: see X"),
    )


BAD = {
    "no reason": (', reason: "restated: see X"', "", "key 'reason' is missing"),
    "empty reason": ("restated: see X", "", "key 'reason' is ''; expected: some"),
    "blank reason": ("restated: see X", "  ", "key 'reason' is '  '; expected: some"),
    "placeholder": ("restated: see X", "…", "key 'reason' is '…'; expected: some"),
    "no build": ("20261124-174455-0199", '""', "key 'since' is ''"),
    "no indicator": ("internet_users", '""', "key 'indicator' is ''"),
    "unknown finding": ("values_changed", "values", "key 'finding' is 'values'"),
    "unknown key": ("reason:", "reson:", "unknown key 'reson'; did you mean"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_entries(tmp_path: Path, what: str):
    """A wrong entry is refused in one sentence that names file, entry and key."""
    old, new, words = BAD[what]
    with pytest.raises(CatalogueError) as caught:
        load(tmp_path, GOOD.replace(old, new))
    assert str(caught.value).startswith("acknowledged.yaml: acknowledgement 1 of ")
    assert words in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_doubles(tmp_path: Path):
    """The same difference is acknowledged once."""
    with pytest.raises(CatalogueError, match=r"'internet_users values_changed since 2026.*' is there twice"):
        load(tmp_path, GOOD, GOOD)


@pytest.mark.parametrize("text", ["", "acknowledged:", "acknowledged: none", "waved: []"])
def test_no_list(tmp_path: Path, text: str):
    """A file without the list says what was expected."""
    (tmp_path / "acknowledged.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"acknowledged\.yaml: .*expected"):
        load_acknowledged(tmp_path)
