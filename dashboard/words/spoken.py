"""A view in words: its lines as text, or why it has none."""

import pandas as pd

from dashboard.numbers import figure
from dashboard.pages.targets.view import AREA_TYPES, BY, TargetView
from dashboard.rows import lines, rows, varying
from indicators.model import Indicator
from indicators.vocabulary import BREAKDOWNS, AreaType


def why_empty(view: TargetView) -> str:
    """Why a view has no rows, and what does exist of the indicator."""
    if view.exists.empty:
        reason = view.target.what_exists or "The embedded figures hold none; a refresh from its source may."
        return f"{view.indicator.title}: no figure is in this build. {reason}"
    kind = BY[AreaType(view.chosen.area_type[0])]
    asked = [
        BREAKDOWNS[name].get(word, word).lower()
        for name in BREAKDOWNS
        for word in getattr(view.chosen, name)
        if word not in getattr(view.default, name)
    ]
    exists = view.exists.groupby("area_type").agg(first=("first_year", "min"), last=("last_year", "max"))
    found = "; ".join(f"{AREA_TYPES[AreaType(row.Index)]} {row.first}–{row.last}" for row in exists.itertuples())
    what = f" for {', '.join(asked)}" if asked else ""
    return (
        f"No figure {kind}{what} is published in the years and editions chosen. "
        f"What exists of this indicator, over all breakdowns: {found}."
    )


def in_words(frame: pd.DataFrame, indicator: Indicator) -> str:
    """A view's lines as text: first and last observation of each line, the numbers of the data."""
    figures = rows(frame)
    named = varying(figures)
    sentences = []
    for line in lines(figures):
        first, last = line[0], line[-1]
        words = ", ".join([first.area, *(BREAKDOWNS[name][getattr(first, name)] for name in named)])
        start = f"from {figure(first.value, indicator, first.qualifier)} in {first.year} to " if len(line) > 1 else ""
        course = f"{start}{figure(last.value, indicator, last.qualifier)} in {last.year}"
        sentences.append(f"{words} (edition {first.edition}): {course}.")
    return " ".join(sentences)
