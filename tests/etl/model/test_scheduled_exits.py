"""An economy that was to leave a group stays until somebody confirms it; one line of the catalogue settles it."""

from datetime import date
from pathlib import Path

import pytest

from etl import pipeline
from etl.asking.raw import RawStore
from etl.builds.fingerprint import fingerprint
from indicators.catalogue_files import load_catalogue
from indicators.settings import Settings
from tests.etl.damage import ask

EXITS = "select area_id, words from scheduled_exits order by area_id"
TOTALS = """
    select year, any_value(economies_total) from withheld
    where area_id = 'LDC' and indicator_id = 'e_government_index' group by year order by year
"""


def confirm(settings: Settings, area_id: str, last_day: str) -> None:
    """Write the last day of an LDC into its line of memberships.csv."""
    path: Path = settings.catalogue / "memberships.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(f"\nLDC,{area_id},,,") == 1
    path.write_text(text.replace(f"\nLDC,{area_id},,,", f"\nLDC,{area_id},,{last_day},"), encoding="utf-8")


def test_they_stay_until_it_is_confirmed(catalogue):
    """Bangladesh, Lao PDR and Nepal are LDCs in years after the day for which their exit was scheduled."""
    assert {"BGD", "LAO", "NPL"} < catalogue.members("LDC", 2027)
    assert {one.area_id for one in catalogue.memberships if one.scheduled} == {"BGD", "LAO", "NPL"}


def test_one_line_settles_it(served_project: Settings):
    """A last day in the line of an economy ends the sentence on it, and the figures of the group leave it out.

    Once a last day is known, nothing is unconfirmed, be it years ahead; the economy is in the group until then.
    """
    waiting, before = dict(ask(served_project, EXITS)), dict(ask(served_project, TOTALS))
    assert list(waiting) == ["BGD", "LAO", "NPL"]
    assert {2020, 2022, 2024} <= set(before)
    confirm(served_project, "BGD", "2021-11-23")
    confirm(served_project, "NPL", "2099-11-23")
    pipeline.run(served_project)
    assert list(dict(ask(served_project, EXITS))) == ["LAO"]
    after = dict(ask(served_project, TOTALS))
    assert {year: before[year] - after[year] for year in before} == dict.fromkeys(before, 1)
    members = load_catalogue(served_project.catalogue)
    assert ("NPL" in members.members("LDC", 2099), "NPL" in members.members("LDC", 2100)) == (True, False)


@pytest.mark.parametrize(("day", "is_new"), [("2026-11-24", False), ("2026-11-25", True)])
def test_the_day_after_is_another_build(project: Settings, day: str, is_new: bool):
    """The day after the scheduled one nothing is as it was: what is said of it stands in another tense."""
    store, memberships = RawStore(project.raw), load_catalogue(project.catalogue).memberships
    first = fingerprint(project, store, date(2026, 11, 23), memberships)
    assert (fingerprint(project, store, date.fromisoformat(day), memberships) != first) is is_new
