"""Outcomes and reasons in the reader's words."""

import pytest

from dashboard.pages.data.outcome import MEANINGS, WORDS, badge, kernel, reason
from tests.dashboard.reader import kind, text

REASONS = [
    (
        "http://127.0.0.1:1/sources/2: nobody could be reached (refused), twice; look at the network and the proxy "
        "settings and it is tried again at the next refresh",
        "nobody could be reached (refused), twice",
    ),
    ("drop/a b.csv: the file is empty; download it again", "the file is empty; download it again"),
    (
        "not recognised as a file of any source; it begins with 'A, B'. Expected one of: World Bank, bulk CSV; "
        "Eurostat, answer of the API; UNESCO UIS, export",
        "not recognised as a file of any source; it begins with 'A, B'",
    ),
    (
        "key-ict-indicators: nothing at the known addresses (ITU_regional_global_Key_ICT_indicator_aggregates_2026.xlsx"
        ", ITU_regional_global_Key_ICT_indicator_aggregates_2025.xlsx)",
        "key-ict-indicators: nothing at the known addresses …",
    ),
    ("outside what % can be, 0 to 100", "outside what % can be, 0 to 100"),
    ("2 files of the drop folder", "2 files of the drop folder"),
    ("", ""),
]


@pytest.mark.parametrize(("whole", "short"), REASONS)
def test_kernel(whole: str, short: str):
    """A reason is cut to what happened: without address or file name, as many whole clauses as fit."""
    assert kernel(whole) == short


@pytest.mark.parametrize("whole", [whole for whole, _ in REASONS])
def test_nothing_is_lost(whole: str):
    """A reason that is cut can be opened, and then stands there whole; one that is not cut is plain text."""
    shown = reason(whole)
    if kernel(whole) == whole:
        assert shown == whole
    else:
        assert text(kind(shown, "Summary")) == kernel(whole)
        assert text(kind(shown, "P")) == whole


def test_words():
    """Each outcome has a word, a meaning, and a badge whose shape is hidden from those who hear the word."""
    assert list(WORDS) == list(MEANINGS)
    for outcome, word in WORDS.items():
        shape, named = badge(outcome).children
        assert (text(named), shape.to_plotly_json()["props"]["aria-hidden"]) == (word, "true")
