"""/data: what the figures rest on.

The reader wants to know: which publications, how old, under which licence, what was refused, and for which group and
year there is a figure at all.
"""

from typing import Any

import pandas as pd
from dash import Input, Output, callback, dcc, html, register_page

from dashboard import provenance, shell
from dashboard.controls import choice, notices
from dashboard.lens import PARAMETERS as LENS
from dashboard.lines import Row, lines, rows
from dashboard.numbers import number
from dashboard.selection import Selection, parse
from dashboard.tables import plain_table
from dashboard.warehouse import Snapshot, served
from indicators.catalogue import Catalogue
from indicators.model import Area, Target
from indicators.vocabulary import AreaType

register_page(__name__, path="/data", name="Data", title=f"Data · {shell.TITLE}")

_FIRST = Selection(target=("1.7",))
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
    """The page of the served build; `target` in the address chooses whose years are shown."""
    with served().snapshot() as snapshot:
        asked, problems = parse(tuple(query.items()), snapshot.catalogue, ("target", *LENS))
        catalogue, build = snapshot.catalogue, snapshot.build
        outcomes = provenance.source_outcomes(snapshot)
        read = int(outcomes["rows_read"].sum())
        title = f"{number(read, 0)} figures from {len(outcomes)} sources, each with its edition"
        return html.Div(
            [
                html.H1(title, tabIndex="-1"),
                html.P(
                    f"Build {build.build_id}, put together on {build.built_at:%-d %B %Y at %H:%M} UTC; "
                    f"{build.rows_rejected} rows were refused.",
                    className="lead",
                ),
                notices(problems),
                html.Section([html.H2("Sources, editions and licences"), *_sources(outcomes)], className="panel"),
                html.Section(
                    [html.H2("Where there are figures"), *_coverage(snapshot, (asked.target or _FIRST.target)[0])],
                    className="panel",
                ),
                html.Section([html.H2("Refused rows"), _rejected(snapshot)], className="panel"),
                html.Section([html.H2("Words"), _glossary()], className="panel"),
                html.Section([html.H2("For programs"), _interface(catalogue)], className="panel"),
            ],
            className="page",
        )


_READ_IN = {"publication": "publication", "table": "copy of its table", "quoted": "as quoted by others"}


def _sources(outcomes: pd.DataFrame) -> list[Any]:
    found = rows(outcomes)
    cells = [
        [
            html.A(row.title, href=row.url, title=f"To be cited as: {row.attribution}"),
            row.publisher,
            row.editions,
            "" if pd.isna(row.newest_year) else str(int(row.newest_year)),
            number(row.rows_read, 0),
            str(row.rows_rejected),
            html.Span([_READ_IN[row.trust], html.Br(), html.Small(row.note)] if row.note else _READ_IN[row.trust]),
            _licence(row),
        ]
        for row in found
    ]
    table = plain_table(
        "Sources in order of precedence: where two give one figure in one edition, the upper one speaks",
        ["Source", "Publisher", "Editions", "Newest year", "Rows", "Refused", "Read in", "Licence"],
        cells,
        numeric=(3, 4, 5),
    )
    return [table, html.H3("What the licences allow"), _terms(found)]


def _terms(sources: list[Row]) -> html.Dl:
    entries: list[Any] = []
    for same in lines((row for row in sources if row.terms), ("licence", "terms")):
        named = ", ".join(dict.fromkeys(row.publisher for row in same))
        entries += [html.Dt(same[0].licence), html.Dd(f"{same[0].terms} ({named})")]
    return html.Dl(entries)


def _licence(row: Row) -> Any:
    return html.A(row.licence, href=row.licence_url) if row.licence_url else row.licence


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
        dcc.Store(id={"type": "address", "name": "data"}),
        dcc.Store(id={"type": "address-done", "name": "data"}),
    ]


@callback(
    Output("data-years", "children"),
    Output({"type": "address", "name": "data"}, "data"),
    Input("data-target", "data-value"),
    prevent_initial_call=True,
)
def show_years(target_id: str) -> tuple[Any, str]:
    """The years of one target by group, and the address that reproduces it."""
    with served().snapshot() as snapshot:
        return _years_grid(snapshot, target_id), Selection(target=(target_id,)).query_string(_FIRST)


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


def _rejected(snapshot: Snapshot) -> html.Div | html.P:
    frame = provenance.rejected_rows(snapshot)
    if frame.empty:
        return html.P("None: every row of the embedded figures keeps the row contract.")
    cells = [[f"{row.file}, line {row.line}", row.column, row.value, row.reason] for row in frame.itertuples()]
    return plain_table("Rows that were refused, and why", ["Where", "Column", "Value", "Reason"], cells)


def _glossary() -> html.Dl:
    return html.Dl([part for word, meaning in _WORDS for part in (html.Dt(word), html.Dd(meaning))])


def _interface(catalogue: Catalogue) -> html.Div:
    names = ("observations", "progress", "targets", "indicators", "areas", "sources", "builds")
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
