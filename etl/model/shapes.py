"""The shapes of the tables of the schema `staging`: their columns, in order, with the type of each."""

from collections.abc import Mapping

import pyarrow as pa

Shape = Mapping[str, pa.DataType]

_TEXT, _INT, _REAL, _FLAG = pa.string(), pa.int32(), pa.float64(), pa.bool_()
_MOMENT = pa.timestamp("s")

READ: Mapping[str, Shape] = {
    "plan": {"title": _TEXT, "first_year": _INT, "last_year": _INT},
    "horizons": {"year": _INT, "meaning": _TEXT, "is_default": _FLAG},
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
        "document": _TEXT,
        "place": _TEXT,
        "url": _TEXT,
        "scope": _TEXT,
    },
    "unpublished": {"indicator_id": _TEXT, "areas": _TEXT, "source_id": _TEXT, "document": _TEXT, "says": _TEXT},
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
    "editions": {
        "source_id": _TEXT,
        "edition": _TEXT,
        "vintage": _TEXT,
        "document": _TEXT,
        "file": _TEXT,
        "grouping": _TEXT,
    },
    "areas": {
        "area_id": _TEXT,
        "name": _TEXT,
        "short_name": _TEXT,
        "area_type": _TEXT,
        "composite": _FLAG,
        "itu_member": _FLAG,
        "sort": _INT,
        "former_name": _TEXT,
        "renamed": _TEXT,
    },
    "memberships": {
        "group_id": _TEXT,
        "area_id": _TEXT,
        "valid_from": _TEXT,
        "valid_to": _TEXT,
        "note": _TEXT,
        "scheduled": _TEXT,
        "source": _TEXT,
    },
    "rejected_rows": {
        "source_id": _TEXT,
        "file": _TEXT,
        "line": _INT,
        "column": _TEXT,
        "value": _TEXT,
        "reason": _TEXT,
        "indicator_id": _TEXT,
        "area_id": _TEXT,
        "impossible": _FLAG,
    },
    "feeds": {"indicator_id": _TEXT, "source_id": _TEXT, "precedence": _INT, "series": _TEXT},
    "files": {
        "source_id": _TEXT,
        "file": _TEXT,
        "layout": _TEXT,
        "held": _TEXT,
        "received_at": _MOMENT,
        "as_of_grounds": _TEXT,
        "read_from": _TEXT,
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
"""The tables of the catalogue, and of what is told of the files that were read."""

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

COMPUTED: Mapping[str, Shape] = {
    "computed": _LINE
    | _COVERAGE
    | {
        "value": _REAL,
        "qualifier": _TEXT,
        "unit": _TEXT,
        "document": _TEXT,
        "note": _TEXT,
        "gives_way": _FLAG,
    },
    "withheld": _LINE | _COVERAGE | {"reason": _TEXT},
    "panels": _LINE
    | {"year": _INT, "value": _REAL, "economies_with_data": _INT, "population": _REAL, "without": _TEXT},
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
"""The tables of what is computed from them."""
