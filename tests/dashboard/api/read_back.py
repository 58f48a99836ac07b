"""Answers of the API read back by other programs' readers, each cell as what its column holds; empty texts are None."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pyarrow.parquet as pq
from python_calamine import CalamineWorkbook

from dashboard.columns import Column

Cells = list[list[Any]]


def from_json(content: bytes, columns: Sequence[Column]) -> Cells:
    """The rows of a JSON answer."""
    rows = json.loads(content)["data"]
    names = [column.name for column in columns]
    assert all(list(row) == names for row in rows)
    return _rows([[row[column.name] for row in rows] for column in columns], columns, _parsed)


def from_csv(content: bytes, columns: Sequence[Column], delimiter: str = ",", decimal: str = ".") -> Cells:
    """The rows of a CSV, read as RFC 4180 has it."""
    table = list(csv.reader(io.StringIO(content.decode(), newline=""), delimiter=delimiter, strict=True))
    assert table[0] == [column.name for column in columns]
    assert all(len(row) == len(columns) for row in table)
    return _rows([*zip(*table[1:], strict=True)], columns, lambda cell, column: _parsed(cell, column, decimal))


def from_parquet(content: bytes, columns: Sequence[Column]) -> Cells:
    """The rows of a Parquet file."""
    table = pq.read_table(io.BytesIO(content))
    assert table.column_names == [column.name for column in columns]
    return _rows([table[column.name].to_pylist() for column in columns], columns, lambda cell, _: _plain(cell))


def from_xlsx(content: bytes, columns: Sequence[Column], sheet: str = "data") -> Cells:
    """The rows of the sheet data of a workbook; each cell has the type of its column."""
    table = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()
    assert table[0] == [column.name for column in columns]
    assert all(len(row) == len(columns) for row in table)
    return _rows([*zip(*table[1:], strict=True)], columns, _typed)


def _rows(cells: Sequence[Sequence[Any]], columns: Sequence[Column], read: Callable[[Any, Column], Any]) -> Cells:
    """Rows from the cells of their columns, each different cell of a column read once."""
    of_columns = []
    for some, column in zip(cells, columns, strict=False):  # of no row a file gives no column
        kinds = [*zip(map(type, some), some, strict=True)]
        known = {one: read(one[1], column) for one in set(kinds)}
        of_columns.append([known[one] for one in kinds])
    return [list(row) for row in zip(*of_columns, strict=True)]


def _parsed(cell: Any, column: Column, decimal: str = ".") -> Any:
    if not isinstance(cell, str) or cell == "":
        return float(cell) if column.kind == "number" and cell not in ("", None) else _plain(cell)
    assert column.kind != "number" or decimal == "." or "." not in cell
    read = {
        "integer": int,
        "number": lambda text: float(text.replace(decimal, ".")),
        "flag": {"true": True, "false": False}.__getitem__,
        "day": date.fromisoformat,
        "moment": datetime.fromisoformat,
        "text": str,
    }
    return read[column.kind](cell)


def _plain(cell: Any) -> Any:
    return None if cell == "" else cell


def _typed(cell: Any, column: Column) -> Any:
    """A cell of a workbook, which must be of the type that the column has."""
    if cell == "":
        return None
    kinds = {"text": str, "integer": float, "number": float, "flag": bool, "day": date, "moment": datetime}
    assert type(cell) is kinds[column.kind], (column.name, cell)
    if column.kind == "moment":
        return cell.replace(tzinfo=UTC)
    return int(cell) if column.kind == "integer" else cell
