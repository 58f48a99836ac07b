"""Looks at each line by itself, however few figures it has: at figures a hundredth or a hundred times of what they were
or of what other sources say, and at values that cannot be.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import log10
from operator import itemgetter
from typing import Any

import duckdb

from etl.guard.findings import Finding, listed, number, place, words
from etl.model.models import SQL
from indicators.acknowledged import FindingKind

POWERS = (2, 3, 6)
"""A per cent and a fraction, a thousand and one, a million and one: the factors, as powers of ten, that are no news."""
TOLERANCE = log10(2)
"""So near to such a factor, as a power of ten, a line looks rescaled: its figures may have been revised as well."""

_SQL = SQL / "gate"
_AREAS, _FIGURES = 10, 4


def out_of_scale(
    connection: duckdb.DuckDBPyConnection, told: Collection[tuple[str, str]] = (), *, embedded: bool = True
) -> Iterator[Finding]:
    """Lines out of scale in an unfinished build, held against the served one (etl.builds.served) and the
    project's figures.

    Those of one file that are off by one factor are one finding.

    `told` are indicators and sources of which it is said already that all figures are of another unit than they were.
    `embedded` says whether the project's own figures are looked at, too, or those of downloads alone.
    """
    asked = {"embedded": embedded, "tolerance": TOLERANCE, "powers": list(POWERS)}
    found: dict[tuple[str, str, str, str, bool], list[_Line]] = {}
    for row in _ask(connection, "scales", asked):
        line = _Line(*row)
        if not (line.is_former and (line.indicator_id, line.source_id) in told):
            found.setdefault(line.kind, []).append(line)
    for (indicator_id, source_id, file, factor, is_former), lines in found.items():
        areas = list(dict.fromkeys(line.area_id for line in lines))
        others = listed(sorted(set().union(*(line.of_sources for line in lines))))
        than = "what they were" if is_former else f"those of {others}"
        yield Finding(
            FindingKind.LINE_OUT_OF_SCALE,
            indicator_id,
            f"{indicator_id} from {source_id} ({place(file)}): the figures of {listed(areas, _AREAS)} are about "
            f"{factor} {than}, as if they came on another scale. {lines[0].said()}",
            source_id=source_id,
        )


@dataclass(frozen=True)
class _Line:
    """A line that differs by a factor, a power of ten, from what it is held against."""

    indicator_id: str
    source_id: str
    file: str
    area_id: str
    sex: str
    age: str
    location: str
    level: str
    power: float
    is_former: bool
    of_sources: list[str]
    figures: list[list[float]]

    @property
    def kind(self) -> tuple[str, str, str, str, bool]:
        """What lines of one finding share: indicator, source, file, factor, whether it is held against its own past."""
        nearest = min(POWERS, key=lambda one: abs(abs(self.power) - one))
        factor = f"{10**nearest:,} times" if self.power > 0 else f"1/{10**nearest:,} of"
        return self.indicator_id, self.source_id, self.file, factor, self.is_former

    def said(self) -> str:
        """Its newest figures beside those that it is held against."""
        told = []
        for year, value, of_year, of_value in self.figures[:_FIGURES]:
            when = "" if of_year == year else f" in {of_year:.0f}"
            against = f"it was {number(of_value)}{when}" if self.is_former else f"{number(of_value)} there{when}"
            told.append(f"{year:.0f}: {number(value)} ({against})")
        breakdown = words((self.sex, self.age, self.location, self.level))
        return f"{' '.join([self.area_id, *breakdown])}, {'; '.join(told)}."


def impossible(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Areas in downloads of whose figures half cannot be, those left out that the served build rejected, too.

    Those rows are rejected; but whoever sent them has got the area wrong.
    """
    rows = _ask(connection, "impossible", {})
    for (indicator_id, source_id, file), of_one in groupby(rows, key=itemgetter(0, 1, 2)):
        told = [
            f"{area_id} ({bad:,} of {bad + good:,}, {value} in line {line}: {reason})"
            for *_, area_id, bad, good, line, value, reason in of_one
        ]
        yield Finding(
            FindingKind.VALUE_IMPOSSIBLE,
            indicator_id,
            f"{indicator_id} from {source_id} ({place(file)}): figures that cannot be: {listed(told)}.",
            source_id=source_id,
        )


def _ask(connection: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    return connection.execute((_SQL / f"{name}.sql").read_text(encoding="utf-8"), parameters).fetchall()
