"""What the page Explore shows for a view: title, chart, what is missing and why, and the table."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from dash import html

from dashboard.address.explore import CHARTS
from dashboard.address.selection import Problem
from dashboard.figures.ranking import ranking
from dashboard.figures.scatter import Measured, Pair, scatter
from dashboard.figures.slope import slope
from dashboard.figures.style import Figure
from dashboard.figures.trend import is_crowd, trend
from dashboard.numbers import counted
from dashboard.pages.explore import words
from dashboard.pages.explore.kinds.heat import heat_part
from dashboard.pages.explore.kinds.panels import panel_part
from dashboard.pages.explore.kinds.tile_map import tile_part
from dashboard.pages.explore.pairs import pairs_of, region_names
from dashboard.pages.explore.table import table_part
from dashboard.parts.chart import chart, framed_chart
from dashboard.parts.markup import island
from dashboard.parts.notices import notices
from dashboard.reading.explored import Findings, judged, missing
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import latest_of_each_line
from indicators.benchmark import Benchmark
from indicators.model import Indicator

NAME = "explore"
Reasons = Mapping[str, Mapping[str, str]]
"""Why areas are not drawn, in a few words, by indicator and area."""


def content(snapshot: Snapshot, found: Findings, problems: Sequence[Problem]) -> list[Any]:
    """Everything beside the form; without rows, the reason and what does exist."""
    reasons = {one.id: missing(snapshot, found, one) for one in found.indicators}
    return [
        notices(problems),
        *_notes(found),
        *shown(snapshot, found, reasons),
        *_missing(found, reasons),
        *([] if found.all_rows.empty else table_part(found)),
    ]


def shown(snapshot: Snapshot, found: Findings, reasons: Reasons) -> list[Any]:
    """The chart of a view; without rows, the reason and what does exist; nothing of a table, which stands below.

    `reasons` are those of areas that are not drawn (explored.missing), by indicator.
    """
    by_status = found.view.chart == "map" and found.view.show == "status"
    verdicts = judged(snapshot, found) if by_status else pd.DataFrame()
    if verdicts.empty if by_status else found.frame.empty:
        return [html.P(words.why_empty(found), className="why-empty")]
    return _picture(snapshot, found, pairs_of(snapshot, found), verdicts, reasons)


def _notes(found: Findings) -> list[html.P]:
    """What of the choices this chart cannot show."""
    view = found.view
    left_out = len(view.data.indicator) - len(found.indicators)
    kind = CHARTS[view.chart].lower()
    logarithmic = view.axis == "log" and not found.frame.empty and _axis(found) != "log"
    said = [
        f"A {kind} shows {counted(len(found.indicators), 'indicator')}: those chosen first." if left_out > 0 else "",
        "A logarithmic axis has no place for zero: the axis is fitted to the figures instead." if logarithmic else "",
    ]
    return [html.P(sentence, className="soft") for sentence in said if sentence]


def _picture(
    snapshot: Snapshot, found: Findings, pairs: Sequence[Pair], verdicts: pd.DataFrame, reasons: Reasons
) -> list[Any]:
    view = found.view
    absent = reasons[found.indicator.id]
    benchmark = _benchmark(found, found.indicator)
    title = words.title(found, benchmark, pairs, verdicts)
    if found.frame.empty:  # of a map of status whose verdicts rest on no figure
        return [
            framed_chart(
                NAME, tile_part(snapshot, found, verdicts, absent), title, "", words.words(found, pairs, verdicts), ""
            )
        ]
    levels = [_benchmark(found, indicator) for indicator in found.indicators if not found.of(indicator).empty]
    told = (title, words.subtitle(found), words.words(found, pairs, verdicts), words.source_line(found, levels))
    if view.chart == "map":
        return [framed_chart(NAME, tile_part(snapshot, found, verdicts, absent), *told)]
    if view.chart == "heat":
        return [framed_chart(NAME, list(heat_part(found)), *told)]
    if view.chart == "table":
        return []
    if view.chart == "panels" or (view.chart == "trend" and len(found.indicators) > 1):
        return panel_part(found, NAME, *told, benchmark=lambda indicator: _benchmark(found, indicator))
    crowd = [_as_panels(found)] if view.chart == "trend" and is_crowd(found.frame) else []
    return [chart(NAME, _figure(snapshot, found, benchmark, pairs), *told), *crowd]


def _figure(snapshot: Snapshot, found: Findings, benchmark: Benchmark | None, pairs: Sequence[Pair]) -> Figure:
    frame, indicator, colours = found.frame, found.indicator, found.colours
    kind = found.view.chart
    if kind == "scatter":
        across, up = (Measured(one, _benchmark(found, one)) for one in found.indicators)
        return scatter(pairs, across, up, region_names(snapshot) | {"soft": "no ITU region"})
    if kind == "change":
        return slope(frame, indicator, colours)
    if kind == "ranking":
        return ranking(frame, indicator, benchmark, colours)
    return trend(frame, indicator, benchmark, colours, axis_kind=_axis(found))


def _axis(found: Findings) -> str:
    """The kind of value axis; figures of zero and below have no place on a logarithmic one."""
    kind = found.view.axis
    return "fit" if kind == "log" and found.frame["value"].min() <= 0 else kind


def _benchmark(found: Findings, indicator: Indicator) -> Benchmark | None:
    latest = latest_of_each_line(found.of(indicator))
    return indicator.shared_benchmark(list(latest["area_id"]), found.view.lens.benchmark_set)


def _as_panels(found: Findings) -> html.Div:
    href = f"/explore?{found.view.query_string(chart='panels')}"
    return island(
        html.P(
            ["More lines than can be told apart. ", html.A("See them as small multiples", href=href), "."],
            className="soft",
        )
    )


def _missing(found: Findings, reasons: Reasons) -> list[Any]:
    """The areas without a drawn row, by the reason why."""
    names = {one.area_id: one.short_name for one in found.areas}
    parts = []
    for indicator in found.indicators:
        by_reason: dict[str, list[str]] = {}
        for area_id, why in reasons[indicator.id].items():
            by_reason.setdefault(why, []).append(names[area_id])
        if by_reason:
            count = sum(map(len, by_reason.values()))
            items = [html.Li(f"{why[0].upper()}{why[1:]}: {', '.join(of)}.") for why, of in by_reason.items()]
            summary = html.Summary(f"{indicator.short}: {count} of {len(found.areas)} areas are not drawn, and why")
            parts.append(html.Details([summary, html.Ul(items)], className="missing", id=f"missing-{indicator.id}"))
    return [island(parts)] if parts else []
