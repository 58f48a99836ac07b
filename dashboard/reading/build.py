"""A file of the warehouse as a build: opened so that nothing else can be read by it, and what it says of itself."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
from pydantic import TypeAdapter

from dashboard.reading.editions import Edition, editions_in
from indicators.builds import SCHEMA
from indicators.catalogue import Catalogue

_SERVED_AS = (
    "set memory_limit = '512MiB'",
    "set threads = 2",
    "set temp_directory = ''",
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set allow_community_extensions = false",
    "set enable_external_access = false",
    "set lock_configuration = true",
)
"""What a process that serves may do with the file: read it, and nothing else; within bounds, whatever is asked."""


class NoWarehouseError(Exception):
    """There is nothing to serve; the message says what to do."""


class AnotherProgramError(duckdb.Error):
    """The tables of a build are not those that this program reads."""


@dataclass(frozen=True)
class Build:
    """What the served file is: its id, when it was built (UTC), its newest year, and the catalogue it holds.

    `unanswered` are the titles of the sources that were asked for it and did not answer as expected. `file` names the
    file that was read: a build in which later attempts were noted is another file under the same id. `newest_source` is
    the day or month of its newest edition (2026-08), `editions` are all of them.
    """

    build_id: str
    built_at: datetime
    newest_year: int
    rows_rejected: int
    catalogue: Catalogue
    unanswered: tuple[str, ...] = ()
    file: str = ""
    newest_source: str = ""
    editions: tuple[Edition, ...] = ()


def open_build(path: Path) -> tuple[duckdb.DuckDBPyConnection, Build]:
    """A connection to a file by which nothing but it can be read, and its build; duckdb.Error or ValidationError where
    it is none that this program reads.
    """
    base = duckdb.connect(str(path), read_only=True)
    _close_off(base)
    ((whole,),) = base.execute("select block_size * total_blocks from pragma_database_size()").fetchall()
    if path.stat().st_size < whole:
        raise duckdb.IOException(f"{path} has lost its end")
    return base, _read_build(base, path.stem)


def _close_off(connection: duckdb.DuckDBPyConnection) -> None:
    """Let a process read this file and nothing else; one that has it open already has done so."""
    ((locked,),) = connection.execute("select current_setting('lock_configuration')").fetchall()
    if not locked:
        for setting in _SERVED_AS:
            connection.execute(setting)


def _read_build(connection: duckdb.DuckDBPyConnection, file: str) -> Build:
    try:
        said = connection.execute("select schema from builds").fetchall()
    except duckdb.BinderException as error:  # made before there was a number
        raise AnotherProgramError("no schema") from error
    if said and said != [(SCHEMA,)]:
        raise AnotherProgramError(f"schema {said}")
    row = connection.execute("select build_id, built_at, newest_year, rows_rejected, catalogue from builds").fetchone()
    if row is None:
        raise NoWarehouseError("The warehouse names no build. Build one with: make etl OFFLINE=1")
    build_id, built_at, newest_year, rows_rejected, catalogue = row
    old = connection.execute(
        "select title from build_sources join sources using (source_id) where did_not_answer order by precedence"
    ).fetchall()
    editions = editions_in(connection)
    vintages = (vintage for one in editions for of_source in one.vintages.values() for vintage in of_source)
    return Build(
        build_id,
        built_at,
        newest_year,
        rows_rejected,
        TypeAdapter(Catalogue).validate_json(catalogue),
        tuple(title for (title,) in old),
        file,
        max(vintages, default=""),
        editions,
    )
