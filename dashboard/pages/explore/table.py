"""The table of the page Explore: all rows of the view, sorted, filtered and paged as the address says."""

from functools import partial

import pandas as pd
from dash import html

from dashboard.address.explore import PAGE_ROWS
from dashboard.numbers import counted
from dashboard.pages.explore.file import button
from dashboard.pages.explore.kinds import KINDS
from dashboard.pages.explore.pager import pager
from dashboard.parts.markup import Content, element, island
from dashboard.parts.table import figures_table
from dashboard.reading.explored import Findings
from dashboard.rows import LINE, Observation, lines, rows

_OF_A_LINE = (*LINE, "source_id")


def table_part(found: Findings) -> list[Content]:
    """A table for each indicator, and the file that holds exactly the rows drawn, or of them those that are sought."""
    count = len(found.exported)
    heading = html.Div([html.H2("Figures"), button(found)], className="row")
    tables = [part for indicator in found.indicators for part in _table(found, found.of(indicator))]
    if not tables:  # judgements that rest on no figure
        return [html.Section([heading], className="panel beside-chart")]
    beside = [html.P(_judged(count), className="soft")] if found.view.judges and count else []
    return [html.Section([heading, *beside, _finder(found), *tables], className="panel beside-chart")]


def _judged(count: int) -> str:
    many = counted(count, "judgement")
    return f"The file holds {many}, one for each tile with a status; the table the newest figures, on which they rest."


def _finder(found: Findings) -> html.Div:
    search = {"type": "search", "id": "x-find", "name": "find", "value": found.view.find, "autoComplete": "off"}
    parts = [
        element("label", "Find in table", htmlFor="x-find"),
        " ",
        element("input", **search),
        " ",
        element("button", "Find", type="submit"),
    ]
    return island(element("form", parts, className="finder", role="search", **{"data-finder": ""}))


def _table(found: Findings, frame: pd.DataFrame) -> list[Content]:
    if frame.empty:
        return []
    view = found.view
    drawn = lines(rows(found.sought(frame)), _OF_A_LINE)
    if not drawn:
        return [html.P(f"No area of this view has “{view.find}” in its name.", className="soft")]
    if view.sort:
        drawn = _sorted(drawn, view.sort)
    pages = -(-len(drawn) // PAGE_ROWS)
    page = min(view.page, pages) if KINDS[view.kind.name].is_paged else 1
    shown = [row for line in drawn[(page - 1) * PAGE_ROWS : page * PAGE_ROWS] for row in line]
    indicator = next(one for one in found.indicators if one.id == frame["indicator_id"].iloc[0])
    label = "Table of figures" if len(found.indicators) == 1 else f"Table of figures, {indicator.title}"
    table = figures_table(pd.DataFrame(shown), indicator, partial(_sort_link, found), label, is_searched=False)
    more = (
        [pager(found, page, pages, f"{indicator.short}, {len(drawn)} lines")]
        if pages > 1 and KINDS[view.kind.name].is_paged
        else []
    )
    if pages > 1 and not KINDS[view.kind.name].is_paged:
        more = [html.P(f"The first {PAGE_ROWS} of {len(drawn)} lines; the file holds all.", className="soft")]
    return [island(table, **{"data-grid": "figures"}), *more]


def _sorted(drawn: list[list[Observation]], sort: str) -> list[list[Observation]]:
    column, down = sort.removeprefix("-"), sort.startswith("-")
    if column in ("area", "edition"):
        return sorted(drawn, key=lambda line: str(getattr(line[0], column)), reverse=down)
    year = int(column)
    held = {id(line): next((row.value for row in line if row.year == year), None) for line in drawn}
    having = [line for line in drawn if held[id(line)] is not None]
    return [
        *sorted(having, key=lambda line: held[id(line)] or 0.0, reverse=down),
        *(line for line in drawn if held[id(line)] is None),
    ]


def _sort_link(found: Findings, column: str) -> tuple[str, str]:
    """Where a heading leads, and how its column is sorted now (as aria-sort says it)."""
    now = found.view.sort
    state = {column: "ascending", f"-{column}": "descending"}.get(now, "none")
    first = column if column in ("area", "edition") else f"-{column}"
    then = {"ascending": f"-{column}", "descending": column}.get(state, first)
    return f"/explore?{found.view.query_string(sort=then, page=1)}", state
