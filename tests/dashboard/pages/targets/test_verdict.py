"""The badge of a target page: its arithmetic in words, and why there is no verdict."""

import re

import pytest
from dash import Dash

from tests.dashboard.made import page
from tests.dashboard.reader import components, opened, table, text


def verdict_of(app: Dash, target: str, **query: str):
    """The opened badge of a target's page."""
    (found,) = [
        one
        for one in components(opened(page(app, "targets", target_id=target, **query)))
        if getattr(one, "id", "") == "verdict"
    ]
    return found


def test_the_opened_badge(app: Dash):
    """The arithmetic of the world's Internet use can be followed from the words alone."""
    words = text(verdict_of(app, "1.7"))
    for said in (
        "73.6\u202f% in 2025, published, edition 2025",
        "21.4 points to ≥\u202f95\u202f%",
        "83.5\u202f%; with the errors of four of five earlier projections, 77.1\u202f% to 90\u202f%",
        "Least squares of ln(p / (1 − p)) over 6 observations, 2020–2025, carried on from the newest",
        "+2 points expected, +4.3 points needed for 5 years",
        "46\u202f% of the distance(83.5 − 73.6) / (95 − 73.6) = 0.46",
        "Far too slow: the present pace closes less than 50\u202f% of the distance.",
        "Firm: the same for every value that the printed digits stand for.",
        "39.9\u202f% in 2015, where the other methods begin",
        "5 are milder and 1 is on the same step",
        "Two verdicts are two steps or more apart",
        "Logistic, ceiling 100",
    ):
        assert said in words, said


def test_another_benchmark_is_another_distance(app: Dash):
    """Against everybody the same pace closes less, of a longer distance, and the sum says so."""
    words = text(verdict_of(app, "1.7", benchmark="connectivity_2030"))
    assert "26.4 points to ≥\u202f100\u202f%" in words
    assert "(83.5 − 73.6) / (100 − 73.6) = 0.38" in words


def test_within_rounding(app: Dash):
    """World parity of 0.91 and 0.94, with two decimals, closes from half of the distance to more than all of it."""
    words = text(verdict_of(app, "2.1"))
    assert "within rounding" in words
    assert "They close from 55\u202f% to more than all of it." in words


@pytest.mark.parametrize("query", [{}, {"to": "2022"}, {"from": "2023"}])
def test_the_methods_speak_of_the_whole_line(app: Dash, query: dict[str, str]):
    """However short the years in view, the world's line is judged from 2005 on: six methods vote, those that begin in
    2015 from the figure of that year, and that two of them are two steps apart is said; that none are never is.
    """
    words = text(verdict_of(app, "1.7", **query))
    assert "Of 6 published methods that can judge this line 5 are milder and 1 is on the same step." in words
    assert "Two verdicts are two steps or more apart: the methods disagree." in words
    assert "39.9\u202f% in 2015, where the other methods begin" in words
    assert "No two verdicts" not in words


def test_what_is_reached_is_not_said_to_be_reached_never(app: Dash):
    """Of a benchmark that the newest figure satisfies every curve says that it is reached."""
    curves = table(verdict_of(app, "1.2"), "Projections, not observations")
    assert [text(row["Reaches the benchmark"]) for row in curves] == ["reached"] * len(curves)
    assert curves


def test_a_line_that_begins_too_late_has_no_vote_of_2015(app: Dash):
    """Of a line without a figure of 2013 to 2018 the methods that begin in 2015 say nothing, and are not counted."""
    words = text(verdict_of(app, "1.7", badge="ITU-AFR"))
    assert words.count("the line has no figure of 2013 to 2018 to begin from") == 4
    assert not re.search(r"Of [3-6] published methods", words)


def test_methods_are_held_to_the_year_of_the_verdict(app: Dash):
    """A benchmark of 2025 is judged in 2025 by all methods, and their table says so."""
    words = text(verdict_of(app, "1.2", badge="LDC"))
    assert "Least developed countries, by 2025" in words
    assert "by 2030" not in words


def test_the_votes_of_the_methods_are_in_the_line(app: Dash):
    """Six shapes stand in the badge's line, one for each published method, and say together what they come to."""
    (signs,) = [
        one for one in components(verdict_of(app, "1.7")) if "signs" in str(getattr(one, "className", "")).split()
    ]
    assert len(signs.children) == 6
    assert getattr(signs, "aria-label").startswith("Of 6 published methods that can judge this line 5 are milder")


def test_a_badge_that_is_named_is_open(app: Dash):
    """The address that names an area opens its badge; the bare page's is closed."""
    assert verdict_of(app, "1.7").open is False
    assert verdict_of(app, "1.7", badge="ITU-AFR").open is True
    assert "Africa by 2030" in text(verdict_of(app, "1.7", badge="ITU-AFR"))


def test_a_computed_badge_says_what_it_rests_on(app: Dash):
    """A mean of economies says how many and how much of the population, and lists the same economies' values."""
    words = text(verdict_of(app, "1.7", badge="DEVELOPED", area_type="development_level"))
    assert "computed from" in words
    assert "% of the population" in words
    assert "the same economies in every year" in words


@pytest.mark.parametrize(
    ("target", "query", "why"),
    [
        ("1.4", {}, "one observation tells no pace"),
        ("1.6", {"indicator": "gci_score", "badge": "NPL"}, "a break in the series lies between the observations"),
        ("2.5", {"indicator": "digital_companies_ghg_share"}, "only the direction can be told"),
        ("2.3", {}, "there is no figure to judge"),
        ("1.3", {"badge": "PRK"}, "there is no figure to judge"),
        ("2.1", {"badge": "ITU-EUR"}, "less than two years apart"),
    ],
)
def test_no_verdict_says_why(app: Dash, target: str, query: dict[str, str], why: str):
    """A badge without a verdict says the reason in its line."""
    assert why in text(verdict_of(app, target, **query))


def test_no_economy_speaks_for_a_target(app: Dash):
    """Where only economies have figures and none is chosen the badge is the world's; one that is chosen has its own."""
    assert "World by 2030" in text(verdict_of(app, "2.3"))
    assert "Germany by 2030" in text(verdict_of(app, "2.3", area_type="economy", area="DEU"))
