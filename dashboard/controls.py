"""The controls of a page and the frame around a chart; each control is one part of a Selection."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from dashboard.figures.style import CONFIG, Figure
from dashboard.selection import Problem

Option = tuple[str, str]


def choice(control_id: str, label: str, options: Sequence[Option], value: str | None, **more: Any) -> html.Div:
    """A labelled drop-down of (value, label) options; hidden when there is nothing to choose."""
    return html.Div(
        [
            html.Label(label, htmlFor=control_id, id=f"{control_id}-label"),
            dcc.Dropdown(
                id=control_id,
                options=[{"value": key, "label": name} for key, name in options],
                value=value,
                clearable=False,
                **({"searchable": len(options) > 8} | more),
            ),
        ],
        className="control" if len(options) > 1 else "control single",
    )


def several(control_id: str, label: str, options: Sequence[Option], values: Sequence[str], hint: str) -> html.Div:
    """A labelled drop-down from which several options may be taken."""
    return html.Div(
        [
            html.Label(label, htmlFor=control_id, id=f"{control_id}-label"),
            dcc.Dropdown(
                id=control_id,
                options=[{"value": key, "label": name, "search": f"{name} {key}"} for key, name in options],
                value=list(values),
                multi=True,
                placeholder=hint,
            ),
        ],
        className="control",
    )


def chart(name: str, figure: Figure, title: str, subtitle: str, words: str, source: str) -> html.Figure:
    """A chart with its finding as title, what is measured as subtitle, itself in words, and its source."""
    return html.Figure(
        [
            html.Figcaption([html.H2(title, id=f"{name}-title"), html.P(subtitle, className="subtitle")]),
            dcc.Store(id={"type": "figure", "name": name}, data=figure),
            html.Div(
                dcc.Graph(
                    id={"type": "chart", "name": name},
                    config=CONFIG,
                    style={"height": f"{figure['layout']['height']}px"},
                ),
                role="img",
                **{"aria-labelledby": f"{name}-title", "aria-describedby": f"{name}-words"},
            ),
            html.Details([html.Summary("This chart in words"), html.P(words, id=f"{name}-words")]),
            html.P(source, className="source"),
        ],
        className="chart",
    )


def notices(problems: Sequence[Problem]) -> html.Div:
    """What in the address could not be used, as sentences; empty when all of it could."""
    sentences = [html.P(f"{problem.message}. It was left out.") for problem in problems]
    return html.Div(sentences, className="notice" if sentences else "", role="status")
