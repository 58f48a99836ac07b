"""The build of a warehouse from top to bottom: read, stage, load, model, check, switch."""

import hashlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import duckdb
from pydantic import TypeAdapter

from etl import aggregate, assess, model, warehouse
from etl.errors import PipelineError
from etl.load import load
from etl.sources import published
from etl.staging import RejectedRow, stage
from indicators.catalogue import Catalogue, load_catalogue
from indicators.settings import Settings

Progress = Callable[[str], None]


@dataclass(frozen=True)
class SourceOutcome:
    """What became of one source in a build."""

    source_id: str
    outcome: str
    reason: str
    rows_read: int
    rows_rejected: int
    newest_year: int | None
    seconds: float


@dataclass(frozen=True)
class BuildReport:
    """What a finished build holds."""

    build_id: str
    path: Path | None
    sources: tuple[SourceOutcome, ...]
    rejected: tuple[RejectedRow, ...]
    observations: int
    checks: int
    seconds: float


STEPS = (
    "Read the catalogue",
    "Read the embedded figures",
    "Stage",
    "Model",
    "Compute aggregates",
    "Assess progress",
    "Check",
    "Switch",
)


def run(
    settings: Settings, progress: Progress = lambda _step: None, *, strict: bool = False, serve: bool = True
) -> BuildReport:
    """Build a warehouse from the catalogue and the embedded figures, and serve it unless `serve` is false.

    Raises CatalogueError or PipelineError, with `current` as it was, when anything does not hold;
    with `strict` a rejected row is enough.
    """
    started = perf_counter()
    with warehouse.exclusive(settings.warehouse):
        progress(STEPS[0])
        catalogue = load_catalogue(settings.catalogue)
        progress(STEPS[1])
        files = published.read(settings.published, catalogue)
        progress(STEPS[2])
        observations, rejected = stage((row for file in files for row in file.rows), catalogue)
        if strict and rejected:
            first = rejected[0].sentence()
            count = "1 row was" if len(rejected) == 1 else f"{len(rejected):,} rows were"
            raise PipelineError(f"{count} rejected and --strict allows none; the first: {first}")
        built_at = datetime.now(UTC)
        inputs = fingerprint(settings)
        build_id = f"{built_at:%Y%m%d-%H%M%S}-{inputs[:4]}"
        with warehouse.writing(settings.warehouse, build_id) as connection:
            progress(STEPS[3])
            load(connection, catalogue, observations, rejected)
            model.run_models(connection, range(10, 30))
            progress(STEPS[4])
            aggregate.compute(connection, catalogue)
            model.run_models(connection, range(30, 40))
            progress(STEPS[5])
            assess.assess(connection, catalogue, built_at.year)
            model.run_models(connection, range(40, 100))
            progress(STEPS[6])
            checks = model.run_checks(connection)
            _sign(connection, build_id, built_at, inputs, catalogue)
            sources = _outcomes(connection, build_id, files)
            connection.execute("drop schema staging cascade")
        progress(STEPS[7])
        path = warehouse.publish(settings.warehouse, build_id) if serve else None
        warehouse.tidy(settings.warehouse)
    seconds = perf_counter() - started
    return BuildReport(build_id, path, sources, tuple(rejected), len(observations), checks, seconds)


def fingerprint(settings: Settings) -> str:
    """A hash of every file that a build is made from: the same inputs give the same fingerprint."""
    digest = hashlib.sha256()
    for folder in (settings.catalogue, settings.published, model.SQL):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _sign(
    connection: duckdb.DuckDBPyConnection, build_id: str, built_at: datetime, inputs: str, catalogue: Catalogue
) -> None:
    """Write the table builds: one row, what this file is, and the catalogue it was built with."""
    connection.execute(
        """
        create table builds as
        select
            $build_id as build_id,
            cast($built_at as timestamp) as built_at,
            $inputs as inputs_sha256,
            (select max(year) from series join indicators using (indicator_id)
             where is_observed and role <> 'auxiliary') as newest_year,
            (select count(*) from observations) as observations,
            (select count(*) from rejected_rows) as rows_rejected,
            $catalogue as catalogue
        """,
        {
            "build_id": build_id,
            "built_at": built_at.replace(tzinfo=None, microsecond=0),
            "inputs": inputs,
            "catalogue": TypeAdapter(Catalogue).dump_json(catalogue, by_alias=True).decode(),
        },
    )


def _outcomes(
    connection: duckdb.DuckDBPyConnection, build_id: str, files: list[published.ReadFile]
) -> tuple[SourceOutcome, ...]:
    """Complete the table build_sources with what SQL cannot know, and return its rows."""
    seconds: dict[str, float] = defaultdict(float)
    for file in files:
        seconds[file.source_id] += file.seconds
    connection.execute("alter table build_sources add column build_id varchar")
    connection.execute("alter table build_sources add column seconds double")
    connection.executemany(
        "update build_sources set build_id = $build_id, seconds = $seconds where source_id = $source_id",
        [{"build_id": build_id, "seconds": spent, "source_id": one} for one, spent in seconds.items()],
    )
    columns = ", ".join(field.name for field in fields(SourceOutcome))
    return tuple(SourceOutcome(*row) for row in connection.execute(f"select {columns} from build_sources").fetchall())
