"""The frame around a chart: its finding, itself in words and as a table, its source, and what saves it."""

from dash import dcc, html
from markupsafe import Markup

from dashboard.figures.style import CONFIG, Figure, Spec
from dashboard.parts.markup import Content, element, island
from dashboard.parts.menu import menu
from dashboard.theme import variable

_TAKE_AWAY = menu(
    "Picture",
    [
        html.Button(word, type="button", title=title, **{"data-chart": what})
        for what, word, title in (
            ("png", "PNG, wide", "Save as a picture (PNG)"),
            ("square", "PNG, square", "Save as a square picture (PNG)"),
            ("svg", "SVG", "Save as a drawing (SVG)"),
            ("full", "Full screen", "Show on the whole screen, and back"),
        )
    ],
)


def chart(
    name: str,
    figure: Figure,
    title: str,
    subtitle: Content,
    words: str,
    source: str,
    table: Content = None,
    legend: Content = None,
    data: Content = None,
) -> html.Figure:
    """A chart with its finding as title, what is measured as subtitle, itself in words and as a table, and its source.
    `legend` says below it what its lines and marks mean, `data` is the menu of its rows (parts/download.py).

    Its points can be walked through with the arrow keys, and it can be saved as a picture (assets/charts.js).
    """
    frame = {
        "role": "application",
        "aria-roledescription": "chart",
        "aria-labelledby": f"{name}-title {name}-keys",
        "aria-describedby": f"{name}-words",
    }
    height, narrow = f"{figure['layout']['height']}px", figure["layout"].get("meta", {}).get("narrow_height")
    plot = [
        dcc.Store(id={"type": "figure", "name": name}, data=figure),
        html.Div(
            dcc.Graph(id={"type": "chart", "name": name}, config=CONFIG, style={"height": height}),
            className="plot",
            tabIndex="0",
            style={"--tall": height} | ({"--tall-narrow": f"{narrow}px"} if narrow else {}),
            **frame,
        ),
        html.P("Arrow keys walk through the points.", id=f"{name}-keys", className="keys"),
    ]
    plot += _ends(figure)
    plot += [html.P(legend, className="legend")] if legend else []
    return framed_chart(name, plot, title, subtitle, words, source, table, data)


def framed_chart(
    name: str,
    plot: list[Content],
    title: str,
    subtitle: Content,
    words: str,
    source: str,
    table: Content = None,
    data: Content = None,
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
                [html.P(source, className="source"), island([data, _TAKE_AWAY], className="take-away")],
                className="chart-foot",
            ),
        ],
        className="chart",
    )


def _ends(figure: Figure) -> list[Content]:
    """What the labels at the ends of lines say, from the highest down, for screens where none fits beside a line."""
    labels = [one for one in figure["layout"]["annotations"] if one.get("name") and one["xanchor"] == "left"]
    labels.sort(key=lambda one: one["y"], reverse=True)
    items = [
        element("li", [element("b", one["name"], style={"color": variable(one["font"]["color"])}), _said(one)])
        for one in labels
    ]
    return [island(element("ul", items, className="line-ends", **{"aria-hidden": "true"}))] if items else []


def _said(label: Spec) -> Markup:
    """What a label says beside its code; a name that is its own code is not said twice."""
    plain = label["text"].replace("<b>", "").replace("</b>", "")
    return element("span", plain.removeprefix(f"{label['name']} "))
