"""What a finished refresh has to say: of each source, of each file that could not be used, and of the build."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from etl.guard.gate import Held
from etl.intake.drop import Refused
from etl.staging.contract import RejectedRow


@dataclass(frozen=True)
class SourceOutcome:
    """What became of one source in a build; `did_not_answer` when it was asked and did not answer well."""

    source_id: str
    outcome: str
    reason: str
    did_not_answer: bool
    rows_read: int
    rows_rejected: int
    figures_set_aside: int
    newest_year: int | None
    as_of: datetime | None
    seconds: float


@dataclass(frozen=True)
class FileOutcome:
    """What became of the figures of one file of the drop folder."""

    file: str
    layout: str
    records: int
    rows_kept: int
    rows_rejected: int
    figures_set_aside: int


@dataclass(frozen=True)
class BuildReport:
    """What a finished build holds; `is_new` is false when nothing had changed and the build before was kept."""

    build_id: str
    path: Path | None
    sources: tuple[SourceOutcome, ...]
    dropped: tuple[FileOutcome, ...]
    rejected: tuple[RejectedRow, ...]
    refused: tuple[Refused, ...]
    observations: int
    checks: int
    seconds: float
    is_new: bool = True
    held: Held = field(default_factory=Held)


def outcomes(connection: duckdb.DuckDBPyConnection) -> tuple[SourceOutcome, ...]:
    """The rows of build_sources as the summary shows them."""
    return tuple(SourceOutcome(*row) for row in _rows(connection, SourceOutcome, "build_sources"))


def dropped(connection: duckdb.DuckDBPyConnection) -> tuple[FileOutcome, ...]:
    """The files of the drop folder that were used."""
    return tuple(FileOutcome(*row) for row in _rows(connection, FileOutcome, "build_files where held = 'drop'"))


def _rows(connection: duckdb.DuckDBPyConnection, kind: type, source: str) -> list[tuple[Any, ...]]:
    columns = ", ".join(column.name for column in fields(kind))
    return connection.execute(f"select {columns} from {source}").fetchall()
