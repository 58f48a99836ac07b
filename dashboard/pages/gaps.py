"""/gaps: women and men, town and countryside, the young and the rest.

The reader wants to know: how far from even the world and each group are, against the band of parity; who closes the gap
and who opens it, at what pace; how large it is in points and in people; which figures are published and which are
computed from which shares; and to take exactly that away.
"""

from typing import Any

from dash import ClientsideFunction, Input, Output, State, clientside_callback, dcc, html, register_page

from dashboard import gap_parts, shell
from dashboard.controls import choice, notices
from dashboard.gaps import RATIOS, area_gaps
from dashboard.lens import PARAMETERS, lens_of
from dashboard.selection import Problem, pairs, parse
from dashboard.warehouse import Snapshot, served
from indicators.model import Indicator

register_page(__name__, path="/gaps", name="Gaps", title=f"Gaps · {shell.TITLE}")


def layout(**query: str | list[str]) -> html.Div:
    """The page of one ratio, seen through the horizon and benchmark of the address."""
    with served().snapshot() as snapshot:
        asked, problems = parse(pairs(query), snapshot.catalogue, ("indicator", *PARAMETERS))
        indicator = _indicator(snapshot, asked.indicator, problems)
        lens = lens_of(asked)
        gaps = area_gaps(snapshot, indicator, lens)
        return html.Div(
            [
                html.P("Target 2.1 · Digital gaps bridged", className="kicker"),
                html.H1(gap_parts.title(indicator, gaps), tabIndex="-1"),
                html.P(
                    f"{indicator.definition} Seen from even, twice is as far as half: the charts' scale is symmetric.",
                    className="lead",
                ),
                notices(problems),
                gap_parts.at_a_glance(snapshot, lens),
                html.Div(_choice(snapshot, indicator), className="narrow"),
                *gap_parts.parts(snapshot, indicator, gaps, lens),
                dcc.Store(id="gaps-state", data={"indicator": indicator.id}),
            ],
            className="page",
        )


def _indicator(snapshot: Snapshot, asked: tuple[str, ...], problems: list[Problem]) -> Indicator:
    if asked and asked[0] not in RATIOS:
        message = f"indicator={asked[0]} is no ratio of two shares; this page shows {', '.join(RATIOS)}"
        problems.append(Problem("unknown_value", "indicator", asked[0], message))
    chosen = asked[0] if asked and asked[0] in RATIOS else RATIOS[0]
    return snapshot.catalogue.indicator_by_id[chosen]


def _choice(snapshot: Snapshot, indicator: Indicator) -> Any:
    offered = [(one, snapshot.catalogue.indicator_by_id[one].title) for one in RATIOS]
    return choice("gaps-indicator", "Which gap", offered, indicator.id)


clientside_callback(  # another ratio is another page: its areas and shares differ
    ClientsideFunction("shell", "changeIndicator"),
    Output("_pages_location", "search", allow_duplicate=True),
    Input("gaps-indicator", "data-value"),
    State("gaps-state", "data"),
    prevent_initial_call=True,
)
