"""For which group and year there is a figure, in tables that are read aloud as well as looked at."""

import pandas as pd
import pytest
from dash import Dash

from dashboard.numbers import runs
from dashboard.pages.data.coverage import coverage_table
from dashboard.reading import provenance
from dashboard.reading.warehouse import Snapshot
from tests.dashboard.reader import data_page, section, table, text


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ([], "–"),
        ([2025], "2025"),
        ([2025, 2023, 2024], "2023–2025"),
        ([2005, 2010, 2017, 2022, 2023], "2005, 2010, 2017, 2022–2023"),
    ],
)
def test_runs(years: list[int], said: str):
    """Years that follow each other are said as one run; none is a dash."""
    assert runs(years) == said


def test_years_of_a_target(app: Dash, snapshot: Snapshot):
    """For each group stand the years with a published figure and how many they are, as the coverage counts them."""
    frame = provenance.coverage(snapshot)
    years = frame[frame["target_id"] == "1.7"].groupby("area_id")["year"].apply(list)
    shown = {
        text(row["Group"]): (text(row["Years"]), text(row["How many"]))
        for row in table(data_page(app), "Target 1.7: years")
    }
    assert len(shown) == 16
    for area_id in ("WLD", "LDC", "ITU-AFR"):
        name = snapshot.catalogue.area_by_id[area_id].short_name
        assert shown[name] == (runs(years[area_id]), str(len(years[area_id])))
    assert shown["World"] == ("2000–2025", "26")


def test_a_target_without_figures(app: Dash):
    """A target of which no group has a figure says so in place of a table."""
    words = text(section(data_page(app, target="2.3"), "Where there are figures"))
    assert "Target 2.3: no published figure of a headline or proxy indicator is held for any group." in words


def test_spans(app: Dash, snapshot: Snapshot):
    """The first and the last year of each target and group stand in one table, a dash where there is none."""
    shown = {text(row["Target"]).split()[0]: row for row in table(data_page(app), "Headline and proxy indicators")}
    assert list(shown) == [target.id for target in snapshot.catalogue.targets]
    assert text(shown["1.7"]["World"]) == "2000–25"
    assert text(shown["1.3"]["World"]) == "2019"
    assert text(shown["2.3"]["World"]) == "–"


def test_a_span_that_ends_in_the_first_decade(snapshot: Snapshot):
    """The last year of a span has two digits, also from 2000 to 2009."""
    held = [{"target_id": "1.7", "area_id": "WLD", "year": year} for year in (2001, 2003, 2005)]
    shown = table(coverage_table(pd.DataFrame(held), snapshot.catalogue), "Headline and proxy indicators")
    assert {text(row["World"]) for row in shown} == {"2001–05", "–"}
