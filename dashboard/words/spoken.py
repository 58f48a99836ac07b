"""A view in words: its lines as text, and names in a row."""

from collections.abc import Sequence

import pandas as pd

from dashboard.numbers import figure
from dashboard.rows import OfABreakdown, breakdown_words, lines, observations, to_name, varying
from indicators.model import Indicator
from indicators.vocabulary import BREAKDOWNS


def listed(names: Sequence[str]) -> str:
    """One name or more as part of a sentence: "A, B and C"."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def measure(name: str, figures: Sequence[OfABreakdown]) -> str:
    """An indicator's name as a title says it, with the part of the people, or the level, that all figures are of:
    "Internet use, rural". Of no name only that part: "Rural".
    """
    apart = varying(figures)
    words = breakdown_words(figures[0], [one for one in BREAKDOWNS if one not in apart]) if figures else []
    return ", ".join([name, *words]) if name else ", ".join(words).capitalize()


def in_words(frame: pd.DataFrame, indicator: Indicator) -> str:
    """A view's lines as text: first and last observation of each line, the numbers of the data.

    Of a line with declared breaks the first that compares with the last, and the year of the break.
    """
    figures = observations(frame)
    named = to_name(figures)
    sentences = []
    for line in lines(figures):
        last = line[-1]
        first = next(row for row in line if not indicator.is_broken(row.area_id, row.year, last.year))
        words = ", ".join([first.area, *(BREAKDOWNS[name][getattr(first, name)] for name in named)])
        start = (
            f"from {figure(first.value, indicator, first.qualifier)} in {first.year} to " if first is not last else ""
        )
        since = (
            f", after a break between {line[line.index(first) - 1].year} and {first.year}"
            if first is not line[0]
            else ""
        )
        course = f"{start}{figure(last.value, indicator, last.qualifier)} in {last.year}{since}"
        sentences.append(f"{words} (edition {first.edition}): {course}.")
    return " ".join(sentences)
