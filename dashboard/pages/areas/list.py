"""The areas that have a profile, in lists: the world and its groups by kind, the economies by their names."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from dash import html
from markupsafe import Markup

from dashboard.address.lens import Lens
from dashboard.parts.markup import Content, element, island
from dashboard.parts.table import finder
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.place_names import folded
from indicators.vocabulary import AREA_TYPES, AreaType


def groups_list(catalogue: Catalogue, lens: Lens) -> html.Div:
    """The world and every group of economies, by kind."""
    parts = [
        element("section", [element("h2", heading), area_links(of, lens)])
        for kind, heading in AREA_TYPES.items()
        if kind is not AreaType.ECONOMY and (of := [one for one in catalogue.areas if one.area_type is kind])
    ]
    return island(parts, className="area-groups")


def economies_list(catalogue: Catalogue, lens: Lens) -> html.Div:
    """Every economy under the letter that its name begins with, and under it what it was called before."""
    economies = sorted((one for one in catalogue.areas if one.area_type is AreaType.ECONOMY), key=_place)
    parts = [
        element("section", [element("h3", letter), area_links(of, lens)])
        for letter, of in groupby(economies, key=lambda one: _place(one)[0].upper())
    ]
    named = AREA_TYPES[AreaType.ECONOMY]
    above = element("div", [element("h2", named), finder(named, "Find in list")], className="row wraps")
    return island([above, element("div", parts, className="a-to-z")], **{"data-finds": named})


def area_links(areas: Iterable[Area], lens: Lens) -> Markup:
    """Links to the profiles of areas, each with what it was called before."""
    items = [element("li", _link(one, lens)) for one in areas]
    return element("ul", items, className="area-list")


def _link(area: Area, lens: Lens) -> list[Content]:
    link: list[Content] = [element("a", area.name, href=lens.href(f"/areas/{area.area_id}"))]
    if area.former_name:
        before = f"{area.former_name} until {date.fromisoformat(area.renamed):%B %Y}"
        link.append(element("small", before))
    return link


def _place(area: Area) -> str:
    """By what a name is ordered: its letters without their marks."""
    return folded(area.name)
