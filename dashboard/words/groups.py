"""What is said of groups of economies: which ones a publication used, and who was to leave one."""

from collections.abc import Iterable
from typing import Protocol

from dashboard.words.spoken import listed


class Exit(Protocol):
    """An economy that was to leave a group: its name, the words for that, who scheduled it, what else is known."""

    @property
    def short_name(self) -> str:
        """The name of the economy."""

    @property
    def words(self) -> str:
        """That it was to leave, when, and that it is not confirmed, as part of a sentence."""

    @property
    def source(self) -> str:
        """Who scheduled it."""

    @property
    def note(self) -> str:
        """What else is known of it, as part of a sentence; empty for nothing."""


def grouping_words(grouping: str | None) -> str:
    """Which development levels and income groups a publication's aggregates are of, or that it is not known."""
    if grouping:
        return f"Its groups of economies: {grouping}."
    return "Which development levels and income groups it used is not stated in what was read."


def exit_words(one: Exit) -> str:
    """That an economy was to leave a group, who scheduled it, and what else is known, as sentences."""
    known = "; ".join(filter(None, (one.source, one.note)))
    return f"{one.words[:1].upper()}{one.words[1:]}. Scheduled by: {known}."


def exits_words(exits: Iterable[Exit]) -> str:
    """Which economies were to leave their groups, as sentences; empty where none was."""
    alike: dict[str, list[str]] = {}
    for one in exits:
        alike.setdefault(one.words, []).append(one.short_name)
    return " ".join(f"{listed(names)}: {words}." for words, names in alike.items())
