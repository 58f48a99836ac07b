"""Tables for reading: areas down, years across, flags as superscripts explained below."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from dash import html

from dashboard.numbers import covered, decimals_of, fixed
from dashboard.rows import LINE, Row, lines, rows, varying
from indicators.model import Indicator
from indicators.vocabulary import BREAKDOWNS, Origin

_FLAGS = {
    "about": ("a", "about, as printed"),
    "nearly": ("n", "nearly, as printed"),
    "at_least": ("≥", "at least: a lower bound"),
    "more_than": (">", "more than: a lower bound"),
    "at_most": ("≤", "at most: an upper bound"),
    "estimated": ("e", "estimated by the publisher"),
    "modelled": ("m", "modelled"),
    "projected": ("p", "projected by the publisher"),
    "computed": ("c", "computed here, not published: rest on the figure for how, and what it covers"),
    "note": ("*", "note of the source: rest on the figure"),
}


Sort = Callable[[str], tuple[str, str]]
"""Of a column (area, edition, or a year) where its heading leads to sort by it, and its aria-sort now."""


def figures_table(
    frame: pd.DataFrame, indicator: Indicator, sort: Sort | None = None, label: str = "Table of figures"
) -> html.Div:
    """All rows of `frame` (columns of queries.observations) as one table: a row per line, a column per year.

    The newest year stands first, where it is seen without scrolling. With `sort` the headings are links;
    `label` names the table among others.
    """
    figures = rows(frame)
    years = sorted({row.year for row in figures}, reverse=True)
    decimals = decimals_of([row.value for row in figures], indicator.decimals)
    drawn = lines(figures, (*LINE, "source_id"))
    with_breakdown = varying(figures)
    used: set[str] = set()
    body = [_row(line, years, with_breakdown, decimals, used) for line in drawn]
    legend = "; ".join(f"{sign} {meaning}" for key, (sign, meaning) in _FLAGS.items() if key in used)
    return html.Div(
        [
            html.Div(
                html.Table(
                    [
                        html.Caption(f"{indicator.title}, {indicator.unit_label}; empty cells: not published"),
                        html.Thead(html.Tr(_headings(years, with_breakdown, indicator.id, sort))),
                        html.Tbody(body),
                    ],
                    className="figures",
                ),
                className="scroll tall",
                tabIndex="0",
                role="region",
                **{"aria-label": label},
            ),
            html.P(f"{legend}." if legend else "", className="soft legend"),
        ]
    )


def _headings(years: list[int], with_breakdown: list[str], name: str, sort: Sort | None) -> list[html.Th]:
    words = ["Area", *(name.capitalize() for name in with_breakdown), "Edition"]
    return [_heading(word, "", name, sort if word in ("Area", "Edition") else None) for word in words] + [
        _heading(str(year), "number", name, sort) for year in years
    ]


def _heading(word: str, kind: str, name: str, sort: Sort | None) -> html.Th:
    if sort is None:
        return html.Th(word, scope="col", className=kind)
    href, state = sort(word.lower())
    return html.Th(
        html.A(word, href=href, id=f"sort-{name}-{word.lower()}"), scope="col", className=kind, **{"aria-sort": state}
    )


def _row(line: list[Row], years: list[int], with_breakdown: list[str], decimals: int, used: set[str]) -> html.Tr:
    first, by_year = line[0], {row.year: row for row in line}
    cells = [html.Th(first.area, scope="row")]
    cells += [html.Td(breakdown_word(name, getattr(first, name))) for name in with_breakdown]
    computed = [html.Small(" computed")] if first.origin == Origin.COMPUTED else []
    cells.append(html.Td([first.edition, *computed], title=first.source, className="soft edition"))
    cells += [_cell(by_year.get(year), decimals, used) for year in years]
    about = {"data-about": f"edition {first.edition}, {first.source}"}
    return html.Tr(cells, className="headline-line" if first.is_headline else "other-line", **about)


def _cell(row: Row | None, decimals: int, used: set[str]) -> html.Td:
    if row is None:
        return html.Td("")
    computed = row.origin == Origin.COMPUTED
    flags = ["computed"] if computed else [flag for flag in (row.qualifier, row.value_status) if flag in _FLAGS]
    plain_note = row.note.replace(row.qualifier.replace("_", " "), "", 1).strip("; ") if row.qualifier else row.note
    if plain_note and not computed:
        flags.append("note")
    used.update(flags)
    children: list[Any] = [fixed(row.value, decimals)]
    if flags:
        children.append(html.Sup(" ".join(_FLAGS[flag][0] for flag in flags)))
    status = f"computed, covers {covered(row.coverage_population)}" if computed else row.value_status
    explained = "; ".join(filter(None, [row.source, f"edition {row.edition}", status, row.note]))
    return html.Td(children, className="number", **({"title": explained} if flags else {}), **{"data-cell": ""})


def breakdown_word(name: str, value: str) -> str:
    """A breakdown's value as a reader knows it."""
    words = BREAKDOWNS[name]
    return words.get(value, value)


def plain_table(caption: str, headings: list[str], cells: list[list[Any]], numeric: tuple[int, ...] = ()) -> html.Div:
    """A semantic table of given cells; the columns in `numeric` are right-aligned."""
    head = [html.Th(word, scope="col", className="number" if n in numeric else "") for n, word in enumerate(headings)]
    body = [
        html.Tr(
            [
                html.Th(cell, scope="row") if n == 0 else html.Td(cell, className="number" if n in numeric else "")
                for n, cell in enumerate(row)
            ]
        )
        for row in cells
    ]
    table = html.Table([html.Caption(caption), html.Thead(html.Tr(head)), html.Tbody(body)], className="figures")
    return html.Div(table, className="scroll", tabIndex="0", role="region", **{"aria-label": caption})
