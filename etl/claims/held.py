"""What the warehouse holds for claims: figures as they were published, by edition."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import duckdb

from etl.claims.claim import Claim, Key, Span
from etl.claims.relations import Relations
from indicators.vocabulary import AreaType

_QUERY = """
    select o.indicator_id, o.area_id, o.year, o.sex, o.age, o.location, o.level,
        o.value, o.qualifier, o.edition, editions.vintage, o.source_id, o.document, o.file
    from observations as o
    join editions using (source_id, edition, file)
    join sources using (source_id)
    where list_contains($indicators, o.indicator_id) and list_contains($areas, o.area_id)
    order by editions.vintage desc, sources.precedence
"""


class Figure(NamedTuple):
    """A published figure; `vintage` is the month of its edition."""

    value: float
    qualifier: str
    edition: str
    vintage: str
    source_id: str
    document: str
    file: str

    @property
    def span(self) -> Span:
        """Where it may lie, by the digits that it was published with."""
        text = f"{self.value:.10g}"
        half = 0.5 * 10 ** -len(text.partition(".")[2]) if "e" not in text else 0.0
        return Span(self.value - half, self.value + half)


@dataclass(frozen=True)
class Holdings:
    """Figures by what they are of, the newest edition first; and the areas of each kind."""

    figures: dict[Key, list[Figure]]
    indicators: frozenset[str]
    areas: dict[str, tuple[str, ...]]

    def own(self, key: Key, edition: str) -> list[Figure]:
        """Those of an edition; where none is called so and it is named by a year alone, those of that year's."""
        found = self.figures.get((*key[:7], ""), [])
        return [one for one in found if one.edition == edition] or [
            one for one in found if edition.isdecimal() and one.vintage[:4] == edition
        ]

    def newer(self, key: Key, edition: str) -> Figure | None:
        """The newest that was published in a later year than the edition."""
        found = self.figures.get((*key[:7], ""), [])
        return next((one for one in found if one.vintage[:4] > edition[:4]), None)


def find(connection: duckdb.DuckDBPyConnection, claims: Collection[Claim], relations: Relations) -> Holdings:
    """All that is held of the indicators of claims, and of those that stand in a relation to them."""
    wanted = {one.indicator_id for one in claims}
    wanted |= {part.indicator_id for one in wanted for each in relations.of.get(one, ()) for part in each.parts}
    kinds: dict[str, tuple[str, ...]] = {}
    for kind, area_id in connection.execute(
        "select area_type, area_id from areas where not composite order by kind, sort"
    ).fetchall():
        kinds[kind] = (*kinds.get(kind, ()), area_id)
    areas = _areas(claims, kinds)
    figures: dict[Key, list[Figure]] = {}
    for row in connection.execute(_QUERY, {"indicators": sorted(wanted), "areas": sorted(areas)}).fetchall():
        figures.setdefault((*row[:7], ""), []).append(Figure(*row[7:]))
    held = connection.execute("select distinct indicator_id from observations").fetchall()
    return Holdings(figures, frozenset(one for (one,) in held), kinds)


def _areas(claims: Iterable[Claim], kinds: dict[str, tuple[str, ...]]) -> set[str]:
    """The groups, and the economies that claims name or are of."""
    found = {one for kind, areas in kinds.items() if kind != AreaType.ECONOMY for one in areas}
    for claim in claims:
        found |= {claim.area_id, claim.other_area}
        if claim.of_each:
            found |= set(kinds.get(claim.of_each, ()))
    return found - {""}
