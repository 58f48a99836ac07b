"""/data: what the figures rest on.

The reader wants to know: which publications and services, how old, under which licence, what came and what did not,
what changed since the build before, what was refused, and for which group and year there is a figure at all.
"""

from typing import Any

import pandas as pd
from dash import Input, Output, callback, dcc, html, register_page

from dashboard import provenance, revisions, shell
from dashboard.controls import choice, notices
from dashboard.data_view import DataView, read_view
from dashboard.lines import rows
from dashboard.numbers import number
from dashboard.revision_parts import revisions_part
from dashboard.selection import pairs
from dashboard.source_parts import files_table, quality_table, rejected_table, sources_table
from dashboard.tables import plain_table
from dashboard.warehouse import Snapshot, served
from indicators.catalogue import Catalogue
from indicators.model import Area, Target
from indicators.vocabulary import AreaType

register_page(__name__, path="/data", name="Data", title=f"Data · {shell.TITLE}")

_SHOWN_REJECTS = 50
_WORDS = (
    ("Indicator", "What is measured: a share, a price, a count, with its unit and definition."),
    ("Benchmark", "A level that a publication calls reached. The plan sets none; each benchmark names its source."),
    ("Edition", "One issue of a publication. Publishers restate history, so a line never mixes two editions."),
    (
        "Headline line",
        "The line a page shows first: the newest observation, then the newest edition, then the longest.",
    ),
    (
        "Status",
        "Met; else the pace of the last six years against the pace needed by the horizon: on track from 0.95 of it on, "
        "too slow from 0.50 on, far too slow below; standing still, moving away, or not assessable with the reason.",
    ),
    ("Horizon", "The year by which a benchmark is to be reached: 2027, the end of the plan, or 2030."),
    (
        "Computed",
        "A group's figure put together from economies, with the share of its people behind it; under half of them it "
        "is not shown. Or the ratio of two published shares.",
    ),
    (
        "Projection",
        "Where a line would go at its recent pace. Never an observation; its back-test says how far off it was before.",
    ),
    ("Proxy", "An indicator that stands in for the official one where that has no figures."),
    ("Parity score", "Women's share divided by men's; 0.98 to 1.02 counts as parity."),
    ("Estimated", "Put together by the publisher, not reported by an economy. Projected: for a year yet to come."),
)


def layout(**query: str) -> html.Div:
    """The page of the served build; every choice on it can be given in the address."""
    with served().snapshot() as snapshot:
        view, problems = read_view(pairs(query), snapshot)
        catalogue, build = snapshot.catalogue, snapshot.build
        outcomes = provenance.source_outcomes(snapshot)
        title = f"{number(_observations(snapshot), 0)} figures from {len(outcomes)} sources, each with its edition"
        panels = {
            "Sources, editions and licences": sources_table(outcomes, provenance.never_asked(snapshot)),
            "What changed": _changes(snapshot, view),
            "Downloaded files": files_table(provenance.downloaded_files(snapshot), provenance.refused_files(snapshot)),
            "Refused rows": _rejected(snapshot, view),
            "How well each indicator is known": [quality_table(provenance.quality(snapshot))],
            "Where there are figures": _coverage(snapshot, view.target),
            "Words": [_glossary()],
            "For programs": [_interface(catalogue)],
        }
        return html.Div(
            [
                html.H1(title, tabIndex="-1"),
                html.P(
                    f"Build {build.build_id}, put together on {build.built_at:%-d %B %Y at %H:%M} UTC; "
                    f"{number(build.rows_rejected, 0)} rows were refused.",
                    className="lead",
                ),
                notices(problems),
                *(html.Section([html.H2(heading), *parts], className="panel") for heading, parts in panels.items()),
                dcc.Store(id={"type": "address", "name": "data"}),
                dcc.Store(id={"type": "address-done", "name": "data"}),
            ],
            className="page",
        )


@callback(
    Output("data-years", "children"),
    Output("data-rejected", "children"),
    Output("data-revisions", "children"),
    Output({"type": "address", "name": "data"}, "data"),
    Input("data-target", "data-value"),
    Input("data-source", "data-value"),
    Input("data-since", "data-value"),
    Input("data-until", "data-value"),
    prevent_initial_call=True,
)
def show(target: str, source: str, since: str, until: str) -> tuple[Any, Any, Any, str]:
    """The parts that follow a choice, and the address that reproduces them."""
    with served().snapshot() as snapshot:
        view = DataView(target, source or "", since or "", until or "")
        return (
            _years_grid(snapshot, target),
            _rejected_part(snapshot, view),
            revisions_part(snapshot, view.since, view.until),
            view.query_string(snapshot),
        )


def _observations(snapshot: Snapshot) -> int:
    return int(snapshot.frame("select observations from builds")["observations"].iloc[0])


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
        html.Div(_rejected_part(snapshot, view), id="data-rejected"),
    ]


def _rejected_part(snapshot: Snapshot, view: DataView) -> list[Any]:
    counts = provenance.rejected_counts(snapshot)
    total = counts.get(view.source, 0) if view.source else sum(counts.values())
    table = rejected_table(provenance.rejected_rows(snapshot, view.source, _SHOWN_REJECTS), total)
    filtered = f"?source={view.source}" if view.source else ""
    download = html.P([html.A("These rows as CSV", href=f"/api/v1/rejected_rows.csv{filtered}")])
    return [table, download] if total else [table]


def _coverage(snapshot: Snapshot, target_id: str) -> list[Any]:
    frame = provenance.coverage(snapshot)
    targets = snapshot.catalogue.targets
    by_pair = frame.groupby(["target_id", "area_id"])["year"].agg(["min", "max", "count"])
    groups = _groups(snapshot.catalogue)
    summary = plain_table(
        "Headline and proxy indicators: first and last year with a published figure, over all editions and breakdowns",
        ["Target", *(area.short_name for area in groups)],
        [[f"{t.id} {t.short}", *(_span(by_pair, t, area) for area in groups)] for t in targets],
    )
    return [
        summary,
        html.Div(
            choice("data-target", "Year by year", [(t.id, f"{t.id} {t.short}") for t in targets], target_id),
            className="narrow",
        ),
        html.Div(_years_grid(snapshot, target_id), id="data-years"),
    ]


def _groups(catalogue: Catalogue) -> list[Area]:
    return [area for area in catalogue.areas if area.area_type is not AreaType.ECONOMY and not area.composite]


def _span(by_pair: pd.DataFrame, target: Target, area: Area) -> Any:
    if (target.id, area.area_id) not in by_pair.index:
        return html.Span("none", className="none", title=f"No figure for {area.name} is in this build")
    found = by_pair.loc[(target.id, area.area_id)]
    first, last, count = int(found["min"]), int(found["max"]), int(found["count"])
    text = str(last) if first == last else f"{first}–{last % 100:02d}"
    return html.Span(text, className="years", title=f"{area.name}: {count} years between {first} and {last}")


def _years_grid(snapshot: Snapshot, target_id: str) -> html.Div | html.P:
    frame = provenance.coverage(snapshot)
    held = {
        (row.area_id, row.year): row.indicators for row in frame.itertuples(index=False) if row.target_id == target_id
    }
    if not held:
        return html.P(f"Target {target_id}: no group has a published figure of a headline or proxy indicator.")
    years = range(min(year for _, year in held), max(year for _, year in held) + 1)
    cells = [[area.short_name, *(_mark(area, year, held) for year in years)] for area in _groups(snapshot.catalogue)]
    caption = f"Target {target_id}: years for which a figure is published (●)"
    return plain_table(caption, ["Group", *(str(year) for year in years)], cells)


def _mark(area: Area, year: int, held: dict[tuple[str, int], int]) -> html.Span:
    count = held.get((area.area_id, year), 0)
    words = f"{area.name} {year}: {count or 'no'} indicator{'' if count == 1 else 's'}"
    return html.Span("●" if count else "·", className="has" if count else "none", title=words)


def _glossary() -> html.Dl:
    return html.Dl([part for word, meaning in _WORDS for part in (html.Dt(word), html.Dd(meaning))])


def _interface(catalogue: Catalogue) -> html.Div:
    names = (
        "observations", "progress", "targets", "indicators", "areas", "sources", "builds",
        "files", "set_aside", "rejected_rows", "revisions",
    )  # fmt: skip
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
