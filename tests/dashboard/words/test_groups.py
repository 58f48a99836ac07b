"""Sentences about groups of economies: who was to leave one, and which ones a publication used."""

from typing import NamedTuple

import pytest

from dashboard.words.groups import exit_words, exits_words, grouping_words


class Leaving(NamedTuple):
    """An economy that was to leave a group."""

    short_name: str
    words: str = "leaving the LDCs was scheduled for 24 November 2026; not confirmed so far"
    source: str = "UN General Assembly"
    note: str = ""


def test_one_economy():
    """Of one economy it is said who scheduled the exit and what else is known."""
    first = "Leaving the LDCs was scheduled for 24 November 2026; not confirmed so far."
    assert exit_words(Leaving("Lao PDR")) == f"{first} Scheduled by: UN General Assembly."
    asked = Leaving("Nepal", note="an extension was sought")
    assert exit_words(asked) == f"{first} Scheduled by: UN General Assembly; an extension was sought."


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), ""),
        (("Nepal",), "Nepal: leaving the LDCs was"),
        (("Bangladesh", "Nepal"), "Bangladesh and Nepal: leaving the LDCs was"),
        (("Bangladesh", "Lao PDR", "Nepal"), "Bangladesh, Lao PDR and Nepal: leaving the LDCs was"),
    ],
)
def test_members_of_a_group(names: tuple[str, ...], words: str):
    """Those of whom the same is said stand in one sentence."""
    assert exits_words(Leaving(name) for name in names).startswith(words)
    assert exits_words(Leaving(name) for name in names).count("scheduled") == bool(names)


def test_different_days():
    """Another day is another sentence."""
    other = Leaving("Nepal", words="leaving the LDCs is scheduled for 24 November 2029; not confirmed so far")
    assert exits_words([Leaving("Bangladesh"), other]) == (
        "Bangladesh: leaving the LDCs was scheduled for 24 November 2026; not confirmed so far. "
        "Nepal: leaving the LDCs is scheduled for 24 November 2029; not confirmed so far."
    )


def test_groups_of_a_publication():
    """A publication's classification is named; where it is not known that is said."""
    assert grouping_words("UN M49") == "Its groups of economies: UN M49."
    assert (
        grouping_words(None)
        == grouping_words("")
        == ("Which development levels and income groups it used is not stated in what was read.")
    )
