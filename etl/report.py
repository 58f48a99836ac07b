"""What a finished refresh has to say: of each source, of each file that could not be used, and of the build."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path

import duckdb

from etl.drop import Refused
from etl.gate import Held
from etl.staging import RejectedRow


@dataclass(frozen=True)
class SourceOutcome:
    """What became of one source in a build; `is_old_copy` when it was asked and did not answer well."""

    source_id: str
    outcome: str
    reason: str
    is_old_copy: bool
    rows_read: int
    rows_rejected: int
    figures_set_aside: int
    newest_year: int | None
    as_of: datetime | None
    seconds: float


@dataclass(frozen=True)
class BuildReport:
    """What a finished build holds; `is_new` is false when nothing had changed and the build before was kept."""

    build_id: str
    path: Path | None
    sources: tuple[SourceOutcome, ...]
    rejected: tuple[RejectedRow, ...]
    refused: tuple[Refused, ...]
    observations: int
    checks: int
    seconds: float
    is_new: bool = True
    held: Held = field(default_factory=Held)


def outcomes(connection: duckdb.DuckDBPyConnection) -> tuple[SourceOutcome, ...]:
    """The rows of build_sources as the summary shows them."""
    columns = ", ".join(column.name for column in fields(SourceOutcome))
    return tuple(SourceOutcome(*row) for row in connection.execute(f"select {columns} from build_sources").fetchall())
