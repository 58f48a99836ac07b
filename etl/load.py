"""Puts the catalogue and the staged rows into the schema `staging`, from where the SQL models take them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa

from etl.intake import Intake
from etl.raw import Attempt
from etl.staging import Observation, RejectedRow
from indicators.catalogue import Catalogue
from indicators.model import Indicator

_TEXT, _INT, _REAL, _FLAG = pa.string(), pa.int32(), pa.float64(), pa.bool_()
_MOMENT = pa.timestamp("s")

_SHAPES: dict[str, dict[str, pa.DataType]] = {
    "goals": {"goal_id": _INT, "title": _TEXT},
    "targets": {
        "target_id": _TEXT,
        "goal_id": _INT,
        "title": _TEXT,
        "short": _TEXT,
        "statement": _TEXT,
        "official_indicator": _TEXT,
        "sdg": _TEXT,
        "card": _TEXT,
        "what_exists": _TEXT,
        "position": _INT,
    },
    "indicators": {
        "indicator_id": _TEXT,
        "target_id": _TEXT,
        "title": _TEXT,
        "short": _TEXT,
        "role": _TEXT,
        "unit": _TEXT,
        "unit_label": _TEXT,
        "scale": _TEXT,
        "direction": _TEXT,
        "decimals": _INT,
        "definition": _TEXT,
        "aggregation": _TEXT,
        "sdg": _TEXT,
        "out_of": _INT,
        "also_under": _TEXT,
        "official_from": _INT,
        "official_to": _INT,
        "position": _INT,
    },
    "benchmarks": {
        "indicator_id": _TEXT,
        "benchmark_id": _TEXT,
        "position": _INT,
        "operator": _TEXT,
        "value": _REAL,
        "upper": _REAL,
        "label": _TEXT,
        "year": _INT,
        "areas": _TEXT,
        "source": _TEXT,
        "url": _TEXT,
    },
    "breaks": {"indicator_id": _TEXT, "year": _INT, "areas": _TEXT, "note": _TEXT},
    "sources": {
        "source_id": _TEXT,
        "title": _TEXT,
        "publisher": _TEXT,
        "kind": _TEXT,
        "trust": _TEXT,
        "url": _TEXT,
        "licence": _TEXT,
        "licence_url": _TEXT,
        "attribution": _TEXT,
        "terms": _TEXT,
        "note": _TEXT,
        "precedence": _INT,
    },
    "editions": {"source_id": _TEXT, "edition": _TEXT, "vintage": _TEXT, "document": _TEXT, "file": _TEXT},
    "areas": {
        "area_id": _TEXT,
        "name": _TEXT,
        "short_name": _TEXT,
        "area_type": _TEXT,
        "composite": _FLAG,
        "itu_member": _FLAG,
        "sort": _INT,
    },
    "memberships": {
        "group_id": _TEXT,
        "area_id": _TEXT,
        "valid_from": _TEXT,
        "valid_to": _TEXT,
        "note": _TEXT,
    },
    "observations": {
        "indicator_id": _TEXT,
        "area_id": _TEXT,
        "year": _INT,
        "sex": _TEXT,
        "age": _TEXT,
        "location": _TEXT,
        "level": _TEXT,
        "value": _REAL,
        "unit": _TEXT,
        "qualifier": _TEXT,
        "value_status": _TEXT,
        "source_id": _TEXT,
        "edition": _TEXT,
        "document": _TEXT,
        "locator": _TEXT,
        "url": _TEXT,
        "quoted_by": _TEXT,
        "read_in": _TEXT,
        "note": _TEXT,
        "file": _TEXT,
        "line": _INT,
    },
    "rejected_rows": {
        "source_id": _TEXT,
        "file": _TEXT,
        "line": _INT,
        "column": _TEXT,
        "value": _TEXT,
        "reason": _TEXT,
    },
    "feeds": {"indicator_id": _TEXT, "source_id": _TEXT, "precedence": _INT, "series": _TEXT},
    "files": {
        "source_id": _TEXT,
        "file": _TEXT,
        "layout": _TEXT,
        "held": _TEXT,
        "received_at": _MOMENT,
        "records": _INT,
        "figures": _INT,
        "seconds": _REAL,
    },
    "set_aside": {"source_id": _TEXT, "file": _TEXT, "reason": _TEXT, "figures": _INT, "line": _INT},
    "refused_files": {"file": _TEXT, "reason": _TEXT},
    "attempts": {
        "source_id": _TEXT,
        "outcome": _TEXT,
        "attempt_reason": _TEXT,
        "asked_at": _MOMENT,
        "succeeded_at": _MOMENT,
        "seconds": _REAL,
        "requests": _INT,
        "this_run": _FLAG,
    },
}

_LINE = {
    "indicator_id": _TEXT,
    "area_id": _TEXT,
    "sex": _TEXT,
    "age": _TEXT,
    "location": _TEXT,
    "level": _TEXT,
    "edition": _TEXT,
    "vintage": _TEXT,
    "source_id": _TEXT,
}
_COVERAGE = {
    "year": _INT,
    "coverage_population": _REAL,
    "economies_with_data": _INT,
    "economies_total": _INT,
    "economies_meeting": _INT,
    "expected_error": _REAL,
}

_COMPUTED_SHAPES: dict[str, dict[str, pa.DataType]] = {
    "computed": _LINE
    | _COVERAGE
    | {
        "value": _REAL,
        "unit": _TEXT,
        "document": _TEXT,
        "note": _TEXT,
        "is_rough": _FLAG,
    },
    "withheld": _LINE | _COVERAGE,
    "panels": _LINE | {"year": _INT, "value": _REAL, "economies_with_data": _INT},
    "tier_counts": {
        "indicator_id": _TEXT,
        "area_id": _TEXT,
        "year": _INT,
        "edition": _TEXT,
        "tier": _TEXT,
        "position": _INT,
        "economies": _INT,
    },
}


def load(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    intake: Intake,
    staged: tuple[Iterable[Observation], Iterable[RejectedRow]],
    attempts: Iterable[tuple[Attempt, bool]],
) -> None:
    """Create every table of the schema `staging`; of each attempt is said whether it was made in this run."""
    connection.execute("create schema staging")
    rows = _catalogue_rows(catalogue) | _intake_rows(intake)
    rows["observations"] = [vars(one) for one in staged[0]]
    rows["rejected_rows"] = [vars(one) for one in staged[1]]
    rows["attempts"] = _attempt_rows(attempts)
    for table, shape in _SHAPES.items():
        _create(connection, table, rows[table], shape)


def replace_attempts(connection: duckdb.DuckDBPyConnection, attempts: Iterable[tuple[Attempt, bool]]) -> None:
    """Put other attempts into the table attempts of a finished build."""
    connection.register(
        "incoming", pa.Table.from_pylist(_attempt_rows(attempts), schema=pa.schema(_SHAPES["attempts"]))
    )
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


def _intake_rows(intake: Intake) -> dict[str, list[Mapping[str, Any]]]:
    return {
        "files": [vars(file) | {"received_at": _plain(file.received_at)} for file in intake.files],
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
    _create(connection, table, rows, _COMPUTED_SHAPES[table])


def _create(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]], shape: dict[str, pa.DataType]
) -> None:
    connection.register("incoming", pa.Table.from_pylist(rows, schema=pa.schema(shape)))
    connection.execute(f"create table staging.{table} as select * from incoming")
    connection.unregister("incoming")


def _catalogue_rows(catalogue: Catalogue) -> dict[str, list[Mapping[str, Any]]]:
    return {
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
            }
            for one in catalogue.indicators
            for n, benchmark in enumerate(one.benchmarks)
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
