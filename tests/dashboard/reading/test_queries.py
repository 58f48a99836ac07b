"""The questions put to the warehouse, against literals and against each other."""

from collections.abc import Callable

import pandas as pd
import pytest

from dashboard.address.selection import ALL, Selection
from dashboard.reading import queries
from dashboard.reading.breakdowns import breakdowns
from dashboard.reading.held import memberships
from dashboard.reading.lists import listed
from dashboard.reading.warehouse import Snapshot, Warehouse
from indicators.settings import Settings

PAGE_COLUMNS = ("qualifier", "short_name", "sort", "url", "is_headline", "is_latest", "is_observed", "is_history")


def test_observations_for_pages(snapshot: Snapshot):
    """A page gets the columns of the API and what it needs beside them."""
    frame = queries.observations(snapshot, Selection(indicator=("countries_with_cirt",)))
    assert tuple(frame.columns) == queries.OBSERVATION_COLUMNS + PAGE_COLUMNS
    assert frame[["year", "value", "is_latest"]].to_numpy().tolist() == [[2020, 109, False], [2024, 132, True]]


def test_citation(snapshot: Snapshot):
    """A citation names publisher, document, place and address of a figure, and who quotes it where it is a copy."""
    asked = Selection(indicator=("internet_users",), area=("WLD", "ITU-EUR"), year_from=2025)
    frame = queries.observations(snapshot, asked)
    total = frame[(frame["age"] == "all") & (frame["sex"] == "both") & (frame["location"] == "total")]
    world, europe = (total[total["area_id"] == area].iloc[0] for area in ("WLD", "ITU-EUR"))
    assert europe["citation"].startswith("International Telecommunication Union (ITU), ITU_regional_global_Key_ICT")
    assert europe["citation"].endswith(europe["url"])
    assert europe["source"] == "Regional and global key ICT indicators (workbook)"
    document = "International Telecommunication Union (ITU), Measuring digital development: Facts and Figures 2025"
    assert world["citation"].startswith(document)
    assert f"{world['url']} (read in mr-branding blog" in world["citation"]
    assert world["source"] == "Facts and Figures 2025, Internet-use chart"


def test_other_figures(snapshot: Snapshot):
    """All figures of a year are told, the line shown first before the others, each with its distance from that."""
    frame = pd.DataFrame(queries.other_figures(snapshot, "internet_users", "WLD"))
    total = frame[(frame["year"] == 2024) & (frame["location"] == "total")]
    assert total[["value", "edition", "is_headline"]].to_numpy().tolist() == [
        [71.2, "2025", True],
        [71.2, "2025 (Nov)", False],
        [71.0, "2025", False],
        [68.0, "2024", False],
    ]
    assert total["difference"].round(6).to_list() == [0, 0, -0.2, -3.2]
    rural = frame[(frame["year"] == 2024) & (frame["location"] == "rural")]
    assert rural["difference"].round(6).to_list() == [0, -7.8]
    assert list(frame["year"]) == sorted(frame["year"], reverse=True)


def test_other_figures_needs_two(snapshot: Snapshot):
    """A year with one figure is no disagreement."""
    assert queries.other_figures(snapshot, "countries_with_cirt", "WLD") == []
    frame = pd.DataFrame(queries.other_figures(snapshot, "internet_users", "WLD"))
    assert frame.groupby(["year", "sex", "age", "location", "level"]).size().min() == 2


def test_headline_lines(snapshot: Snapshot):
    """The headline lines are of the world and its groups, over all totals, one edition per area and level."""
    asked = [one.id for one in snapshot.catalogue.indicators]
    found = queries.headline_lines(snapshot, ["WLD", "DEVELOPING"], asked)
    frame = pd.DataFrame(found)
    world = frame[(frame["indicator_id"] == "internet_users") & (frame["area_id"] == "WLD")]
    values = [15.6, 17.2, 20.2, 22.8, 25.3, 28.4, 30.9, 33.3, 35.3, 37.4, 39.9, 43.6, 46.3, 49.4, 53.9, 60.1, 63.8]
    values += [67.0, 69.2, 71.2, 73.6]
    assert list(zip(world["year"], world["value"], strict=True)) == list(zip(range(2005, 2026), values, strict=True))
    assert set(frame["area_id"]) == {"WLD", "DEVELOPING"}
    assert queries.headline_lines(snapshot, ["WLD"], ["internet_users"]) == [
        one for one in found if (one.indicator_id, one.area_id) == ("internet_users", "WLD")
    ]
    assert frame.groupby(["indicator_id", "area_id", "level"])["edition"].nunique().max() == 1
    assert not frame.duplicated(["indicator_id", "area_id", "level", "year"]).any()
    assert 2030 not in set(frame["year"])


def test_group_values(snapshot: Snapshot):
    """The figures of groups are neither the world's nor an economy's nor a projection."""
    frame = pd.DataFrame(queries.group_values(snapshot, [one.id for one in snapshot.catalogue.indicators]))
    assert not {"WLD", "DEU", "INC-LMY"} & set(frame["area_id"])
    mine = frame[(frame["indicator_id"] == "internet_users") & (frame["edition"] == "2025 (Nov)")]
    newest = mine[mine["year"] == 2025].set_index("area_id")["value"]
    assert (newest["INC-LIC"], newest["INC-HIC"], len(newest)) == (23.4, 94.2, 13)


def test_largest_economies(snapshot: Snapshot):
    """The most populous economy of each region: Africa, Americas, Arab States, Asia-Pacific, CIS, Europe."""
    assert queries.largest_economies(snapshot) == ["NGA", "USA", "EGY", "CHN", "RUS", "TUR"]


def test_breakdowns(snapshot: Snapshot):
    """What exists of an indicator is told by kind of area, breakdown and edition, with its years and areas."""
    frame = breakdowns(snapshot, "schools_internet")
    published = frame[frame["edition"] == "UNSD SDG DB, 2020-10"]
    assert set(published["area_type"]) == {"world", "development_level"}
    assert set(frame["area_type"]) == {"world", "itu_region", "development_level", "income_group", "economy"}
    assert set(frame["level"]) == {"primary", "lower secondary", "upper secondary", "secondary"}
    world = published[(published["area_type"] == "world") & (published["level"] == "upper secondary")].iloc[0]
    assert (world["edition"], world["first_year"], world["last_year"]) == ("UNSD SDG DB, 2020-10", 2015, 2018)
    of_2022 = (frame["edition"] == "data to 2022") & (frame["area_type"] == "economy")
    economies = frame[of_2022 & (frame["level"] == "primary")].iloc[0]
    assert (economies["areas"], economies["last_year"]) == (122, 2022)
    assert breakdowns(snapshot, "smartphone_users").empty


def test_figures_by_target(snapshot: Snapshot):
    """What is held of an indicator is counted: economies, the world, groups, and the years."""
    frame = pd.DataFrame(queries.figures_by_target(snapshot)).set_index("indicator_id")
    counts = ["economies", "world", "groups", "first_year", "last_year"]
    assert frame.loc["internet_users", counts].to_list() == [227, 1, 15, 2000, 2025]
    assert frame.loc["countries_with_cirt", counts].to_list() == [0, 1, 0, 2020, 2024]
    assert "population" not in frame.index
    assert "smartphone_users" not in frame.index


@pytest.mark.parametrize(
    ("moment", "member"), [("2020-12-03 23:59", True), ("2020-12-04 00:00", False), ("2026-01-01 12:00", False)]
)
def test_membership_ends_with_its_last_day(built_on: Callable[[str], Settings], moment: str, member: bool):
    """Vanuatu was an LDC until the end of 3 December 2020, and none from the next day."""
    with Warehouse(built_on(moment).current).snapshot() as snapshot:
        frame = queries.observations(
            snapshot, Selection(indicator=("internet_users",), member_of=("LDC",), edition=ALL)
        )
        assert ("VUT" in set(frame["area_id"])) is member
        assert "BGD" in set(frame["area_id"])
        assert set(frame["area_id"]) <= set(queries.members(snapshot, ("LDC",)))
        assert ("VUT" in queries.members(snapshot, ("LDC",))) is member


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
        areas = listed(snapshot, "areas", {}).set_index("area_id")["member_of"].fillna("")
        for group, members in held.items():
            assert moved & set(queries.members(snapshot, (group,))) == members
            assert moved & memberships(snapshot)[group] == members
            assert {one for one in moved if group in areas[one].split()} == members
