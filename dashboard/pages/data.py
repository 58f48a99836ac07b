"""/data: what the figures rest on.

The reader wants to know: which publications, how old, under which licence, what was refused, and for which group and
year there is a figure at all.
"""

from typing import Any

import pandas as pd
from dash import html, register_page

from dashboard import queries, shell
from dashboard.numbers import number
from dashboard.tables import plain_table
from dashboard.warehouse import Snapshot, served
from indicators.catalogue import Catalogue
from indicators.model import Area, Target
from indicators.vocabulary import AreaType

register_page(__name__, path="/data", name="Data", title=f"Data · {shell.TITLE}")

_WORDS = (
    ("Indicator", "What is measured: a share, a price, a count, with its unit and definition."),
    ("Benchmark", "A level that a publication calls reached. The plan sets none; each benchmark names its source."),
    ("Edition", "One issue of a publication. Publishers restate history, so a line never mixes two editions."),
    (
        "Headline line",
        "The line a page shows first: the newest observation, then the newest edition, then the longest.",
    ),
    ("Proxy", "An indicator that stands in for the official one where that has no figures."),
    ("Parity score", "Women's share divided by men's; 0.98 to 1.02 counts as parity."),
    ("Estimated", "Put together by the publisher, not reported by an economy. Projected: for a year yet to come."),
)


def layout(**_query: str) -> html.Div:
    """The page of the served build."""
    with served().snapshot() as snapshot:
        catalogue, build = snapshot.catalogue, snapshot.build
        outcomes = queries.source_outcomes(snapshot)
        rows = int(outcomes["rows_read"].sum())
        title = f"{number(rows, 0)} figures from {len(outcomes)} sources, each with its edition"
        return html.Div(
            [
                html.H1(title, tabIndex="-1"),
                html.P(
                    f"Build {build.build_id}, put together on {build.built_at:%-d %B %Y at %H:%M} UTC; "
                    f"{build.rows_rejected} rows were refused.",
                    className="lead",
                ),
                html.Section([html.H2("Sources, editions and licences"), _sources(outcomes)], className="panel"),
                html.Section([html.H2("Where there are figures"), *_coverage(snapshot)], className="panel"),
                html.Section([html.H2("Refused rows"), _rejected(snapshot)], className="panel"),
                html.Section([html.H2("Words"), _glossary()], className="panel"),
                html.Section([html.H2("For programs"), _interface(catalogue)], className="panel"),
            ],
            className="page",
        )


def _sources(outcomes: pd.DataFrame) -> html.Div:
    rows = [
        [
            html.A(row.title, href=row.url),
            row.publisher,
            row.editions,
            "" if pd.isna(row.newest_year) else str(int(row.newest_year)),
            number(row.rows_read, 0),
            str(row.rows_rejected),
            {"publication": "publication", "table": "copy of its table", "quoted": "as quoted by others"}[row.trust],
            html.Span([_licence(row), html.Br(), html.Small(row.terms)] if row.terms else _licence(row)),
        ]
        for row in outcomes.itertuples()
    ]
    return plain_table(
        "Sources in order of precedence: where two give one figure in one edition, the upper one speaks",
        ["Source", "Publisher", "Editions", "Newest year", "Rows", "Refused", "Read in", "Licence"],
        rows,
        numeric=(3, 4, 5),
    )


def _licence(row: Any) -> Any:
    return html.A(row.licence, href=row.licence_url) if row.licence_url else row.licence


def _coverage(snapshot: Snapshot) -> list[Any]:
    frame = queries.coverage(snapshot)
    catalogue = snapshot.catalogue
    groups = [a for a in catalogue.areas if a.area_type is not AreaType.ECONOMY and not a.composite]
    years = range(int(frame["year"].min()), int(frame["year"].max()) + 1) if len(frame) else range(0)
    held = {(row.target_id, row.area_id, row.year): row.indicators for row in frame.itertuples()}
    by_pair = frame.groupby(["target_id", "area_id"])["year"].agg(["min", "max", "count"])
    summary = plain_table(
        "Headline and proxy indicators: first and last year with a published figure, over all editions and breakdowns",
        ["Target", *(area.short_name for area in groups)],
        [[f"{t.id} {t.short}", *(_span(by_pair, t, a) for a in groups)] for t in catalogue.targets],
    )
    details = [
        html.Details(
            [html.Summary(f"{t.id} {t.short}, year by year"), _years_grid(t, groups, years, held)], className="grid-of"
        )
        for t in catalogue.targets
        if t.id in set(frame["target_id"])
    ]
    return [summary, *details]


def _span(by_pair: pd.DataFrame, target: Target, area: Area) -> Any:
    if (target.id, area.area_id) not in by_pair.index:
        return html.Span("none", className="none", title=f"No figure for {area.name} is in this build")
    found = by_pair.loc[(target.id, area.area_id)]
    first, last, count = int(found["min"]), int(found["max"]), int(found["count"])
    text = str(last) if first == last else f"{first}–{last % 100:02d}"
    return html.Span(text, className="years", title=f"{area.name}: {count} years between {first} and {last}")


def _years_grid(target: Target, groups: list[Area], years: range, held: dict[tuple[str, str, int], int]) -> html.Div:
    rows = []
    for area in groups:
        cells: list[Any] = [area.short_name]
        for year in years:
            count = held.get((target.id, area.area_id, year), 0)
            words = f"{area.name} {year}: {count or 'no'} indicator{'' if count == 1 else 's'}"
            cells.append(html.Span("●" if count else "·", className="has" if count else "none", title=words))
        rows.append(cells)
    return plain_table(
        f"Target {target.id}: years with a figure (●)", ["Group", *(f"{year % 100:02d}" for year in years)], rows
    )


def _rejected(snapshot: Snapshot) -> html.Div | html.P:
    frame = queries.rejected_rows(snapshot)
    if frame.empty:
        return html.P("None: every row of the embedded figures keeps the row contract.")
    rows = [[f"{row.file}, line {row.line}", row.column, row.value, row.reason] for row in frame.itertuples()]
    return plain_table("Rows that were refused, and why", ["Where", "Column", "Value", "Reason"], rows)


def _glossary() -> html.Dl:
    return html.Dl([part for word, meaning in _WORDS for part in (html.Dt(word), html.Dd(meaning))])


def _interface(catalogue: Catalogue) -> html.Div:
    names = ("observations", "targets", "indicators", "areas", "sources", "builds")
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
