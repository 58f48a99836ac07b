"""/targets/<id>: one target in full.

The reader wants to know: where the world and its groups stand, since when, in which edition, how far from which
benchmark, what the word means, whether other editions say otherwise; and wants to take exactly that away.
"""

import math
from dataclasses import replace
from typing import Any

from dash import (
    ALL,
    ClientsideFunction,
    Input,
    Output,
    State,
    callback,
    clientside_callback,
    ctx,
    dcc,
    html,
    register_page,
)
from dash.exceptions import PreventUpdate

from dashboard import shell
from dashboard.address.lens import Lens
from dashboard.address.selection import pairs
from dashboard.pages.targets.ahead import tried_in_words
from dashboard.pages.targets.content import content, subtitle
from dashboard.pages.targets.controls import controls, economies_class, economies_of, slider_of
from dashboard.pages.targets.verdict import verdict
from dashboard.pages.targets.view import TargetView, judged_row, judging, target_view, view_progress
from dashboard.parts.controls import chips
from dashboard.reading.warehouse import Snapshot, served
from dashboard.rows import Row
from dashboard.words.findings import target_title
from indicators.catalogue import Catalogue
from indicators.model import Target

register_page(
    __name__,
    path_template="/targets/<target_id>",
    name="Targets",
    title=lambda target_id=None: f"Target {target_id} · {shell.TITLE}",
)


def layout(target_id: str = "1.1", **query: str | list[str]) -> html.Div:
    """The page of a target in the state that the address asks for."""
    with served().snapshot() as snapshot:
        target = snapshot.catalogue.target_by_id.get(target_id)
        if target is None:
            return _unknown(target_id, snapshot.catalogue)
        view = target_view(snapshot, target, pairs(query))
        judged = view_progress(snapshot, view)
        judged_one = judged_row(snapshot, view, judged)
        state = _state(view, judged_one)
        return html.Div(
            [
                _target_navigation(snapshot.catalogue, target_id, view.lens),
                html.P(f"Goal {target.goal} · Target {target.id} · {target.official_indicator}", className="kicker"),
                html.H1(_title(view, judged_one), tabIndex="-1"),
                html.P(target.statement, className="lead"),
                *_badge(snapshot, view, judged_one),
                html.Div(
                    [
                        controls(snapshot, view, judged_one),
                        html.Div(content(snapshot, view, judged), id="target-content", className="content"),
                    ],
                    className="columns",
                ),
                html.P(id="target-status", role="status", className="unseen"),
                dcc.Store(id="target-state", data=state),
                dcc.Store(id="target-gain-settled", data=state["start"] if view.gain is None else view.gain),
                dcc.Store(id={"type": "address", "name": "target"}),
                dcc.Store(id={"type": "address-done", "name": "target"}),
            ],
            className="page",
        )


def _state(view: TargetView, judged_one: Row | None) -> dict[str, Any]:
    """What the controls do not hold of a view: target, indicator, lens, badge, and where the slider started."""
    slider = slider_of(view, judged_one)
    return {
        "target": view.target.id,
        "indicator": view.indicator.id,
        "horizon": str(view.lens.horizon),
        "benchmark": view.lens.benchmark,
        "badge": view.badge,
        "start": slider[3] if slider else 0.0,
    }


def _badge(snapshot: Snapshot, view: TargetView, judged_one: Row | None) -> list[html.Details]:
    if judged_one is None:
        return []
    selection = judging(view, view.chosen)
    return [verdict(snapshot, judged_one, view.indicator, selection, is_open=bool(view.badge))]


@callback(
    Output("target-content", "children"),
    Output({"type": "address", "name": "target"}, "data"),
    Output("target-economies", "className"),
    Output("target-status", "children"),
    Output("target-tried", "children"),
    State("target-state", "data"),
    Input("target-area-type", "data-value"),
    Input("target-area", "data"),
    Input("target-member-of", "data-value"),
    Input("target-sex", "data-value"),
    Input("target-age", "data-value"),
    Input("target-location", "data-value"),
    Input("target-level", "data-value"),
    Input("target-from", "data-value"),
    Input("target-to", "data-value"),
    Input("target-edition", "data-value"),
    Input("target-group", "data"),
    Input("target-gain-settled", "data"),
    prevent_initial_call=True,
)
def show(state: dict[str, Any], area_type: str, area: list[str], member_of: str, *rest: Any) -> tuple[Any, ...]:
    """The content for the controls, the address that reproduces it, and what is announced."""
    sex, age, location, level, year_from, year_to, edition, group, gain = rest
    with served().snapshot() as snapshot:
        target = snapshot.catalogue.target_by_id[state["target"]]
        kept = [(key, state[key]) for key in ("indicator", "horizon", "benchmark", "badge") if state[key]]
        tried = gain is not None and not math.isclose(float(gain), state["start"], abs_tol=1e-9)
        view = replace(target_view(snapshot, target, kept), gain=float(gain) if tried else None).with_choices(
            area_type=(area_type,),
            area=tuple(area or ()),
            member_of=(member_of,) if member_of else (),
            sex=_words(sex),
            age=_words(age),
            location=_words(location),
            level=_words(level),
            year_from=int(year_from) if year_from else None,
            year_to=int(year_to) if year_to else None,
            edition=edition,
            group=tuple(group or ()),
        )
        economies = economies_class(view.chosen.area_type)
        judged = view_progress(snapshot, view)
        words = tried_in_words(view, judged_row(snapshot, view, judged))
        return content(snapshot, view, judged), view.query_string, economies, f"Now shown: {subtitle(view)}", words


clientside_callback(  # the slider moves in many steps; only where it comes to rest is asked of the server
    ClientsideFunction("shell", "comeToRest"),
    Output("target-gain-settled", "data"),
    Input("target-gain", "value"),
    State("target-gain-settled", "data"),
    prevent_initial_call=True,
)


clientside_callback(  # another indicator is another page: its breakdowns and editions differ
    ClientsideFunction("shell", "changeIndicator"),
    Output("_pages_location", "search", allow_duplicate=True),
    Input("target-indicator", "data-value"),
    State("target-state", "data"),
    prevent_initial_call=True,
)


clientside_callback(
    ClientsideFunction("shell", "openOnWideScreens"),
    Output("target-controls", "open"),
    Input("target-state", "data"),
)


def _choose_economies(control_id: str) -> None:
    """The callback of one economy_picker."""

    @callback(
        Output(control_id, "data"),
        Output(f"{control_id}-chips", "children"),
        Output(f"{control_id}-add", "value"),
        Input(f"{control_id}-add", "value"),
        Input({"type": f"{control_id}-drop", "area": ALL}, "n_clicks"),
        State(control_id, "data"),
        prevent_initial_call=True,
    )
    def choose(name: str | None, _clicks: list[int | None], chosen: list[str]) -> tuple[Any, Any, Any]:
        """The chosen economies after one was added by name or taken away; a name that is none stays to be mended."""
        with served().snapshot() as snapshot:
            economies = economies_of(snapshot.catalogue)
        pressed = {each["id"]["area"] for each in ctx.inputs_list[1] if each.get("value")}
        wanted = (name or "").strip()
        added = [area_id for area_id, known in economies.items() if wanted in (known, area_id)]
        kept = [area_id for area_id in dict.fromkeys([*chosen, *added]) if area_id not in pressed]
        if kept == chosen:
            raise PreventUpdate
        return kept, chips(control_id, economies, kept), ""


for _picker in ("target-area", "target-group"):
    _choose_economies(_picker)


def _words(value: str | None) -> tuple[str, ...]:
    return tuple((value or "").split(","))


def _title(view: TargetView, judged_one: Row | None) -> str:
    return target_title(view.target, view.indicator, judged_one)


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
            html.P("The plan has twelve, 1.1 to 1.7 and 2.1 to 2.5. Choose one of them:"),
            _target_navigation(catalogue, "", Lens()),
        ],
        className="page",
    )
