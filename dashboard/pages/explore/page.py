"""/explore: any indicators, areas, breakdowns and years, as the chart of the reader's choice and as a table.

The analyst wants to ask a question of her own, see at once whether the figures can answer it, turn it about (as trend,
ranking, change, map …), know of every number where it comes from and of every gap why it is one, and then send exactly
this view to someone, cite it, or take its rows away. The address is the state: the form writes it, the page reads it.
"""

from urllib.parse import parse_qsl

from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html, register_page
from markupsafe import Markup

from dashboard import shell
from dashboard.address.explore import read_view
from dashboard.address.selection import pairs
from dashboard.pages.explore.content import content
from dashboard.pages.explore.form import form
from dashboard.pages.explore.kinds import KINDS
from dashboard.pages.explore.words import announced
from dashboard.parts.lens_sentence import lens_sentence
from dashboard.parts.markup import Content, island
from dashboard.parts.share import share_bar
from dashboard.reading.explored import find
from dashboard.reading.warehouse import Snapshot, served
from dashboard.rows import rows
from dashboard.words.sources import citation

register_page(__name__, path="/explore", name="Explore", title=lambda: shell.titled("Explore"))


def layout(**query: str | list[str]) -> html.Div:
    """The page in the state that the address asks for."""
    with served().snapshot() as snapshot:
        view, _problems = read_view(pairs(query), snapshot.catalogue, KINDS)
        fields, bar, shown, _address, _status = _page(snapshot, pairs(query))
    return html.Div(
        [
            html.Div(
                [html.H1("Explore the figures", tabIndex="-1"), html.Div(bar, id="explore-share")],
                className="row wraps heading",
            ),
            lens_sentence(snapshot.catalogue.plan, view.lens),
            html.Div(
                [
                    html.Details(
                        [html.Summary("Show"), island(fields, id="explore-fields")],
                        id="explore-controls",
                        className="drawer",
                        open=False,
                    ),
                    html.Div(shown, id="explore-content", className="content"),
                ],
                className="columns",
            ),
            html.P(id="explore-status", role="status", className="unseen"),
            dcc.Store(id="explore-asked"),
            dcc.Store(id={"type": "address", "name": "explore"}),
            dcc.Store(id={"type": "address-done", "name": "explore"}),
        ],
        className="page explore",
    )


@callback(
    Output("explore-fields", "data-html"),
    Output("explore-share", "children"),
    Output("explore-content", "children"),
    Output({"type": "address", "name": "explore"}, "data"),
    Output("explore-status", "children"),
    Input("explore-asked", "data"),
    prevent_initial_call=True,
)
def show(asked: str) -> tuple[Markup, html.Div, list[Content], str, str]:
    """The page for the query that the form or a link asks, the address that reproduces it, and what is announced."""
    with served().snapshot() as snapshot:
        return _page(snapshot, parse_qsl(asked or "", keep_blank_values=True))


def _page(snapshot: Snapshot, arguments: list[tuple[str, str]]) -> tuple[Markup, html.Div, list[Content], str, str]:
    view, problems = read_view(arguments, snapshot.catalogue, KINDS)
    found = find(snapshot, view)
    shown = content(found, problems)
    named = ", ".join(one.title for one in found.indicators)
    sources = list(dict.fromkeys((row.source, row.edition) for row in rows(found.frame)))
    bar = share_bar(citation(named, sources, snapshot.build))
    return form(found), bar, shown, view.query_string(), announced(found)


clientside_callback(
    ClientsideFunction("shell", "openOnWideScreens"),
    Output("explore-controls", "open"),
    Input("explore-controls", "id"),
    State("explore-asked", "data"),
)
