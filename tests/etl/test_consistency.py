"""A figure that two others contradict stays as printed, and says so wherever it is shown."""

from pathlib import Path

import duckdb

from etl import consistency
from indicators.catalogue import Catalogue
from indicators.settings import Settings
from tests.etl.builds import copied

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


def test_a_factor_of_two(tmp_path: Path, warehouse_settings: Settings, catalogue: Catalogue):
    """What lies within a factor of two of the product is believed: other sources and years round differently."""
    with copied(warehouse_settings, tmp_path / "new.building") as connection:
        for printed, doubted in ((1775, False), (1000, False), (880, True), (3800, True)):
            connection.execute(
                f"update series set value = {printed}, note = '' where indicator_id = 'international_bandwidth_total'"
            )
            consistency.doubt(connection, catalogue)
            [(value, note)] = connection.execute(BANDWIDTH).fetchall()
            assert (value, note.startswith("implausible")) == (printed, doubted)
