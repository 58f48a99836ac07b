"""What to read first: each rule on small frames, their order, and who takes the place of a rule that finds nothing."""

from datetime import datetime

from dashboard.address.lens import Lens
from dashboard.numbers import THIN
from dashboard.pages.overview.card_facts import Extreme, Spread
from dashboard.pages.overview.changed import changed_part
from dashboard.pages.overview.found import find
from dashboard.pages.overview.placed import placed
from dashboard.pages.overview.read_first import MOST, changes, gaps, paces, read_first, reversals
from dashboard.reading.changes import ImportantChange
from dashboard.reading.warehouse import Snapshot
from tests.dashboard.pages.overview.made import CATALOGUE, facts, found, judgement, target
from tests.dashboard.reader import kind, text

LENS = Lens(2030, usual=2030)
PER_CENT = f"{THIN}%"
PARITY = "internet_gender_parity"


def spread(card, low: tuple[str, float], high: tuple[str, float]):
    """A card with two groups of one edition and year."""
    ends = (Extreme(area, area, value, "") for area, value in (low, high))
    return type(card)(
        card.target, card.area, card.world, Spread(*ends, 2025, "published", False, "A", 2), judged=card.judged
    )


def test_the_largest_reversal():
    """Of the groups that move away, the one that loses most of its benchmark a year comes first, whatever the unit."""
    all_ = found(
        judgement("internet_users", "ITU-AFR", 35, "reversing", recent_a_year=-0.5),  # 0.5 % of 95
        judgement(PARITY, "LDC", 0.7, "reversing", recent_a_year=-0.02, window_from=2019.0),  # 2 % of 0.98
        judgement("households_internet", "LDC", 40, "slow", recent_a_year=-3.0),
        courses={(PARITY, "LDC"): [(2019, 0.8), (2025, 0.7)]},
    )
    first, second = reversals(all_, LENS)
    assert first.head == "Moving away in the LDCs: Gender parity online"
    assert first.told == "0.80 in 2019, 0.70 in 2025; the benchmark is 0.98–1.02."
    assert first.course == ((2019, 0.8), (2025, 0.7))
    assert first.href == "/targets/2.1?indicator=internet_gender_parity&badge=LDC"
    assert (second.target, second.course) == ("1.7", ())
    assert second.told.startswith(f"35{PER_CENT} in 2025; the benchmark is")


def test_a_price_that_rises_is_a_reversal_too():
    """Of prices the fall of the share reached counts, not the rise of the figure."""
    (only,) = reversals(found(judgement("fixed_basket_5gb", "LDC", 4, "reversing", recent_a_year=1.0)), LENS)
    assert only.head == "Moving away in the LDCs: Fixed basket, 5 GB"


def test_the_widest_gap():
    """Gaps compare as shares of the benchmark, and what lies beyond it makes none wider."""
    users = facts("1.7", judgement("internet_users", "WLD", 73, "slow"))
    price = facts("1.2", judgement("fixed_basket_5gb", "DEVELOPING", 4, "missed"))
    cards = (
        spread(users, ("LDC", 47.5), ("ITU-EUR", 95)),  # half
        spread(price, ("ITU-EUR", 0.1), ("INC-LIC", 8.0)),  # a quarter reached, and twenty times
    )
    first, second = gaps(found(cards=cards), LENS)
    assert (first.target, second.target) == ("1.2", "1.7")
    assert first.told == (f"8{THIN}% of monthly GNI p.c. in low-income economies, 0.1{PER_CENT} in Europe (2025).")
    assert second.told == f"47.5{THIN}% of population in the LDCs, 95{PER_CENT} in Europe (2025)."


def test_the_course_of_a_gap_is_of_its_figure():
    """A gap shows a course only where that ends in the figure which is told."""
    users = spread(facts("1.7", judgement("internet_users", "WLD", 73, "slow")), ("LDC", 47.5), ("ITU-EUR", 95))
    for last, shown in ((47.5, True), (48.0, False)):
        courses = {("internet_users", "LDC"): [(2020, 30.0), (2025, last)]}
        (only,) = gaps(found(cards=(users,), courses=courses), LENS)
        assert bool(only.course) is shown


def changed(area: str, target_id: str | None = "1.1") -> ImportantChange:
    """A verdict on 4G coverage that another refresh changed."""
    where = CATALOGUE.area_by_id[area]
    verdict = ("coverage_4g", target_id, area, where.name, where.area_type, "both", "all", "total", "", 2030)
    return ImportantChange("status", *verdict, "on_track", "slow", 2025, 91.0, 84.0, "", "")


def test_the_most_important_change():
    """What the last refresh changed is told in the order of its importance, and leads to where it is seen."""
    course = {("coverage_4g", "ITU-AFR"): [(2020, 60.0), (2025, 84.0)]}
    first, second = changes(found(changed=[changed("ITU-AFR"), changed("AUS")], courses=course), LENS)
    assert first.head == "Changed since the last refresh"
    assert first.told == (
        "4G coverage, Africa: far too slow by 2030, where it was on track; "
        f"84{PER_CENT} for 2025, where 91{PER_CENT} stood."
    )
    assert first.course == ((2020, 60.0), (2025, 84.0))
    assert first.href == "/targets/1.1?indicator=coverage_4g&badge=ITU-AFR"
    assert second.told.startswith("4G coverage, Australia:")
    (of_no_target,) = changes(found(changed=[changed("AUS", None)]), LENS)
    assert of_no_target.href == "/indicators/coverage_4g"


def test_what_changed_in_three_lines():
    """The changes stand as links in their order, with the version that they are compared with; where none is of
    importance, or nothing can be compared, a sentence says so.
    """
    since = datetime(2026, 11, 3)  # noqa: DTZ001 - as the warehouse has it
    part = changed_part(found(changed=[changed("ITU-AFR"), changed("AUS")], since=since), LENS)
    links = [(text(one), one.href) for one in kind(part, "A")]
    assert [href for _, href in links] == [
        "/targets/1.1?indicator=coverage_4g&badge=ITU-AFR",
        "/targets/1.1?indicator=coverage_4g&badge=AUS",
        "/data#changes",
    ]
    assert links[0][0].startswith("4G coverage, Africa: far too slow by 2030")
    assert "Compared with the version of 3 Nov 2026." in text(part)
    nothing = text(changed_part(found(since=since), LENS))
    assert "Nothing of importance, compared with the version of 3 Nov 2026." in nothing
    assert "from the next refresh on" in text(changed_part(found(), LENS))


def test_the_slowest_pace():
    """Of the targets that are too slow the one that closes least comes first; others have no pace to tell."""
    targets = [
        target("1.3", judgement("households_internet", "WLD", 75, "moderate", closes=0.7)),
        target(
            "1.7", judgement("internet_users", "WLD", 73.6, "slow", closes=0.46, expected_a_year=2.0, needed_a_year=4.3)
        ),
        target("1.1", judgement("coverage_4g", "WLD", 93, "short")),
    ]
    first, second = paces(targets, found(), LENS)
    assert first.head == "Far too slow in the world: Internet users"
    assert first.told == f"+2 points a year expected, +4.3 needed to reach ≥{THIN}95{PER_CENT} by 2030."
    assert second.target == "1.3"


def test_the_order_of_the_rules():
    """A reversal, a gap and a change, each of another target; where a rule finds nothing, the slowest pace speaks."""
    users = spread(facts("1.7", judgement("internet_users", "WLD", 73, "slow")), ("LDC", 47.5), ("ITU-EUR", 95))
    away = judgement(PARITY, "LDC", 0.7, "reversing", recent_a_year=-0.02)
    late = [
        target("1.7", judgement("internet_users", "WLD", 73.6, "slow", closes=0.4)),
        target("1.3", judgement("households_internet", "WLD", 75, "moderate", closes=0.7)),
    ]
    whole = read_first(found(away, cards=(users,), changed=[changed("WLD")]), late, LENS)
    assert [one.rule for one in whole] == ["reversal", "gap", "change"]
    without = read_first(found(away, cards=(users,)), late, LENS)
    assert [(one.rule, one.target) for one in without] == [("reversal", "2.1"), ("gap", "1.7"), ("pace", "1.3")]
    assert read_first(found(), [], LENS) == []


def test_on_all_figures(snapshot: Snapshot):
    """The project's own figures have three findings about three targets, each with a course and a way to it."""
    all_ = find(snapshot, LENS)
    chosen = read_first(all_, placed(all_), LENS)
    assert [(one.rule, one.target) for one in chosen] == [("reversal", "2.1"), ("gap", "1.2"), ("pace", "1.7")]
    assert len({one.target for one in chosen}) == MOST == len(chosen)
    assert all(len(one.course) > 1 and one.href.startswith("/targets/") for one in chosen)
    assert chosen[0].told == "0.74 in 2019, 0.70 in 2024; the benchmark is 0.98–1.02."
