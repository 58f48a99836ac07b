"""/targets/<id>: one target in full.

The reader wants to know: where the world and its groups stand, since when, in which edition, how far from which
benchmark, what the word means, whether other editions say otherwise; and wants to take exactly that away.
"""

from typing import Any

from dash import ALL as ALL_MATCHING
from dash import (
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

from dashboard import queries, shell
from dashboard.controls import chips, choice, economy_picker
from dashboard.findings import target_title, world_figure
from dashboard.selection import ALL, LATEST
from dashboard.target_parts import content, indicator_label, subtitle
from dashboard.views import AREA_TYPES, TargetView, target_view
from dashboard.warehouse import Snapshot, served
from indicators.catalogue import Catalogue
from indicators.model import Target
from indicators.vocabulary import BREAKDOWNS, AreaType

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
        view = target_view(snapshot, target, _pairs(query))
        return html.Div(
            [
                _target_navigation(snapshot.catalogue, target_id),
                html.P(f"Goal {target.goal} · Target {target.id} · {target.official_indicator}", className="kicker"),
                html.H1(_title(snapshot, view), tabIndex="-1"),
                html.P(target.statement, className="lead"),
                html.Div(
                    [
                        _controls(snapshot, view),
                        html.Div(content(snapshot, view), id="target-content", className="content"),
                    ],
                    className="columns",
                ),
                html.P(id="target-status", role="status", className="unseen"),
                dcc.Store(id="target-state", data={"target": target.id, "indicator": view.indicator.id}),
                dcc.Store(id={"type": "address", "name": "target"}),
                dcc.Store(id={"type": "address-done", "name": "target"}),
            ],
            className="page",
        )


@callback(
    Output("target-content", "children"),
    Output({"type": "address", "name": "target"}, "data"),
    Output("target-economies", "className"),
    Output("target-status", "children"),
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
    prevent_initial_call=True,
)
def show(state: dict[str, str], area_type: str, area: list[str], member_of: str, *rest: Any) -> tuple[Any, ...]:
    """The content for the controls, the address that reproduces it, and what is announced."""
    sex, age, location, level, year_from, year_to, edition = rest
    with served().snapshot() as snapshot:
        target = snapshot.catalogue.target_by_id[state["target"]]
        view = target_view(snapshot, target, [("indicator", state["indicator"])]).with_choices(
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
        )
        economies = _economies_class(view.chosen.area_type)
        return content(snapshot, view), view.query_string, economies, f"Now shown: {subtitle(view)}"


clientside_callback(  # another indicator is another page: its breakdowns and editions differ
    ClientsideFunction("shell", "changeIndicator"),
    Output("_pages_location", "search"),
    Input("target-indicator", "data-value"),
    State("target-state", "data"),
    prevent_initial_call=True,
)


def _pairs(query: dict[str, str | list[str]]) -> list[tuple[str, str]]:
    """The arguments of an address; Dash hands a repeated one over as a list."""
    return [(key, one) for key, value in query.items() for one in ([value] if isinstance(value, str) else value)]


clientside_callback(
    ClientsideFunction("shell", "openOnWideScreens"),
    Output("target-controls", "open"),
    Input("target-state", "data"),
)


@callback(
    Output("target-area", "data"),
    Output("target-area-chips", "children"),
    Output("target-area-add", "value"),
    Input("target-area-add", "value"),
    Input({"type": "drop-area", "area": ALL_MATCHING}, "n_clicks"),
    State("target-area", "data"),
    prevent_initial_call=True,
)
def choose_economies(name: str | None, _clicks: list[int | None], chosen: list[str]) -> tuple[Any, Any, Any]:
    """The chosen economies after one was added by name or taken away; a name that is no economy stays to be mended."""
    with served().snapshot() as snapshot:
        economies = _economies(snapshot.catalogue)
    pressed = {each["id"]["area"] for each in ctx.inputs_list[1] if each.get("value")}
    wanted = (name or "").strip()
    added = [area_id for area_id, known in economies.items() if wanted in (known, area_id)]
    kept = [area_id for area_id in dict.fromkeys([*chosen, *added]) if area_id not in pressed]
    if kept == chosen:
        raise PreventUpdate
    return kept, chips(economies, kept), ""


def _words(value: str | None) -> tuple[str, ...]:
    return tuple((value or "").split(","))


def _title(snapshot: Snapshot, view: TargetView) -> str:
    return target_title(view.target, view.indicator, world_figure(view.indicator, queries.headline_lines(snapshot)))


def _controls(snapshot: Snapshot, view: TargetView) -> html.Details:
    chosen, exists = view.chosen, view.exists
    kinds = [kind for kind in AREA_TYPES if kind in set(exists["area_type"])] or [AreaType.WORLD]
    years = range(int(exists["first_year"].min()), int(exists["last_year"].max()) + 1) if len(exists) else range(0)
    catalogue = snapshot.catalogue
    offered = [(one.id, indicator_label(one)) for one in view.offered]
    from_years, to_years = ([("", word), *((str(year), str(year)) for year in years)] for word in ("first", "last"))
    member_of = (chosen.member_of or ("",))[0]
    economies = _economies(catalogue)
    groups = [(a.area_id, a.name) for a in catalogue.areas if _is_group(a.area_type) and not a.composite]
    return html.Details(
        [
            html.Summary("Show"),
            choice("target-indicator", "Indicator", offered, view.indicator.id),
            choice("target-area-type", "Compare by", [(kind, AREA_TYPES[kind]) for kind in kinds], chosen.area_type[0]),
            html.Div(
                [
                    economy_picker("target-area", economies, chosen.area, "Empty: the largest of each region."),
                    choice("target-member-of", "All economies of", [("", "– none –"), *groups], member_of),
                ],
                id="target-economies",
                className=_economies_class(chosen.area_type),
            ),
            *(_breakdown_choice(name, view) for name in BREAKDOWNS),
            html.Div(
                [
                    choice("target-from", "From", from_years, str(chosen.year_from or "")),
                    choice("target-to", "To", to_years, str(chosen.year_to or "")),
                ],
                className="pair",
            ),
            choice("target-edition", "Edition", _editions(snapshot, view), chosen.edition),
        ],
        id="target-controls",
        className="controls",
        open=True,
    )  # fmt: skip


def _economies(catalogue: Catalogue) -> dict[str, str]:
    return {area.area_id: area.short_name for area in catalogue.areas if area.area_type is AreaType.ECONOMY}


def _economies_class(area_type: tuple[str, ...]) -> str:
    return "" if area_type == (AreaType.ECONOMY,) else "absent"


def _is_group(kind: AreaType) -> bool:
    return kind in (AreaType.ITU_REGION, AreaType.DEVELOPMENT_LEVEL, AreaType.INCOME_GROUP)


def _breakdown_choice(name: str, view: TargetView) -> html.Div:
    words = BREAKDOWNS[name]
    known = [word for word in words if word in set(view.exists[name])] or list(getattr(view.default, name))
    options = [(word, words[word] or "All") for word in known]
    parts = [word for word in known if word not in ("both", "all", "total", "")]
    if len(parts) > 1:
        options.append((",".join(parts), "Side by side"))
    label = {"level": "Level or area of skill"}.get(name, name.capitalize())
    return choice(f"target-{name}", label, options, ",".join(getattr(view.chosen, name)))


def _editions(snapshot: Snapshot, view: TargetView) -> list[tuple[str, str]]:
    known = set(view.exists["edition"])
    vintages = {e.name: e.vintage for s in snapshot.catalogue.sources for p in s.publications for e in p.editions}
    ordered = sorted(known, key=lambda name: (vintages.get(name, ""), name), reverse=True)
    if not known:
        return []
    return [(LATEST, "Newest for each area"), (ALL, "All, earlier ones as open dots"), *((e, e) for e in ordered)]


def _target_navigation(catalogue: Catalogue, current: str) -> html.Nav:
    links = [html.Li(_target_link(target, current=target.id == current)) for target in catalogue.targets]
    return html.Nav(html.Ul(links), className="targets-nav", **{"aria-label": "Targets"})


def _target_link(target: Target, *, current: bool) -> dcc.Link | html.A:
    name = [html.Span(target.id, className="target-id"), html.Span(target.short, className="target-name")]
    address = f"/targets/{target.id}"
    return html.A(name, href=address, **{"aria-current": "page"}) if current else dcc.Link(name, href=address)


def _unknown(target_id: str, catalogue: Catalogue) -> html.Div:
    return html.Div(
        [
            html.H1(f"There is no target {target_id}"),
            html.P("The plan has twelve, 1.1 to 1.7 and 2.1 to 2.5. Choose one of them:"),
            _target_navigation(catalogue, ""),
        ],
        className="page",
    )
