"""What changed between two builds: figures that were revised, added or dropped, and verdicts with another status.

`write` puts the comparisons of a new build into it; `between` compares two finished builds for the command line.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import duckdb

from etl.builds import history
from etl.errors import PipelineError
from etl.model.models import SQL
from indicators.builds import build_id_of

_SQL = SQL / "revisions"

_COMPARED = 3
"""Of how many builds each pair is compared, the new one among them: with every build more there are more pairs."""


class NothingToCompareError(PipelineError):
    """There are not two builds to compare."""


@dataclass(frozen=True)
class Revision:
    """A row of the table revisions; of the kind `status`, year is the horizon, and the texts are the statuses."""

    from_build: str
    to_build: str
    kind: str
    indicator_id: str
    area_id: str
    year: int
    sex: str
    age: str
    location: str
    level: str
    source_id: str
    old_value: float | None
    new_value: float | None
    old_edition: str | None
    new_edition: str | None
    old_text: str | None
    new_text: str | None


@dataclass(frozen=True)
class IndicatorRevisions:
    """What changed in one indicator, by source; in the row without a source `statuses` counts the verdicts.

    Changes are shares of the old value (0.1: a tenth more), the median that of their size, without the sign; None where
    no figure, or only zeros, changed.
    """

    indicator_id: str
    source_id: str
    changed: int
    median_size: float | None
    largest_change: float | None
    added: int
    gone: int
    statuses: int
    areas: int


@dataclass(frozen=True)
class Report:
    """The comparison of two builds: `changes` with the largest relative one first, those from zero last."""

    from_build: str
    to_build: str
    summary: tuple[IndicatorRevisions, ...]
    statuses: tuple[Revision, ...]
    changes: tuple[Revision, ...]


def write(connection: duckdb.DuckDBPyConnection, folder: Path, build_id: str) -> tuple[str, ...]:
    """Create the tables revisions and earlier_builds in an unfinished build that holds everything else but builds.

    It is compared with the two builds before it and with the served one, and these with each other, so that any two of
    them can be compared by reading this file. The ids of builds that could not be read come back.
    """
    served = (folder / "current").resolve()
    builds = history.newest_first(folder)
    earlier = [path for place, path in enumerate(builds) if place < _COMPARED - 1 or path == served]
    with gathered(connection, earlier[::-1], own=build_id, verdicts=True) as passed_over:
        connection.execute((_SQL / "4_revisions.sql").read_text(encoding="utf-8"))
        connection.execute(
            """
            create table earlier_builds as
            select build_id, number, built_at, newest_year, observations
            from temp.builds_read where build_id <> $own order by position desc
            """,
            {"own": build_id},
        )
        return tuple(passed_over)


def summary(connection: duckdb.DuckDBPyConnection, from_build: str, to_build: str) -> tuple[IndicatorRevisions, ...]:
    """What the table revisions says of two builds, by indicator and source."""
    query = (_SQL / "summary.sql").read_text(encoding="utf-8")
    rows = connection.execute(query, {"from_build": from_build, "to_build": to_build}).fetchall()
    return tuple(IndicatorRevisions(*row) for row in rows)


def between(folder: Path, from_build: str = "", to_build: str = "") -> Report:
    """The comparison of two kept builds; without names, of the served build with the one before it.

    Raises PipelineError when a build is not kept or cannot be read, NothingToCompareError when there is only one.
    """
    old, new = _chosen(folder, from_build, to_build)
    with duckdb.connect() as connection, gathered(connection, [old, new], verdicts=True) as passed_over:
        if passed_over:
            raise PipelineError(
                f"Build {' and '.join(passed_over)} in {folder} cannot be compared: it is damaged, or an older "
                "version of the program made it. Compare two newer builds."
            )
        connection.execute((_SQL / "4_revisions.sql").read_text(encoding="utf-8"))
        return Report(
            build_id_of(old),
            build_id_of(new),
            summary(connection, build_id_of(old), build_id_of(new)),
            _rows(connection, "kind = 'status'"),
            _rows(
                connection,
                "kind = 'changed' order by abs(new_value - old_value) / nullif(abs(old_value), 0) desc nulls last",
            ),
        )


@contextmanager
def gathered(
    connection: duckdb.DuckDBPyConnection, earlier: Sequence[Path], own: str = "", *, verdicts: bool = False
) -> Iterator[list[str]]:
    """While it lasts, temp.cells and temp.builds_read hold builds, by their position in `earlier`.

    So does temp.verdicts, if they are asked for; else it is empty.

    The connection's own build comes last, under the id `own`, if that is given and there is another to hold it against.
    The ids of builds that could not be read come back: damaged ones, and ones of an earlier schema.
    """
    connection.execute((_SQL / "1_tables.sql").read_text(encoding="utf-8"))
    queries = ("2_cells.sql", "3_verdicts.sql") if verdicts else ("2_cells.sql",)
    try:
        for position, path in enumerate(earlier):
            with suppress(duckdb.Error):
                _gather_file(connection, path, position, queries)
        read = {build_id for (build_id,) in connection.execute("select build_id from temp.builds_read").fetchall()}
        if own and read:
            _gather(connection, len(earlier), queries)
            connection.execute(
                "insert into temp.builds_read (position, build_id) values ($position, $own)",
                {"position": len(earlier), "own": own},
            )
        yield [build_id_of(path) for path in earlier if build_id_of(path) not in read]
    finally:
        for table in ("builds_read", "cells", "verdicts"):
            connection.execute(f"drop table if exists temp.{table}")


def _gather_file(connection: duckdb.DuckDBPyConnection, path: Path, position: int, queries: Sequence[str]) -> None:
    """Read a build from its file; its row in builds_read is written last, and only a whole one has it."""
    [(own,)] = connection.execute("select current_database()").fetchall()
    connection.execute("attach $path as earlier (read_only)", {"path": str(path.resolve())})
    try:
        connection.execute("use earlier")
        _gather(connection, position, queries)
        connection.execute(
            """
            insert into temp.builds_read
            select $position, $build_id, $number, built_at, newest_year, observations from builds
            """,
            {"position": position, "build_id": build_id_of(path), "number": history.recorded([path])[path].number},
        )
    finally:
        connection.execute(f'use "{own}"')
        connection.execute("detach earlier")


def _gather(connection: duckdb.DuckDBPyConnection, position: int, queries: Sequence[str]) -> None:
    for name in queries:
        connection.execute((_SQL / name).read_text(encoding="utf-8"), {"position": position})


def _rows(connection: duckdb.DuckDBPyConnection, condition: str) -> tuple[Revision, ...]:
    columns = ", ".join(field.name for field in fields(Revision))
    rows: list[Any] = connection.execute(f"select {columns} from revisions where {condition}").fetchall()
    return tuple(Revision(*row) for row in rows)


def _chosen(folder: Path, from_build: str, to_build: str) -> tuple[Path, Path]:
    """The files of two builds to compare, the older first unless the user says otherwise."""
    builds = history.newest_first(folder)
    names = [build_id_of(path) for path in builds]
    for name in (from_build, to_build):
        if name and name not in names:
            raise PipelineError(
                f"Build {name} is not kept in {folder}; expected one of {', '.join(names) or 'none: run make etl'}."
            )
    if len(builds) < 2:
        only = f"only build {names[0]} is" if names else "no build is"
        raise NothingToCompareError(
            f"There is nothing to compare: {only} kept in {folder}. Run make etl and ask again."
        )
    served = (folder / "current").resolve()
    new = to_build or (build_id_of(served) if served in builds else names[0])
    older = names[names.index(new) + 1 :]
    if not from_build and not older:
        raise NothingToCompareError(
            f"There is nothing to compare: no build before {new} is kept in {folder}. Name one with --from: "
            f"{', '.join(name for name in names if name != new)}."
        )
    old = from_build or older[0]
    if old == new:
        raise NothingToCompareError(f"Both are build {new}; name another with --from: {', '.join(names)}.")
    path_of = dict(zip(names, builds, strict=True))
    return path_of[old], path_of[new]
