"""The warehouse says what the publications print, figure by figure."""

import duckdb
import pytest

PRINTED = """
internet_users          WLD      2024         2024         total  68
internet_users          WLD      2024         2025         total  71.2
internet_users          WLD      2024         2025 (Nov)   total  71.2
internet_users          WLD      2025         2025 (Nov)   total  73.6
internet_users          WLD      2024         2024         rural  48
internet_users          WLD      2024         2024         urban  83
offline_people          WLD      2024         2024         total  2.6
internet_gender_parity  WLD      2019         2024         total  0.91
internet_gender_parity  WLD      2024         2024         total  0.94
internet_gender_parity  LDC      2019         2024         total  0.74
internet_gender_parity  LDC      2024         2024         total  0.70
countries_with_cirt     WLD      2020         2024         total  109
countries_with_cirt     WLD      2024         2024         total  132
fixed_basket_5gb        WLD      2023         2024         total  2.8
fixed_basket_5gb        WLD      2024         2024         total  2.5
mobile_basket_2gb       WLD      2023         2024         total  1.3
mobile_basket_2gb       WLD      2024         2024         total  1.1
ewaste_recycled_share   WLD      2022         2024         total  22.3
"""

BOUNDS = """
coverage_2g                                    INC-HIC  2020  2024  99.6  at_least
ewaste_recycled_share                          WLD      2010  2024  24    about
mobile_owners                                  INC-HIC  2024  2024  95    more_than
internet_users_with_basic_communication_skills WLD      2025  2025  75    at_least
people_without_mobile_broadband                WLD      2025  2025  312   about
no_mobile_broadband                            INC-LIC  2024  2024  20    nearly
"""


def cells(table: str) -> list[list[str]]:
    rows = table.replace("2025 (Nov)", "2025_(Nov)").strip().splitlines()
    return [[cell.replace("_(Nov)", " (Nov)") for cell in row.split()] for row in rows]


@pytest.mark.parametrize(("indicator", "area", "year", "edition", "location", "value"), cells(PRINTED))
def test_printed_figure(
    warehouse: duckdb.DuckDBPyConnection,
    indicator: str,
    area: str,
    year: str,
    edition: str,
    location: str,
    value: str,
):
    """A printed figure is on the line of its edition, with the value as printed."""
    found = warehouse.execute(
        """
        select value from series
        where indicator_id = ? and area_id = ? and year = cast(? as integer) and edition = ? and location = ?
            and sex = 'both' and age = 'all' and level = '' and origin = 'published'
        """,
        [indicator, area, year, edition, location],
    ).fetchall()
    assert found == [(float(value),)]


@pytest.mark.parametrize(("indicator", "area", "year", "edition", "value", "qualifier"), cells(BOUNDS))
def test_bound_keeps_its_word(
    warehouse: duckdb.DuckDBPyConnection,
    indicator: str,
    area: str,
    year: str,
    edition: str,
    value: str,
    qualifier: str,
):
    """A figure that is printed as a bound or roughly keeps that word, in observations and on its line."""
    for table in ("observations", "series"):
        found = warehouse.execute(
            f"""
            select value, qualifier from {table}
            where indicator_id = ? and area_id = ? and year = cast(? as integer) and edition = ?
                and sex = 'both' and age = 'all' and location = 'total'
            """,
            [indicator, area, year, edition],
        ).fetchall()
        assert found == [(float(value), qualifier)]


def test_annual_report_is_complete(warehouse: duckdb.DuckDBPyConnection):
    """All 86 figures of the annual report are observations, target by target, and each carries its line."""
    found = warehouse.execute(
        """
        select target_id, count(*) from observations
        where source_id = 'itu_annual_report' and carries_line group by all order by all
        """
    ).fetchall()
    assert found == [
        ("1.1", 4),
        ("1.2", 6),
        ("1.3", 8),
        ("1.4", 5),
        ("1.6", 4),
        ("1.7", 19),
        ("2.1", 22),
        ("2.2", 3),
        ("2.5", 15),
    ]
    assert sum(count for _, count in found) == 86


def test_cybersecurity_tiers(warehouse: duckdb.DuckDBPyConnection):
    """The score bands 95, 85, 55 and 20 put the 194 countries of 2024 into tiers of 46, 29, 49, 56 and 14."""
    [tiers] = warehouse.execute(
        """
        select
            count(*) filter (value >= 95),
            count(*) filter (value >= 85 and value < 95),
            count(*) filter (value >= 55 and value < 85),
            count(*) filter (value >= 20 and value < 55),
            count(*) filter (value < 20)
        from series join areas using (area_id)
        where indicator_id = 'gci_score' and year = 2024 and area_type = 'economy'
        """
    ).fetchall()
    assert tiers == (46, 29, 49, 56, 14)
    printed = warehouse.execute(
        """
        select indicator_id, value from series
        where indicator_id in ('gci_countries_tier1', 'gci_countries_tier3_plus_tier4') and edition = '2024'
        order by all
        """
    ).fetchall()
    assert printed == [("gci_countries_tier1", 46), ("gci_countries_tier3_plus_tier4", 105)]
