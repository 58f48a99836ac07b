"""Statuses and reasons in words."""

from dashboard.words.status import REASONS, WORDS
from indicators.vocabulary import Reason, Status


def test_words_for_everything():
    """Every status and every reason has its words, each its own."""
    assert set(WORDS) == set(Status)
    assert set(REASONS) == set(Reason)
    assert len(set(WORDS.values())) == len(WORDS)
