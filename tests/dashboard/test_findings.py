"""What the pages claim, against literals: the facts of the twelve cards and the sentences above the charts."""

import pandas as pd
import pytest

from dashboard import queries
from dashboard.findings import (
    CardFacts,
    card_facts,
    distance_text,
    overview_title,
    ranking_title,
    target_title,
    trend_title,
    world_figure,
)
from dashboard.views import latest_of_each_line, target_view, view_rows
from dashboard.warehouse import Snapshot

CARDS = [
    ("1.1", "coverage_3g", 96, "", 2025, "2025", "one observation in this edition", "reached"),
    (
        "1.2",
        "mobile_basket_5gb",
        1.38,
        "",
        2025,
        "2025 (Dec)",
        "−0.67 points since 2022, experimental before 2025",
        "reached",
    ),
    ("1.4", "mobile_owners", 80, "about", 2024, "2024", "one observation in this edition", "about 15 points to go"),
    ("1.5", "schools_internet", 61.33, "", 2018, "UNSD SDG DB, 2020-10", "+1.3 points since 2015", "33.7 points to go"),
    ("1.6", "countries_with_cirt", 132, "", 2024, "2024", "+23 since 2020", "62 countries to go"),
    ("1.7", "internet_users", 73.6, "", 2025, "2025 (Nov)", "+6.6 points since 2022", "21.4 points to go"),
    ("2.1", "internet_gender_parity", 0.94, "", 2024, "2024", "+0.03 since 2019", "0.04 outside the band"),
    ("2.5", "ewaste_recycled_share", 22.3, "", 2022, "2024", "about −1.7 points since 2010", "direction only"),
]
SPREADS = [
    ("1.1", "LLDC", 69.17, "DEVELOPED", 96.6, 2018, "UNSD SDG DB, 2020-10", 5),
    ("1.2", "ITU-EUR", 0.37, "INC-LIC", 9.42, 2025, "2025 (Dec)", 13),
    ("1.4", "INC-LIC", 56, "INC-HIC", 95, 2024, "2024", 3),
    ("1.7", "INC-LIC", 23.4, "INC-HIC", 94.2, 2025, "2025 (Nov)", 13),
    ("2.1", "LDC", 0.7, "SIDS", 1.0, 2024, "2024", 4),
]
TITLES = {
    "1.1": "3G coverage: 96\u202f% in 2025, benchmark reached",
    "1.2": "Mobile basket, 5 GB: 1.38\u202f% in 2025, benchmark reached",
    "1.3": "Households with Internet: no figure for the world as a whole",
    "1.4": "Mobile-phone owners: about\u00a080\u202f% in 2024, about 15 points to go",
    "1.5": "Schools with Internet: 61.3\u202f% in 2018, 33.7 points to go",
    "1.6": "Incident response teams (CIRT): 132 of 194 in 2024, 62 countries to go",
    "1.7": "Internet users: 73.6\u202f% in 2025, 21.4 points to go",
    "2.1": "Gender parity online: 0.94 in 2024, 0.04 outside the band",
    "2.2": "Basic digital skills: no figure for the world as a whole",
    "2.3": "Businesses using the Internet: no figure for the world as a whole",
    "2.4": "Users of online government: no figure for the world as a whole",
    "2.5": "E-waste recycled: 22.3\u202f% in 2022",
}
TREND_TITLES = [
    ("1.1", "coverage_3g", "Population covered by at least a 3G mobile network, as published"),
    ("1.2", "mobile_basket_5gb", "Africa fell by 3.81 points from 2022 to 2025, Europe by 0.21 points"),
    ("1.6", "countries_with_cirt", "Incident response teams (CIRT), the world: rose by 23 from 2020 to 2024"),
    ("1.7", "internet_users", "Asia-Pacific rose by 8.8 points from 2022 to 2025, Arab States by 2.6 points"),
    ("2.4", "online_service_index", "Online Service Index: 2018 and 2024 do not compare, for a break between them"),
    ("2.5", "ewaste_recycled_share", "E-waste recycled, the world: fell by about 1.7 points from 2010 to 2022"),
    ("2.1", "internet_gender_parity", "Asia-Pacific rose by 0.06 from 2019 to 2024, Arab States did not change"),
]
RANKING_TITLES = [
    ("1.2", "mobile_basket_5gb", "Five of the six reach the benchmark"),
    ("1.6", "countries_with_cirt", "World: 132 of 194"),
    ("1.7", "internet_users", "None of the six reaches the benchmark"),
]


@pytest.fixture
def facts(snapshot: Snapshot) -> dict[str, CardFacts]:
    """The facts of the cards, by target."""
    found = card_facts(
        snapshot.catalogue,
        queries.headline_lines(snapshot),
        queries.group_values(snapshot),
        queries.figures_by_target(snapshot),
    )
    assert [one.target.id for one in found] == [target.id for target in snapshot.catalogue.targets]
    return {one.target.id: one for one in found}


@pytest.mark.parametrize(("target", "indicator", "value", "qualifier", "year", "edition", "since", "distance"), CARDS)
def test_cards(facts: dict[str, CardFacts], target, indicator, value, qualifier, year, edition, since, distance):
    """A card says the newest observed world figure, its edition, its course in that edition and its distance."""
    world = facts[target].world
    assert (world.indicator.id, world.value, world.qualifier) == (indicator, value, qualifier)
    assert (world.year, world.edition) == (year, edition)
    assert (world.since_first, distance_text(world)) == (since, distance)
    assert world.points[-1] == (year, value)


@pytest.mark.parametrize(("target", "low", "low_value", "high", "high_value", "year", "edition", "groups"), SPREADS)
def test_spreads(facts: dict[str, CardFacts], target, low, low_value, high, high_value, year, edition, groups):
    """Lowest and highest group are compared within one year and one edition that has three groups or more."""
    spread = facts[target].spread
    assert (spread.lowest.area_id, spread.lowest.value) == (low, low_value)
    assert (spread.highest.area_id, spread.highest.value) == (high, high_value)
    assert (spread.year, spread.edition, spread.groups) == (year, edition, groups)


def test_cards_without_a_world_figure(facts: dict[str, CardFacts]):
    """Four targets have no world figure, and four more no groups to compare."""
    assert [target for target, one in facts.items() if one.world is None] == ["1.3", "2.2", "2.3", "2.4"]
    assert [target for target, one in facts.items() if one.world and one.spread is None] == ["1.5", "1.6", "2.5"]


def test_the_course_of_a_card(facts: dict[str, CardFacts]):
    """The course is the headline line of one edition, not a mixture of editions."""
    assert facts["1.7"].world.points == ((2022, 67), (2023, 69.2), (2024, 71.2), (2025, 73.6))
    assert facts["2.1"].world.points == ((2019, 0.91), (2024, 0.94))


def test_what_exists_instead(facts: dict[str, CardFacts]):
    """A card without a world figure counts what the build holds of the target; a card with one does not."""
    assert facts["1.3"].exists == (
        "Households with Internet: the world, 2019",
        "Fixed-broadband subscriptions: 3 groups, 2024",
    )
    assert facts["2.4"].exists[0] == "Online Service Index: 193 economies, 2018–2024"
    assert facts["2.3"].exists == ()
    assert facts["1.7"].exists == ()


def test_overview_title(facts: dict[str, CardFacts]):
    """The overview counts the benchmarks that are reached and the targets of which nothing can be said."""
    title = "The world reaches two of seven benchmarks; four of twelve targets have no world figure"
    assert overview_title(list(facts.values())) == title
    known = [one for one in facts.values() if one.world]
    assert overview_title(known) == "The world reaches two of seven benchmarks"


def test_target_titles(facts: dict[str, CardFacts], snapshot: Snapshot):
    """A target page's title is the world figure against its benchmark, or that there is none."""
    lines = queries.headline_lines(snapshot)
    titles = {}
    for target in snapshot.catalogue.targets:
        first = facts[target.id].world
        indicator = first.indicator if first else snapshot.catalogue.indicator_by_id[target.card[0]]
        titles[target.id] = target_title(target, indicator, world_figure(indicator, lines))
    assert titles == TITLES


def shown(snapshot: Snapshot, target: str, indicator: str) -> pd.DataFrame:
    return view_rows(
        snapshot, target_view(snapshot, snapshot.catalogue.target_by_id[target], [("indicator", indicator)])
    )


@pytest.mark.parametrize(("target", "indicator", "title"), TREND_TITLES)
def test_trend_titles(snapshot: Snapshot, target: str, indicator: str, title: str):
    """A trend says who moved most and least over the years that all its lines share."""
    frame = shown(snapshot, target, indicator)
    assert trend_title(frame, snapshot.catalogue.indicator_by_id[indicator]) == title


@pytest.mark.parametrize(("target", "indicator", "title"), RANKING_TITLES)
def test_ranking_titles(snapshot: Snapshot, target: str, indicator: str, title: str):
    """A ranking counts who reaches the benchmark, the world not among them."""
    one = snapshot.catalogue.indicator_by_id[indicator]
    latest = latest_of_each_line(shown(snapshot, target, indicator))
    assert ranking_title(latest, one, one.benchmark_for("WLD")) == title


def test_no_title_shows_a_missing_value(snapshot: Snapshot):
    """No sentence about any indicator says nan or None."""
    lines = queries.headline_lines(snapshot)
    for target in snapshot.catalogue.targets:
        for indicator in snapshot.catalogue.indicators_of(target.id):
            frame = shown(snapshot, target.id, indicator.id)
            titles = [target_title(target, indicator, world_figure(indicator, lines))]
            if len(frame):
                latest = latest_of_each_line(frame)
                titles += [
                    trend_title(frame, indicator),
                    ranking_title(latest, indicator, indicator.benchmark_for("WLD")),
                ]
            for title in titles:
                assert title
                assert not {"nan", "none", "–", "nat"} & set(title.replace("None of", "").lower().split()), title


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
    assert trend_title(view_rows(snapshot, view), view.indicator).startswith(title)
