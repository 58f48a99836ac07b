"""A status as a reader sees it: a word, a shape and a colour."""

from dash import html

from dashboard.parts.markup import Content
from dashboard.words.status import WORDS
from indicators.vocabulary import Status


def mark(status: str) -> html.Span:
    """The shape of a status in its colour, without a word; whoever shows it alone gives it a name."""
    return html.Span(className=f"mark mark-{status}", **{"aria-hidden": "true"})


def badge(status: str, *more: Content) -> html.Span:
    """Shape and word of a status in its colour, and what else stands in the badge."""
    return html.Span([mark(status), html.Span(WORDS[Status(status)]), *more], className=f"status status-{status}")
