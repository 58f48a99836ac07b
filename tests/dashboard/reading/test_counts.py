"""What menus say of files without asking: the same as asking would say, and nothing is asked for a second menu."""

import pytest

from dashboard.address.selection import Selection
from dashboard.reading import counts, extents, judgements, selected
from dashboard.reading.warehouse import Snapshot

CHOICES = [
    Selection(),
    Selection(area=("KEN",)),
    Selection(area=("WLD", "ITU-EUR", "ALB")),
    Selection(indicator=("internet_users",), area_type=("economy",)),
    Selection(indicator=("ict_skills_basic", "countries_with_cirt")),
    Selection(indicator=("internet_users",), area=("KEN", "WLD"), area_type=("world",)),
    Selection(area=("VAT",)),
]
_NEAR = 1.25


@pytest.mark.parametrize("chosen", CHOICES, ids=str)
def test_counts_are_those_of_the_figures(snapshot: Snapshot, chosen: Selection):
    """Rows, indicators and sources are exact, the weight of a row is nearly that of the rows themselves."""
    for asked in (chosen, chosen.but(latest=True), chosen.but(edition="all")):
        counted = counts.observations(snapshot, asked)
        rows, row, indicators, sources = selected.weighed(snapshot, asked)
        assert (counted.rows, counted.indicators, counted.sources) == (rows, indicators, sources)
        assert row / _NEAR <= counted.row <= row * _NEAR


@pytest.mark.parametrize("chosen", CHOICES[1:], ids=str)
def test_counts_are_those_of_the_judgements(snapshot: Snapshot, chosen: Selection):
    """The same of judgements by one horizon."""
    asked = chosen.but(horizon=("2027",))
    counted, frame = counts.progress(snapshot, asked), extents.of_progress(judgements.progress(snapshot, asked))
    assert (counted.rows, counted.indicators) == (frame.rows, frame.indicators if frame.rows else 0)
    assert frame.row / _NEAR <= counted.row <= frame.row * _NEAR


@pytest.mark.parametrize(
    "changes",
    [
        {"year_from": 2020},
        {"sex": ("female",)},
        {"edition": "2024"},
        {"edition": "all", "latest": True},
        {"source": "all"},
        {"member_of": ("LDC",)},
        {"over": 5.0},
        {"target": ("1.7",)},
    ],
)
def test_what_is_not_counted_is_asked(snapshot: Snapshot, changes: dict):
    """Of any part of a line or of another choice nothing is known before it is asked."""
    asked = Selection(indicator=("internet_users",)).but(**changes)
    assert counts.observations(snapshot, asked) is None
    rows, *_ = selected.weighed(snapshot, asked)
    assert extents.asked_observations(snapshot, asked).rows == rows


def test_judgements_that_are_not_counted(snapshot: Snapshot):
    """Other benchmarks, several horizons and a status are asked for."""
    one = Selection(area=("KEN",), horizon=("2030",))
    assert counts.progress(snapshot, one).rows > 5
    for changes in ({"horizon": ("2027", "2030")}, {"horizon": ()}, {"benchmark": "targets"}, {"status": ("met",)}):
        assert counts.progress(snapshot, one.but(**changes)) is None


def test_a_second_menu_asks_nothing(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch):
    """What one build holds is counted once; every further menu is arithmetic."""
    one = Selection(area=("KEN",), latest=True)
    extents.asked_observations(snapshot, one)
    extents.asked_progress(snapshot, Selection(area=("KEN",), horizon=("2030",)))
    monkeypatch.setattr(Snapshot, "_answer", None)
    assert extents.asked_observations(snapshot, one.but(area=("TON",))).rows > 10
    assert extents.asked_observations(snapshot, one.but(area=("TON",), edition="all", latest=False)).rows > 100
    assert extents.asked_progress(snapshot, Selection(area=("TON",), horizon=("2027",))).rows > 5
