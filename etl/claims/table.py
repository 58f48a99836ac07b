"""The table claims: one row per claim of every report, with its verdict."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.claims import held, reader
from etl.claims.claim import OUTSIDE, Claim
from etl.claims.reader import ClaimsFile
from etl.claims.relations import Relations, load_relations
from etl.claims.verdicts import Verdict, judge
from indicators.catalogue import Catalogue

_TEXT, _INT, _REAL, _FLAG = pa.string(), pa.int32(), pa.float64(), pa.bool_()
COLUMNS = {
    "report": _TEXT,
    "claim_id": _TEXT,
    "target_id": _TEXT,
    "kind": _TEXT,
    "indicator_id": _TEXT,
    "indicator": _TEXT,
    "area_id": _TEXT,
    "area": _TEXT,
    "year": _INT,
    "sex": _TEXT,
    "age": _TEXT,
    "location": _TEXT,
    "level": _TEXT,
    "as_of": _TEXT,
    "other_year": _INT,
    "other_area": _TEXT,
    "printed": _TEXT,
    "value": _REAL,
    "qualifier": _TEXT,
    "precision": _REAL,
    "unit": _TEXT,
    "edition": _TEXT,
    "locator": _TEXT,
    "note": _TEXT,
    "verdict": _TEXT,
    "reason": _TEXT,
    "rules": _TEXT,
    "arithmetic": _TEXT,
    "held_value": _REAL,
    "held_source_id": _TEXT,
    "same_document": _FLAG,
    "newest_verdict": _TEXT,
    "newest_reason": _TEXT,
    "newest_value": _REAL,
    "newest_difference": _REAL,
    "newest_edition": _TEXT,
    "newest_source_id": _TEXT,
    "position": _INT,
}


def create(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, folder: Path) -> None:
    """Make the table claims from the files of data/claims; it is empty where there are none.

    Raises CatalogueError or SourceError, a sentence a row, where a file holds something that is no claim.
    """
    relations = load_relations(folder, catalogue)
    files = reader.read_all(folder, catalogue, relations)
    verdicts = [(file.report, one) for file in files for one in judged(connection, file, relations, catalogue)]
    rows = [_row(report, one, catalogue, number) for number, (report, one) in enumerate(verdicts)]
    connection.register("incoming", pa.Table.from_pylist(rows, schema=pa.schema(COLUMNS)))
    connection.execute("create table claims as select * from incoming order by position")
    connection.unregister("incoming")


def judged(
    connection: duckdb.DuckDBPyConnection, file: ClaimsFile, relations: Relations, catalogue: Catalogue
) -> Sequence[Verdict]:
    """The verdicts on the claims of a file, held against a build."""
    holdings = held.find(connection, file.claims, relations)
    return judge(file.report, file.claims, holdings, relations, catalogue)


def _row(report: str, verdict: Verdict, catalogue: Catalogue, number: int) -> dict[str, Any]:
    claim, own, newest = verdict.claim, verdict.held, verdict.newest
    return {name: getattr(claim, name) for name in _of_a_claim()} | {
        "report": report,
        "kind": claim.kind.value,
        "indicator": claim.title,
        "area": _area(claim, catalogue),
        "verdict": verdict.answer.value,
        "reason": verdict.reason,
        "rules": verdict.rules,
        "arithmetic": verdict.arithmetic,
        "held_value": own.value if own else None,
        "held_source_id": own.source_id if own else "",
        "same_document": verdict.same_document,
        "newest_verdict": verdict.newest_answer.value,
        "newest_reason": verdict.newest_reason,
        "newest_value": newest.value if newest else None,
        "newest_difference": verdict.difference,
        "newest_edition": newest.edition if newest else "",
        "newest_source_id": newest.source_id if newest else "",
        "position": number,
    }


def _of_a_claim() -> Iterable[str]:
    return (name for name in COLUMNS if name in Claim.__dataclass_fields__)


def _area(claim: Claim, catalogue: Catalogue) -> str:
    """What the area is called; of all areas of a kind, that kind."""
    known = catalogue.area_by_id.get(claim.area_id)
    return known.name if known else OUTSIDE.get(claim.area_id, claim.area_id.replace("_", " "))
