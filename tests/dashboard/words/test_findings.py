"""What the pages claim, against literals: the facts of the twelve cards and the sentences above the charts."""

from urllib.parse import parse_qsl

import pandas as pd
import pytest

from dashboard.address.lens import Lens
from dashboard.pages.overview import found as overview
from dashboard.pages.overview.card_facts import CardFacts, distance_text
from dashboard.pages.targets.found import find
from dashboard.pages.targets.view import target_view
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import latest_of_each_line
from dashboard.words.findings import ranking_title, target_title, trend_title
from tests.dashboard.pages.targets.views import rows_of

CARDS = [
    ("1.1", "coverage_4g", 93, "", 2025, "2025", "one observation in this edition", "2 points to go"),
    (
        "1.2",
        "fixed_basket_5gb",
        3.89,
        "",
        2025,
        "2025 (Dec)",
        "its change, over the same economies, is on the target's page",
        "1.89 points to go",
    ),
    (
        "1.3",
        "households_internet",
        75.63,
        "",
        2023,
        "ITU DataHub, Dec 2025",
        "its change, over the same economies, is on the target's page",
        "19.4 points to go",
    ),
    (
        "1.4",
        "mobile_owners",
        80,
        "about",
        2024,
        "2024",
        "one observation in this edition",
        "about 15 points to go",
    ),
    (
        "1.5",
        "schools_internet",
        64.74,
        "",
        2020,
        "SDG database, copy of 2023-04-02",
        "+5.3 points since 2015",
        "30.3 points to go",
    ),
    ("1.6", "countries_with_cirt", 132, "", 2024, "2024", "+23 since 2020", "62 countries to go"),
    ("1.7", "internet_users", 73.6, "", 2025, "2025", "+58 points since 2005", "21.4 points to go"),
    ("2.1", "internet_gender_parity", 0.94, "", 2024, "2024", "+0.03 since 2019", "0.04 outside the band"),
    ("2.5", "ewaste_recycled_share", 22.3, "", 2022, "2024", "about −1.7 points since 2010", "7.7 points to go"),
]
SPREADS = [
    ("1.1", "LLDC", 72.76, "ITU-EUR", 99.72, 2024, "ITU DataHub, Dec 2025", 14),
    ("1.2", "ITU-EUR", 0.94, "INC-LIC", 29.91, 2025, "2025 (Dec)", 13),
    ("1.4", "INC-LIC", 52.74, "INC-HIC", 95.7, 2025, "ITU DataHub, Dec 2025", 15),
    ("1.7", "INC-LIC", 23.4, "INC-HIC", 94.2, 2025, "2025 (Nov)", 13),
    ("2.1", "LDC", 0.7, "SIDS", 1.0, 2024, "2024", 4),
]
STATUSES = {
    "1.1": "short",
    "1.2": "missed",
    "1.3": "moderate",
    "1.4": "short",
    "1.5": "short",
    "1.6": "moderate",
    "1.7": "slow",
    "2.1": "on_track",
    "2.2": "not_assessable",
    "2.3": "not_assessable",
    "2.4": "not_assessable",
    "2.5": "short",
}
TITLES = {
    "1.1": "3G coverage: 96\u202f% in 2025, ≥\u202f95\u202f% reached",
    "1.2": "Mobile basket, 5 GB: 1.38\u202f% in 2025, <\u202f2\u202f% reached",
    "1.3": "Households with Internet: 75.6\u202f% in 2023; "
    "the pace must be 1.3 times as fast to reach ≥\u202f95\u202f% by 2030",
    "1.4": "Mobile-phone owners: about\u00a080\u202f% in 2024, "
    "about 15 points to ≥\u202f95\u202f%; no present pace can be told",
    "1.5": "Schools with Internet, upper secondary schools: 64.7\u202f% in 2020, "
    "30.3 points to ≥\u202f95\u202f%; no present pace can be told",
    "1.6": "Incident response teams (CIRT): 132 of 194 in 2024; "
    "the pace must be 1.8 times as fast to reach ≥\u202f194 by 2030",
    "1.7": "Internet users: 73.6\u202f% in 2025; the pace must be 2.2 times as fast to reach ≥\u202f95\u202f% by 2030",
    "2.1": "Gender parity online: 0.94 in 2024, on track to reach 0.98–1.02 by 2030 (within rounding)",
    "2.2": "Basic digital skills: no figure for the world as a whole",
    "2.3": "Businesses using the Internet: no figure for the world as a whole",
    "2.4": "Users of online government: no figure for the world as a whole",
    "2.5": "E-waste recycled: 22.3\u202f% in 2022, 7.7 points to ≥\u202f30\u202f%, due by 2023; "
    "no present pace can be told",
}
MORE_TITLES = [
    ("1.7", "badge=ITU-EUR", "Internet users, Europe: 92.2\u202f% in 2025, on track to reach ≥\u202f95\u202f% by 2030"),
    (
        "1.7",
        "badge=ITU-AFR&horizon=2027",
        "Internet users, Africa: 35.7\u202f% in 2025; "
        "the pace must be over ten times as fast to reach ≥\u202f95\u202f% by 2027",
    ),
    (
        "1.7",
        "badge=LDC&benchmark=commission_2025",
        "Internet users, Least developed countries: 33.7\u202f% in 2025; ≥\u202f35\u202f% was due by 2025 "
        "and missed by 1.3 points",
    ),
    ("2.1", "badge=LDC", "Gender parity online, Least developed countries: 0.70 in 2024; moving away from 0.98–1.02"),
    ("2.1", "badge=ITU-ARB", "Gender parity online, Arab States: 0.86 in 2024; standing still, 0.12 to 0.98–1.02"),
    (
        "1.2",
        "indicator=mobile_basket_2gb&badge=ZWE",
        "Mobile basket, 2 GB, Zimbabwe: 4.76\u202f% in 2023, then on track to reach <\u202f2\u202f% by 2025",
    ),
    (
        "1.2",
        "indicator=fixed_basket_5gb&badge=GNQ",
        "Fixed basket, 5 GB, Equatorial Guinea: 12.86\u202f% in 2022; the pace had to be 2.3 times as fast to reach "
        "<\u202f2\u202f% by 2025",
    ),
    ("1.3", "badge=PRK", "Households with Internet: no figure for Democratic People's Republic of Korea"),
    (
        "2.3",
        "area=DEU",
        "Businesses using the Internet, Germany: 97.9\u202f% in 2016, ≥\u202f95\u202f% reached; "
        "too old to be called the present state",
    ),
]
TREND_TITLES = [
    ("1.1", "coverage_3g", "", "Population covered by at least a 3G mobile network, in part computed"),
    ("1.3", "households_internet", "", "Households with Internet access at home, in part computed from economies"),
    (
        "1.2",
        "mobile_basket_5gb",
        "",
        "Price of data-only mobile broadband, 5 GB: medians of those economies that have a price in each year",
    ),
    ("1.6", "countries_with_cirt", "", "Incident response teams (CIRT), the world: rose by 23 from 2020 to 2024"),
    (
        "1.7",
        "internet_users",
        "",
        "Internet users: Asia-Pacific rose by 8.8 points from 2022 to 2025, Arab States by 2.6 points",
    ),
    ("2.4", "online_service_index", "", "Online Service Index: 2018 and 2024 do not compare, for a break between them"),
    ("2.5", "ewaste_recycled_share", "", "E-waste recycled, the world: fell by about 1.7 points from 2010 to 2022"),
    ("2.1", "internet_gender_parity", "", "Gender parity in Internet use, in part computed"),
    (
        "2.1",
        "internet_gender_parity",
        "2024",
        "Gender parity online: Asia-Pacific rose by 0.06 from 2019 to 2024, Arab States did not change",
    ),
]
RANKING_TITLES = [
    ("1.2", "mobile_basket_5gb", "Five of the six reach the benchmark (figures of 2025)"),
    ("1.6", "countries_with_cirt", "World: 132 of 194"),
    ("1.5", "schools_internet", "From 64.7\u202f% (World, 2020) to 85.2\u202f% (Asia-Pacific, median economy, 2022)"),
    ("1.7", "internet_users", "None of the six reaches the benchmark (figures of 2025)"),
]


@pytest.fixture
def facts(snapshot: Snapshot) -> dict[str, CardFacts]:
    """The facts of the cards, by target."""
    found = overview.find(snapshot, Lens(2030)).facts
    assert [one.target.id for one in found] == [target.id for target in snapshot.catalogue.targets]
    return {one.target.id: one for one in found}


@pytest.mark.parametrize(("target", "indicator", "value", "qualifier", "year", "edition", "since", "distance"), CARDS)
def test_cards(facts: dict[str, CardFacts], target, indicator, value, qualifier, year, edition, since, distance):
    """A card says the newest observed world figure, its edition, its course in that edition and its distance."""
    world = facts[target].world
    assert (world.indicator.id, world.qualifier) == (indicator, qualifier)
    assert world.value == pytest.approx(value, abs=0.005)  # a computed figure is not printed anywhere
    assert (world.year, world.edition) == (year, edition)
    assert (world.since_first, distance_text(world)) == (since, distance)
    assert world.points[-1] == (year, world.value)


@pytest.mark.parametrize(("target", "low", "low_value", "high", "high_value", "year", "edition", "groups"), SPREADS)
def test_spreads(facts: dict[str, CardFacts], target, low, low_value, high, high_value, year, edition, groups):
    """Lowest and highest group are compared within one year and one edition that has three groups or more."""
    spread = facts[target].spread
    assert (spread.lowest.area_id, spread.highest.area_id) == (low, high)
    assert (spread.lowest.value, spread.highest.value) == pytest.approx((low_value, high_value), abs=0.005)
    assert (spread.year, spread.edition, spread.groups) == (year, edition, groups)


def test_cards_without_a_world_figure(facts: dict[str, CardFacts]):
    """Three targets have no world figure, and two more no groups to compare."""
    assert [target for target, one in facts.items() if one.world is None] == ["2.2", "2.3", "2.4"]
    assert [target for target, one in facts.items() if one.world and one.spread is None] == ["1.6", "2.5"]


def test_the_course_of_a_card(facts: dict[str, CardFacts]):
    """The course is the headline line of one edition, not a mixture of editions."""
    course = facts["1.7"].world.points
    assert [year for year, _ in course] == list(range(2005, 2026))
    assert (course[0], course[-5:]) == (
        (2005, 15.6),
        ((2021, 63.8), (2022, 67), (2023, 69.2), (2024, 71.2), (2025, 73.6)),
    )
    assert facts["2.1"].world.points == ((2019, 0.91), (2024, 0.94))


def test_what_exists_instead(facts: dict[str, CardFacts]):
    """A card without a world figure counts what the build holds of the target; a card with one does not."""
    assert facts["2.4"].exists == (
        "Users of online government: 1 group, 28 economies, 2022–2025",
        "Online Service Index: the world, 15 groups, 193 economies, 2018–2024",
    )
    assert facts["2.3"].exists == ("Businesses using the Internet: 69 economies, 2010–2023",)
    assert facts["1.7"].exists == ()


def test_what_a_target_asks_together(facts: dict[str, CardFacts]):
    """3G, 4G and 5G coverage stand side by side, and so do mobile and fixed baskets of developing countries: the first
    that does not reach its benchmark speaks, so that no target is met on a part of what it asks.
    """
    beside = {
        target: [(one.world.indicator.id, one.judged.status) for one in of.beside] for target, of in facts.items()
    }
    assert beside["1.1"] == [("coverage_3g", "met"), ("coverage_5g", "short")]
    assert beside["1.2"] == [("mobile_basket_5gb", "met")]
    assert (facts["1.2"].area.area_id, facts["1.1"].area.area_id) == ("DEVELOPING", "WLD")


def test_statuses_of_cards(facts: dict[str, CardFacts]):
    """Each card has the headline status of its world figure; one without a figure is not assessable."""
    assert {target: one.status.value for target, one in facts.items()} == STATUSES


def test_target_titles(snapshot: Snapshot):
    """A target page's title is the judged figure of the world against its benchmark, or that there is none."""
    titles = {target.id: opened_title(snapshot, target.id, "") for target in snapshot.catalogue.targets}
    assert titles == TITLES


@pytest.mark.parametrize(("target", "query", "title"), MORE_TITLES)
def test_titles_of_other_verdicts(snapshot: Snapshot, target: str, query: str, title: str):
    """A title names the area whose badge is asked for, the horizon, and what its verdict means."""
    assert opened_title(snapshot, target, query) == title


def opened_title(snapshot: Snapshot, target_id: str, query: str) -> str:
    target = snapshot.catalogue.target_by_id[target_id]
    view = target_view(snapshot, target, parse_qsl(query))
    return target_title(target, view.indicator, find(snapshot, view).badge)


def shown(snapshot: Snapshot, target: str, indicator: str, **choices: str) -> pd.DataFrame:
    asked = [("indicator", indicator), *choices.items()]
    view = target_view(snapshot, snapshot.catalogue.target_by_id[target], asked)
    return rows_of(snapshot, view)


@pytest.mark.parametrize(("target", "indicator", "edition", "title"), TREND_TITLES)
def test_trend_titles(snapshot: Snapshot, target: str, indicator: str, edition: str, title: str):
    """A trend says who moved most and least over the years that all its lines share."""
    frame = shown(snapshot, target, indicator, **({"edition": edition} if edition else {}))
    assert trend_title(frame, snapshot.catalogue.indicator_by_id[indicator]) == title


@pytest.mark.parametrize(("target", "indicator", "title"), RANKING_TITLES)
def test_ranking_titles(snapshot: Snapshot, target: str, indicator: str, title: str):
    """A ranking counts who reaches the benchmark, the world not among them."""
    one = snapshot.catalogue.indicator_by_id[indicator]
    latest = latest_of_each_line(shown(snapshot, target, indicator))
    assert ranking_title(latest, one, one.benchmark_for("WLD")) == title


@pytest.mark.parametrize(
    ("choices", "title"),
    [
        ([("location", "urban,rural"), ("area_type", "world")], "Individuals using the Internet, as published"),
        ([("area", "CHN"), ("edition", "2026 (Apr)")], "Individuals using the Internet: 2000 and 2024 do not compare"),
    ],
)
def test_no_gain_is_told_where_figures_do_not_compare(snapshot: Snapshot, choices: list[tuple[str, str]], title: str):
    """Urban and rural are not subtracted from each other, nor years on both sides of a break."""
    view = target_view(snapshot, snapshot.catalogue.target_by_id["1.7"], choices)
    assert trend_title(rows_of(snapshot, view), view.indicator).startswith(title)
