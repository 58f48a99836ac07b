"""All observations of a build as one Parquet file, which DuckDB, R and pandas read over HTTP, a part at a time."""

import json
from pathlib import Path

import duckdb

from etl.model.models import SQL
from etl.quoting import literal

_QUERY = SQL / "files" / "observations.sql"
_ROWS_TOGETHER = 20_480
"""Rows are in the order of indicators: who asks for one indicator reads one group of rows, or two."""


def write(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the file of a build that holds everything; its metadata name build, units, sources and licences."""
    about = ", ".join(f"{name}: {literal(text)}" for name, text in _about(connection).items())
    connection.execute(
        f"""
        copy ({_QUERY.read_text(encoding="utf-8")}) to {literal(str(path))} (
            format parquet, compression zstd, row_group_size {_ROWS_TOGETHER}, kv_metadata {{{about}}}
        )
        """
    )


def _about(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What the file says of itself, JSON where it is more than a word."""
    build = connection.execute("select build_id, strftime(built_at, '%Y-%m-%dT%H:%M:%SZ') from builds").fetchone()
    units = connection.execute("select indicator_id, unit_label from indicators order by position").fetchall()
    sources = connection.execute(
        "select source_id, title, publisher, licence, attribution, url from sources order by precedence"
    ).fetchall()
    keys = ("title", "publisher", "licence", "attribution", "url")
    build_id, built_at = build or ("", "")
    return {
        "build_id": build_id,
        "built_at": built_at,
        "query": "edition=all",
        "units": json.dumps(dict(units), ensure_ascii=False),
        "sources": json.dumps({one: dict(zip(keys, of, strict=True)) for one, *of in sources}, ensure_ascii=False),
    }
