"""/areas: every area that has a profile.

The reader wants to find a region, a group or an economy by its name of today or of before, and to open its profile.
"""

from dash import html, register_page

from dashboard import shell
from dashboard.address.lens import PARAMETERS, lens_of
from dashboard.address.selection import pairs, parse
from dashboard.numbers import counted
from dashboard.pages.areas.list import economies_list, groups_list
from dashboard.pages.areas.picker import picker
from dashboard.parts.notices import notices
from dashboard.reading.warehouse import served
from indicators.vocabulary import AreaType

register_page(__name__, path="/areas", name="All areas", title=lambda: shell.titled("Areas"))


def layout(**query: str | list[str]) -> html.Div:
    """The lists of the served build; their links keep the horizon and benchmark of the address."""
    with served().snapshot() as snapshot:
        catalogue = snapshot.catalogue
    asked, problems = parse(pairs(query), catalogue, PARAMETERS)
    lens = lens_of(asked, catalogue.plan.usual_horizon)
    economies = sum(one.area_type is AreaType.ECONOMY for one in catalogue.areas)
    return html.Div(
        [
            html.H1(f"The world, its groups and {counted(economies, 'economy', 'economies')}", tabIndex="-1"),
            html.P("Each has a profile: the targets, ranks, gaps, and what is known of it at all.", className="lead"),
            notices(problems),
            html.Div(picker(catalogue), className="profile-bar"),
            groups_list(catalogue, lens),
            economies_list(catalogue, lens),
        ],
        className="page profile",
    )
