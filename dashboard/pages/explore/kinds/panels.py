"""Small multiples on the page Explore: as many panels as can be read, and the way to the next ones."""

from collections.abc import Sequence
from operator import attrgetter

import pandas as pd

from dashboard.address.explore import PANELS, SPLITS
from dashboard.address.selection import HISTORY
from dashboard.figures.panels import BENCHMARK, Panel, panels
from dashboard.numbers import benchmark_text
from dashboard.pages.explore.file import data
from dashboard.pages.explore.kinds.drawing import NAME, Choice, Drawing, emptied, or_empty
from dashboard.pages.explore.pager import pager
from dashboard.pages.explore.words import course_title
from dashboard.parts.chart import chart
from dashboard.parts.markup import Content
from dashboard.reading.explored import Findings
from dashboard.rows import Observation, rows, shown_first
from indicators.vocabulary import AreaType, Direction

_IN_THREE = (1, 3, 5, 6, 9)


class Panels(Drawing):
    """One panel for each area, or for each indicator; panels of one unit share their value axis."""

    name, label, own = "panels", "Small multiples", ("split",)
    edition = HISTORY
    is_paged = False

    def picture(self, found: Findings) -> list[Content]:
        """The panels of a page, and the way to the next ones."""
        by_indicator = len(found.indicators) > 1 or found.view.split == "indicator"
        every = _by_indicator(found) if by_indicator else _by_area(found)
        pages = -(-len(every) // PANELS)
        page = min(found.view.page, pages)
        shown = every[(page - 1) * PANELS : page * PANELS]
        shared = len({panel.indicator.unit for panel in shown}) == 1
        columns = 2 if len(shown) in (2, 4) else 3 if len(shown) in _IN_THREE else 4
        world = [row for row in rows(found.frame) if row.area_id == "WLD" and row.is_headline]
        behind = world if shared and not by_indicator else []
        figure = panels(shown, found.colours, columns, shared=shared, behind=behind)
        drawn = chart(NAME, figure, *self.told(found), legend=_key(shown, behind), data=data(found))
        return [drawn, *([pager(found, page, pages, f"{len(every)} panels")] if pages > 1 else [])]

    def title(self, found: Findings) -> str:
        """Who gained most and least, or of several indicators which they are."""
        return course_title(found)

    def fields(self, found: Findings) -> list[Choice]:
        """What makes a panel."""
        return [("split", "Panels", emptied(SPLITS, "area"), or_empty(found.view.split, "area"))]


def _key(shown: Sequence[Panel], behind: Sequence[Observation]) -> str:
    """What the lines are that have no label in their panels."""
    levels = {benchmark_text(one.benchmark, one.indicator) for one in shown if one.benchmark}
    level = f", {levels.pop()}" if len(levels) == 1 else ""
    is_behind = behind and any("WLD" not in set(one.frame["area_id"]) for one in shown)
    parts = ["grey: the world"] * bool(is_behind) + [f"thin: {BENCHMARK}{level}"] * any(one.benchmark for one in shown)
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _by_indicator(found: Findings) -> list[Panel]:
    return [
        Panel(indicator.short, frame, indicator, found.benchmarks[indicator.id])
        for indicator in found.indicators
        if not (frame := found.of(indicator)).empty
    ]


def _by_area(found: Findings) -> list[Panel]:
    indicator = found.indicator
    frame, level = found.of(indicator), found.benchmarks[indicator.id]
    by_area = dict(tuple(frame.groupby("area_id", sort=False)))
    held = [area for area in found.areas if area.area_id in by_area]
    best = {area.area_id: _newest(by_area[area.area_id]) for area in held}
    sign = 1 if indicator.direction is Direction.DOWN else -1
    held.sort(key=lambda area: (area.area_type is not AreaType.WORLD, sign * best[area.area_id]))
    return [Panel(area.short_name, by_area[area.area_id], indicator, level) for area in held]


def _newest(frame: pd.DataFrame) -> float:
    """The newest figure of an area's first line."""
    return float(max(reversed(rows(shown_first(frame))), key=attrgetter("year")).value)
