"""Which figures compare: not those on both sides of a break or a jump, nor of other economies every year."""

from types import SimpleNamespace

import pytest

from dashboard.reading.outlooks import SuspectedBreak
from dashboard.words.comparable import NO_JUMPS, is_median, is_typical, jumps_between, jumps_of, no_change_told
from indicators.model import Break
from indicators.vocabulary import AreaType
from tests.indicators.lines import indicator

TOTALS = {"sex": "both", "age": "all", "location": "total", "level": ""}
JUMP = SuspectedBreak("i", "Indicator", 1, "JPN", "Japan", **TOTALS, year=2021, before=94.2, after=82.9)
SHARE, PRICE = indicator("share"), indicator("price", aggregation="median")
SCHOOLS = indicator("share", aggregation="median")


def figures(*years: int, **more: object) -> list[SimpleNamespace]:
    plain = {"indicator_id": "i", "area_id": "JPN", "area_type": AreaType.ECONOMY, "is_headline": True}
    plain |= TOTALS | {"economies_with_data": float("nan")}
    return [SimpleNamespace(**(plain | {"year": year} | more)) for year in years]


REGION = {"area_id": "ITU-AFR", "area_type": AreaType.ITU_REGION}
COMPUTED = REGION | {"economies_with_data": 30.0}


@pytest.mark.parametrize(
    ("of", "line", "jumps", "why"),
    [
        (SHARE, figures(2020, 2024), NO_JUMPS, ""),
        (SHARE, figures(2020, 2024), jumps_of([JUMP]), "jump"),
        (SHARE, figures(2021, 2024), jumps_of([JUMP]), ""),
        (SHARE, figures(2020, 2024, is_headline=False), jumps_of([JUMP]), ""),
        (SHARE, figures(2020, 2024, sex="female"), jumps_of([JUMP]), ""),
        (indicator("share", breaks=(Break(year=2022, note="new"),)), figures(2020, 2024), jumps_of([JUMP]), "break"),
        (SHARE, figures(2020, 2024, **COMPUTED), NO_JUMPS, "computed"),
        (PRICE, figures(2020, 2024, **REGION), NO_JUMPS, "median"),
        (PRICE, figures(2020, 2024), NO_JUMPS, ""),
        (SCHOOLS, figures(2020, 2024, **REGION), NO_JUMPS, ""),
        (SCHOOLS, figures(2020, 2024, **COMPUTED), NO_JUMPS, "computed"),
    ],
)
def test_why_two_figures_do_not_compare(of, line, jumps, why: str):
    """Breaks, jumps of that line between the two, means, and medians: of prices any, of schools what is computed."""
    assert no_change_told(line, of, jumps) == why


def test_jumps_of_a_line():
    """The jumps of a line stand in order, those at its first figure not among them."""
    found = jumps_of([JUMP, JUMP._replace(year=2018), JUMP._replace(area_id="EGY", year=2020)])
    assert jumps_between(figures(2016, 2024), found) == [2018, 2021]
    assert jumps_between(figures(2018, 2024), found) == [2021]


@pytest.mark.parametrize(
    ("of", "more", "is_one"),
    [
        (PRICE, REGION, True),
        (PRICE, {}, False),
        (SCHOOLS, REGION, False),
        (SCHOOLS, COMPUTED, True),
        (SHARE, COMPUTED, False),
    ],
)
def test_medians(of, more: dict, is_one: bool):
    """What is published of the schools of a group is their share, and no median of economies; a price is one."""
    (row,) = figures(2020, **more)
    assert is_median(row, of) is is_one
    assert is_typical(row, of) is (is_one and of is SCHOOLS)
