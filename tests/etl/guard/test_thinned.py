"""Lines shown first that became shorter, though other lines still have the years: told before the switch."""

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.guard.gate import Held
from indicators.acknowledged import Acknowledgement, FindingKind
from indicators.settings import Settings
from tests.etl.beside import OLD, holder, refused

LINE = """
    indicator_id = 'internet_users' and sex = 'both' and age = 'all' and location = 'total' and is_headline
    and area_id in ({areas})
"""
FILE = "data/published/worldbank_2026_04.csv"


@pytest.fixture
def held(tmp_path: Path, internet_settings: Settings) -> Callable[..., Held]:
    """Holds a build against a served one, both changed by SQL."""
    return holder(internet_settings, tmp_path)


def shorter(*areas: str, years: str = "year between 2016 and 2018", more: str = "") -> str:
    """SQL by which the lines of areas that are shown first lose years, which other lines keep."""
    where = LINE.format(areas=", ".join(f"'{one}'" for one in areas))
    return f"update series set is_headline = false where {where} and {years};{more}"


def test_lines_that_became_shorter(held):
    """Years that are no longer in the lines shown first are named, newest first, with the files of these lines."""
    areas = ("ARG", "BRA", "CHE", "KEN", "UGA", "FRA", "IND", "IDN", "DEU", "ITA", "NOR", "POL", "GBR")
    [sentence] = refused(held, "", shorter(*areas))
    assert sentence.startswith(
        "internet_users: the lines shown first have no longer all the years that they have in the served build; the "
        "gate allows 5 % of a year. Only in other lines: 2018: 13 of "
    )
    assert " economies (ARG, BRA, CHE and 10 more); 2017: 13 of " in sentence
    assert sentence.endswith(f" The shorter ones come from {FILE}.")
    right = Acknowledgement("internet_users", FindingKind.YEARS_THINNED, OLD, "the bank begins later now")
    assert [one.kind for one in held("", shorter(*areas), right).acknowledged] == [right.finding]


def test_few_lines_that_became_shorter(held):
    """Five of two hundred economies are no more than the gate allows."""
    assert held("", shorter("ARG", "BRA", "CHE", "KEN", "UGA")).acknowledged == ()


def test_one_economy_of_few(held):
    """One economy whose line lets a year go thins out nothing, however few have that year; two of few do."""
    few = "delete from series where indicator_id = 'internet_users' and area_id not in ('CHE', 'KEN', 'UGA', 'WLD');"
    assert held(few, shorter("CHE")).acknowledged == ()
    assert len(refused(held, few, shorter("CHE", "KEN"))) == 1


def test_a_line_that_reaches_further(held):
    """A line with a newer year than the one before it may have let an old one go: that is how editions follow."""
    few = "delete from series where indicator_id = 'internet_users' and area_id not in ('CHE', 'KEN', 'UGA', 'WLD');"
    where = LINE.format(areas="'CHE', 'KEN'")
    newer = f"update series set year = 2026 where {where} and is_latest"
    assert held(few, shorter("CHE", "KEN", more=newer)).acknowledged == ()


def test_groups_are_no_economies(held):
    """The world's line may change."""
    assert held("", shorter("WLD", "ITU-AFR", "ITU-EUR")).acknowledged == ()
