"""A view in words: its lines as text, and names in a row."""

from collections.abc import Sequence

import pandas as pd

from dashboard.numbers import figure
from dashboard.rows import Observation, OfABreakdown, breakdown_words, lines, observations, to_name, varying
from dashboard.words.comparable import NO_JUMPS, Jumps, jumps_between
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


def in_words(frame: pd.DataFrame, indicator: Indicator, jumps: Jumps = NO_JUMPS) -> str:
    """A view's lines as text: first and last observation of each line, the numbers of the data.

    Of a line with declared breaks the first that compares with the last, and the year of the break; of one that jumps
    as if the method had changed the years in which it does.
    """
    figures = observations(frame)
    named = to_name(figures)
    sentences = []
    for line in lines(figures):
        words = ", ".join([line[0].area, *(BREAKDOWNS[name][getattr(line[0], name)] for name in named)])
        sentences.append(f"{words} (edition {line[-1].edition}): {course(line, indicator, jumps)}.")
    return " ".join(sentences)


def course(line: Sequence[Observation], indicator: Indicator, jumps: Jumps = NO_JUMPS) -> str:
    """The first and the last figure of a line as part of a sentence: "from 40 % in 2015 to 73.6 % in 2025". Of a line
    with declared breaks the first that compares with the last, and the years that the break lies between; between them
    the suspected breaks.
    """
    last = line[-1]
    place, first = next(
        (n, row) for n, row in enumerate(line) if not indicator.is_broken(row.area_id, row.year, last.year)
    )
    start = f"from {figure(first.value, indicator, first.qualifier)} in {first.year} to " if first is not last else ""
    since = f", after a break between {line[place - 1].year} and {first.year}" if place else ""
    jumping = jump_words(jumps_between(line[place:], jumps))
    return f"{start}{figure(last.value, indicator, last.qualifier)} in {last.year}{since}{jumping}"


def jump_words(years: Sequence[int]) -> str:
    """That a line jumps, as the end of a sentence; empty where it does not."""
    if not years:
        return ""
    when = listed([str(year) for year in years])
    if len(years) == 1:
        return f", with a jump in {when} that looks like another method"
    return f", with jumps in {when} that look like another method"
