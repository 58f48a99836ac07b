"""The line of builds: which came after which, as each of them recorded it, and not as the clock or their names say.

A build has a number, one more than any before it, and carries the ids of all builds that were known when it was made:
so it is known of an id that was tidied away that it has been there.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import duckdb

from indicators.builds import build_id_of, builds_in

_OWN = "select number, $build_id, built_at, newest_year, observations from earlier.builds"
_UNNUMBERED = "select 0, $build_id, built_at, newest_year, observations from earlier.builds"
_PAST = "select number, build_id, built_at, newest_year, observations from earlier.past_builds"

_Version = tuple[str, int, int]


class Past(NamedTuple):
    """A row of past_builds; `number` is 0 of a build from before builds were numbered, or that cannot be read."""

    number: int
    build_id: str
    built_at: datetime | None = None
    newest_year: int | None = None
    observations: int | None = None


_KEPT: dict[_Version, tuple[Past, ...]] = {}


def recorded(paths: Sequence[Path]) -> dict[Path, Past]:
    """What these files record of their own builds."""
    return {path: past[-1] for path, past in _read(paths).items()}


def newest_first(folder: Path) -> list[Path]:
    """The finished builds of a folder, the one that was made last first."""
    own = recorded(builds_in(folder))
    return sorted(own, key=lambda path: (own[path].number, path.name), reverse=True)


def write(connection: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """Create the table past_builds in an unfinished build: every build that one of the folder is or knows of.

    The number of the unfinished build comes back.
    """
    known: dict[str, Past] = {}
    for past in _read(newest_first(folder)[::-1]).values():
        for one in past:
            if one.build_id not in known or one.number or one.built_at:
                known[one.build_id] = one
    connection.execute(
        """
        create table past_builds (
            number integer, build_id varchar, built_at timestamp, newest_year integer, observations bigint
        )
        """
    )
    if known:
        connection.executemany("insert into past_builds values (?, ?, ?, ?, ?)", sorted(known.values(), key=_order))
    return 1 + max((one.number for one in known.values()), default=0)


def _order(one: Past) -> tuple[int, datetime, str]:
    return one.number, one.built_at or datetime.min, one.build_id  # noqa: DTZ901 - the tables have UTC without a zone


def _read(paths: Sequence[Path]) -> dict[Path, tuple[Past, ...]]:
    """What each file records: the builds before its own, and its own last. Of a damaged one no more than its name."""
    found = {path: (Past(0, build_id_of(path)),) for path in paths}
    versions = {path: version for path in paths if (version := _version(path))}
    if missing := [path for path, version in versions.items() if version not in _KEPT]:
        with _reader().cursor() as connection:
            for path in missing:
                with suppress(duckdb.Error):
                    _KEPT[versions[path]] = _recorded(connection, path)
    return found | {path: _KEPT[version] for path, version in versions.items() if version in _KEPT}


@cache
def _reader() -> duckdb.DuckDBPyConnection:
    """What builds are attached to: that costs a tenth of opening each, and to open this one as much as to open one."""
    return duckdb.connect(config={"threads": 1})


def _version(path: Path) -> _Version | None:
    """A file as it is now; None where it has just gone. What is finished does not change."""
    with suppress(OSError):
        about = path.stat()
        return str(path.resolve()), about.st_mtime_ns, about.st_size
    return None


def _recorded(connection: duckdb.DuckDBPyConnection, path: Path) -> tuple[Past, ...]:
    own = {"build_id": build_id_of(path)}
    connection.execute("attach $path as earlier (read_only)", {"path": str(path)})
    try:
        try:
            rows = [*connection.execute(_PAST).fetchall(), *connection.execute(_OWN, own).fetchall()]
        except duckdb.Error:
            rows = connection.execute(_UNNUMBERED, own).fetchall()
    finally:
        connection.execute("detach earlier")
    return tuple(Past(*row) for row in rows) or (Past(0, own["build_id"]),)
