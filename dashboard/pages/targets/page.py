"""/targets/<id>: one target in full.

The reader wants to know: where the world and its groups stand, since when, in which edition, how far from which
benchmark, what the word means, whether other editions say otherwise; and wants to take exactly that away.
The address is the state: the form writes it, the page reads it.
"""

from urllib.parse import parse_qsl

from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html, register_page
from markupsafe import Markup

from dashboard import shell
from dashboard.address.lens import Lens, lens_of
from dashboard.address.selection import Selection, pairs
from dashboard.numbers import words_of
from dashboard.pages.targets.content import content, subtitle
from dashboard.pages.targets.controls import controls, names_to_find
from dashboard.pages.targets.found import find
from dashboard.pages.targets.head import addresses, finding, head
from dashboard.pages.targets.verdict import verdict
from dashboard.pages.targets.view import TargetView, target_view
from dashboard.parts.controls import economy_names
from dashboard.parts.markup import Content, as_html, island
from dashboard.reading.warehouse import Snapshot, served
from indicators.catalogue import Catalogue
from indicators.plan import Target

register_page(
    __name__,
    path_template="/targets/<target_id>",
    name="Targets",
    title=lambda target_id=None: shell.titled(f"Target {target_id}"),
    addresses=addresses,
    head=head,
)


def layout(target_id: str = "1.1", **query: str | list[str]) -> html.Div:
    """The page of a target in the state that the address asks for."""
    with served().snapshot() as snapshot:
        target = snapshot.catalogue.target_by_id.get(target_id)
        if target is None:
            return _unknown(target_id, snapshot.catalogue)
        view = target_view(snapshot, target, pairs(query))
        title, badge, fields, shown = _drawn(snapshot, view)
        return html.Div(
            [
                _target_navigation(snapshot.catalogue, target_id, view.lens),
                html.P(f"Goal {target.goal} · Target {target.id} · {target.official_indicator}", className="kicker"),
                html.H1(title, tabIndex="-1", id="target-title"),
                html.P(target.statement, className="lead"),
                html.Div(badge, id="target-badge"),
                html.Div(
                    [
                        html.Details(
                            [html.Summary("Show"), island(fields, id="target-fields")],
                            id="target-controls",
                            className="controls",
                            open=True,
                        ),
                        html.Div(shown, id="target-content", className="content"),
                    ],
                    className="columns",
                ),
                island(economy_names(names_to_find(snapshot.catalogue))),
                html.P(id="target-status", role="status", className="unseen"),
                dcc.Store(id="target-of", data=target_id),
                dcc.Store(id="target-asked"),
                dcc.Store(id={"type": "address", "name": "target"}),
                dcc.Store(id={"type": "address-done", "name": "target"}),
            ],
            className="page",
        )


@callback(
    Output("target-title", "children"),
    Output("target-badge", "children"),
    Output("target-fields", "data-html"),
    Output("target-content", "children"),
    Output({"type": "address", "name": "target"}, "data"),
    Output("target-status", "children"),
    Input("target-asked", "data"),
    State("target-of", "data"),
    prevent_initial_call=True,
)
def show(asked: str, target_id: str) -> tuple[str, list[html.Details], Markup, list[Content], str, str]:
    """The page for the query that the form asks, the address that reproduces it, and what is announced."""
    with served().snapshot() as snapshot:
        target = snapshot.catalogue.target_by_id[target_id]
        view = target_view(snapshot, target, parse_qsl(asked or "", keep_blank_values=True))
        return *_drawn(snapshot, view), view.query_string, f"Now shown: {subtitle(view)}"


def _drawn(snapshot: Snapshot, view: TargetView) -> tuple[str, list[html.Details], Markup, list[Content]]:
    """Title, badge, form and content of a view."""
    found = find(snapshot, view)
    return finding(found), verdict(found), as_html(controls(found)), content(found)


clientside_callback(
    ClientsideFunction("shell", "openOnWideScreens"),
    Output("target-controls", "open"),
    Input("target-of", "data"),
)


def _target_navigation(catalogue: Catalogue, current: str, lens: Lens) -> html.Nav:
    links = [html.Li(_target_link(target, lens, current=target.id == current)) for target in catalogue.targets]
    return html.Nav(html.Ul(links), className="targets-nav", **{"aria-label": "Targets"})


def _target_link(target: Target, lens: Lens, *, current: bool) -> dcc.Link | html.A:
    name = [html.Span(target.id, className="target-id"), html.Span(target.short, className="target-name")]
    address = lens.href(f"/targets/{target.id}")
    return html.A(name, href=address, **{"aria-current": "page"}) if current else dcc.Link(name, href=address)


def _unknown(target_id: str, catalogue: Catalogue) -> html.Div:
    return html.Div(
        [
            html.H1(f"There is no target {target_id}"),
            html.P(f"The plan has {words_of(len(catalogue.targets))}. Choose one of them:"),
            _target_navigation(catalogue, "", lens_of(Selection(), catalogue.plan.usual_horizon)),
        ],
        className="page",
    )
