"""A status as a reader sees it: a word, a shape and a colour."""

from functools import cache

from dash import html
from markupsafe import Markup

from dashboard.parts.markup import Content, as_html, element
from dashboard.words.status import WORDS
from indicators.vocabulary import Status

_PLACE = {status: place for place, status in enumerate(Status)}


def mark(status: str) -> html.Span:
    """The shape of a status in its colour, without a word; whoever shows it alone gives it a name."""
    return html.Span(className=f"mark mark-{status}", **{"aria-hidden": "true"})


def badge_link(status: str, href: str) -> Markup:
    """A badge that leads somewhere, as plain HTML; a column of them sorts by the order of the statuses."""
    return element("a", _in_html(status), href=href, **{"data-order": _PLACE[Status(status)]})


@cache
def _in_html(status: str) -> Markup:
    return as_html(badge(status))


def badge(status: str, *more: Content) -> html.Span:
    """Shape and word of a status in its colour, and what else stands in the badge."""
    return html.Span([mark(status), html.Span(WORDS[Status(status)]), *more], className=f"status status-{status}")
