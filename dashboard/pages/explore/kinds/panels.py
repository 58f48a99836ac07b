"""Small multiples on the page Explore: as many panels as can be read, and the way to the next ones."""

from collections.abc import Callable
from typing import Any

from dash import html

from dashboard.address.explore import PANELS
from dashboard.figures.panels import Panel, panels
from dashboard.parts.chart import chart
from dashboard.parts.markup import island
from dashboard.reading.explored import Findings
from indicators.benchmark import Benchmark
from indicators.model import Indicator


def panel_part(
    found: Findings,
    name: str,
    title: str,
    subtitle: str,
    words: str,
    source: str,
    *,
    benchmark: Callable[[Indicator], Benchmark | None],
) -> list[Any]:
    """One panel for each area, or for each indicator; panels of one unit share their value axis."""
    by_indicator = len(found.indicators) > 1 or found.view.split == "indicator"
    every = _by_indicator(found, benchmark) if by_indicator else _by_area(found, benchmark)
    pages = -(-len(every) // PANELS)
    page = min(found.view.page, pages)
    shown = every[(page - 1) * PANELS : page * PANELS]
    shared = len({panel.indicator.unit for panel in shown}) == 1
    figure = panels(shown, found.colours, 2 if len(shown) in (2, 4) else 3, shared=shared)
    drawn = chart(name, figure, title, subtitle, words, source)
    return [drawn, *([pager(found, page, pages, f"{len(every)} panels")] if pages > 1 else [])]


def _by_indicator(found: Findings, benchmark: Callable[[Indicator], Benchmark | None]) -> list[Panel]:
    return [
        Panel(indicator.short, frame, indicator, benchmark(indicator))
        for indicator in found.indicators
        if not (frame := found.of(indicator)).empty
    ]


def _by_area(found: Findings, benchmark: Callable[[Indicator], Benchmark | None]) -> list[Panel]:
    indicator = found.indicator
    frame, level = found.of(indicator), benchmark(indicator)
    by_area = dict(tuple(frame.groupby("area_id", sort=False)))
    return [
        Panel(area.short_name, by_area[area.area_id], indicator, level)
        for area in found.areas
        if area.area_id in by_area
    ]


def pager(found: Findings, page: int, pages: int, what: str) -> html.Div:
    """Links to the page before and after."""
    name = what.partition(",")[0].replace(" ", "-")
    links: list[Any] = [f"{what}: page {page} of {pages} "]
    for words, to in (("Previous", page - 1), ("Next", page + 1)):
        if 1 <= to <= pages:
            href = f"/explore?{found.view.query_string(page=to)}"
            links += [html.A(words, href=href, className="step", id=f"{words}-{name}"), " "]
    return island(html.Nav(links, className="pager", **{"aria-label": f"Pages of {what}"}))
