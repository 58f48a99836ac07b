"""A figure that two others contradict stays as printed, and says so wherever it is shown."""

import csv

import duckdb
import pytest

from etl import pipeline
from indicators.catalogue import Catalogue
from indicators.settings import Settings
from tests.etl.damage import ask, in_full

BANDWIDTH = "select value, note from series where indicator_id = 'international_bandwidth_total' and year = 2024"


def test_a_contradicted_figure(warehouse: duckdb.DuckDBPyConnection):
    """322.8 kbit/s for each of 5.8 billion users make 1 872 Tbit/s, a thousand times the 1.78 that is printed."""
    [(value, note)] = warehouse.execute(BANDWIDTH).fetchall()
    assert value == 1.78
    assert note.startswith("implausible: bandwidth per internet user times people online of 2024")
    assert "make 1,872 Tbit/s, 1,052 times this figure, which is shown as printed" in note


def test_nothing_else_is_doubted(warehouse: duckdb.DuckDBPyConnection, catalogue: Catalogue):
    """Only indicators that should be a product are asked, and only the figure that is not is marked."""
    found = warehouse.execute("select distinct indicator_id from series where note like 'implausible%'").fetchall()
    assert found == [("international_bandwidth_total",)]
    assert [one.id for one in catalogue.indicators if one.product_of] == ["international_bandwidth_total"]


@pytest.mark.parametrize(("printed", "doubted"), [("1775", False), ("1000", False), ("880", True), ("3800", True)])
def test_a_factor_of_two(project: Settings, printed: str, doubted: bool):
    """What lies within a factor of two of the product is believed: other sources and years round differently."""
    in_full(project, "itu_annual_report_2024", "itu_facts_figures_2025", "itu_facts_figures_2024")
    path = project.published / "itu_annual_report_2024.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    place = rows[0].index("value")
    for row in rows:
        if row[0] == "international_bandwidth_total":
            row[place] = printed
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    pipeline.run(project)
    [(value, note)] = ask(project, BANDWIDTH)
    assert value == float(printed)
    assert note.startswith("implausible") is doubted
