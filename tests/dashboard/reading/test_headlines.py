"""The lines that are shown first, against literals."""

import pandas as pd

from dashboard.reading import headlines
from dashboard.reading.warehouse import Snapshot


def test_headline_lines(snapshot: Snapshot):
    """The headline lines are of the world and its groups, over all totals, one edition per area and level."""
    asked = [one.id for one in snapshot.catalogue.indicators]
    found = headlines.headline_lines(snapshot, ["WLD", "DEVELOPING"], asked)
    frame = pd.DataFrame(found)
    world = frame[(frame["indicator_id"] == "internet_users") & (frame["area_id"] == "WLD")]
    values = [15.6, 17.2, 20.2, 22.8, 25.3, 28.4, 30.9, 33.3, 35.3, 37.4, 39.9, 43.6, 46.3, 49.4, 53.9, 60.1, 63.8]
    values += [67.0, 69.2, 71.2, 73.6]
    assert list(zip(world["year"], world["value"], strict=True)) == list(zip(range(2005, 2026), values, strict=True))
    assert set(frame["area_id"]) == {"WLD", "DEVELOPING"}
    assert headlines.headline_lines(snapshot, ["WLD"], ["internet_users"]) == [
        one for one in found if (one.indicator_id, one.area_id) == ("internet_users", "WLD")
    ]
    assert frame.groupby(["indicator_id", "area_id", "level"])["edition"].nunique().max() == 1
    assert not frame.duplicated(["indicator_id", "area_id", "level", "year"]).any()
    assert 2030 not in set(frame["year"])


def test_group_values(snapshot: Snapshot):
    """The figures of groups are neither the world's nor an economy's nor a projection."""
    frame = pd.DataFrame(headlines.group_values(snapshot, [one.id for one in snapshot.catalogue.indicators]))
    assert not {"WLD", "DEU", "INC-LMY"} & set(frame["area_id"])
    mine = frame[(frame["indicator_id"] == "internet_users") & (frame["edition"] == "2025 (Nov)")]
    newest = mine[mine["year"] == 2025].set_index("area_id")["value"]
    assert (newest["INC-LIC"], newest["INC-HIC"], len(newest)) == (23.4, 94.2, 13)
