"""Small multiples on the page Explore: as many panels as can be read, and the way to the next ones."""

from dashboard.address.explore import PANELS, SPLITS
from dashboard.figures.panels import Panel, panels
from dashboard.pages.explore.kinds.drawing import NAME, Choice, Drawing, emptied, or_empty
from dashboard.pages.explore.pager import pager
from dashboard.pages.explore.words import course_title
from dashboard.parts.chart import chart
from dashboard.parts.markup import Content
from dashboard.reading.explored import Findings


class Panels(Drawing):
    """One panel for each area, or for each indicator; panels of one unit share their value axis."""

    name, label, own = "panels", "Small multiples", ("split",)
    is_paged = False

    def picture(self, found: Findings) -> list[Content]:
        """The panels of a page, and the way to the next ones."""
        by_indicator = len(found.indicators) > 1 or found.view.split == "indicator"
        every = _by_indicator(found) if by_indicator else _by_area(found)
        pages = -(-len(every) // PANELS)
        page = min(found.view.page, pages)
        shown = every[(page - 1) * PANELS : page * PANELS]
        shared = len({panel.indicator.unit for panel in shown}) == 1
        figure = panels(shown, found.colours, 2 if len(shown) in (2, 4) else 3, shared=shared)
        drawn = chart(NAME, figure, *self.told(found))
        return [drawn, *([pager(found, page, pages, f"{len(every)} panels")] if pages > 1 else [])]

    def title(self, found: Findings) -> str:
        """Who gained most and least, or of several indicators which they are."""
        return course_title(found)

    def fields(self, found: Findings) -> list[Choice]:
        """What makes a panel."""
        return [("split", "Panels", emptied(SPLITS, "area"), or_empty(found.view.split, "area"))]


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
    return [
        Panel(area.short_name, by_area[area.area_id], indicator, level)
        for area in found.areas
        if area.area_id in by_area
    ]
