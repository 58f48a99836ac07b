"""A view in words: its lines as text, and names in a row."""

from collections.abc import Sequence

import pandas as pd

from dashboard.numbers import figure
from dashboard.rows import lines, observations, varying
from indicators.model import Indicator
from indicators.vocabulary import BREAKDOWNS


def listed(names: Sequence[str]) -> str:
    """One name or more as part of a sentence: "A, B and C"."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def in_words(frame: pd.DataFrame, indicator: Indicator) -> str:
    """A view's lines as text: first and last observation of each line, the numbers of the data."""
    figures = observations(frame)
    named = varying(figures)
    sentences = []
    for line in lines(figures):
        first, last = line[0], line[-1]
        words = ", ".join([first.area, *(BREAKDOWNS[name][getattr(first, name)] for name in named)])
        start = f"from {figure(first.value, indicator, first.qualifier)} in {first.year} to " if len(line) > 1 else ""
        course = f"{start}{figure(last.value, indicator, last.qualifier)} in {last.year}"
        sentences.append(f"{words} (edition {first.edition}): {course}.")
    return " ".join(sentences)
