"""The warehouse holds the catalogue as tables, word for word."""

from datetime import date

import duckdb

from indicators.catalogue import Catalogue


def test_targets(warehouse: duckdb.DuckDBPyConnection, catalogue: Catalogue):
    """Targets keep their order, goal, words and the list of what their card may show."""
    found = warehouse.execute("select target_id, goal_id, short, card from targets").fetchall()
    assert found == [(one.id, one.goal, one.short, " ".join(one.card)) for one in catalogue.targets]


def test_indicators(warehouse: duckdb.DuckDBPyConnection, catalogue: Catalogue):
    """Indicators keep their order, unit, direction and official years."""
    found = warehouse.execute(
        "select indicator_id, target_id, unit, direction, role, also_under, official_from, official_to from indicators"
    ).fetchall()
    assert found == [
        (one.id, one.target, one.unit, one.direction, one.role, " ".join(one.also_under), *years)
        for one in catalogue.indicators
        for years in [(one.official.first, one.official.last)]
    ]


def test_benchmarks(warehouse: duckdb.DuckDBPyConnection):
    """A benchmark keeps its operator, level, upper edge, year and areas."""
    found = warehouse.execute(
        """
        select benchmark_id, operator, value, upper, year, areas from benchmarks
        where indicator_id in ('internet_users', 'internet_gender_parity', 'mobile_basket_5gb')
        order by indicator_id, position
        """
    ).fetchall()
    assert found == [
        ("parity", "between", 0.98, 1.02, None, ""),
        ("universal_95", "at_least", 95.0, None, None, ""),
        ("everyone_100", "at_least", 100.0, None, 2030, ""),
        ("commission_75", "at_least", 75.0, None, 2025, "WLD"),
        ("commission_65", "at_least", 65.0, None, 2025, "DEVELOPING"),
        ("commission_35", "at_least", 35.0, None, 2025, "LDC"),
        ("affordable_2", "less_than", 2.0, None, 2025, ""),
    ]


def test_every_benchmark_and_break_is_there(warehouse: duckdb.DuckDBPyConnection, catalogue: Catalogue):
    """No benchmark and no break of the catalogue is missing."""
    benchmarks = warehouse.execute("select indicator_id, benchmark_id, value from benchmarks order by all").fetchall()
    assert benchmarks == sorted(
        (one.id, each.id, each.value) for one in catalogue.indicators for each in one.benchmarks
    )
    breaks = warehouse.execute("select indicator_id, year, areas, note from breaks order by all").fetchall()
    assert breaks == sorted(
        (one.id, each.year, " ".join(each.areas), each.note) for one in catalogue.indicators for each in one.breaks
    )


def test_sources_and_editions(warehouse: duckdb.DuckDBPyConnection, catalogue: Catalogue):
    """Sources keep their precedence and licence; every file has its document and editions."""
    sources = warehouse.execute("select source_id, licence, trust from sources order by precedence").fetchall()
    assert sources == [(one.id, one.licence, one.trust) for one in catalogue.sources]
    editions = warehouse.execute(
        "select source_id, file, document, edition, vintage from editions order by all"
    ).fetchall()
    assert editions == sorted(
        (source.id, publication.file, publication.document, edition.name, edition.vintage)
        for source in catalogue.sources
        for publication in source.publications
        for edition in publication.editions
    )


def test_areas(warehouse: duckdb.DuckDBPyConnection, catalogue: Catalogue):
    """Areas keep their names and type; only economies have an ISO code."""
    found = warehouse.execute("select area_id, name, area_type, itu_member, iso3 from areas order by all").fetchall()
    assert found == sorted(
        (one.area_id, one.name, one.area_type, one.itu_member, one.area_id if one.area_type == "economy" else None)
        for one in catalogue.areas
    )


def test_memberships(warehouse: duckdb.DuckDBPyConnection, catalogue: Catalogue):
    """Memberships keep their dates, and who scheduled an end; an open end is null."""
    found = warehouse.execute(
        "select group_id, area_id, valid_from, valid_to, scheduled, source from memberships"
    ).fetchall()
    assert len(found) == len(catalogue.memberships)
    assert set(found) == {
        (one.group_id, one.area_id, day(one.valid_from), day(one.valid_to), day(one.scheduled), one.source)
        for one in catalogue.memberships
    }


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
