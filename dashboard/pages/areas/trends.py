"""The trends of an area beside its region and the world, one panel for each target that has one."""

from dataclasses import dataclass

import pandas as pd
from dash import html

from dashboard.figures.panels import Panel, panels
from dashboard.numbers import figure, words_of
from dashboard.pages.areas.facts import WORLD, Facts, Key
from dashboard.pages.areas.target_table import indicator_name
from dashboard.parts.chart import chart
from dashboard.parts.table import figures_table
from dashboard.reading.gaps import distance
from dashboard.rows import Observation, cited, known
from dashboard.theme import colours_of
from indicators.areas import Area
from indicators.model import Indicator
from indicators.plan import Target
from indicators.vocabulary import Direction

_COLUMNS, _YEARS = 3, 15


@dataclass(frozen=True)
class Course:
    """The lines of one target's trend: the area's own first, then those beside it."""

    target: Target
    indicator: Indicator
    key: Key
    lines: tuple[list[Observation], ...]


def courses(facts: Facts) -> list[Course]:
    """Of each target the first indicator with two or more observations of the area, or else of the one beside it."""
    found = []
    for target in facts.catalogue.targets:
        keys = facts.keys_of(target)
        own = next(
            (key for area in facts.view.areas for key in keys if len(facts.lines.get((key, area.area_id), [])) > 1),
            None,
        )
        if own is not None:
            shown = [_recent(facts.lines.get((own, area.area_id), [])) for area in _shown(facts)]
            found.append(
                Course(target, facts.catalogue.indicator_by_id[own[0]], own, tuple(line for line in shown if line))
            )
    return found


def _recent(line: list[Observation]) -> list[Observation]:
    """The last years of a line, so that its recent course can be seen in a small panel."""
    return [row for row in line if row.year >= line[-1].year - _YEARS]


def _shown(facts: Facts) -> list[Area]:
    region = facts.region_of(facts.view.area)
    beside = [region] if region and facts.view.other is None else []
    world = facts.catalogue.area_by_id[WORLD]
    return list({one.area_id: one for one in (*facts.view.areas, *beside, world)}.values())


def trends(facts: Facts) -> html.Figure | html.P:
    """The panels with their finding; where no target has a trend, a sentence that says so."""
    found = courses(facts)
    if not found:
        return html.P(
            f"No target has two observations of {facts.view.area.name} in one edition, so no trend can be drawn.",
            className="why-empty",
        )
    shown = [
        Panel(
            f"{one.target.id} {one.indicator.short}",
            pd.DataFrame([row._asdict() for line in one.lines for row in line]),
            one.indicator,
            one.indicator.benchmark_for(facts.view.area.area_id, facts.view.lens.benchmark_set),
        )
        for one in found
    ]
    sources = dict.fromkeys(cited(row.source, row.edition) for one in found for line in one.lines for row in line)
    return chart(
        "trends",
        panels(shown, colours_of(_shown(facts)), _COLUMNS, shared=False),
        trends_title(facts, found),
        f"One panel for each target with two figures or more of one edition, at most {_YEARS} years. Each has its own "
        "scale. Dashed: the benchmark. Bare dots: the years between are not known.",
        " ".join(_in_words(one) for one in found),
        f"Source: {'; '.join(sources)}. Build {found[0].lines[0][0].build_id}.",
        [figures_table(panel.frame, panel.indicator, label=f"Figures, {panel.title}") for panel in shown],
    )


def trends_title(facts: Facts, found: list[Course]) -> str:
    """The finding of the trends: on how many of the targets that compare an area moves faster than another."""
    area = facts.view.area
    other = facts.view.other or facts.catalogue.area_by_id[WORLD]
    if other is area:
        ways = [way for one in found if (way := _way(facts, one, area)) is not None]
        better = sum(way > 0 for way in ways)
        return f"{words_of(better).capitalize()} of {words_of(len(ways))} trends with a pace go the better way"
    pairs = [(one, _way(facts, one, area), _way(facts, one, other)) for one in found]
    compared = [(one, mine, theirs) for one, mine, theirs in pairs if mine is not None and theirs is not None]
    name = "the world" if other.area_id == WORLD else other.name
    if not compared:
        return f"{area.name}: no pace can be held against that of {name}"
    faster = [one for one, mine, theirs in compared if mine > theirs]
    if len(compared) == 1:
        return f"{compared[0][0].target.short}: {area.name} moves {'faster' if faster else 'slower'} than {name}"
    count = f"{words_of(len(faster)) if faster else 'none'} of the {words_of(len(compared))} targets that compare"
    return f"{area.name} moves faster than {name} on {count}"


def _way(facts: Facts, one: Course, area: Area) -> float | None:
    """The yearly change of an area, positive for the better; None where none is told or neither way is better."""
    judged = facts.verdicts.get((one.key, area.area_id))
    if judged is None or not known(judged.change_a_year):
        return None
    change, newest = float(judged.change_a_year), float(judged.latest_value)
    if one.indicator.direction is Direction.BAND:
        return distance(newest - change) - distance(newest)
    return {Direction.UP: change, Direction.DOWN: -change}.get(one.indicator.direction)


def _in_words(one: Course) -> str:
    told = []
    for line in one.lines:
        first, last = line[0], line[-1]
        start = (
            f"from {figure(first.value, one.indicator, first.qualifier)} in {first.year} to " if len(line) > 1 else ""
        )
        end = f"{figure(last.value, one.indicator, last.qualifier)} in {last.year} (edition {last.edition})"
        told.append(f"{first.area} {start}{end}")
    return f"{one.target.id} {indicator_name(one.indicator, one.key[1])}: {'; '.join(told)}."
