"""Pace in words: nothing is rounded across a cut, and nothing is claimed that cannot be told."""

from types import SimpleNamespace

import pytest

from dashboard.rows import known
from dashboard.words.pace import faster, pace_text, ratio_text, reached_text, speed_needed, speed_text, yearly
from tests.indicators.lines import indicator


def row(**columns):
    plain = {
        "status": "slow",
        "pace_ratio": None,
        "change_a_year": None,
        "change_needed_a_year": None,
        "is_about": False,
        "projected_value": None,
        "year_reached": None,
        "horizon": 2030,
    }
    return SimpleNamespace(**(plain | columns))


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (0.9499, "0.94"),
        (0.95, "0.95"),
        (0.4999, "0.49"),
        (0.5, "0.50"),
        (0.0962, "0.10"),
        (0.276, "0.28"),
        (1.234, "1.23"),
        (10.01, "more than 10"),
        (-0.2, "−0.20"),
    ],
)
def test_ratio(ratio: float, text: str):
    """0.9499 is moderate and not shown as 0.95; elsewhere a ratio is rounded as usual."""
    assert ratio_text(ratio) == text


@pytest.mark.parametrize(
    ("ratio", "status", "speed", "short", "headline"),
    [
        (0.4375, "slow", "needs 2.3 times the recent pace", "2.3\u202f×", "2.3 times faster"),
        (0.934, "moderate", "needs 1.1 times the recent pace", "1.1\u202f×", "slightly faster"),
        (0.05, "slow", "needs over ten times the recent pace", "over 10\u202f×", "over ten times faster"),
        (27.8, "on_track", "more than ten times the pace needed", "enough", ""),
        (1.56, "on_track", "1.6 times the pace needed", "enough", ""),
        (0.0, "stalled", "no pace towards the benchmark", "no pace", ""),
        (-0.2, "reversing", "no pace towards the benchmark", "no pace", ""),
        (None, "met", "", "", ""),
    ],
)
def test_speed(ratio: float | None, status: str, speed: str, short: str, headline: str):
    """How much faster it would have to go, in a sentence, in a column and in a headline."""
    one = row(pace_ratio=ratio, status=status)
    assert (speed_text(one), speed_needed(one), faster(one)) == (speed, short, headline)


def test_pace():
    """What is gained a year beside what is needed, in points of a share and bare for a ratio; "about" stays."""
    one = row(change_a_year=2.18, change_needed_a_year=4.28)
    assert pace_text(one, indicator("share")) == "+2.2 points a year, +4.3 points needed"
    assert pace_text(row(change_a_year=-0.22, is_about=True), indicator("price")) == "about −0.22 points a year"
    assert pace_text(row(change_a_year=0.006, change_needed_a_year=0.0067), indicator("parity")) == (
        "+0.006 a year, +0.007 needed"
    )
    assert pace_text(row(), indicator()) == ""
    assert yearly(0, indicator()) == "0 points"


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        ({"status": "met"}, "reached"),
        ({"projected_value": 80.0, "year_reached": 2031.2}, "2032"),
        ({"projected_value": 80.0, "year_reached": 2031.0}, "2031"),
        ({"projected_value": 80.0}, "not by 2035"),
        ({}, ""),
    ],
)
def test_reached(columns: dict, text: str):
    """A year that is reached in its course counts from the next one on."""
    assert reached_text(row(**columns)) == text


def test_known():
    """A missing cell of a frame is not a number."""
    assert known(0.0)
    assert not known(None)
    assert not known(float("nan"))
