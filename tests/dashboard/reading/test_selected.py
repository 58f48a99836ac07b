"""The figures of a selection, against literals and against each other."""

import pandas as pd

from dashboard.address.selection import Selection
from dashboard.reading import selected
from dashboard.reading.warehouse import Snapshot

_NAMED = ("qualifier", "short_name", "sort", "locator", "url")
PAGE_COLUMNS = (*_NAMED, "is_headline", "is_latest", "is_observed", "is_history")


def test_observations_for_pages(snapshot: Snapshot):
    """A page gets the columns of the API and what it needs beside them."""
    frame = selected.observations(snapshot, Selection(indicator=("countries_with_cirt",)))
    assert tuple(frame.columns) == selected.OBSERVATION_COLUMNS + PAGE_COLUMNS
    assert frame[["year", "value", "is_latest"]].to_numpy().tolist() == [[2020, 109, False], [2024, 132, True]]


def test_citation(snapshot: Snapshot):
    """A citation names publisher, document, place and address of a figure, and who quotes it where it is a copy."""
    asked = Selection(indicator=("internet_users",), area=("WLD", "ITU-EUR"), year_from=2025)
    frame = selected.observations(snapshot, asked)
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
    frame = pd.DataFrame(selected.other_figures(snapshot, "internet_users", "WLD"))
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
    assert selected.other_figures(snapshot, "countries_with_cirt", "WLD") == []
    frame = pd.DataFrame(selected.other_figures(snapshot, "internet_users", "WLD"))
    assert frame.groupby(["year", "sex", "age", "location", "level"]).size().min() == 2
