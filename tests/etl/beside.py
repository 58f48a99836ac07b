"""Puts builds beside each other: copies of a real one, each changed by SQL."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pytest

from etl.guard.gate import GateError, Held, hold
from indicators.acknowledged import Acknowledgement
from indicators.settings import Settings
from tests.etl.attached import attached

OLD, NEW = "20260101-120000-aaaa", "20260102-120000-bbbb"
WORLDBANK = "indicator_id = 'internet_users' and source_id = 'worldbank'"
CHE = f"{WORLDBANK} and area_id = 'CHE' and year = 2020"
INTERNET = "indicator_id = 'internet_users'"

_BEFORE = "drop table if exists revisions; drop table if exists earlier_builds;"


@contextmanager
def copied(settings: Settings, path: Path, changes: str = "") -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a copy of the served build as it was before it was compared with others, changed by SQL.

    The connection uses it as the pipeline uses an unfinished build: attached, by another name than that of the file.
    What is not written down by a checkpoint stays in the log beside the file.
    """
    path.write_bytes(_changed(settings.current.resolve(), ""))
    with attached(path, read_only=False) as connection:
        connection.execute(changes)
        yield connection


def put(settings: Settings, folder: Path, name: str, changes: str = "", *, served: bool = False) -> Path:
    """Put such a copy into a folder of builds, and serve it if asked."""
    path = folder / f"{name}.duckdb"
    path.write_bytes(_changed(settings.current.resolve(), changes))
    if served:
        link = folder / "current"
        link.unlink(missing_ok=True)
        link.symlink_to(path.name)
    return path


@lru_cache(8)
def _changed(build: Path, changes: str) -> bytes:
    """The file of such a copy; many cases start from the same one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "changed.duckdb"
        shutil.copyfile(build, path)
        with attached(path, read_only=False) as connection:
            connection.execute(f"{_BEFORE}{changes}; checkpoint")
        return path.read_bytes()


def ask(path: Path, query: str) -> list[tuple[Any, ...]]:
    """The rows that a build answers."""
    with attached(path) as connection:
        return connection.execute(query).fetchall()


def everything(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, ...]]:
    """The tables and views that a connection sees, in every database, and the database that it uses."""
    tables = connection.execute("select database_name, table_name from duckdb_tables()").fetchall()
    views = connection.execute("select database_name, view_name from duckdb_views() where not internal").fetchall()
    return {*tables, *views, *connection.execute("select current_database()").fetchall()}


def holder(settings: Settings, folder: Path) -> Callable[..., Held]:
    """Holds a build against a served one, OLD; both are changed by the SQL `both`, then each by its own.

    Both are without their verdicts, at which the gate does not look: three fourths of what a checkpoint writes down.
    """

    def held(both: str, new: str = "", *acknowledged: Acknowledgement, old: str = "") -> Held:
        both = f"drop table progress; {both}"
        put(settings, folder, OLD, both + old, served=True)
        with TemporaryDirectory() as away, copied(settings, Path(away) / "new.building", both + new) as connection:
            before = everything(connection)
            try:
                return hold(folder / "current", connection, acknowledged)
            finally:
                assert everything(connection) == before

    return held


def refused(held: Callable[..., Held], *arguments: Any, **more: Any) -> list[str]:
    """The sentences of the findings with which a build is refused."""
    with pytest.raises(GateError) as caught:
        held(*arguments, **more)
    head, *lines = str(caught.value).splitlines()
    assert head == f"The new build differs from the served build {OLD} by more than the gate allows:"
    return lines[: next(number for number, line in enumerate(lines) if line.startswith("The new build is not kept."))]


def figures(number: int, value: float = 50) -> str:
    """SQL that leaves so many figures of Internet use, one for an economy, all of them with one value."""
    return f"""
        delete from observations where {INTERNET} and (source_id <> 'worldbank' or year <> 2020);
        delete from observations where not ({first(number)}) and {INTERNET};
        update observations set value = {value} where {INTERNET};
    """


def first(number: int) -> str:
    """The condition that holds for the first so many of them."""
    areas = f"select distinct area_id from observations where {INTERNET} order by area_id limit {number}"
    return f"{INTERNET} and area_id in ({areas})"
