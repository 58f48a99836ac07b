"""Finds years that a new build thins out: of which it has fewer economies than the served one, or shows fewer first."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import duckdb

from etl.guard.findings import LOST_PERCENT, Finding, listed, place, words
from etl.model.models import SQL
from indicators.acknowledged import FindingKind

SHORTER_PERCENT = 5
"""Of so many economies of a year the line shown first may let it go: other lines have it still."""


def findings(connection: duckdb.DuckDBPyConnection, told: Collection[str]) -> list[Finding]:
    """What is thinned out, held against the served build (etl.builds.served) and temp.cells of both
    (etl.builds.revisions).

    `told` are indicators of which it is said already that economies are lost altogether.
    """
    return [*_lost(connection, told), *_shorter(connection)]


def _lost(connection: duckdb.DuckDBPyConnection, told: Collection[str]) -> Iterator[Finding]:
    """Indicators with years that lost the figures of too many economies."""
    thinned: dict[str, dict[str, list[str]]] = {}
    for indicator_id, year, *breakdown, economies, lost, gone, source_ids in _ask(connection, "years"):
        missing = lost if indicator_id in told else sorted([*lost, *gone])
        if said := _said(year, breakdown, missing, economies, LOST_PERCENT):
            thinned.setdefault(indicator_id, {})[said] = source_ids
    for indicator_id, years in thinned.items():
        sources = sorted(set().union(*years.values()))
        rows = _ask(connection, "files", {"indicator_id": indicator_id, "source_ids": sources})
        files = [place(file) for file, is_embedded in rows if not is_embedded] or [place(file) for file, _ in rows]
        left = f"What is left comes from {listed(files)}" if files else f"Nothing is left from {listed(sources)}"
        yield Finding(
            FindingKind.YEARS_THINNED,
            indicator_id,
            f"{indicator_id}: years lost economies that the served build has; the gate allows {LOST_PERCENT} % of a "
            f"year. Lost: {listed(list(years), sign='; ')}. {left}.",
        )


def _shorter(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Indicators whose lines shown first lost years of too many economies, though other lines still have them.

    A single economy whose publisher let a year go is no thinned year: its figure is still there to be seen.
    """
    thinned: dict[str, dict[str, list[str]]] = {}
    for indicator_id, year, *breakdown, economies, areas, files in _ask(connection, "lines"):
        if len(areas) > 1 and (said := _said(year, breakdown, areas, economies, SHORTER_PERCENT)):
            thinned.setdefault(indicator_id, {})[said] = files
    for indicator_id, years in thinned.items():
        files = sorted({place(file) for of_year in years.values() for file in of_year or ()})
        yield Finding(
            FindingKind.YEARS_THINNED,
            indicator_id,
            f"{indicator_id}: the lines shown first have no longer all the years that they have in the served build; "
            f"the gate allows {SHORTER_PERCENT} % of a year. Only in other lines: {listed(list(years), sign='; ')}. "
            f"The shorter ones come from {listed(files)}.",
        )


def _said(year: int, breakdown: Sequence[str], missing: Sequence[str], economies: int, allowed: int) -> str:
    """What a year lost, in words; nothing where it is no more than is allowed, in per cent."""
    if 100 * len(missing) <= allowed * economies:
        return ""
    when = " ".join([str(year), *words(breakdown)])
    return f"{when}: {len(missing):,} of {economies:,} economies ({listed(missing)})"


def _ask(
    connection: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, Any] | None = None
) -> list[tuple[Any, ...]]:
    query = (SQL / "gate" / f"{name}.sql").read_text(encoding="utf-8")
    return connection.execute(query, parameters or {}).fetchall()
