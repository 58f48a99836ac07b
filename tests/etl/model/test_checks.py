"""Every check of the warehouse fails when its sentence is broken."""

import re
import shutil
from collections.abc import Iterator

import duckdb
import pytest

from etl.errors import CheckError
from etl.model.models import SQL, run_checks
from indicators.settings import Settings

CHECKS = sorted((SQL / "checks").glob("*.sql"))

# For each check what breaks it, and the row that its refusal must name.
DAMAGE = {
    "computed_shares_lie_within_tolerance_of_published_ones": (
        "update aggregate_differences set difference = 4 where area_id = 'ITU-EUR' and year = 2024",
        "indicator_id internet_users, area_id ITU-EUR, year 2024, published_edition 2025 (Nov)",
    ),
    "every_breakdown_has_one_headline_line": (
        "update series set is_headline = true where indicator_id = 'internet_users' and area_id = 'LDC'",
        "indicator_id internet_users, area_id LDC",
    ),
    "every_figure_of_a_file_is_kept_rejected_or_set_aside": (
        "update build_files set rows_kept = rows_kept - 1 where file = 'itu_sdg_page_2024.csv'",
        "file itu_sdg_page_2024.csv, records 2, figures 2, rows_kept 1",
    ),
    "every_line_has_one_value_per_year": (
        "insert into series from series where indicator_id = 'offline_people' and year = 2024 and edition = '2024'",
        "indicator_id offline_people, area_id WLD, year 2024",
    ),
    "every_member_state_has_one_itu_region": (
        "delete from memberships where group_id = 'ITU-EUR' and area_id = 'CHE'",
        "area_id CHE, regions 0",
    ),
    "every_membership_date_is_a_date": (
        "update staging.memberships set valid_to = '2026-02-30' where area_id = 'NPL' and group_id = 'LDC'",
        "group_id LDC, area_id NPL",
    ),
    "every_observation_has_a_document_and_an_edition": (
        "update observations set document = '' where file = 'itu_sdg_page_2024.csv' and line = 2",
        "file itu_sdg_page_2024.csv, line 2",
    ),
    "every_observation_is_in_a_line_or_gives_way_to_another_source": (
        "delete from series where indicator_id = 'countries_with_cirt' and year = 2020",
        "indicator_id countries_with_cirt, area_id WLD, year 2020, edition 2024",
    ),
    "every_target_has_an_indicator": ("delete from indicators where target_id = '2.3'", "target_id 2.3"),
    "itu_has_194_member_states": (
        "update areas set itu_member = true where area_id = 'ITU-EUR'",
        "member_states 195",
    ),
    "no_economy_is_in_two_income_groups_on_one_day": (
        "insert into memberships (group_id, area_id) values ('INC-LIC', 'CHE')",
        "area_id CHE, group_id INC-HIC, other_group INC-LIC",
    ),
    "no_membership_overlaps_itself": (
        "insert into memberships (group_id, area_id) values ('LDC', 'NPL')",
        "group_id LDC, area_id NPL",
    ),
    "no_row_is_lost_between_reading_and_observations": (
        "delete from observations where file = 'itu_press_release_2025.csv' and line = 2",
        "staged ",
    ),
    "percentages_lie_within_0_100": (
        "update series set value = 100.5 where indicator_id = 'coverage_3g' and area_id = 'WLD' and year = 2024",
        "indicator_id coverage_3g, area_id WLD, year 2024",
    ),
}


@pytest.fixture(scope="module")
def copied(
    tmp_path_factory: pytest.TempPathFactory, warehouse_settings: Settings
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the finished build, with what the checks read of the staging tables that a build drops at its end."""
    path = shutil.copy(warehouse_settings.current.resolve(), tmp_path_factory.mktemp("checks") / "built.duckdb")
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema staging")
        connection.execute("create table staging.counted as select count(*) as staged from observations")
        connection.execute(
            """
            create table staging.memberships as
            select
                group_id, area_id, note,
                coalesce(cast(valid_from as varchar), '') as valid_from,
                coalesce(cast(valid_to as varchar), '') as valid_to,
                coalesce(cast(scheduled as varchar), '') as scheduled
            from memberships
            """
        )
        yield connection


@pytest.fixture
def built(copied: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same, to be damaged: whatever a test does to it is taken back."""
    copied.begin()
    yield copied
    copied.rollback()


def test_every_check_has_a_case_here():
    """No check is without a test that breaks it."""
    assert [path.stem for path in CHECKS] == sorted(DAMAGE)


def test_every_check_holds_for_the_build(built: duckdb.DuckDBPyConnection):
    """The undamaged build keeps every sentence."""
    assert run_checks(built) == len(CHECKS)


@pytest.mark.parametrize("check", sorted(DAMAGE))
def test_broken_sentence(built: duckdb.DuckDBPyConnection, check: str):
    """A build that breaks a sentence is refused with the sentence and the first rows that break it."""
    damage, culprit = DAMAGE[check]
    [changed] = built.execute(damage).fetchone()
    assert changed > 0, "the damage damages nothing"
    with pytest.raises(CheckError) as caught:
        run_checks(built)
    [line] = [line for line in str(caught.value).splitlines() if check.replace("_", " ") in line]
    assert line.startswith(f"Check '{check.replace('_', ' ')}' does not hold: ")
    assert culprit in line


def test_a_file_gives_no_more_than_it_holds(built: duckdb.DuckDBPyConnection):
    """A figure that is counted twice breaks the account of a file as one that is lost does."""
    built.execute("update build_files set rows_kept = rows_kept + 1 where file = 'itu_sdg_page_2024.csv'")
    with pytest.raises(CheckError, match=r"itu_sdg_page_2024\.csv, records 2, figures 2, rows_kept 3"):
        run_checks(built)


def test_all_broken_sentences_are_named(built: duckdb.DuckDBPyConnection):
    """Every sentence that does not hold is named, each with at most three rows, and what to do comes last."""
    built.execute("delete from series")
    built.execute("delete from indicators")
    with pytest.raises(CheckError) as caught:
        run_checks(built)
    lines, last = str(caught.value).splitlines()[:-1], str(caught.value).splitlines()[-1]
    assert [line.split("'")[1] for line in lines] == [
        "every observation is in a line or gives way to another source",
        "every target has an indicator",
    ]
    assert re.search(r"does not hold: target_id \d\.\d; target_id \d\.\d; target_id \d\.\d and 9 more\.$", lines[1])
    assert last == "Mend the rows named above and refresh again."
