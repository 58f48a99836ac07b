"""How a question is asked from Excel, Python, R and a command line: a few lines each, to be copied as they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.columns import Column
from dashboard.pages.api.view import ApiView

_KINDS_IN_EXCEL = {"integer": "Int64.Type", "number": "type number", "flag": "type logical"}


@dataclass(frozen=True)
class Snippet:
    """Lines of a language: an id, what they are for, how they are used, and the lines."""

    id: str
    name: str
    about: str
    lines: str


def snippets(view: ApiView, base: str) -> list[Snippet]:
    """Every snippet, with the whole address of a question in the format that suits it."""
    csv, chosen = base + view.path("csv"), base + view.path()
    found = [
        Snippet(
            "excel",
            "Excel",
            "Data, Get Data, From Other Sources, Blank Query; then Advanced Editor. Numbers are read in every locale, "
            "and Refresh asks again.",
            _power_query(csv, view.resource.columns),
        ),
        Snippet("pandas", "Python, pandas", "An empty cell is a missing value, and NA is text.", _pandas(csv)),
        Snippet("readr", "R, readr", "Here, too, NA is text and an empty cell is missing.", _readr(csv)),
        Snippet("curl", "curl", "Keeps the file under the name that the server gives it.", _curl(chosen)),
    ]
    if any(one.suffix == "parquet" for one in view.resource.formats):
        parquet = base + view.path("parquet")
        found[2:2] = [
            Snippet(
                "duckdb",
                "Python, DuckDB",
                "Asks the file in SQL, its columns with their types; with the extension httpfs.",
                _duckdb(parquet),
            )
        ]
        found[4:4] = [Snippet("arrow", "R, arrow", "Reads columns with their types.", _arrow(parquet))]
    return found


def _power_query(address: str, columns: Iterable[Column]) -> str:
    typed = [f'{{"{one.name}", {_KINDS_IN_EXCEL[one.kind]}}}' for one in columns if one.kind in _KINDS_IN_EXCEL]
    kinds = ",\n        ".join(", ".join(typed[place : place + 3]) for place in range(0, len(typed), 3))
    return f"""\
let
    Answer = Web.Contents("{address}"),
    Table = Csv.Document(Answer, [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
    Named = Table.PromoteHeaders(Table, [PromoteAllScalars = true]),
    Typed = Table.TransformColumnTypes(Named, {{
        {kinds}
    }}, "en-US")
in
    Typed"""


def _pandas(address: str) -> str:
    return f"""\
import pandas as pd

address = "{address}"
rows = pd.read_csv(address, keep_default_na=False, na_values=[""])
print(rows)"""


def _duckdb(address: str) -> str:
    return f"""\
import duckdb

address = "{address}"
print(duckdb.sql(f"from read_parquet('{{address}}')"))"""


def _readr(address: str) -> str:
    return f"""\
library(readr)

address <- "{address}"
rows <- read_csv(address, na = "")
print(rows)"""


def _arrow(address: str) -> str:
    return f"""\
library(arrow)

address <- "{address}"
download.file(address, "rows.parquet", mode = "wb")
rows <- read_parquet("rows.parquet")
print(rows)"""


def _curl(address: str) -> str:
    return f'curl --remote-name --remote-header-name "{address}"'
