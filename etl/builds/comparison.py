"""Files of an unfinished build beside the build that is served: what became of their figures, and what they change."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from etl.builds.revisions import gathered
from etl.model.models import SQL
from etl.staging.contract import RejectedRow
from indicators.builds import build_id_of

_SQL = SQL / "comparison"
_SHOWN = 3
_COUNTED = (
    "file",
    "layout",
    "read_from",
    "records",
    "figures",
    "rows_kept",
    "rows_rejected",
    "figures_set_aside",
    "received_at",
    "as_of_grounds",
)


@dataclass(frozen=True)
class Fed:
    """What a file gives to an indicator.

    Of its `figures` some stand `behind` a newer edition of the source; the others are `new`, `changed` or `as_before`,
    against the served build. `shown_first` are those in the lines that a page shows first.
    """

    file: str
    indicator_id: str
    figures: int
    areas: list[str]
    first_year: int
    last_year: int
    behind: int
    shown_first: int
    new: int
    changed: int
    as_before: int


@dataclass(frozen=True)
class Change:
    """A figure that a file gives and the served build gives otherwise."""

    file: str
    indicator_id: str
    area_id: str
    year: int
    sex: str
    age: str
    location: str
    level: str
    old_value: float
    new_value: float


@dataclass(frozen=True)
class Gone:
    """Figures of an indicator and source that are served and would be no more; `places` are areas and years."""

    indicator_id: str
    source_id: str
    figures: int
    places: list[str]


@dataclass(frozen=True)
class Account:
    """What becomes of every figure of a file, how old it is taken to be, on which grounds, and what was
    read.

    `aside` counts figures by reason, the most first; `changes` are the largest, `rejects` all rows.
    """

    file: str
    layout: str
    read_from: str
    records: int
    figures: int
    rows_kept: int
    rows_rejected: int
    figures_set_aside: int
    received_at: datetime
    as_of_grounds: str
    editions: tuple[str, ...]
    aside: tuple[tuple[int, str], ...]
    rejects: tuple[RejectedRow, ...]
    fed: tuple[Fed, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison:
    """The accounts of some files, and what is gone of the sources and indicators that they feed.

    `against` is the served build; without one that can be read, `note` says so, and every figure is new.
    """

    against: str
    note: str
    accounts: tuple[Account, ...]
    gone: tuple[Gone, ...]


def compare(connection: duckdb.DuckDBPyConnection, served: Path, files: Collection[str]) -> Comparison:
    """Hold files of an unfinished build (by their names in it) against the served one, a file or the link to it."""
    builds = [served.resolve()] if served.exists() else []
    with gathered(connection, builds) as passed_over:
        _ask(connection, "1_figures", files=sorted(files))
        try:
            return Comparison(
                *_against(builds, passed_over),
                _accounts(connection, files),
                tuple(Gone(*row) for row in _ask(connection, "gone")),
            )
        finally:
            connection.execute("drop table temp.added_figures")


def _against(builds: list[Path], passed_over: list[str]) -> tuple[str, str]:
    """The build that is compared with, or else why there is none."""
    if not builds:
        return "", "No build is served yet: there is nothing to compare with."
    if passed_over:
        return "", (
            f"The served build {passed_over[0]} cannot be read, or an older version of the program made it: there is "
            "nothing to compare with."
        )
    return build_id_of(builds[0]), ""


def _accounts(connection: duckdb.DuckDBPyConnection, files: Collection[str]) -> tuple[Account, ...]:
    fed = [Fed(*row) for row in _ask(connection, "fed")]
    changes = [Change(*row) for row in _ask(connection, "changes", shown=_SHOWN)]
    aside = _of_files(connection, "set_aside", "file, figures, reason", files)
    rejects = _of_files(connection, "rejected_rows", 'file, source_id, file, line, "column", value, reason', files)
    editions = _of_files(connection, "editions", "file, edition", files)
    accounts = _of_files(connection, "build_files", ", ".join(_COUNTED), files)
    return tuple(
        Account(
            **dict(zip(_COUNTED, row, strict=True)),
            editions=tuple(edition for file, edition in editions if file == row[0]),
            aside=tuple((figures, reason) for file, figures, reason in aside if file == row[0]),
            rejects=tuple(RejectedRow(*reject) for file, *reject in rejects if file == row[0]),
            fed=tuple(one for one in fed if one.file == row[0]),
            changes=tuple(one for one in changes if one.file == row[0]),
        )
        for row in accounts
    )


def _of_files(
    connection: duckdb.DuckDBPyConnection, table: str, columns: str, files: Collection[str]
) -> list[tuple[Any, ...]]:
    return connection.execute(
        f"select {columns} from {table} where list_contains($files, file)", {"files": sorted(files)}
    ).fetchall()


def _ask(connection: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> list[tuple[Any, ...]]:
    return connection.execute((_SQL / f"{name}.sql").read_text(encoding="utf-8"), parameters).fetchall()
