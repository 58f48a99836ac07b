"""/api/: the figures for spreadsheets and programs.

The analyst wants a figure where she works: in Excel, in R, in Python. She chooses in a form, gets the address that
gives it, and lines to paste. Whoever writes a program wants to know which addresses there are, what they take, what is
refused and how, and where the description for programs is.
"""

from urllib.parse import parse_qsl

from dash import Input, Output, callback, dcc, html, register_page

from dashboard import shell
from dashboard.address.selection import pairs
from dashboard.pages.api.content import answer, citing, limits, offered, parameters, refusals
from dashboard.pages.api.form import ASKED, form
from dashboard.pages.api.found import Found, find
from dashboard.parts.markup import Content, as_html, island
from dashboard.parts.notices import notices
from dashboard.reading.warehouse import served

_TITLE = "Figures for spreadsheets and programs"

register_page(__name__, path="/api/", name="API", title=lambda: shell.titled(_TITLE))


def layout(**query: str | list[str]) -> html.Div:
    """The page in the state that the address asks for."""
    with served().snapshot() as snapshot:
        found = find(snapshot, pairs(query))
    catalogue = found.build.catalogue
    return html.Div(
        [
            html.H1(_TITLE, tabIndex="-1"),
            html.P(
                "The figures and verdicts of these pages have addresses that give them as a file or to a program. "
                "No key is needed.",
                className="lead",
            ),
            notices(found.problems),
            html.Section(
                [
                    html.H2("Try it", id="try", tabIndex="-1"),
                    island(_question(found), id="api-question", className="asking"),
                ]
            ),
            island(
                [
                    _section("What there is", "offered", offered()),
                    _section("What can be asked", "asked", parameters()),
                    _section("What is refused", "refused", refusals(catalogue)),
                    _section("How much an answer holds", "limits", limits()),
                    _section("How to cite", "citing", citing()),
                    _section("For programs", "programs", _for_programs()),
                ]
            ),
            dcc.Store(id=ASKED),
            dcc.Store(id={"type": "address", "name": "api"}),
            dcc.Store(id={"type": "address-done", "name": "api"}),
        ],
        className="page api",
    )


@callback(
    Output("api-question", "data-html"),
    Output({"type": "address", "name": "api"}, "data"),
    Input(ASKED, "data"),
    prevent_initial_call=True,
)
def show(asked: str) -> tuple[str, str]:
    """The form and its answer for the query that it asks, and the address that reproduces them."""
    with served().snapshot() as snapshot:
        found = find(snapshot, parse_qsl(asked or "", keep_blank_values=True))
    return str(as_html(_question(found))), found.view.query_string()


def _question(found: Found) -> list[Content]:
    return [form(found.view, found.build.catalogue), html.Div(answer(found), className="asked-at")]


def _section(heading: str, name: str, content: Content) -> html.Section:
    return html.Section([html.H2(heading, id=name, tabIndex="-1"), html.Div(content)])


def _for_programs() -> list[Content]:
    return [
        html.P(
            [
                "The description of all this in OpenAPI 3.1, with every column and what it means, is at ",
                html.A("/api/openapi.json", href="/api/openapi.json"),
                "; clients can be made from it. Scripts of other sites may ask, too. Answers are compressed, and have "
                "an ETag by which one that has not changed is not sent again.",
            ]
        )
    ]
