"""The served build beside an unfinished one: what a query asks of both at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

_VIEWS = {"served_figures": "observations", "served_series": "series", "served_rejects": "rejected_rows"}


@contextmanager
def beside(connection: duckdb.DuckDBPyConnection, served: Path | None) -> Iterator[None]:
    """While it lasts, temp.served_figures, served_series and served_rejects are those of the served build.

    Without one (None) they are empty. Raises duckdb.Error where it is damaged or of another schema.
    """
    if served is not None:
        connection.execute("attach $path as served (read_only)", {"path": str(served)})
    try:
        for view, table in _VIEWS.items():
            of = f"served.{table}" if served is not None else f"{table} where false"
            connection.execute(f"create temp view {view} as select * from {of}")
        yield
    finally:
        for view in _VIEWS:
            connection.execute(f"drop view if exists temp.{view}")
        if served is not None:
            connection.execute("detach served")
