"""The way from a chart to the facts on what it draws."""

from collections.abc import Sequence

from dash import html

from dashboard.parts.markup import Content, island
from indicators.model import Indicator


def about(indicators: Sequence[Indicator]) -> html.Div:
    """The links to the pages of the indicators of a view."""
    words = "About this indicator" if len(indicators) == 1 else "About these indicators"
    parts: list[Content] = [f"{words}: "]
    for place, one in enumerate(indicators):
        parts += [" · " if place else "", html.A(one.title, href=f"/indicators/{one.id}")]
    return island(html.P(parts, className="soft about"))
