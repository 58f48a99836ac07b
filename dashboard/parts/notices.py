"""What in an address could not be used, told on the page."""

from collections.abc import Sequence

from dash import html

from dashboard.address.selection import Problem


def notices(problems: Sequence[Problem]) -> html.Div:
    """What in the address could not be used, as sentences; empty when all of it could."""
    sentences = [html.P(f"{problem.message}. It was left out.") for problem in problems]
    return html.Div(sentences, className="notice" if sentences else "", role="status")
