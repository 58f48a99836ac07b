"""The quirks of the services' files, as the real ones have them; `test_quirks` shows each on a small input."""

from collections import Counter

import pytest

from etl.reading.desk import Desk
from indicators.vocabulary import AreaType
from tests.etl.taken import Taken, take
from tests.samples import needs_samples, sample

pytestmark = needs_samples
TOO_HIGH = "outside what % can be, 0 to 100"


def take_sample(name: str, desk: Desk) -> Taken:
    return take(sample(name).read_bytes(), desk)


def test_two_series_under_one_name_and_unit(desk: Desk):
    """The file of fixed broadband holds two series of one name: no key comes twice, and no count is kept."""
    taken = take_sample("itu_datahub_csv/fixed-broadband-subscriptions_1777496718795.csv", desk)
    assert (taken.aside["series 19257 fills no indicator"], taken.rejected) == (4_435, [])
    assert max(one.value for one in taken.kept) < 76


@pytest.mark.parametrize(
    ("name", "over"),
    [
        ("data360_csv/ITU_DH_INT_USR_DAY.csv", 9),
        ("unsd_sdg/Goal4.xlsx", 1),
        ("itu_datahub_csv/individuals-with-ict-skills-by-skill-level.csv", 0),
    ],
)
def test_percentages_over_100(desk: Desk, name: str, over: int):
    """In the real files every share above 100 % is a rejected row, and nothing else is."""
    taken = take_sample(name, desk)
    assert [one.reason for one in taken.rejected] == [TOO_HIGH] * over
    assert all(float(one.value) > 100 for one in taken.rejected)
    assert max(one.value for one in taken.kept) <= 100


def test_aggregates_among_countries(desk: Desk):
    """Of 260 areas in the file on 4G the 48 aggregates are set aside; what is kept are economies."""
    taken = take_sample("data360_csv/ITU_DH_POP_COV_4G.csv", desk)
    kinds = {desk.catalogue.area_by_id[one.area_id].area_type for one in taken.kept}
    assert (kinds, taken.rejected) == ({AreaType.ECONOMY}, [])
    assert len({one.area_id for one in taken.kept}) == 260 - 48


@pytest.mark.parametrize("year", [2020, 2022])
def test_names_without_codes(desk: Desk, year: int):
    """All 193 names of a survey are known, 175 of which end in a blank."""
    taken = take_sample(f"un_egov/EGOV_DATA_{year}.csv", desk)
    assert (len({one.area_id for one in taken.kept}), taken.rejected) == (193, [])


def test_several_editions(desk: Desk):
    """The copy called 2024 holds 194 economies in 2020 and in 2024, and none of them twice."""
    taken = take_sample("data360_api_csv/itu_gci_2024.csv", desk)
    assert (Counter(one.year for one in taken.kept), taken.rejected) == ({2020: 194, 2024: 194}, [])


def test_embedded_newlines(desk: Desk):
    """The file on Internet use has more lines than its 5,099 records."""
    name = "itu_datahub_csv/individuals-using-the-internet.csv"
    assert sample(name).read_bytes().count(b"\n") > 5_099
    assert take_sample(name, desk).file.records == 5_099


def test_zero_stripped_m49_codes(desk: Desk):
    """In the download of goal 9 the codes are numbers, and every economy below 100 is found."""
    taken = take_sample("unsd_sdg/Goal9.xlsx", desk)
    assert {"ALB", "AFG", "DZA", "ARG", "AUS", "BRA"} <= {one.area_id for one in taken.kept}
    assert taken.rejected == []


def test_the_break(desk: Desk):
    """The official basket has as many economies as ITU counts, of 2 GB to 2024 and of 5 GB in 2025."""
    taken = take_sample("itu_xlsx/ITU_ICTPriceBaskets_2008-2025.xlsx", desk)
    official = Counter(
        (one.indicator_id, one.year)
        for one in taken.kept
        if desk.catalogue.area_by_id[one.area_id].area_type is AreaType.ECONOMY
        and not one.note
        and one.indicator_id.startswith("mobile_basket")
    )
    assert [official["mobile_basket_2gb", year] for year in range(2021, 2025)] == [189, 190, 207, 206]
    assert {year for indicator, year in official if indicator == "mobile_basket_5gb"} == {2025}
    assert ("mobile_basket_2gb", 2025) not in official


def test_a_newest_year_with_ten_economies(desk: Desk):
    """The file on Internet use has 184 economies in 2024 and ten in 2025."""
    taken = take_sample("itu_datahub_csv/individuals-using-the-internet.csv", desk)
    by_year = Counter(one.year for one in taken.kept)
    assert (by_year[2024], by_year[2025], max(by_year)) == (184, 10, 2025)
