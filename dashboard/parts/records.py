"""Tables of records: on a wide screen rows under headings, on a narrow one a card for each, its cells named."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

_TALL = 40


@dataclass(frozen=True)
class Column:
    """A column by its heading; `kind` says how its cells are set: name (may break anywhere), title, number, day, long
    (a sentence), or plain.
    """

    heading: str
    kind: str = ""


def records(caption: str, columns: Sequence[Column], cells: Sequence[Sequence[Any]]) -> html.Div:
    """The table of given cells, the first of each row its heading; a long one scrolls in a frame of its own."""
    head = [html.Th(column.heading, scope="col", className=column.kind) for column in columns]
    body = [
        html.Tr([_cell(column, cell, n) for n, (column, cell) in enumerate(zip(columns, row, strict=True))])
        for row in cells
    ]
    table = html.Table(
        [html.Caption(caption), html.Thead(html.Tr(head)), html.Tbody(body)], className="figures records"
    )
    frame = "scroll tall" if len(cells) > _TALL else "scroll"
    return html.Div(table, className=frame, tabIndex="0", role="region", **{"aria-label": caption})


def _cell(column: Column, cell: Any, place: int) -> html.Th | html.Td:
    if place == 0:
        return html.Th(cell, scope="row", className=column.kind)
    whole = html.Div(cell) if isinstance(cell, list) else cell
    return html.Td(whole, className=column.kind, **{"data-label": column.heading})
