"""The controls of a page and the frame around a chart; each control is one part of a Selection."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from dashboard.address.selection import Problem
from dashboard.figures.style import CONFIG, Figure
from dashboard.parts.markup import island

Option = tuple[str, str]


def choice(control_id: str, label: str, options: Sequence[Option], value: str | None) -> html.Div:
    """A labelled native select of (value, label) options; hidden when there is nothing to choose.

    The browser keeps the chosen value in the property `data-value` (assets/shell.js): use that in callbacks.
    """
    named = bare_choice(control_id, label, options, value)
    return html.Div(named.children, className="control" if len(options) > 1 else "control single")


def bare_choice(control_id: str, label: str, options: Sequence[Option], value: str | None) -> html.Div:
    """The same without a frame of its own."""
    return html.Div(
        [
            html.Label(label, htmlFor=control_id),
            html.Select(
                [html.Option(name, value=key, selected=key == value) for key, name in options],
                id=control_id,
                **{"data-value": value or ""},
            ),
        ]
    )


def economy_picker(
    control_id: str, economies: Mapping[str, str], chosen: Sequence[str], hint: str, label: str = "Add an economy"
) -> html.Div:
    """A field that finds economies by name and adds them, and a button for each that takes it away again.

    The chosen ids are in the store `control_id`; `{control_id}-add` and buttons of type `{control_id}-drop` change it.
    """
    names = [html.Option(value=name, label=area_id) for area_id, name in economies.items()]
    return html.Div(
        [
            html.Label(label, htmlFor=f"{control_id}-add"),
            dcc.Input(
                id=f"{control_id}-add",
                list=f"{control_id}-names",
                debounce=True,
                placeholder="Type a name",
                type="text",
            ),
            html.Datalist(names, id=f"{control_id}-names"),
            html.P(hint, className="hint"),
            html.Div(chips(control_id, economies, chosen), id=f"{control_id}-chips", className="chips"),
            dcc.Store(id=control_id, data=list(chosen)),
        ],
        className="control",
    )


def chips(control_id: str, economies: Mapping[str, str], chosen: Sequence[str]) -> list[html.Button]:
    """One button for each chosen economy; pressing it takes the economy away."""
    return [
        html.Button(
            [economies[area_id], html.Span(" ×", **{"aria-hidden": "true"})],
            id={"type": f"{control_id}-drop", "area": area_id},
            className="chip",
            **{"aria-label": f"Take {economies[area_id]} away"},
        )
        for area_id in chosen
    ]


def chart(
    name: str, figure: Figure, title: str, subtitle: str, words: str, source: str, table: Any = None
) -> html.Figure:
    """A chart with its finding as title, what is measured as subtitle, itself in words and as a table, and its source.

    Its points can be walked through with the arrow keys, and it can be saved as a picture (assets/charts.js).
    """
    frame = {
        "role": "application", "aria-roledescription": "chart", "aria-labelledby": f"{name}-title {name}-keys",
        "aria-describedby": f"{name}-words",
    }  # fmt: skip
    plot = [
        dcc.Store(id={"type": "figure", "name": name}, data=figure),
        html.Div(
            dcc.Graph(
                id={"type": "chart", "name": name}, config=CONFIG, style={"height": f"{figure['layout']['height']}px"}
            ),
            className="plot",
            tabIndex="0",
            **frame,
        ),
        html.P("Arrow keys walk through the points.", id=f"{name}-keys", className="keys"),
    ]
    return framed_chart(name, plot, title, subtitle, words, source, table)


def framed_chart(
    name: str, plot: list[Any], title: str, subtitle: str, words: str, source: str, table: Any = None
) -> html.Figure:
    """What stands around any picture of figures, drawn by plotly or not."""
    as_table = [html.Details([html.Summary("This chart as a table"), island(table)])] if table is not None else []
    return html.Figure(
        [
            html.Figcaption([html.H2(title, id=f"{name}-title"), html.P(subtitle, className="subtitle")]),
            *plot,
            html.Details([html.Summary("This chart in words"), html.P(words, id=f"{name}-words")]),
            *as_table,
            html.Div(
                [html.P(source, className="source"), island(_TAKE_AWAY, className="take-away")], className="chart-foot"
            ),
        ],
        className="chart",
    )


_TAKE_AWAY = [
    html.Button(word, type="button", title=title, **{"data-chart": what})
    for what, word, title in (
        ("png", "PNG", "Save as a picture (PNG)"),
        ("svg", "SVG", "Save as a drawing (SVG)"),
        ("full", "Full screen", "Show on the whole screen, and back"),
    )
]


def notices(problems: Sequence[Problem]) -> html.Div:
    """What in the address could not be used, as sentences; empty when all of it could."""
    sentences = [html.P(f"{problem.message}. It was left out.") for problem in problems]
    return html.Div(sentences, className="notice" if sentences else "", role="status")
