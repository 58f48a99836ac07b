"""One database for all that tests ask of builds and change in them: attaching a build is forty times quicker than
opening it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb


@cache
def _base() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("pragma disable_checkpoint_on_shutdown")
    return connection


@contextmanager
def attached(path: Path, *, read_only: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that uses the build in a file, closed again when the block ends.

    What is changed in it is in the file after a checkpoint, which takes longer than most changes and so is left to
    whoever goes on with the file.
    """
    with _base().cursor() as connection:
        connection.execute(f"attach $path as build{' (read_only)' if read_only else ''}", {"path": str(path)})
        connection.execute("use build")
        try:
            yield connection
        finally:
            connection.execute("use memory; detach build")
