"""Where a view's lines are heading: projections, the path required, and the reader's own yearly gain."""

import pandas as pd
from dash import html

from dashboard.figures.future import Future, LineKey, line_key
from dashboard.numbers import benchmark_text, covered, figure
from dashboard.pages.targets.found import Found, Projected
from dashboard.pages.targets.view import TargetView
from dashboard.rows import Judgement, breakdown_words, known, observations, rows, to_name
from dashboard.words.pace import expected_text, judged_by, yearly
from dashboard.words.status import WORDS
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.paths import WhatIf, required_path, what_if
from indicators.projection import LAST_YEAR
from indicators.series import Point
from indicators.vocabulary import AreaType, Status


def future(found: Found) -> Future:
    """What the trend of a view draws beyond its observations, up to the horizon.

    The required path is that of the judged line, where it has one to go, and only if the figure that it starts from is
    in view.
    """
    view, badge = found.view, found.badge
    horizon = view.lens.horizon
    projected = _projected(found)
    if badge is None or not known(badge.latest_year) or not _is_in_view(badge, found.frame):
        only = next(iter(projected)) if len(projected) == 1 else ()
        return Future(horizon, projected, only)
    benchmark = view.indicator.benchmark_for(badge.area_id, view.lens.benchmark_set)
    latest = _latest(badge)
    by = judged_by(badge)
    needed = benchmark is not None and Status(badge.status) is not Status.MET and latest.year < by
    required = required_path(latest, benchmark, by, view.indicator) if needed and benchmark else ()
    tried = tried_out(view, badge)
    path = tuple((year, value) for year, value in tried.path if year <= horizon) if tried else ()
    return Future(horizon, projected, line_key(badge), required, path)


def _is_in_view(judged_one: Judgement, frame: pd.DataFrame) -> bool:
    """Whether the newest figure of a judged line is among those drawn."""
    newest = (line_key(judged_one), judged_one.edition, judged_one.latest_year)
    return any((line_key(row), row.edition, row.year) == newest for row in rows(frame))


def _projected(found: Found) -> dict[LineKey, Projected]:
    """The projections of the lines shown first, up to the horizon: of those that were judged, to their last year."""
    editions = {line_key(row): row.edition for row in rows(found.judged)}
    ends = [row for row in rows(found.frame) if row.is_headline and row.is_latest]
    shown = {line_key(row) for row in ends if editions.get(line_key(row)) == row.edition}
    horizon = found.view.lens.horizon
    return {
        key: [step for step in path if step[0] <= horizon]
        for key, path in found.projected.items()
        if key in shown and path[0][0] <= horizon
    }


def _latest(row: Judgement) -> Point:
    return Point(int(row.latest_year), float(row.latest_value), row.latest_qualifier)


def tried_out(view: TargetView, judged_one: Judgement | None) -> WhatIf | None:
    """What the reader's own yearly gain would come to; None where none is tried."""
    if view.gain is None or judged_one is None or not known(judged_one.latest_year):
        return None
    benchmark = view.indicator.benchmark_for(judged_one.area_id, view.lens.benchmark_set)
    return what_if(_latest(judged_one), view.gain, view.indicator, benchmark, judged_by(judged_one))


def tried_in_words(view: TargetView, judged_one: Judgement | None) -> str:
    """The sentence beside the slider: what a yearly gain would come to, and when it would meet the benchmark."""
    tried = tried_out(view, judged_one)
    if tried is None or judged_one is None or view.gain is None:
        return "Move the slider to try out a yearly change from now on."
    benchmark: Benchmark | None = view.indicator.benchmark_for(judged_one.area_id, view.lens.benchmark_set)
    by, gain = judged_by(judged_one), yearly(view.gain, view.indicator)
    if benchmark is not None and Status(judged_one.status) is Status.MISSED:
        level = benchmark_text(benchmark, view.indicator)
        when = f"would meet it in {tried.year_reached}"
        if tried.year_reached is None:
            when = f"would not meet it by {LAST_YEAR}"
        since = int(judged_one.latest_year)
        return f"{level} was due by {by}. At {gain} a year from {since} on, {judged_one.area} {when}."
    first = (
        f"At {gain} a year from {int(judged_one.latest_year)} on, {judged_one.area} "
        f"would be at {figure(tried.at_horizon, view.indicator)} in {by}"
    )
    if benchmark is None:
        return f"{first}."
    level = benchmark_text(benchmark, view.indicator)
    if Status(judged_one.status) is Status.MET:
        kept = benchmark.satisfied_by(tried.at_horizon)
        return f"{first}, {'still meeting' if kept else 'no longer meeting'} {level}."
    verdict = f": {WORDS[tried.status].lower()}" if tried.status is not None else ""
    when = f"it would meet {level} in {tried.year_reached}"
    if tried.year_reached is None:
        when = f"it would not meet {level} by {LAST_YEAR}"
    return f"{first}{verdict}; {when}."


def ahead_in_words(ahead: Future, judged_one: Judgement | None) -> str:
    """What in a chart is no observation, as its subtitle says it."""
    whose = f" ({judged_one.short_name})" if judged_one is not None and len(ahead.projected) > 1 else ""
    parts = [
        "dotted: projection" if ahead.projected else "",
        f"shaded: how close four of five earlier projections came{whose}" if _has_band(ahead) else "",
        f"dashed: the path needed ({judged_one.short_name})" if ahead.required and judged_one is not None else "",
        "long dashes: your yearly gain" if ahead.tried else "",
    ]
    text = "; ".join(filter(None, parts))
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _has_band(ahead: Future) -> bool:
    return any(low is not None for _, _, low, _ in ahead.projected.get(ahead.banded, ()))


def projected_in_words(judged: pd.DataFrame, indicator: Indicator) -> str:
    """The projections of a view as text, beside its observations."""
    found = rows(judged)
    named = to_name(found)
    said = [
        f"{', '.join([row.area, *breakdown_words(row, named)])}: {expected_text(row, indicator)}."
        for row in found
        if known(row.expected_value)
    ]
    return " ".join(said)


def group_note(view: TargetView, frame: pd.DataFrame) -> list[html.P]:
    """What a group of the user's own rests on, or that nothing can be computed; empty where there is none."""
    if not view.chosen.group:
        return []
    mine = observations(frame[frame["area_type"] == AreaType.GROUP.value])
    if not mine:
        why = "No figure of this kind can be computed for your group: too little of it has one, or nothing says how."
        return [html.P(why, className="missing")]
    last = max(mine, key=lambda row: (bool(row.is_headline), row.year))
    words = (
        f"{last.area}, computed now: {last.economies_with_data:g} of {last.economies_total:g} economies with "
        f"{covered(last.coverage_population)} in {last.year}."
    )
    return [html.P(words, className="soft")]
