"""Puts the catalogue and the staged rows into the schema `staging`, from where the SQL models take them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import duckdb
import pyarrow as pa

from etl.staging import Observation, RejectedRow
from indicators.catalogue import Catalogue

_TEXT, _INT, _REAL, _FLAG = pa.string(), pa.int32(), pa.float64(), pa.bool_()

_SHAPES: dict[str, dict[str, pa.DataType]] = {
    "goals": {"goal_id": _INT, "title": _TEXT},
    "targets": {
        "target_id": _TEXT, "goal_id": _INT, "title": _TEXT, "short": _TEXT, "statement": _TEXT,
        "official_indicator": _TEXT, "sdg": _TEXT, "card": _TEXT, "what_exists": _TEXT, "position": _INT,
    },
    "indicators": {
        "indicator_id": _TEXT, "target_id": _TEXT, "title": _TEXT, "short": _TEXT, "role": _TEXT, "unit": _TEXT,
        "unit_label": _TEXT, "scale": _TEXT, "direction": _TEXT, "decimals": _INT, "definition": _TEXT,
        "aggregation": _TEXT, "sdg": _TEXT, "out_of": _INT, "also_under": _TEXT, "official_from": _INT,
        "official_to": _INT, "position": _INT,
    },
    "benchmarks": {
        "indicator_id": _TEXT, "benchmark_id": _TEXT, "position": _INT, "operator": _TEXT, "value": _REAL,
        "upper": _REAL, "label": _TEXT, "year": _INT, "areas": _TEXT, "source": _TEXT, "url": _TEXT,
    },
    "breaks": {"indicator_id": _TEXT, "year": _INT, "areas": _TEXT, "note": _TEXT},
    "sources": {
        "source_id": _TEXT, "title": _TEXT, "publisher": _TEXT, "kind": _TEXT, "trust": _TEXT, "url": _TEXT,
        "licence": _TEXT, "licence_url": _TEXT, "attribution": _TEXT, "terms": _TEXT, "note": _TEXT, "precedence": _INT,
    },
    "editions": {"source_id": _TEXT, "edition": _TEXT, "vintage": _TEXT, "document": _TEXT, "file": _TEXT},
    "areas": {
        "area_id": _TEXT, "name": _TEXT, "short_name": _TEXT, "area_type": _TEXT, "composite": _FLAG,
        "itu_member": _FLAG, "sort": _INT,
    },
    "memberships": {
        "group_id": _TEXT, "area_id": _TEXT, "valid_from": _TEXT, "valid_to": _TEXT, "note": _TEXT,
    },
    "observations": {
        "indicator_id": _TEXT, "area_id": _TEXT, "year": _INT, "sex": _TEXT, "age": _TEXT, "location": _TEXT,
        "level": _TEXT, "value": _REAL, "unit": _TEXT, "qualifier": _TEXT, "value_status": _TEXT,
        "source_id": _TEXT, "edition": _TEXT, "document": _TEXT, "locator": _TEXT, "url": _TEXT,
        "quoted_by": _TEXT, "read_in": _TEXT, "note": _TEXT, "file": _TEXT, "line": _INT,
    },
    "rejected_rows": {
        "source_id": _TEXT, "file": _TEXT, "line": _INT, "column": _TEXT, "value": _TEXT, "reason": _TEXT,
    },
}  # fmt: skip

_LINE = {
    "indicator_id": _TEXT, "area_id": _TEXT, "sex": _TEXT, "age": _TEXT, "location": _TEXT, "level": _TEXT,
    "edition": _TEXT, "vintage": _TEXT, "source_id": _TEXT,
}  # fmt: skip
_COVERAGE = {
    "year": _INT, "coverage_population": _REAL, "economies_with_data": _INT, "economies_total": _INT,
    "economies_meeting": _INT, "expected_error": _REAL,
}  # fmt: skip

_COMPUTED_SHAPES: dict[str, dict[str, pa.DataType]] = {
    "computed": _LINE | _COVERAGE | {
        "value": _REAL, "unit": _TEXT, "document": _TEXT, "note": _TEXT, "is_rough": _FLAG,
    },
    "withheld": _LINE | _COVERAGE,
    "panels": _LINE | {"year": _INT, "value": _REAL, "economies_with_data": _INT},
    "tier_counts": {
        "indicator_id": _TEXT, "area_id": _TEXT, "year": _INT, "edition": _TEXT, "tier": _TEXT, "position": _INT,
        "economies": _INT,
    },
}  # fmt: skip


def load(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    observations: Iterable[Observation],
    rejected: Iterable[RejectedRow],
) -> None:
    """Create every table of the schema `staging`."""
    connection.execute("create schema staging")
    rows = _catalogue_rows(catalogue)
    rows["observations"] = [vars(one) for one in observations]
    rows["rejected_rows"] = [vars(one) for one in rejected]
    for table, shape in _SHAPES.items():
        _create(connection, table, rows[table], shape)


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
            asdict(one)
            | {"target_id": one.id, "goal_id": one.goal, "sdg": _list(one.sdg), "card": _list(one.card), "position": n}
            for n, one in enumerate(catalogue.targets)
        ],
        "indicators": [
            asdict(one)
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
            asdict(benchmark)
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
        "sources": [
            asdict(one) | {"source_id": one.id, "precedence": n} for n, one in enumerate(catalogue.sources)
        ],
        "editions": [
            {
                "source_id": source.id,
                "edition": edition.name,
                "vintage": edition.vintage,
                "document": publication.document,
                "file": publication.file,
            }
            for source in catalogue.sources
            for publication in source.publications
            for edition in publication.editions
        ],
        "areas": [asdict(one) for one in catalogue.areas],
        "memberships": [asdict(one) for one in catalogue.memberships],
    }  # fmt: skip


def _list(words: Iterable[str]) -> str:
    return " ".join(words)
