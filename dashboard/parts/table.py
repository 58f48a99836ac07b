"""The one table of the pages, and what fills it: given cells, records, and figures (areas down, years across)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from re import sub

import pandas as pd
from dash import html
from markupsafe import Markup

from dashboard.address.selection import MOST_LETTERS
from dashboard.numbers import decimals_of, fixed, rests_on
from dashboard.parts.markup import Content, element, island
from dashboard.rows import LINE, Observation, lines, rows, varying, words_of_line
from indicators.model import Indicator
from indicators.vocabulary import BREAKDOWNS, Origin

_FLAGS = {
    "about": ("a", "about, as printed"),
    "nearly": ("n", "nearly, as printed"),
    "at_least": ("≥", "at least: a lower bound"),
    "more_than": (">", "more than: a lower bound"),
    "at_most": ("≤", "at most: an upper bound"),
    "less_than": ("<", "less than: an upper bound"),
    "estimated": ("e", "estimated by the publisher"),
    "modelled": ("m", "modelled"),
    "projected": ("p", "projected by the publisher"),
    "computed": ("c", "computed here: rest on the figure for how, and what it covers"),
    "note": ("*", "note of the source: rest on the figure"),
}


_TALL = 40
_LONG = 12
"""Rows that are found at a glance; in a list of more one finds by name."""

_WIDE = 8
"""Columns beside the names that are seen at once; of more one chooses."""


def framed(
    caption: str,
    head: Sequence[Content],
    body: Sequence[Content],
    kind: str,
    *,
    label: str = "",
    tall: bool = False,
    is_searched: bool = False,
    find: str | None = None,
    file: str = "",
    columns: int = 0,
) -> html.Div:
    """A table in a frame that scrolls and can be reached by keyboard, named `label` or else as its caption.

    `head` and `body` are its rows, as elements or components; `kind` are its classes: with `cards-below` its rows are
    cards on a narrow screen. It is plain HTML: nothing in it is read by a callback. Above one that `is_searched` and is
    long stands a field that finds its rows, and is `find` of the address where that is given (empty, if nothing is
    sought); `file` says what a file beside the table has all the same. Of a table whose `columns` beside the names are
    many, they can be chosen.
    """
    name = label or caption
    parts = [element("caption", caption), element("thead", head), element("tbody", body)]
    table, frame = element("table", parts, className=kind), {"tabIndex": "0", "role": "region", "aria-label": name}
    classes = "scroll tall" if tall else "scroll"
    tools = [
        *([finder(name, "Find in table", find, file)] if is_searched and (find or len(body) > _LONG) else []),
        *([element("details", element("summary", "Columns"), className="menu choose")] if columns > _WIDE else []),
    ]
    if not tools:
        return island(table, className=classes, **frame)
    above = element("div", tools, className="table-tools")
    return island([above, element("div", table, className=classes, **frame)], **{"data-finds": name})


def finder(name: str, words: str, find: str | None = None, file: str = "") -> Markup:
    """A field that leaves of the rows or items beside it those that hold what is typed (assets/tables.js), and says
    how many, and `file`; `name` is what they are.

    Where `find` is given, what is typed goes into the address of the page and of the file beside the table.
    """
    key = f"find-{sub('[^a-z]+', '-', name.lower())[:48].strip('-')}"
    field = {"type": "search", "id": key, "autoComplete": "off", "spellcheck": "false", "maxlength": str(MOST_LETTERS)}
    field |= {"data-file": file} if file else {}
    field |= {} if find is None else {"name": "find", "value": find}
    return element(
        "span",
        [
            element("label", words, htmlFor=key),
            element("input", **field, **{"data-find-rows": "", "data-keep": ""}),
            element("span", role="status"),
        ],
        className="finder",
    )


def plain_table(
    caption: str,
    headings: Sequence[str],
    cells: Sequence[Sequence[Content]],
    numeric: tuple[int, ...] = (),
    kind: str = "figures",
    file: str = "",
) -> html.Div:
    """A table of given cells, the first of each row its heading; the columns in `numeric` are right-aligned.

    Of the `kind` "figures sortable" its headings sort it in the browser (assets/tables.js): by the numbers that its
    cells begin with, by the words of those without one, or by what stands in a cell as `data-order`; and its rows are
    found by name; `file` says what a file beside it has all the same.
    """
    kinds = ["number" if n in numeric else None for n in range(len(headings))]
    head = [_head_cell(word, kind) for word, kind in zip(headings, kinds, strict=True)]
    body = [
        element(
            "tr",
            [
                element("td", cell, className=kinds[n]) if n else element("th", cell, scope="row")
                for n, cell in enumerate(row)
            ],
        )
        for row in cells
    ]
    sorts = "sortable" in kind
    return framed(
        caption,
        [element("tr", head)],
        body,
        kind,
        is_searched=sorts,
        file=file,
        columns=len(headings) - 1 if sorts else 0,
    )


def _head_cell(word: Content, kind: str | None, **more: str) -> Markup:
    return element("th", word, scope="col", className=kind or None, **more)


@dataclass(frozen=True)
class Column:
    """A column of records by its heading; `kind` says how its cells are set: name (may break anywhere), title, number,
    day, long (a sentence), or plain.
    """

    heading: str
    kind: str = ""


def records(caption: str, columns: Sequence[Column], cells: Sequence[Sequence[Content]]) -> html.Div:
    """A table of given cells, the first of each row its heading; on a narrow screen a card each, its cells named."""
    head = [_head_cell(column.heading, column.kind) for column in columns]
    body = [
        element(
            "tr", [_record_cell(column, cell, n) for n, (column, cell) in enumerate(zip(columns, row, strict=True))]
        )
        for row in cells
    ]
    return framed(caption, [element("tr", head)], body, "figures records", tall=len(cells) > _TALL, is_searched=True)


def _record_cell(column: Column, cell: Content, place: int) -> Markup:
    kind = column.kind or None
    if place == 0:
        return element("th", cell, scope="row", className=kind)
    whole = element("div", cell) if isinstance(cell, list) else cell
    return element("td", whole, className=kind, **{"data-label": column.heading})


Sort = Callable[[str], tuple[str, str]]
"""Of a column (area, edition, or a year) where its heading leads to sort by it, and its aria-sort now."""


def figures_table(
    frame: pd.DataFrame,
    indicator: Indicator,
    sort: Sort | None = None,
    label: str = "Table of figures",
    *,
    is_searched: bool = True,
    find: str | None = None,
) -> html.Div:
    """All rows of `frame` (columns of selected.observations) as one table: a row per line, a column per year.

    The newest year stands first, where it is seen without scrolling. With `sort` the headings are links;
    `label` names the table among others; `is_searched` is false of one that is found in otherwise, `find` is what the
    address seeks in one whose file has the rows that are found.
    """
    figures = rows(frame)
    years = sorted({row.year for row in figures}, reverse=True)
    decimals = decimals_of([row.value for row in figures], indicator.decimals)
    drawn = lines(figures, (*LINE, "source_id"))
    with_breakdown = varying(figures)
    used: set[str] = set()
    body = [_row(line, years, with_breakdown, decimals, used) for line in drawn]
    legend = "; ".join(f"{sign} {meaning}" for key, (sign, meaning) in _FLAGS.items() if key in used)
    caption = f"{indicator.title}, {indicator.unit_label}; empty cells: no figure held"
    head = [element("tr", _headings(years, with_breakdown, indicator.id, sort))]
    beside = len(years) + len(with_breakdown) + 1
    table = framed(
        caption, head, body, "figures", label=label, tall=True, is_searched=is_searched, find=find, columns=beside
    )
    return html.Div([table, html.P(f"{legend}." if legend else "", className="soft legend")])


def _headings(years: list[int], with_breakdown: list[str], name: str, sort: Sort | None) -> list[Markup]:
    words = ["Area", *(name.capitalize() for name in with_breakdown), "Edition"]
    return [_heading(word, None, name, sort if word in ("Area", "Edition") else None) for word in words] + [
        _heading(str(year), "number", name, sort) for year in years
    ]


def _heading(word: str, kind: str | None, name: str, sort: Sort | None) -> Markup:
    if sort is None:
        return _head_cell(word, kind)
    href, state = sort(word.lower())
    return _head_cell(element("a", word, href=href, id=f"sort-{name}-{word.lower()}"), kind, **{"aria-sort": state})


def _row(line: list[Observation], years: list[int], with_breakdown: list[str], decimals: int, used: set[str]) -> Markup:
    first, by_year = line[0], {row.year: row for row in line}
    area, *parts, _ = words_of_line(first, with_breakdown)
    cells = [element("th", area, scope="row"), *(element("td", part) for part in parts)]
    computed = [element("small", " computed")] if first.origin == Origin.COMPUTED else []
    cells.append(element("td", [first.edition, *computed], title=first.source, className="soft edition"))
    cells += [_cell(by_year.get(year), decimals, used) for year in years]
    about = {"data-about": f"edition {first.edition}, {first.source}"}
    return element("tr", cells, className="headline-line" if first.is_headline else "other-line", **about)


def _cell(row: Observation | None, decimals: int, used: set[str]) -> Markup:
    if row is None:
        return _EMPTY
    computed = row.origin == Origin.COMPUTED
    flags = ["computed"] if computed else [flag for flag in (row.qualifier, row.value_status) if flag in _FLAGS]
    plain_note = row.note.replace(row.qualifier.replace("_", " "), "", 1).strip("; ") if row.qualifier else row.note
    if plain_note and not computed:
        flags.append("note")
    used.update(flags)
    children: list[Content] = [fixed(row.value, decimals)]
    if flags:
        children.append(element("sup", " ".join(_FLAGS[flag][0] for flag in flags)))
    status = rests_on(row.coverage_population) if computed else row.value_status
    explained = "; ".join(filter(None, [row.source, f"edition {row.edition}", status, row.note])) if flags else None
    return element("td", children, className="number", title=explained, **{"data-cell": ""})


_EMPTY = element("td")


def breakdown_word(name: str, value: str) -> str:
    """A breakdown's value as a reader knows it."""
    words = BREAKDOWNS[name]
    return words.get(value, value)
