"""Trend: the course of an indicator over the years; of several indicators, small multiples."""

from dash import html

from dashboard.address.explore import AXES, LINEAR_AXIS
from dashboard.address.selection import HISTORY
from dashboard.figures.crowd import is_crowd
from dashboard.figures.style import Figure
from dashboard.figures.trend import trend
from dashboard.pages.explore import words
from dashboard.pages.explore.kinds.drawing import Choice, Drawing
from dashboard.pages.explore.kinds.panels import Panels
from dashboard.parts.markup import Content, island
from dashboard.reading.explored import Findings


class Trend(Drawing):
    """Lines over the years, all rows of a view."""

    name, label, own = "trend", "Trend", ("axis",)
    edition = HISTORY

    def picture(self, found: Findings) -> list[Content]:
        """The chart; where there are more lines than can be told apart, the way to small multiples."""
        if len(found.indicators) > 1:
            return Panels().picture(found)
        return [*super().picture(found), *([_as_panels(found)] if is_crowd(found.frame) else [])]

    def figure(self, found: Findings) -> Figure:
        """The trend of the first indicator."""
        benchmark = found.benchmarks[found.indicator.id]
        return trend(found.frame, found.indicator, benchmark, found.colours, axis_kind=_axis(found))

    def title(self, found: Findings) -> str:
        """Who gained most and least."""
        return words.course_title(found)

    def fields(self, found: Findings) -> list[Choice]:
        """The value axis."""
        options = [(axis, words) for axis, words in AXES.items() if axis != LINEAR_AXIS]
        return [("axis", "Value axis", options, _asked(found))]

    def notes(self, found: Findings) -> list[str]:
        """That a logarithmic axis is not possible."""
        if found.view.axis != "log" or found.frame.empty or _axis(found) == "log":
            return []
        return ["A logarithmic axis has no place for zero: the axis is fitted to the figures instead."]


def _axis(found: Findings) -> str:
    """The kind of value axis; figures of zero and below have no place on a logarithmic one."""
    kind = _asked(found)
    return "fit" if kind == "log" and found.frame["value"].min() <= 0 else kind


def _asked(found: Findings) -> str:
    """The kind of axis in the address; a linear one is what a trend has as usual."""
    return "" if found.view.axis == LINEAR_AXIS else found.view.axis


def _as_panels(found: Findings) -> html.Div:
    href = f"/explore?{found.view.query_string(kind=Panels())}"
    return island(
        html.P(
            ["More lines than can be told apart. ", html.A("See them as small multiples", href=href), "."],
            className="soft",
        )
    )
