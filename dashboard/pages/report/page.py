"""/report: the section "Impact" of the annual report, drafted of the figures of a year.

Whoever writes the report wants to know: what can be said of each target, in which words that nobody can fault, from
which edition, and what is missing; and to take text, pictures and tables along. Whoever vouches for it wants each
number to lead to its row, and each number that the report has printed checked.
"""

from dash import html, register_page

from dashboard import shell
from dashboard.address.report import read_view
from dashboard.address.selection import pairs
from dashboard.pages.report.claims import section, to_claims
from dashboard.pages.report.content import body, choices, take_away
from dashboard.parts.markup import island
from dashboard.parts.notices import notices
from dashboard.reading.drafts import editions_of, years_of
from dashboard.reading.warehouse import served
from dashboard.report.made import made

register_page(__name__, path="/report", name="Report", title=lambda: shell.titled("Report"))


def layout(**query: str | list[str]) -> html.Div:
    """The draft that the address asks for."""
    with served().snapshot() as snapshot:
        years, editions = years_of(snapshot), editions_of(snapshot)
        view, problems = read_view(pairs(query), years, editions)
        draft = made(snapshot, view)
        printed = section(snapshot, pairs(query))
    return html.Div(
        [
            html.P("Annual report · draft", className="kicker"),
            html.H1(draft.title, tabIndex="-1"),
            html.P(draft.lead, className="lead"),
            notices(problems),
            island([choices(view, years, editions), take_away(view), to_claims()], className="asked"),
            island(body(draft), className="report"),
            printed,
        ],
        className="page",
    )
