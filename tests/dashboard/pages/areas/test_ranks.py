"""Places among peers: who is compared, who shares a place, which way is better, and who is too old to compare."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from dashboard.pages.areas.facts import Facts, facts
from dashboard.pages.areas.ranks import Rank, merit, ordinal, peers_of, rank, rank_text, recent
from dashboard.pages.areas.standing import Standing, standing, standings
from dashboard.pages.areas.view import profile_view
from dashboard.reading.held import memberships
from dashboard.reading.warehouse import Snapshot
from tests.indicators.lines import indicator

ONLINE, PRICE, URBAN = ("internet_users", ""), ("mobile_basket_5gb", ""), ("internet_urban_rural_ratio", "")


def figures(values: Mapping[str, float], years: Mapping[str, int] | None = None) -> dict[str, Any]:
    """Newest figures by area, of 2024 where no year is named, without a change."""
    years = years or {}
    return {
        area: SimpleNamespace(value=value, year=years.get(area, 2024), change_a_year=float("nan"))
        for area, value in values.items()
    }


def found_for(snapshot: Snapshot, area_id: str, **query: str) -> Facts:
    """The facts of an area's profile."""
    view = profile_view(snapshot.catalogue, snapshot.catalogue.area_by_id[area_id], list(query.items()))
    return facts(snapshot, view)


def ranks_of(snapshot: Snapshot, area_id: str, key: tuple[str, str]) -> dict[str, Rank | None]:
    """The ranks of an area by one indicator, by the name of its peers."""
    known = found_for(snapshot, area_id)
    area = snapshot.catalogue.area_by_id[area_id]
    peers = peers_of(area, snapshot.catalogue.areas, known.members)
    target = snapshot.catalogue.target_by_id[snapshot.catalogue.indicator_by_id[key[0]].target or ""]
    found = standing(known, area, target, key, peers)
    return dict(zip((each.name for each in peers), found.ranks, strict=True))


@pytest.mark.parametrize(
    ("scale", "values", "places"),
    [
        ("share", {"A": 90.0, "B": 80.0, "C": 70.0}, "123"),
        ("share", {"A": 90.0, "B": 90.04, "C": 70.0}, "113"),
        ("price", {"A": 0.5, "B": 2.0, "C": 9.0}, "123"),
        ("parity", {"A": 0.9, "B": 1.02, "C": 1.5}, "213"),
        ("parity", {"A": 0.5, "B": 2.0, "C": 1.0}, "221"),
    ],
)
def test_places(scale: str, values: dict[str, float], places: str):
    """Up, the largest is first; down, the smallest; of ratios the one closest to even, twice as far as half; what is
    printed alike shares a place.
    """
    found = [rank(area, figures(values), set(values), indicator(scale)) for area in values]
    assert "".join(str(one.place) for one in found if one) == places
    assert [one.joint for one in found if one] == [places.count(place) > 1 for place in places]
    assert all(one is not None and one.of == 3 for one in found)


def test_median():
    """The median is of those compared."""
    compared = figures({"A": 10, "B": 20, "C": 60, "D": 99})
    assert rank("B", compared, {"A", "B", "C"}, indicator()) == Rank(place=2, of=3, joint=False, median=20)


def test_who_is_not_ranked():
    """An area without a figure, one that is not among the peers, and one of a figure that no way is better for."""
    compared = figures({"A": 10, "B": 20})
    assert rank("C", compared, {"A", "B", "C"}, indicator()) is None
    assert rank("A", compared, {"B"}, indicator()) is None
    assert rank("A", compared, {"A", "B"}, indicator("amount", direction="none")) is None
    assert merit(1.0, indicator("amount", direction="none")) is None


def test_old_figures_do_not_compare():
    """A figure five years older than the newest compares; one six years older does not."""
    years = {"A": 2024, "B": 2019, "C": 2018}
    assert set(recent(figures({"A": 1, "B": 2, "C": 3}, years))) == {"A", "B"}
    assert recent({}) == {}


@pytest.mark.parametrize(
    ("place", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (13, "13th"), (21, "21st"), (112, "112th")]
)
def test_ordinals(place: int, words: str):
    """Places as they are said in English."""
    assert ordinal(place) == words


@pytest.mark.parametrize(
    ("area", "place", "of", "joint"),
    [("RUS", 1, 8, False), ("BLR", 2, 8, False), ("ARM", 7, 8, False), ("TJK", 8, 8, False)],
)
def test_internet_users_of_cis(snapshot: Snapshot, area: str, place: int, of: int, joint: bool):
    """By hand, World Development Indicators of 2024: Russia 94.36, Belarus 94.26, … Armenia 81.34, Tajikistan 55.79;
    Turkmenistan's figure is of 2016.
    """
    found = ranks_of(snapshot, area, ONLINE)["CIS"]
    assert found is not None
    assert (found.place, found.of, found.joint) == (place, of, joint)


def test_a_figure_too_old_to_compare(snapshot: Snapshot):
    """Turkmenistan has a figure of 2016, and no rank."""
    found = ranks_of(snapshot, "TKM", ONLINE)
    assert found
    assert set(found.values()) == {None}


def test_prices_rank_downwards(snapshot: Snapshot):
    """By hand, price baskets of 2025: Europe 0.37 % is first of the regions, Africa 5.32 % last; between them 1.44."""
    first, last = (ranks_of(snapshot, area, PRICE)["ITU regions"] for area in ("ITU-EUR", "ITU-AFR"))
    assert first is not None
    assert last is not None
    assert (first.place, last.place, last.of) == (1, 6, 6)
    assert last.median == pytest.approx((1.36 + 1.51) / 2)


def test_a_shared_place(snapshot: Snapshot):
    """Towns against countryside: both the CIS and Europe print 1.1, and share the first place; the next is third."""
    found = {area: ranks_of(snapshot, area, URBAN)["ITU regions"] for area in ("ITU-CIS", "ITU-EUR", "ITU-AMS")}
    assert [(one.place, one.joint) for one in found.values() if one] == [(1, True), (1, True), (3, False)]


def test_a_median_economy_has_no_rank(snapshot: Snapshot):
    """88.6 % is the schools' share of the median developing economy: it has no place beside the share of the LDCs."""
    key = ("schools_internet", "upper secondary")
    assert ranks_of(snapshot, "DEVELOPING", key) == {"Development levels": None}
    assert ranks_of(snapshot, "LDC", key)["Development levels"] is not None


def test_peers(snapshot: Snapshot):
    """An economy's peers are its region, its income group, its closer development levels, and all; developing only
    where it is in none of these. A group's peers are those of its kind; the world has none.
    """
    members = memberships(snapshot)
    areas = snapshot.catalogue.areas

    def names(area_id: str) -> list[str]:
        return [each.name for each in peers_of(snapshot.catalogue.area_by_id[area_id], areas, members)]

    assert names("KEN") == ["Africa", "Lower-middle", "Developing", "All economies"]
    assert names("RWA") == ["Africa", "Low income", "LDCs", "LLDCs", "All economies"]
    assert names("ITU-AFR") == ["ITU regions"]
    assert names("INC-HIC") == ["Income groups"]
    assert names("WLD") == []
    assert names("INC-HMY") == []


def test_members_on_the_day_of_the_build(snapshot: Snapshot):
    """A group's economies are those of the catalogue on the day of the build: who left the LDCs is none of them."""
    members = memberships(snapshot)
    left = [
        one.area_id
        for one in snapshot.catalogue.memberships
        if one.group_id == "LDC" and one.valid_to < "2026" and one.valid_to
    ]
    assert left
    assert not members["LDC"] & set(left)
    assert "RWA" in members["LDC"]


def test_first_indicator_with_a_figure(snapshot: Snapshot):
    """A target is spoken for by the first indicator of its card, its official ones and proxies that has a figure; of
    those it asks for together by the first that does not reach its benchmark (Kenya has 3G and 4G).
    """
    found = _by_target(standings(found_for(snapshot, "KEN"), snapshot.catalogue.area_by_id["KEN"], []))
    assert found["1.1"].key == ("coverage_5g", "")
    assert found["1.6"].key == ("gci_score", "")  # countries_with_cirt, first on its card, is counted for the world
    assert found["2.4"].key == ("online_service_index", "")
    assert found["1.2"].key == ("mobile_basket_5gb", "")
    assert found["2.2"].figure is None


def test_rank_in_words():
    """A place says how many were compared, and that no other was."""
    assert rank_text(Rank(12, 44, False, 1.0)) == "12th of 44"
    assert rank_text(Rank(1, 1, False, 1.0)) == "alone"


def _by_target(found: list[Standing]) -> dict[str, Standing]:
    return {one.target.id: one for one in found}
