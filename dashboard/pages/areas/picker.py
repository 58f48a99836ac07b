"""The fields that lead from one profile to another, and what an area is and belongs to."""

from datetime import date

from dash import dcc, html
from markupsafe import Markup

from dashboard.pages.areas.facts import WORLD, Facts
from dashboard.pages.areas.view import ProfileView
from dashboard.parts.markup import Content, element, island
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.vocabulary import AreaType

_WHAT = {
    AreaType.WORLD: "World",
    AreaType.ITU_REGION: "ITU region",
    AreaType.DEVELOPMENT_LEVEL: "Development level",
    AreaType.INCOME_GROUP: "Income group",
    AreaType.ECONOMY: "Economy",
}
_FIELD = Markup(
    '<input type="text" id="profile-{0}" name="{0}" value="{1}" list="area-names" autocomplete="off" '
    'placeholder="Type a name">'
)
_SUGGESTED = 4


def picker(catalogue: Catalogue, view: ProfileView | None = None) -> html.Div:
    """Two fields that find an area by its name, for the page and for the place beside it (assets/profile.js)."""
    names = [
        element("option", **{"aria-label": name, "data-area": area.area_id, "value": name})
        for area in catalogue.areas
        for name in (area.name, area.former_name)
        if name
    ]
    shown = view.area.name if view else ""
    beside = view.other.name if view and view.other else ""
    form = html.Form(
        [
            _field("area", "Area", shown),
            _field("with", "Compare with", beside),
            html.Button("Show", type="submit", className="button"),
            html.Datalist(names, id="area-names"),
        ],
        className="area-picker controls",
        **{"aria-label": "Which area"},
    )
    return island(form)


def _field(name: str, label: str, value: str) -> html.Div:
    return html.Div([html.Label(label, htmlFor=f"profile-{name}"), _FIELD.format(name, value)], className="control")


def kicker(facts: Facts) -> html.P:
    """What the area is and where it belongs, each group a link to its own profile, and what it was called before."""
    area = facts.view.area
    links: list[Content] = []
    for group in facts.groups_of(area):
        links += [" · ", dcc.Link(group.short_name, href=facts.view.href(group.area_id))]
    if area.area_type not in (AreaType.WORLD, AreaType.ECONOMY):
        links = [" of the ", dcc.Link("world", href=facts.view.href(WORLD))]
    if area.former_name:
        links.append(f" · {area.former_name} until {date.fromisoformat(area.renamed):%B %Y}")
    return html.P([_WHAT[area.area_type], *links], className="kicker belongs")


def beside(facts: Facts) -> html.P:
    """Areas that it suggests itself to compare with, or the way back to the one area alone."""
    view = facts.view
    if view.other is not None:
        links: list[Content] = [
            dcc.Link(f"{view.area.short_name} alone", href=view.href(view.area.area_id)),
            " · ",
            dcc.Link(f"{view.other.short_name} alone", href=view.href(view.other.area_id)),
            " · ",
            dcc.Link("the other way round", href=view.href(view.other.area_id, view.area.area_id)),
        ]
        return html.P(["Show ", *links], className="hint suggested")
    links = []
    for one in _suggested(facts):
        links += [" · " if links else " ", dcc.Link(one.short_name, href=view.href(view.area.area_id, one.area_id))]
    return html.P(["Compare with", *links], className="hint suggested")


def _suggested(facts: Facts) -> list[Area]:
    """The world and the groups of an economy; of a group, the others of its kind; of the world, its regions."""
    area = facts.view.area
    if area.area_type is AreaType.ECONOMY:
        return [facts.catalogue.area_by_id[WORLD], *facts.groups_of(area)][: _SUGGESTED + 1]
    kind = AreaType.ITU_REGION if area.area_type is AreaType.WORLD else area.area_type
    return [one for one in facts.catalogue.groups() if one.area_type is kind and one is not area]
