"""/data: what the figures rest on.

The reader wants to know, in this order: what came and what did not, what changed since the version before, how well
each indicator is known and for which group and year there is a figure at all; and then which publications these are,
what their licences allow, what the words mean, and where programs find it. The keeper of the data, who puts files in
and refreshes them, finds at the end what was refused and what asks for a look.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from dash import Input, Output, callback, dcc, html, register_page

from dashboard import shell
from dashboard.address.selection import pairs
from dashboard.numbers import counted, number
from dashboard.pages.data.coverage import coverage_table, quality_table, suspected_part, years_table
from dashboard.pages.data.files import files_part, refused_part, rejected_table
from dashboard.pages.data.form import ASKED, choice, form
from dashboard.pages.data.found import Chosen, Found, choose, find
from dashboard.pages.data.revisions import revisions_part
from dashboard.pages.data.sections import SECTIONS
from dashboard.pages.data.sources import licences_part, publications_part, services_part
from dashboard.parts.download import File, download
from dashboard.parts.glossary import glossary
from dashboard.parts.markup import Content, as_html, island
from dashboard.parts.notices import notices
from dashboard.parts.share import citing_window
from dashboard.reading.warehouse import served
from dashboard.words.sources import citation
from indicators.catalogue import Catalogue

register_page(__name__, path="/data", name="Data", title=lambda: shell.titled("Data"))


def layout(**query: str | list[str]) -> html.Div:
    """The page of the served build; every choice on it can be given in the address."""
    with served().snapshot() as snapshot:
        found = find(snapshot, pairs(query))
    chosen, catalogue = found.chosen, found.build.catalogue
    revised, rejected, years = _decided(chosen)
    panels = {
        "What came, and what did not": [island(services_part(found.outcomes, found.never_asked))],
        "What changed": [island(_builds(chosen)), island(revised, id="data-revisions")],
        "How well each indicator is known": [island(quality_table(found.quality))],
        "Where there are figures": [
            island([coverage_table(chosen.coverage, catalogue), _targets(chosen)]),
            island(years, id="data-years"),
        ],
        "Publications that come with the project": [island(publications_part(found))],
        "What the licences allow": [island(licences_part(found.outcomes))],
        "Words": [glossary(catalogue.plan)],
        "For programs": [island(_interface(catalogue))],
    }
    of_the_keeper = {
        "Downloaded files": [island([*files_part(found), *refused_part(found.refused)])],
        "Refused rows": [island(_sources(chosen)), island(rejected, id="data-rejected")],
        "Breaks that are suspected": [island(suspected_part(found.suspected))],
    }
    return html.Div(
        [
            html.H1(_title(found), tabIndex="-1"),
            html.P(_lead(found), className="lead"),
            *_not_the_newest(),
            notices(chosen.problems),
            form(),
            *_sections(panels),
            html.Div(
                [
                    html.P(
                        ["For the keeper of the data. The services are asked again with ", html.Code("make etl"), "."],
                        className="part",
                    ),
                    *_sections(of_the_keeper),
                ],
                className="keeper",
            ),
            citing_window(),
            dcc.Store(id=ASKED),
            dcc.Store(id={"type": "address", "name": "data"}),
            dcc.Store(id={"type": "address-done", "name": "data"}),
        ],
        className="page data",
    )


def _not_the_newest() -> list[html.P]:
    """That another build was to be served, and why it is not."""
    fault = served().fault
    if fault is None:
        return []
    since = f"{fault.since:%Y-%m-%d %H:%M} UTC"
    said = f"This is the last build that could be read. Since {since} a newer one cannot be served: {fault.reason}"
    return [html.P(said, className="notice", role="status")]


def _sections(panels: Mapping[str, Sequence[Content]]) -> list[html.Section]:
    """Each panel under its heading, to which an address can lead."""
    return [
        html.Section([html.H2(heading, id=f"section-{SECTIONS[heading]}", tabIndex="-1"), *parts], className="panel")
        for heading, parts in panels.items()
    ]


@callback(
    Output("data-revisions", "data-html"),
    Output("data-rejected", "data-html"),
    Output("data-years", "data-html"),
    Output({"type": "address", "name": "data"}, "data"),
    Input(ASKED, "data"),
    prevent_initial_call=True,
)
def show(asked: str) -> tuple[str, ...]:
    """The parts that the fields decide, for the query that the form asks, and the address that reproduces it."""
    with served().snapshot() as snapshot:
        chosen = choose(snapshot, parse_qsl(asked or "", keep_blank_values=True))
    return (*(str(as_html(part)) for part in _decided(chosen)), chosen.query_string)


def _decided(chosen: Chosen) -> tuple[list[Content], list[Content], html.Div | html.P]:
    """The parts that the fields decide: what changed, the refused rows, the years of a target."""
    return (
        revisions_part(chosen),
        _rejected(chosen),
        years_table(chosen.coverage, chosen.catalogue, chosen.view.target),
    )


def _title(found: Found) -> str:
    return f"{number(found.figures, 0)} figures from {counted(found.sources, 'source')}, each with its edition"


def _lead(found: Found) -> str:
    """What build this is, and what of it asks for a look."""
    build, refused = found.build, len(found.refused)
    silent, rejected = len(build.unanswered), build.rows_rejected
    news = [
        f"{counted(silent, 'service')} did not answer" if silent else "",
        f"{counted(refused, 'file')} could not be used" if refused else "",
        f"{counted(rejected, 'row was', 'rows were')} refused",
    ]
    text = f"Version {build.build_id}, put together on {build.built_at:%-d %B %Y at %H:%M} UTC"
    return f"{text}; {', '.join(filter(None, news))}."


def _builds(chosen: Chosen) -> html.Div:
    options = [(row.build_id, f"{row.built_at:%-d %b %Y, %H:%M} · {row.build_id}") for row in chosen.builds]
    sides = [
        choice("since", "From", options, chosen.view.since, chosen.opening.since),
        choice("until", "To", options, chosen.view.until, chosen.opening.until),
    ]
    return html.Div(sides, className="controls-row")


def _sources(chosen: Chosen) -> html.Div:
    titles = {source.id: source.title for source in chosen.catalogue.sources}
    named = [(one, f"{titles[one]} ({number(n, 0)})") for one, n in chosen.rejected_counts.items()]
    options = [("", "All sources"), *named]
    return html.Div(choice("source", "Source", options, chosen.view.source, chosen.opening.source), className="narrow")


def _rejected(chosen: Chosen) -> list[Content]:
    total, source, shown = chosen.rejected_total, chosen.view.source, len(chosen.rejected)
    table = rejected_table(chosen.rejected, total)
    words = "This row" if total == 1 else f"All {number(total, 0)} rows" if total > shown else "These rows"
    file = File("rejected_rows", f"source={source}" if source else "", chosen.rejected_file)
    cite = citation("Refused rows", (), chosen.build)
    return [table, html.P(download(f"{words} as CSV", file, chosen.build, cite=cite))] if total else [table]


def _targets(chosen: Chosen) -> html.Div:
    options = [(target.id, f"{target.id} {target.short}") for target in chosen.catalogue.targets]
    return html.Div(
        choice("target", "Year by year", options, chosen.view.target, chosen.opening.target), className="narrow"
    )


def _interface(catalogue: Catalogue) -> html.P:
    return html.P(
        [
            f"The figures of all {len(catalogue.indicators)} indicators, and all that stands on this page, can be had "
            "as files and by programs, filtered by the same words as the pages: ",
            html.A("addresses, formats, a form to try, and lines for Excel, Python and R", href="/api/"),
            ".",
        ]
    )
