"""A button that opens a short list of others (assets/menu.js closes it)."""

from dash import html

from dashboard.parts.markup import Content


def menu(word: str, entries: list[Content]) -> html.Details:
    """A disclosure named `word` of buttons or links; a choice, Escape or a click beside it closes it."""
    return html.Details([html.Summary(word), html.Div(entries, className="entries")], className="menu")
