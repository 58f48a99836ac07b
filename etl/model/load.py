"""Puts the catalogue and the staged rows into the schema `staging`, from where the SQL models take them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa

from etl.asking.raw import Attempt
from etl.intake.at_hand import Intake
from etl.model.shapes import COMPUTED, READ, Shape
from etl.staging.contract import RejectedRow
from etl.staging.observations import Observations
from indicators.catalogue import Catalogue
from indicators.model import Indicator


def load(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    intake: Intake,
    observations: Observations,
    rejected: Iterable[RejectedRow],
    attempts: Iterable[tuple[Attempt, bool]],
) -> None:
    """Create every table of the schema `staging`; of each attempt is said whether it was made in this run.

    The observations, which are most of it, are not copied: the model finds them in the view `staged_observations`.
    """
    connection.execute("create schema staging")
    rows = _catalogue_rows(catalogue) | _intake_rows(intake, catalogue)
    rows["rejected_rows"] = [vars(one) for one in rejected]
    rows["attempts"] = _attempt_rows(attempts)
    for table, shape in READ.items():
        _create(connection, table, rows[table], shape)
    connection.register("staged_observations", observations.table())


def replace_attempts(connection: duckdb.DuckDBPyConnection, attempts: Iterable[tuple[Attempt, bool]]) -> None:
    """Put other attempts into the table attempts of a finished build."""
    connection.register("incoming", pa.Table.from_pylist(_attempt_rows(attempts), schema=pa.schema(READ["attempts"])))
    connection.execute("create or replace table attempts as select * from incoming order by source_id")
    connection.unregister("incoming")


def _attempt_rows(attempts: Iterable[tuple[Attempt, bool]]) -> list[Mapping[str, Any]]:
    return [
        vars(one)
        | {
            "attempt_reason": one.reason,
            "this_run": this_run,
            "asked_at": _plain(one.asked_at),
            "succeeded_at": _plain(one.succeeded_at),
        }
        for one, this_run in attempts
    ]


def _intake_rows(intake: Intake, catalogue: Catalogue) -> dict[str, list[Mapping[str, Any]]]:
    grouping = {one.file: one.grouping for source in catalogue.sources for one in source.publications}
    return {
        "files": [
            vars(file)
            | {
                "received_at": _plain(file.received_at),
                "as_of_grounds": file.as_of.grounds if file.as_of else "",
            }
            for file in intake.files
        ],
        "set_aside": [
            {"source_id": file.source_id, "file": file.file} | vars(aside)
            for file in intake.files
            for aside in file.aside
        ],
        "refused_files": [vars(one) for one in intake.refused],
        "editions": [
            {
                "source_id": file.source_id,
                "edition": one.name,
                "vintage": one.vintage,
                "document": one.document,
                "file": file.file,
                "grouping": grouping.get(file.file, ""),
            }
            for file in intake.files
            for one in file.releases
        ],
    }


def _plain(moment: datetime | None) -> datetime | None:
    """A moment of UTC as the warehouse holds it, without its zone."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


def create(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """Create one of the tables of `staging` that are computed, not read."""
    _create(connection, table, rows, COMPUTED[table])


def _create(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]], shape: Shape) -> None:
    _create_from(connection, table, pa.Table.from_pylist(rows, schema=pa.schema(shape)))


def _create_from(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    connection.register("incoming", rows)
    connection.execute(f"create table staging.{table} as select * from incoming")
    connection.unregister("incoming")


def _catalogue_rows(catalogue: Catalogue) -> dict[str, list[Mapping[str, Any]]]:
    return {
        "plan": [vars(catalogue.plan)],
        "horizons": [vars(one) | {"is_default": one.default} for one in catalogue.plan.horizons],
        "goals": [{"goal_id": goal.id, "title": goal.title} for goal in catalogue.goals],
        "targets": [
            vars(one)
            | {"target_id": one.id, "goal_id": one.goal, "sdg": _list(one.sdg), "card": _list(one.card), "position": n}
            for n, one in enumerate(catalogue.targets)
        ],
        "indicators": [
            vars(one)
            | {
                "indicator_id": one.id,
                "target_id": one.target,
                "also_under": _list(one.also_under),
                "official_from": one.official.first,
                "official_to": one.official.last,
                "position": n,
            }
            for n, one in enumerate(catalogue.indicators)
        ],
        "benchmarks": [
            vars(benchmark)
            | {
                "indicator_id": one.id,
                "benchmark_id": benchmark.id,
                "position": n,
                "operator": benchmark.operator,
                "value": benchmark.value,
                "upper": benchmark.between[1] if benchmark.between else None,
                "areas": _list(benchmark.areas),
                "source": benchmark.citation,
            }
            for one in catalogue.indicators
            for n, benchmark in enumerate(one.benchmarks)
        ],
        "unpublished": [
            vars(said) | {"indicator_id": one.id, "areas": _list(said.areas), "source_id": said.source}
            for one in catalogue.indicators
            for said in one.unpublished
        ],
        "breaks": [
            {"indicator_id": one.id, "year": each.year, "areas": _list(each.areas), "note": each.note}
            for one in catalogue.indicators
            for each in one.breaks
        ],
        "sources": [vars(one) | {"source_id": one.id, "precedence": n} for n, one in enumerate(catalogue.sources)],
        "feeds": [
            {"indicator_id": one.id, "source_id": source_id, "precedence": n, "series": " ".join(series)}
            for one in catalogue.indicators
            for n, (source_id, series) in enumerate(_feeds(one).items())
        ],
        "areas": [vars(one) for one in catalogue.areas],
        "memberships": [vars(one) for one in catalogue.memberships],
    }


def _feeds(indicator: Indicator) -> dict[str, list[str]]:
    """The sources of an indicator in order of precedence, with the series it takes from each."""
    found: dict[str, list[str]] = {}
    for feed in indicator.feeds:
        found.setdefault(feed.source, []).append(feed.series[0])
    return found


def _list(words: Iterable[str]) -> str:
    return " ".join(words)
