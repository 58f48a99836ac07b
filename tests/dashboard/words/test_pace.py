"""Pace in words: nothing is rounded across a cut, and nothing is claimed that cannot be told."""

from types import SimpleNamespace

import pytest

from dashboard.rows import known
from dashboard.words.pace import (
    closes_percent,
    faster,
    gap_text,
    pace_text,
    panel_text,
    reached_text,
    verdict_text,
    vote_short,
    vote_text,
    yearly,
)
from indicators.catalogue import Catalogue
from indicators.methods import METHODS
from tests.indicators.lines import indicator, level


def row(**columns):
    plain = {
        "status": "slow",
        "closes": None,
        "recent_a_year": None,
        "expected_a_year": None,
        "needed_a_year": None,
        "is_about": False,
        "expected_value": None,
        "year_reached": None,
        "horizon": 2030,
        "benchmark_year": None,
        "gap": None,
        "reason": None,
        "latest_qualifier": "",
        "panel_population": None,
        "panel_without": None,
        "methods_milder": None,
        "methods_harsher": None,
    } | {f"status_{name}": "not_assessable" for name in METHODS}
    return SimpleNamespace(**(plain | columns))


@pytest.mark.parametrize(
    ("closes", "text"),
    [
        (0.9499, "95\u202f%"),
        (0.4999, "49\u202f%"),
        (0.5, "50\u202f%"),
        (0.0962, "10\u202f%"),
        (0.9999, "99\u202f%"),
        (1.0, "100\u202f%"),
        (1.234, "more than all"),
        (27.8, "more than all"),
    ],
)
def test_closes(closes: float, text: str):
    """A share is rounded, but never across the cut between too slow and far too slow."""
    assert closes_percent(closes) == text


@pytest.mark.parametrize(
    ("closes", "status", "headline"),
    [
        (0.4146, "slow", "2.4 times as fast"),
        (0.934, "moderate", "1.1 times as fast"),
        (0.99, "moderate", "a little faster"),
        (0.05, "slow", "over ten times as fast"),
        (27.8, "on_track", ""),
        (0.01, "stalled", ""),
        (-0.2, "reversing", ""),
        (None, "met", ""),
        (None, "short", ""),
    ],
)
def test_speed(closes: float | None, status: str, headline: str):
    """How many times as fast it would have to go is the inverse of what the pace closes."""
    assert faster(row(closes=closes, status=status)) == headline


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"status": "slow"}, "far too slow by 2030"),
        ({"status": "on_track", "benchmark_year": 2035.0}, "on track by 2030"),
        ({"status": "missed", "benchmark_year": 2025.0}, "missed, due by 2025"),
        ({"status": "missed", "horizon": 2027}, "missed, due by 2027"),
        ({"status": "met", "benchmark_year": 2025.0}, "met"),
        ({"status": "stalled"}, "standing still"),
        ({"status": "short", "benchmark_year": 2023.0}, "pace unknown"),
        ({"status": "not_assessable"}, "not assessable"),
    ],
)
def test_a_verdict_and_its_year(columns: dict, words: str):
    """A verdict that looks ahead says to which year, and what is missed when it was due; no other has a year."""
    assert verdict_text(row(**columns)) == words


@pytest.mark.parametrize(
    ("population", "without", "change", "words"),
    [
        (0.518, "IND", 2.5, "pace of economies with 52\u202f% of the people, without India"),
        (0.518, None, 2.5, "pace of economies with 52\u202f% of the people"),
        (0.92, "CHN", 2.5, ""),
        (0.518, "IND", None, ""),
        (None, None, 2.5, ""),
    ],
)
def test_whose_pace_it_is(
    catalogue: Catalogue, population: float | None, without: str | None, change: float | None, words: str
):
    """A pace of economies with less than nine tenths of a group's people says so, and who is not among them."""
    one = row(panel_population=population, panel_without=without, recent_a_year=change)
    assert panel_text(one, catalogue.area_by_id) == words


def test_pace():
    """What is expected a year beside what is needed, in points of a share and bare for a ratio; "about" stays."""
    one = row(expected_a_year=1.77, needed_a_year=4.28, recent_a_year=2.18)
    assert pace_text(one, indicator("share")) == "+1.8 points a year expected, +4.3 needed"
    assert pace_text(row(recent_a_year=-0.22, is_about=True), indicator("price")) == "about −0.22 points a year of late"
    assert pace_text(row(expected_a_year=0.006, needed_a_year=0.0067), indicator("parity")) == (
        "+0.006 a year expected, +0.007 needed"
    )
    assert pace_text(row(needed_a_year=4.28), indicator("share")) == "+4.3 points a year needed"
    assert pace_text(row(), indicator()) == ""
    assert yearly(0, indicator()) == "0 points"


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        ({"status": "met"}, "reached"),
        ({"recent_a_year": 1.0, "year_reached": 2031}, "2031"),
        ({"recent_a_year": 1.0}, "not by 2035"),
        ({"recent_a_year": 0.0, "status": "stalled"}, "not at this pace"),
        ({"status": "short"}, ""),
    ],
)
def test_reached(columns: dict, text: str):
    """The year is told where there is one, and otherwise why not; without a pace nothing is."""
    assert reached_text(row(**columns)) == text


@pytest.mark.parametrize(
    ("gap", "text"), [(21.4, "21.4 points to"), (0.04, "0.04 points to"), (0.0, "level with 95\u202f%")]
)
def test_a_gap_that_is_there_is_never_told_as_none(gap: float, text: str):
    """A distance smaller than the decimals that are shown has more of them."""
    assert gap_text(row(gap=gap), indicator("share"), level(at_least=95)).startswith(text)


@pytest.mark.parametrize(
    ("statuses", "milder", "harsher", "sentence", "short"),
    [
        ([], 0, 0, "None of the published methods can judge this line.", "–"),
        (["slow"], 0, 0, "The one published method that can judge this line comes to the same step.", "same"),
        (["moderate"] * 3, 3, 0, "All 3 published methods that can judge this line are milder.", "3 milder"),
        (["slow"] * 3, 0, 0, "All 3 published methods that can judge this line are on the same step.", "same"),
        (
            ["met", "moderate", "moderate", "slow", "stalled"],
            3,
            1,
            "Of 5 published methods that can judge this line 3 are milder, 1 is harsher and 1 is on the same step.",
            "3 milder, 1 harsher",
        ),
    ],
)
def test_the_vote(statuses: list[str], milder: int, harsher: int, sentence: str, short: str):
    """How the published methods vote is told in numbers; where all are milder, nothing is said to agree."""
    given = dict(zip((f"status_{name}" for name in METHODS), statuses, strict=False))
    one = row(methods_milder=milder, methods_harsher=harsher, **given)
    assert (vote_text(one), vote_short(one)) == (sentence, short)


def test_known():
    """A missing cell of a frame is not a number."""
    assert known(0.0)
    assert not known(None)
    assert not known(float("nan"))


def test_two_changes_are_told_apart():
    """What is expected and what is needed a year have as many decimals as tell them apart."""
    near = row(expected_a_year=11.2073, needed_a_year=11.2430)
    assert pace_text(near, indicator("share")) == "+11.21 points a year expected, +11.24 needed"
    far = row(expected_a_year=2.0, needed_a_year=4.28)
    assert pace_text(far, indicator("share")) == "+2 points a year expected, +4.3 needed"
    assert pace_text(row(expected_a_year=4.0, needed_a_year=4.0), indicator("share")).endswith("expected, +4 needed")
