"""A figure that two others contradict stays as printed, and says so wherever it is shown."""

from pathlib import Path

import duckdb
import pytest

from etl.model import consistency
from indicators.catalogue import Catalogue
from indicators.settings import Settings
from tests.etl.beside import copied

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


GERMAN = "from series where area_id = 'DEU' and year = 2017 and unit = 'billion_kg'"
PARTS = {
    "a part of the whole": (5, False),
    "the whole": (10, False),
    "more by what rounding makes": (10.05, False),
    "more than the whole": (12, True),
    "a thousand times the whole": (10_000, True),
}


@pytest.mark.parametrize("what", PARTS)
def test_a_part_that_is_more_than_the_whole(
    tmp_path: Path, warehouse_settings: Settings, catalogue: Catalogue, what: str
):
    """Where more is recycled than there is, both figures say so; no other figure does."""
    value, doubted = PARTS[what]
    with copied(warehouse_settings, tmp_path / "new.building") as connection:
        connection.execute(_figures(("ewaste_recycled_mass", value, "A"), ("ewaste_generated_mass", 10, "A")))
        consistency.doubt(connection, catalogue)
        rows = connection.execute(f"select indicator_id, note {GERMAN} and note <> ''").fetchall()
        assert len(rows) == (2 if doubted else 0)
        for _, note in rows:
            assert note.startswith("implausible: in 2017 e-waste recycled, mass (")
            assert note.endswith(
                ") is more than e-waste generated (10), of which it is a part; both are shown as printed"
            )


def test_a_part_is_held_against_its_own_edition(tmp_path: Path, warehouse_settings: Settings, catalogue: Catalogue):
    """The whole of the same edition is asked first, then the one that is shown first; another year's never."""
    with copied(warehouse_settings, tmp_path / "new.building") as connection:
        whole = ("ewaste_generated_mass", 10, "A"), ("ewaste_generated_mass", 3, "B")
        connection.execute(_figures(("ewaste_recycled_mass", 5, "A"), *whole))
        connection.execute(f"update series set is_headline = edition = 'B' {GERMAN.removeprefix('from series')}")
        consistency.doubt(connection, catalogue)
        doubted = f"select indicator_id, edition {GERMAN} and note <> '' order by all"
        assert connection.execute(doubted).fetchall() == []
        part = f"{GERMAN.removeprefix('from series')} and indicator_id = 'ewaste_recycled_mass'"
        connection.execute(f"update series set edition = 'C' {part}")
        consistency.doubt(connection, catalogue)
        assert connection.execute(doubted).fetchall() == [("ewaste_generated_mass", "B"), ("ewaste_recycled_mass", "C")]


def _figures(*figures: tuple[str, float, str]) -> str:
    """SQL for figures of Germany in 2017: indicator, value and edition."""
    rows = (
        f"""
        insert into series by name
            select * replace (
                '{indicator}' as indicator_id, 'DEU' as area_id, 2017 as year, {value} as value, '{edition}' as edition,
                '' as note, true as is_headline
            )
            from series where indicator_id = 'ewaste_recycled_mass' limit 1;
        """
        for indicator, value, edition in figures
    )
    return "".join(rows)
