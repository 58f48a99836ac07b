"""Figures derived from published ones of one edition: the share of the rest, and the sum of two shares."""

import duckdb

from etl.model import derived
from etl.model.editions import Edition
from indicators.catalogue import Catalogue
from indicators.series import Point

BREAKDOWN = ("both", "all", "total", "")


def test_coverage_from_the_share_without(warehouse: duckdb.DuckDBPyConnection):
    """ITU prints 12 % of people in LDCs without mobile broadband in 2025: 88 % have it."""
    found = warehouse.execute(
        """
        select value, origin, edition, source_id, coverage_population, note from series
        where indicator_id = 'coverage_3g' and area_id = 'LDC' and year = 2025 and is_headline and location = 'total'
        """
    ).fetchall()
    note = "100 - published 12 %: Population without a mobile-broadband network"
    assert found == [(88.0, "computed", "2025", "itu_facts_figures", None, note)]


def test_a_published_share_needs_no_rest(warehouse: duckdb.DuckDBPyConnection):
    """Where an edition prints both (96 % with and 4 % without, world 2025), the printed share alone is a line."""
    found = warehouse.execute(
        """
        select origin, value from series
        where indicator_id = 'coverage_3g' and area_id = 'WLD' and year = 2025 and location = 'total'
        """
    ).fetchall()
    assert found == [("published", 96.0)]


def test_what_is_left_of_a_bound(catalogue: Catalogue):
    """A bound on the share without is the other bound on the rest; of "nearly 20 %" the rest is about 80."""
    without = Edition("2024-11", "A report")
    words = {
        "AFG": "at_least",
        "AGO": "more_than",
        "ALB": "at_most",
        "AND": "nearly",
        "ARE": "about",
        "ARG": "",
        "ARM": "less_than",
    }
    without.economies.update({area: {2024: Point(2024, 20, word)} for area, word in words.items()})
    key = ("no_mobile_broadband", BREAKDOWN, "2024", "itu_facts_figures")
    rows = derived.complements(catalogue.indicator_by_id["coverage_3g"], {key: without}, catalogue)
    assert {row["area_id"]: (row["value"], row["qualifier"]) for row in rows} == {
        "AFG": (80, "at_most"),
        "AGO": (80, "less_than"),
        "ALB": (80, "at_least"),
        "AND": (80, "about"),
        "ARE": (80, "about"),
        "ARG": (80, ""),
        "ARM": (80, "more_than"),
    }


def test_at_least_basic_is_a_sum(warehouse: duckdb.DuckDBPyConnection):
    """Austria 2021, communication: 5.2083 basic and 85.6254 above basic of one edition are 90.8337 at least basic."""
    found = warehouse.execute(
        """
        select value, origin, edition, note from series
        where indicator_id = 'ict_skills_basic' and area_id = 'AUT' and year = 2021
            and level = 'communication_collaboration'
        """
    ).fetchall()
    note = "sum of 5.208 and 85.63, which exclude each other"
    assert [(round(value, 4), *rest) for value, *rest in found] == [
        (90.8337, "computed", "ITU DataHub, Apr 2026", note)
    ]


def test_no_sum_beyond_the_whole(warehouse: duckdb.DuckDBPyConnection):
    """Oman's 87.7 and 70.2 % of 2024 cannot exclude each other: both stay, and no sum is made; nor of one part."""
    parts = warehouse.execute(
        """
        select indicator_id, round(value, 1) from series
        where area_id = 'OMN' and year = 2024 and level = 'problem_solving' order by all
        """
    ).fetchall()
    assert parts == [("ict_skills_above_basic", 70.2), ("ict_skills_basic_only", 87.7)]
    told = warehouse.execute(
        "select area_id, year, level, edition from withheld where reason = 'parts_exceed_whole'"
    ).fetchall()
    assert told == [("OMN", 2024, "problem_solving", "ITU DataHub, Apr 2026")]
    turkey = warehouse.execute(
        """
        select indicator_id from series
        where area_id = 'TUR' and year = 2022 and level = 'content_creation' and edition = 'ITU DataHub, Apr 2026'
        """
    ).fetchall()
    assert turkey == [("ict_skills_basic_only",)]


def test_groups_are_computed_from_sums(warehouse: duckdb.DuckDBPyConnection):
    """The sums of economies give the figures of groups: the CIS' basic skills of 2025 rest on economies' sums."""
    found = warehouse.execute(
        """
        select distinct edition, economies_with_data > 0 from series
        where indicator_id = 'ict_skills_basic' and area_id = 'ITU-CIS' and origin = 'computed'
        """
    ).fetchall()
    assert found == [("ITU DataHub, Apr 2026", True)]
