"""/targets/<id>: one target in full.

The reader wants to know: where the world and its groups stand, since when, in which edition, how far from which
benchmark, what the word means, whether other editions say otherwise; and wants to take exactly that away.
The address is the state: the form writes it, the page reads it.
"""

from urllib.parse import parse_qsl

from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html, register_page
from markupsafe import Markup
from werkzeug.exceptions import BadRequest

from dashboard import shell
from dashboard.address.lens import lens_of
from dashboard.address.selection import Selection, pairs
from dashboard.numbers import words_of
from dashboard.pages.targets.content import content, subtitle
from dashboard.pages.targets.controls import controls, names_to_find
from dashboard.pages.targets.economies import tally
from dashboard.pages.targets.found import Found, find
from dashboard.pages.targets.head import addresses, finding, found_for_head, head
from dashboard.pages.targets.list import target_list
from dashboard.pages.targets.together import of_the_target
from dashboard.pages.targets.verdict import verdict
from dashboard.pages.targets.view import target_view
from dashboard.parts.controls import economy_names
from dashboard.parts.lens_sentence import lens_sentence
from dashboard.parts.markup import Content, as_html, island
from dashboard.parts.target_strip import target_strip
from dashboard.reading.target_verdicts import target_verdicts
from dashboard.reading.warehouse import Snapshot, served

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
            return _unknown(target_id, snapshot)
        view = target_view(snapshot, target, pairs(query))
        found = found_for_head(snapshot, target_id, pairs(query)) or find(snapshot, view)
        title, badge, fields, shown = _drawn(found)
        verdicts = target_verdicts(snapshot, view.lens)
        own = next(one for one in verdicts if one.target.id == target_id)
        return html.Div(
            [
                target_strip(verdicts, view.lens, target_id),
                html.H1(title, tabIndex="-1", id="target-title"),
                html.Div(
                    [
                        html.P([html.Strong(f"Target {target.id}. "), target.statement], className="lead"),
                        lens_sentence(snapshot.catalogue.plan, view.lens),
                        *of_the_target(own, snapshot.catalogue, view.lens),
                    ],
                    className="asked",
                ),
                html.Div(badge, id="target-badge"),
                html.Details(
                    [html.Summary("What is shown"), island(fields, id="target-fields")],
                    id="target-controls",
                    className="controls in-line",
                    open=False,
                ),
                html.Div(shown, id="target-content", className="content"),
                island(economy_names(names_to_find(snapshot.catalogue))),
                html.P(id="target-status", role="status", className="unseen"),
                dcc.Store(id="target-of", data=target_id),
                dcc.Store(id="target-asked"),
                dcc.Store(id={"type": "address", "name": "target"}),
                dcc.Store(id={"type": "address-done", "name": "target"}),
            ],
            className="page of-a-target",
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
def show(asked: str, target_id: str) -> tuple[str, list[Content], Markup, list[Content], str, str]:
    """The page for the query that the form asks, the address that reproduces it, and what is announced."""
    with served().snapshot() as snapshot:
        target = snapshot.catalogue.target_by_id.get(target_id)
        if target is None:  # no page of this program asks it
            raise BadRequest("There is no such target.")
        view = target_view(snapshot, target, parse_qsl(asked or "", keep_blank_values=True))
        return *_drawn(find(snapshot, view)), view.query_string, f"Now shown: {subtitle(view)}"


def _drawn(found: Found) -> tuple[str, list[Content], Markup, list[Content]]:
    """Title, badge, form and content of a view."""
    badge: list[Content] = tally(found) if found.view.of_a_set else [*verdict(found)]
    return finding(found), badge, as_html(controls(found)), content(found)


clientside_callback(
    ClientsideFunction("shell", "openOnWideScreens"),
    Output("target-controls", "open"),
    Input("target-of", "data"),
)


def _unknown(target_id: str, snapshot: Snapshot) -> html.Div:
    """The page of a target that there is not: those that there are, each with its status and its finding."""
    lens = lens_of(Selection(), snapshot.catalogue.plan.usual_horizon)
    return html.Div(
        [
            html.H1(f"There is no target {target_id}", tabIndex="-1"),
            html.P(f"The plan has {words_of(len(snapshot.catalogue.targets))}. Choose one of them:", className="lead"),
            target_list(target_verdicts(snapshot, lens), snapshot.catalogue, lens),
        ],
        className="page",
    )
