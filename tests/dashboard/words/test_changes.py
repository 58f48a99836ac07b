"""Changes in words: nothing that fell is said to have risen least."""

import pytest

from dashboard.reading.changes import ImportantChange
from dashboard.words.changes import change_in_words, leads_to, rises_and_falls
from indicators.catalogue import Catalogue


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([-0.2, -8.9, -3.8], "fell in all 3"),
        ([0.2, 8.9], "rose in both"),
        ([0.2, -8.9, 0.0], "rose in 1 and fell in 1 of 3"),
        ([0.0, 1.0, 2.0], "rose in 2 of 3"),
        ([0.0, -1.0], "fell in 1 of 2"),
        ([0.0, 0.0], "did not change in any of 2"),
        ([1.0], "rose in 1"),
    ],
)
def test_rises_and_falls(changes: list[float], words: str):
    """Both ways are counted, and those that stood still in neither."""
    assert rises_and_falls(changes) == words
    assert rises_and_falls(changes, "areas") == f"{words} areas"


def change(**own) -> ImportantChange:
    """A change of a figure of Kenya, but for what is said."""
    usual = {
        "kind": "changed",
        "indicator_id": "internet_users",
        "target_id": "1.7",
        "area_id": "KEN",
        "area": "Kenya",
        "area_type": "economy",
        "sex": "both",
        "age": "all",
        "location": "total",
        "level": "",
        "horizon": None,
        "old_text": None,
        "new_text": None,
        "figure_year": 2025,
        "old_value": 38.0,
        "new_value": 38.5,
        "source_id": "worldbank",
        "new_edition": "2026",
    }
    return ImportantChange(**(usual | own))


VERDICT = {"kind": "status", "horizon": 2030, "old_text": "on_track", "new_text": "slow"}


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (change(), "Internet users, Kenya: 38.5\u202f% for 2025, where 38\u202f% stood."),
        (
            change(new_value=38.001),
            "Internet users, Kenya: the figure for 2025 changed by less than is shown, 38\u202f%.",
        ),
        (change(kind="added", old_value=None), "Internet users, Kenya: 38.5\u202f% for 2025 is new."),
        (change(kind="gone", new_value=None), "Internet users, Kenya: the figure for 2025 is gone."),
        (change(sex="female"), "Internet users, Kenya, women: 38.5\u202f% for 2025, where 38\u202f% stood."),
        (
            change(**VERDICT, figure_year=None, old_value=None, new_value=None),
            "Internet users, Kenya: far too slow by 2030, where it was on track.",
        ),
        (  # what was due by 2025 is not missed by 2030
            change(**(VERDICT | {"new_text": "missed"}), figure_year=None, old_value=None, new_value=None),
            "Internet users, Kenya: missed, where it was on track.",
        ),
        (
            change(**VERDICT),
            "Internet users, Kenya: far too slow by 2030, where it was on track; "
            "38.5\u202f% for 2025, where 38\u202f% stood.",
        ),
    ],
)
def test_change_in_words(catalogue: Catalogue, one: ImportantChange, words: str):
    """A change is a sentence with its line, what is so now and what was before."""
    assert change_in_words(one, catalogue.indicator_by_id["internet_users"]) == words


def test_leads_to():
    """A change leads to its line on the target's page, or, of no target, to the facts on the indicator."""
    assert leads_to(change()) == "/targets/1.7?indicator=internet_users&badge=KEN"
    assert leads_to(change(target_id=None)) == "/indicators/internet_users"
