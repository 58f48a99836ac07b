"""Who is in a group on the day of a build, against literals."""

from collections.abc import Callable

import pyarrow as pa
import pytest

from dashboard.address.selection import ALL, Selection
from dashboard.reading import groups, selected
from dashboard.reading.held import memberships
from dashboard.reading.lists import listed
from dashboard.reading.warehouse import Snapshot, Warehouse
from indicators.settings import Settings


def test_largest_economies(snapshot: Snapshot):
    """The most populous economy of each region: Africa, Americas, Arab States, Asia-Pacific, CIS, Europe."""
    assert groups.largest_economies(snapshot) == ["NGA", "USA", "EGY", "CHN", "RUS", "TUR"]


@pytest.mark.parametrize(
    ("moment", "member"), [("2020-12-03 23:59", True), ("2020-12-04 00:00", False), ("2026-01-01 12:00", False)]
)
def test_membership_ends_with_its_last_day(built_on: Callable[[str], Settings], moment: str, member: bool):
    """Vanuatu was an LDC until the end of 3 December 2020, and none from the next day."""
    with Warehouse(built_on(moment).current).snapshot() as snapshot:
        frame = selected.observations(
            snapshot, Selection(indicator=("internet_users",), member_of=("LDC",), edition=ALL)
        )
        assert ("VUT" in set(frame["area_id"])) is member
        assert "BGD" in set(frame["area_id"])
        assert set(frame["area_id"]) <= set(groups.members(snapshot, ("LDC",)))
        assert ("VUT" in groups.members(snapshot, ("LDC",))) is member


@pytest.mark.parametrize(
    ("moment", "held"),
    [
        ("2025-06-30 23:59", {"INC-LMC": {"VNM", "JOR"}, "INC-LIC": {"ETH", "TGO"}}),
        ("2026-06-30 23:59", {"INC-LMC": {"VNM", "JOR"}, "INC-LIC": {"TGO"}}),
        ("2026-07-01 00:00", {"INC-UMC": {"VNM", "JOR"}, "INC-LMC": {"TGO", "VEN"}, "INC-LIC": {"ETH"}}),
    ],
)
def test_the_economies_of_an_income_group_are_those_of_the_day_of_the_build(
    built_on: Callable[[str], Settings], moment: str, held: dict[str, set[str]]
):
    """Whatever year the newest figures are of, a group has the economies that it has on the day of the build: for a
    filter, for the list of areas and for profiles.
    """
    moved = {"VNM", "JOR", "ETH", "TGO", "VEN"}
    with Warehouse(built_on(moment).current).snapshot() as snapshot:
        listed_areas = pa.concat_tables(listed(snapshot, "areas", {}).pieces()).to_pylist()
        areas = {row["area_id"]: row["member_of"] or "" for row in listed_areas}
        for group, members in held.items():
            assert moved & set(groups.members(snapshot, (group,))) == members
            assert moved & memberships(snapshot)[group] == members
            assert {one for one in moved if group in areas[one].split()} == members
