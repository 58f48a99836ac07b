"""The build of a warehouse from top to bottom: ask, read, stage, load, model, check, hold against the last, switch."""

import gc
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter

import duckdb
from pydantic import TypeAdapter

from etl.asking.raw import Attempt, RawStore
from etl.builds import history, observations_file, revisions, warehouse
from etl.builds.fingerprint import fingerprint
from etl.claims import table as claims
from etl.errors import PipelineError
from etl.guard import gate
from etl.intake import at_hand, services
from etl.intake.at_hand import Intake
from etl.intake.drop import Refused
from etl.model import aggregate, assess, consistency, models
from etl.model.load import load, replace_attempts
from etl.reading.desk import Desk
from etl.reading.rows import ReadFile
from etl.register import SERVICES
from etl.report import BuildReport, dropped, outcomes
from etl.staging.contract import RejectedRow, stage
from indicators.acknowledged import load_acknowledged
from indicators.builds import SCHEMA
from indicators.catalogue import Catalogue
from indicators.catalogue_files import load_catalogue
from indicators.settings import Settings

Progress = Callable[[str], None]

Look = Callable[[duckdb.DuckDBPyConnection], None]
"""What looks at a build that is modelled and not yet held against the served one."""

STEPS = (
    "Read the catalogue",
    "Ask the services",
    "Read the figures",
    "Stage",
    "Model",
    "Compute aggregates",
    "Assess progress",
    "Hold against the last build",
    "Check",
    "Switch",
)


def run(
    settings: Settings,
    progress: Progress = lambda _step: None,
    *,
    online: bool = False,
    source_ids: Collection[str] = (),
    tell: services.Told = lambda _source, _doing: None,
    strict: bool = False,
    serve: bool = True,
    keep: int = warehouse.KEPT_BUILDS,
    added: Mapping[Path, Sequence[ReadFile]] | None = None,
    look: Look = lambda _connection: None,
) -> BuildReport:
    """Build a warehouse from all that is at hand, and serve it unless `serve` is false.

    `online` asks the services first (only those of `source_ids`, if any are given). When nothing has changed since the
    served build was made, that build stays and only the attempts are noted. Raises CatalogueError or PipelineError,
    with `current` as it was, when anything does not hold; with `strict` a source that failed, a file that was refused
    or a rejected row of the embedded figures is enough. What is served afterwards and the builds before it are kept,
    `keep` in all. For a trial, files as read are `added`.
    """
    started = perf_counter()
    with warehouse.exclusive(settings.warehouse), _without_garbage_collection():
        progress(STEPS[0])
        catalogue = load_catalogue(settings.catalogue)
        acknowledged = load_acknowledged(settings.catalogue)
        desk = Desk(catalogue, catalogue.codes)
        store = RawStore(settings.raw)
        progress(STEPS[1])
        asked = services.ask(settings, desk, store, source_ids, tell) if online else []
        if strict:
            _refuse_failures(asked)
        attempts = _attempts(asked, store)
        built_at = datetime.now(UTC).replace(microsecond=0)
        inputs = fingerprint(settings, store, built_at.date(), catalogue.memberships)
        if serve and (kept := warehouse.served_with(settings.warehouse, inputs)) and not strict:
            report = _keep(settings, kept, attempts, started)
            warehouse.tidy(settings.warehouse, keep)
            return report
        progress(STEPS[2])
        holdings = at_hand.read(settings, desk, store, added)
        progress(STEPS[3])
        observations, rejected = stage((file.rows for file in holdings.files), catalogue, holdings.editions)
        if strict:
            _refuse_faults(holdings, rejected)
        staged, served_by = len(observations), catalogue.with_publications(holdings.downloaded)
        holdings = holdings.without_rows()
        build_id = f"{built_at:%Y%m%d-%H%M%S}-{inputs[:4]}"
        with warehouse.writing(settings.warehouse, build_id, staged) as connection:
            connection.begin()  # one transaction: each table alone would be written down twice
            progress(STEPS[4])
            load(connection, catalogue, holdings, observations, rejected, attempts)
            observations.clear()
            _model(connection, catalogue, settings, built_at, progress)
            connection.commit()  # a build that cannot be read is an error, which would end a transaction
            look(connection)
            progress(STEPS[7])
            held = gate.hold(settings.current, connection, acknowledged)
            progress(STEPS[8])
            checks = models.run_checks(connection)
            number = history.write(connection, settings.warehouse)
            _sign(connection, build_id, number, built_at, inputs, served_by)
            models.run_models(connection, range(50, 100))
            revisions.write(connection, settings.warehouse, build_id)
            sources, files = outcomes(connection), dropped(connection)
            connection.execute("drop schema staging cascade")
            if serve:
                observations_file.write(connection, warehouse.unfinished_observations(settings.warehouse, build_id))
        progress(STEPS[9])
        path = warehouse.publish(settings.warehouse, build_id) if serve else None
        warehouse.tidy(settings.warehouse, keep if serve else None)
    return BuildReport(
        build_id,
        path,
        sources,
        files,
        tuple(rejected),
        holdings.refused,
        staged,
        checks,
        perf_counter() - started,
        held=held,
    )


def _model(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    settings: Settings,
    built_at: datetime,
    progress: Progress,
) -> None:
    """All tables of the build but those on what it was held against."""
    models.run_models(connection, range(10, 30))
    progress(STEPS[5])
    aggregate.compute(connection, catalogue, built_at.date())
    _make_series(connection, catalogue)
    progress(STEPS[6])
    assess.assess(connection, catalogue, built_at.year)
    models.run_models(connection, range(40, 50))
    claims.create(connection, catalogue, settings.claims)


def _make_series(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """The lines of published and computed figures, and what is doubted among them."""
    models.run_models(connection, range(30, 40))
    consistency.doubt(connection, catalogue)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """A build holds on to all that it makes: looking for garbage among it takes an eighth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _attempts(asked: Sequence[Attempt], store: RawStore) -> list[tuple[Attempt, bool]]:
    """The last attempt at every service, and whether it was made in this run."""
    now = {attempt.source_id: attempt for attempt in asked}
    before = {service.id: store.attempt(service.id) for service in SERVICES if service.id not in now}
    return [(one, True) for one in asked] + [(one, False) for one in before.values() if one is not None]


def _keep(
    settings: Settings, kept: warehouse.Served, attempts: Sequence[tuple[Attempt, bool]], started: float
) -> BuildReport:
    """Serve what is served already, with the new attempts noted in it, or that nobody was asked this time."""
    path = kept.path
    if kept.was_asked or any(this_run for _, this_run in attempts):
        path = warehouse.amend(settings.warehouse, path, partial(replace_attempts, attempts=attempts))
    with duckdb.connect(str(path), read_only=True) as connection:
        sources, files = outcomes(connection), dropped(connection)
        rejected = connection.execute("select * from rejected_rows").fetchall()
        refused = connection.execute("select * from refused_files").fetchall()
    return BuildReport(
        kept.build_id,
        path,
        sources,
        files,
        tuple(RejectedRow(*row) for row in rejected),
        tuple(Refused(*row) for row in refused),
        kept.observations,
        0,
        perf_counter() - started,
        is_new=False,
    )


def _refuse_failures(asked: Sequence[Attempt]) -> None:
    if failed := [attempt for attempt in asked if attempt.outcome == "failed"]:
        lines = [f"{attempt.source_id}: {attempt.reason}" for attempt in failed]
        count = "1 source" if len(failed) == 1 else f"{len(failed)} sources"
        raise PipelineError("\n".join([f"{count} failed and --strict allows none:", *lines]))


def _refuse_faults(holdings: Intake, rejected: Sequence[RejectedRow]) -> None:
    if holdings.refused:
        raise PipelineError(
            "\n".join(["--strict allows no file that cannot be used:", *(one.reason for one in holdings.refused)])
        )
    embedded = {file.file for file in holdings.files if file.held == "embedded"}
    if faulty := [row for row in rejected if row.file in embedded]:
        count = "1 row was" if len(faulty) == 1 else f"{len(faulty):,} rows were"
        raise PipelineError(f"{count} rejected and --strict allows none; the first: {faulty[0].sentence()}")


def _sign(
    connection: duckdb.DuckDBPyConnection,
    build_id: str,
    number: int,
    built_at: datetime,
    inputs: str,
    catalogue: Catalogue,
) -> None:
    """Write the table builds: one row, what this file is, and the catalogue it was built with."""
    connection.execute(
        """
        create table builds as
        select
            $build_id as build_id,
            $number as number,
            cast($built_at as timestamp) as built_at,
            $inputs as inputs_sha256,
            (select max(year) from series join indicators using (indicator_id)
             where is_observed and role <> 'auxiliary') as newest_year,
            (select count(*) from observations) as observations,
            (select count(*) from rejected_rows) as rows_rejected,
            $schema as schema,
            $catalogue as catalogue
        """,
        {
            "build_id": build_id,
            "number": number,
            "schema": SCHEMA,
            "built_at": built_at.replace(tzinfo=None),
            "inputs": inputs,
            "catalogue": TypeAdapter(Catalogue).dump_json(catalogue, by_alias=True).decode(),
        },
    )
