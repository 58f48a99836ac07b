"""What the gate says when it stops a build, how a stopped one is let through, and when there is nothing to hold."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from etl.guard.gate import GateError, Held, hold
from indicators.acknowledged import Acknowledgement, FindingKind, load_acknowledged
from indicators.settings import Settings
from tests.etl.beside import INTERNET, OLD, copied, figures, holder, refused

RIGHT = Acknowledgement("internet_users", FindingKind.VALUES_CHANGED, OLD, "the source has restated them")


@pytest.fixture
def held(tmp_path: Path, internet_settings: Settings) -> Callable[..., Held]:
    """Holds a build against a served one, both changed by SQL."""
    return holder(internet_settings, tmp_path)


def test_all_findings_are_named_together(held):
    """One refusal names every finding of every indicator, and the entry that lets each of them pass."""
    change = f"""
        update observations set value = 100 * value where {INTERNET};
        delete from observations where indicator_id = 'mobile_owners' and area_id < 'G'
    """
    with pytest.raises(GateError) as caught:
        held("", change)
    lines = str(caught.value).splitlines()
    kinds = [
        ("internet_users", "values_changed"),
        ("mobile_owners", "economies_lost"),
        ("internet_users", "unit_changed"),
        ("internet_users", "line_out_of_scale"),
    ]
    assert [line for line in lines if line.startswith("  - ")] == [
        f'  - {{indicator: {indicator_id}, finding: {kind}, since: "{OLD}", reason: "…"}}'
        for indicator_id, kind in kinds
    ]
    sources = [line.split(":")[0] for line in lines[1:-5]]
    assert sources == ["internet_users", "mobile_owners", *sources[2:]]
    assert "internet_users from worldbank" in sources[2:]
    assert "'acknowledged' in data/catalogue/acknowledged.yaml" in lines[-5]
    assert "run make etl again" in lines[-5]


def test_the_printed_entry_lets_the_build_pass(held, project: Settings):
    """The entry that a refusal prints, put into the file with a reason, lets the same build pass and is reported."""
    change = f"update observations set value = 70 where {INTERNET}"
    with pytest.raises(GateError) as caught:
        held(figures(100), change)
    [entry] = [line for line in str(caught.value).splitlines() if line.startswith("  - ")]
    text = "acknowledged:\n" + entry.replace("…", "restated: see the release notes")
    (project.catalogue / "acknowledged.yaml").write_text(text, encoding="utf-8")
    [finding] = held(figures(100), change, *load_acknowledged(project.catalogue)).acknowledged
    assert (finding.kind, finding.indicator_id) == (FindingKind.VALUES_CHANGED, "internet_users")
    assert finding.reason == "restated: see the release notes"
    assert finding.sentence.startswith("internet_users: 100 of 100 figures")


OTHERS = {
    "against an earlier build": {"since": "20251231-120000-aaaa"},
    "of another indicator": {"indicator": "coverage_3g"},
    "of another finding": {"finding": FindingKind.UNIT_CHANGED},
}


@pytest.mark.parametrize("what", OTHERS)
def test_an_acknowledgement_of_something_else(held, what: str):
    """An acknowledgement counts for its indicator, its finding and its served build alone; after that it expires."""
    other = replace(RIGHT, **OTHERS[what])
    [sentence] = refused(held, figures(100), f"update observations set value = 70 where {INTERNET}", other)
    assert sentence.startswith("internet_users: 100 of 100 figures")


def test_only_what_is_not_acknowledged_stops(held):
    """Of two findings one of which is acknowledged, the other alone stops the build and is named."""
    change = f"update observations set value = 100 * value where {INTERNET}"
    [sentence] = refused(held, figures(100), change, RIGHT)
    assert sentence.startswith("internet_users from worldbank: figures are about 100 times")
    unit = replace(RIGHT, finding=FindingKind.UNIT_CHANGED)
    assert [one.kind for one in held(figures(100), change, RIGHT, unit).acknowledged] == [RIGHT.finding, unit.finding]


def test_an_acknowledgement_of_nothing(held):
    """An acknowledgement that is not needed does nothing."""
    assert held(figures(100), "", RIGHT) == Held(OLD)


@pytest.mark.parametrize("served", [None, Path("/nowhere/current")])
def test_no_served_build(warehouse: duckdb.DuckDBPyConnection, served: Path | None):
    """Where nothing is served, nothing is held against anything, and that is said."""
    assert hold(served, warehouse) == Held(note="No build is served yet: there was nothing to hold this one against.")


@pytest.mark.parametrize(
    "damage", ["alter table editions drop column vintage", "drop table observations", "drop table areas"]
)
def test_a_served_build_of_an_earlier_schema(held, damage: str):
    """A served build that cannot be compared stops nothing, and that is said."""
    result = held("", f"update observations set value = 70 where {INTERNET}", old=damage)
    assert (result.served_build, result.acknowledged) == ("", ())
    assert result.note.startswith(f"The served build {OLD} cannot be read, or an older version of the program made it")


def test_a_damaged_served_build(tmp_path: Path, internet_settings: Settings):
    """A served file that is no database stops nothing: the new build is better."""
    (tmp_path / "current").write_bytes(b"half")
    with copied(internet_settings, tmp_path / "new.building") as connection:
        assert hold(tmp_path / "current", connection).note.startswith("The served build current cannot be read")
