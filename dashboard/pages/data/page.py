"""/data: what the figures rest on.

The reader wants to know, in this order: what came and what did not, what changed since the build before, what was
refused, how well each indicator is known and for which group and year there is a figure at all; and then which
publications these are, what their licences allow, what the words mean, and where programs find it.
"""

from typing import Any

from dash import Input, Output, callback, dcc, html, register_page

from dashboard import shell
from dashboard.address.selection import pairs
from dashboard.numbers import counted, number
from dashboard.pages.data.coverage import coverage_table, quality_table, years_table
from dashboard.pages.data.files import files_part, refused_part, rejected_table
from dashboard.pages.data.revisions import revisions_part
from dashboard.pages.data.sources import licences_part, publications_part, services_part
from dashboard.pages.data.view import DataView, read_view
from dashboard.parts.controls import choice
from dashboard.parts.glossary import glossary
from dashboard.parts.notices import notices
from dashboard.reading import provenance, revisions
from dashboard.reading.warehouse import Build, Snapshot, served
from dashboard.rows import rows
from indicators.catalogue import Catalogue

register_page(__name__, path="/data", name="Data", title=f"Data · {shell.TITLE}")

_SHOWN_REJECTS = 30


def layout(**query: str) -> html.Div:
    """The page of the served build; every choice on it can be given in the address."""
    with served().snapshot() as snapshot:
        view, problems = read_view(pairs(query), snapshot)
        catalogue = snapshot.catalogue
        outcomes, refused = provenance.source_outcomes(snapshot), provenance.refused_files(snapshot)
        panels = {
            "What came, and what did not": services_part(outcomes, provenance.never_asked(snapshot)),
            "Downloaded files": [
                *files_part(provenance.dropped_files(snapshot), provenance.sent_files(snapshot)),
                *refused_part(refused),
            ],
            "What changed": _changes(snapshot, view),
            "Refused rows": _rejected(snapshot, view),
            "How well each indicator is known": [quality_table(provenance.quality(snapshot))],
            "Where there are figures": _coverage(snapshot, view.target),
            "Publications that come with the project": publications_part(outcomes),
            "What the licences allow": licences_part(outcomes),
            "Words": [glossary()],
            "For programs": [_interface(catalogue)],
        }
        return html.Div(
            [
                html.H1(_title(snapshot), tabIndex="-1"),
                html.P(_lead(snapshot.build, len(refused)), className="lead"),
                notices(problems),
                *(html.Section([html.H2(heading), *parts], className="panel") for heading, parts in panels.items()),
                dcc.Store(id={"type": "address", "name": "data"}),
                dcc.Store(id={"type": "address-done", "name": "data"}),
            ],
            className="page data",
        )


@callback(Output("data-years", "children"), Input("data-target", "data-value"), prevent_initial_call=True)
def show_years(target: str) -> Any:
    """The years of the chosen target."""
    with served().snapshot() as snapshot:
        return years_table(provenance.coverage(snapshot), snapshot.catalogue, target)


@callback(Output("data-rejected", "children"), Input("data-source", "data-value"), prevent_initial_call=True)
def show_rejected(source: str | None) -> Any:
    """The refused rows of the chosen source."""
    with served().snapshot() as snapshot:
        return _rejected_part(snapshot, source or "")


@callback(
    Output("data-revisions", "children"),
    Input("data-since", "data-value"),
    Input("data-until", "data-value"),
    prevent_initial_call=True,
)
def show_revisions(since: str | None, until: str) -> Any:
    """What changed between the chosen builds."""
    with served().snapshot() as snapshot:
        return revisions_part(snapshot, since or "", until)


@callback(
    Output({"type": "address", "name": "data"}, "data"),
    Input("data-target", "data-value"),
    Input("data-source", "data-value"),
    Input("data-since", "data-value"),
    Input("data-until", "data-value"),
    prevent_initial_call=True,
)
def keep(target: str, source: str | None, since: str | None, until: str) -> str:
    """The address that reproduces the choices."""
    with served().snapshot() as snapshot:
        return DataView(target, source or "", since or "", until).query_string(snapshot)


def _title(snapshot: Snapshot) -> str:
    figures, sources = provenance.size(snapshot)
    return f"{number(figures, 0)} figures from {counted(sources, 'source')}, each with its edition"


def _lead(build: Build, refused: int) -> str:
    """What build this is, and what of it asks for a look."""
    silent, rejected = len(build.unanswered), build.rows_rejected
    news = [
        f"{counted(silent, 'service')} did not answer" if silent else "",
        f"{counted(refused, 'file')} could not be used" if refused else "",
        f"{counted(rejected, 'row was', 'rows were')} refused",
    ]
    text = f"Build {build.build_id}, put together on {build.built_at:%-d %B %Y at %H:%M} UTC"
    return f"{text}; {', '.join(filter(None, news))}."


def _changes(snapshot: Snapshot, view: DataView) -> list[Any]:
    options = [
        (row.build_id, f"{row.built_at:%-d %b %Y, %H:%M} · {row.build_id}") for row in rows(revisions.builds(snapshot))
    ]
    controls = html.Div(
        [choice("data-since", "From", options, view.since), choice("data-until", "To", options, view.until)],
        className="controls-row",
    )
    return [controls, html.Div(revisions_part(snapshot, view.since, view.until), id="data-revisions")]


def _rejected(snapshot: Snapshot, view: DataView) -> list[Any]:
    counts = provenance.rejected_counts(snapshot)
    titles = {source.id: source.title for source in snapshot.catalogue.sources}
    options = [("", "All sources"), *((one, f"{titles[one]} ({number(n, 0)})") for one, n in counts.items())]
    return [
        html.Div(choice("data-source", "Source", options, view.source), className="narrow"),
        html.Div(_rejected_part(snapshot, view.source), id="data-rejected"),
    ]


def _rejected_part(snapshot: Snapshot, source: str) -> list[Any]:
    counts = provenance.rejected_counts(snapshot)
    total = counts.get(source, 0) if source else sum(counts.values())
    table = rejected_table(provenance.rejected_rows(snapshot, source, _SHOWN_REJECTS), total)
    filtered = f"?source={source}" if source else ""
    words = "This row" if total == 1 else f"All {number(total, 0)} rows" if total > _SHOWN_REJECTS else "These rows"
    download = html.P([html.A(f"{words} as CSV", href=f"/api/v1/rejected_rows.csv{filtered}")])
    return [table, download] if total else [table]


def _coverage(snapshot: Snapshot, target_id: str) -> list[Any]:
    frame, catalogue = provenance.coverage(snapshot), snapshot.catalogue
    targets = [(target.id, f"{target.id} {target.short}") for target in catalogue.targets]
    return [
        coverage_table(frame, catalogue),
        html.Div(choice("data-target", "Year by year", targets, target_id), className="narrow"),
        html.Div(years_table(frame, catalogue, target_id), id="data-years"),
    ]


def _interface(catalogue: Catalogue) -> html.Div:
    names = (
        "observations",
        "progress",
        "targets",
        "indicators",
        "areas",
        "sources",
        "builds",
        "files",
        "set_aside",
        "rejected_rows",
        "revisions",
    )
    links = [
        html.Li([html.A(f"/api/v1/{n}", href=f"/api/v1/{n}"), " · ", html.A("CSV", href=f"/api/v1/{n}.csv")])
        for n in names
    ]
    example = "/api/v1/observations.csv?indicator=internet_users&area=WLD,LDC&edition=all"
    return html.Div(
        [
            html.P(
                f"All {len(catalogue.indicators)} indicators as JSON or CSV, filtered by the same words as the pages. "
                "Unknown parameters and values are refused with a hint."
            ),
            html.Ul(links),
            html.P(["For example ", html.A(example, href=example)]),
        ]
    )
