"""What the overview says: each sentence by table, from judgements that are made up for it."""

import pytest

from dashboard.address.lens import Lens
from dashboard.numbers import THIN
from dashboard.pages.overview.found import find
from dashboard.pages.overview.placed import placed
from dashboard.pages.overview.words import (
    fact,
    in_a_place,
    measured,
    overview_deck,
    overview_title,
    rule,
    share_of,
    years_text,
)
from dashboard.reading.warehouse import Snapshot
from tests.dashboard.pages.overview.made import CATALOGUE, YEAR, judgement, target

LENS = Lens(2030)
PER_CENT = f"{THIN}%"


def online(status: str, value: float = 73.6, **more: object):
    """Internet use of the world with a verdict."""
    return target("1.7", judgement("internet_users", "WLD", value, status, **more))


MET, SLOW = online("met", 96), online("slow")
ON_TRACK, CLOSE = online("on_track", firm=True), online("on_track", firm=False)
TITLES = [
    ([], "None of the targets has a figure that can be judged"),
    (
        [SLOW],
        "The one target that can be judged has not reached its best published benchmark; none is on course for 2030",
    ),
    ([MET], "The one target that can be judged has reached its best published benchmark"),
    (
        [SLOW, SLOW, ON_TRACK],
        "None of the three targets that can be judged has reached its best published benchmark; "
        "one is on course to do so by 2030",
    ),
    (
        [MET, SLOW, CLOSE],
        "One of the three targets that can be judged has reached its best published benchmark; "
        "one is on course to do so by 2030, within rounding",
    ),
    (
        [MET, MET, SLOW],
        "Two of the three targets that can be judged have reached their best published benchmark; "
        "the other is not on course for 2030",
    ),
    (
        [SLOW, CLOSE, ON_TRACK],
        "None of the three targets that can be judged has reached its best published benchmark; "
        "two are on course to do so by 2030, one of them within rounding",
    ),
]


@pytest.mark.parametrize(("targets", "title"), TITLES)
def test_titles(targets, title):
    """The title counts the targets that can be judged: there, on course, and whether only within rounding."""
    assert overview_title(targets, LENS) == title


def test_the_title_of_another_benchmark():
    """Against a chosen set the title does not speak of the best published benchmark."""
    assert "its benchmark;" in overview_title([SLOW, SLOW], Lens(2027, "commission_2025"))


def test_no_target_of_the_plan_is_met():
    """No title says that a target is met: the plan sets no numbers."""
    assert not any("target is met" in overview_title(targets, LENS) for targets, _ in TITLES)


def with_groups(*groups: tuple[str, float, str], indicator: str = "internet_users", of: str = "1.7"):
    """A target with groups: area, value and edition."""
    rows = [judgement(indicator, area, value, "slow", edition=edition) for area, value, edition in groups]
    return target(of, judgement(indicator, "WLD", 60, "slow"), *rows)


A, B = "2025 (Nov)", "another"
DECKS = [
    ([SLOW], "No target has figures of two regions, so that none can be called furthest behind."),
    (
        [with_groups(("LDC", 33.7, A), ("ITU-EUR", 92.2, A), ("ITU-CIS", 92.9, A))],
        "Furthest behind: the LDCs, last on the one target that compares regions and LDCs; "
        f"Internet users: 33.7{PER_CENT} there, 92.9{PER_CENT} in the CIS (2025).",
    ),
    (
        [
            with_groups(("LDC", 33.7, A), ("ITU-EUR", 92.2, A), ("ITU-CIS", 92.9, B)),
            with_groups(("LDC", 40, A), ("ITU-EUR", 90, B), indicator="households_internet", of="1.3"),
            with_groups(("LDC", 70, A), ("ITU-AFR", 60, A), indicator="coverage_4g", of="1.1"),
        ],
        f"Furthest behind: the LDCs, last on two of the three targets that compare regions and LDCs; "
        f"Internet users: 33.7{PER_CENT} there, 92.2{PER_CENT} in Europe (2025).",
    ),
    (
        [with_groups(("ITU-AFR", 40, A), ("ITU-EUR", 90, B))],
        "Furthest behind: Africa, last on the one target that compares regions and LDCs.",
    ),
]


def test_who_is_last_in_another_year():
    """A figure of 2022 is not called the last beside those of 2025: phones of the LDCs may have come further since."""
    groups = [("ITU-AFR", 66.0, 2024.0), ("LDC", 57.9, 2022.0), ("ITU-EUR", 94.5, 2025.0)]
    rows = [judgement("mobile_owners", area, value, "short", latest_year=year) for area, value, year in groups]
    world = judgement("mobile_owners", "WLD", 80, "short")
    assert target("1.4", world, *rows).behind is None
    assert target("1.4", world, rows[0], rows[1]._replace(latest_year=2024.0)).behind.area.area_id == "LDC"


@pytest.mark.parametrize(("targets", "deck"), DECKS)
def test_decks(targets, deck):
    """The deck names who is last most often; two figures stand beside each other in one year and edition only."""
    assert overview_deck(targets) == deck


FACTS = [
    (online("met", 96), f"≥{THIN}95{PER_CENT} reached"),
    (online("met", 96, at_risk=True), f"≥{THIN}95{PER_CENT} reached, on its way out"),
    (online("on_track", expected_value=95.4), f"95.4{PER_CENT} expected in 2030"),
    (online("on_track", expected_value=95.4, firm=False), f"95.4{PER_CENT} expected, within rounding"),
    (online("slow", closes=0.4646), f"closes 46{PER_CENT} of the way by 2030"),
    (online("slow", closes=0.4999), f"closes 49{PER_CENT} of the way by 2030"),
    (online("moderate", closes=0.745, horizon=2027), f"closes 74{PER_CENT} of the way by 2027"),
    (online("missed", benchmark_year=2025.0), f"≥{THIN}95{PER_CENT} was due in 2025"),
    (online("short", benchmark_year=2023.0), f"≥{THIN}95{PER_CENT} was due in 2023"),
    (online("short", benchmark_year=2030.0), "21.4 points to go"),
    (online("short", latest_qualifier="about"), "about 21.4 points to go"),
    (online("stalled", recent_a_year=0.04), "+0.04 points a year of late"),
    (online("reversing", recent_a_year=-0.8), "−0.8 points a year of late"),
]


@pytest.mark.parametrize(("of", "said"), FACTS)
def test_facts(of, said):
    """Beside each verdict stands one fact: what is closed, expected, was due, is left, or changes."""
    assert fact(of, YEAR) == said


PLACES = [
    ("WLD", "the world"),
    ("ITU-AFR", "Africa"),
    ("ITU-AMS", "the Americas"),
    ("ITU-CIS", "the CIS"),
    ("LDC", "the LDCs"),
    ("SIDS", "the SIDS"),
    ("DEVELOPING", "developing countries"),
    ("INC-LIC", "low-income economies"),
    ("AUS", "Australia"),
]


@pytest.mark.parametrize(("area_id", "words"), PLACES)
def test_places(area_id, words):
    """An area stands behind "in" as English has it."""
    assert in_a_place(CATALOGUE.area_by_id[area_id]) == words


def test_the_years_of_the_figures():
    """The sentence under the title says that the plan sets no numbers, and the years of the figures."""
    groups = with_groups(("LDC", 33.7, A))
    old = target("1.7", groups.own.judged, judgement("internet_users", "LDC", 30, "slow", latest_year=2020.0))
    assert years_text([old]) == "(the plan itself sets no numbers). Figures of 2020 to 2025, each with its year."
    assert years_text([SLOW]) == "(the plan itself sets no numbers). Figures of 2025, each with its year."
    assert years_text([]) == "(the plan itself sets no numbers)."


SHARES = [(95, f"100{PER_CENT}"), (94.9, f"over 99{PER_CENT}"), (95.2, f"over 100{PER_CENT}"), (47.5, f"50{PER_CENT}")]


@pytest.mark.parametrize(("value", "said"), SHARES)
def test_shares(value, said):
    """A share of the benchmark is called 100 % only where the figure is at its level."""
    assert share_of(online("slow", value).own) == said


def test_what_a_row_measures(snapshot: Snapshot):
    """A row names its indicator, of whom where that is not the world, and what is asked together and not met."""
    told = {one.facts.target.id: measured(one) for one in placed(find(snapshot, LENS))}
    assert told["1.1"] == f"4G coverage; 5G coverage 55{PER_CENT}"
    assert told["1.2"] == "Fixed basket, 5 GB, developing countries"
    assert told["1.7"] == "Internet users"


def test_the_rule(snapshot: Snapshot):
    """Below the picture stands how it is to be read, with the years and the area that is not the world."""
    said = rule(LENS, YEAR, placed(find(snapshot, LENS)))
    assert "Diamond: the world, in 1.2 developing countries." in said
    assert "before 2023" in said
    assert "by 2030" in said


def test_on_all_figures(snapshot: Snapshot):
    """Title and deck of the project's own figures."""
    targets = placed(find(snapshot, LENS))
    assert overview_title(targets, LENS) == (
        "None of the nine targets that can be judged has reached its best published benchmark; "
        "one is on course to do so by 2030, within rounding"
    )
    assert overview_deck(targets) == (
        "Furthest behind: the LDCs, last on four of the five targets that compare regions and LDCs; "
        f"Internet users: 33.7{PER_CENT} there, 92.9{PER_CENT} in the CIS (2025)."
    )
