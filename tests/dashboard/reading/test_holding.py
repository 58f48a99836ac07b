"""What the build holds, against literals."""

import pandas as pd

from dashboard.reading import holding
from dashboard.reading.breakdowns import breakdowns
from dashboard.reading.warehouse import Snapshot


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
    frame = pd.DataFrame(holding.figures_by_target(snapshot)).set_index("indicator_id")
    counts = ["economies", "world", "groups", "first_year", "last_year"]
    assert frame.loc["internet_users", counts].to_list() == [227, 1, 15, 2000, 2025]
    assert frame.loc["countries_with_cirt", counts].to_list() == [0, 1, 0, 2020, 2024]
    assert "population" not in frame.index
    assert "smartphone_users" not in frame.index
