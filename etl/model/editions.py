"""The observations of a build by edition: what is computed is computed within one edition of one source."""

from dataclasses import dataclass, field
from typing import Any

import duckdb

from indicators.aggregation import Aggregate
from indicators.model import Indicator
from indicators.series import Point
from indicators.vocabulary import AreaType

Breakdown = tuple[str, str, str, str]
"""sex, age, location, level."""

Key = tuple[str, Breakdown, str, str]
"""indicator id, breakdown, edition, source id."""

_LINES = """
    select
        o.indicator_id, o.sex, o.age, o.location, o.level, o.edition, o.source_id,
        any_value(editions.vintage) as vintage, any_value(o.document) as document,
        o.area_id, any_value(areas.area_type) as area_type,
        list(o.year order by o.year) as years,
        list(o.value order by o.year) as values,
        list(o.qualifier order by o.year) as qualifiers
    from observations as o
    join editions using (source_id, edition, file)
    join areas using (area_id)
    where o.carries_line
        and o.value_status <> 'projected'
        and o.year <= cast(left(editions.vintage, 4) as integer)
    group by all
    order by o.indicator_id, o.area_id, o.sex, o.age, o.location, o.level, o.edition, o.source_id
"""


@dataclass
class Edition:
    """The figures of one indicator and breakdown in one edition of a source: area id, year, point."""

    vintage: str
    document: str
    economies: dict[str, dict[int, Point]] = field(default_factory=dict)
    groups: dict[str, dict[int, Point]] = field(default_factory=dict)

    @property
    def everyone(self) -> dict[str, dict[int, Point]]:
        """The figures of economies and groups together."""
        return self.economies | self.groups


def editions(connection: duckdb.DuckDBPyConnection) -> dict[Key, Edition]:
    """The observed figures of `observations` that carry a line, by edition, in the order of the table."""
    found: dict[Key, Edition] = {}
    for row in connection.execute(_LINES).fetchall():
        indicator_id, sex, age, location, level, edition, source_id, vintage, document, area_id, kind, *points = row
        key = (indicator_id, (sex, age, location, level), edition, source_id)
        into = found.setdefault(key, Edition(vintage, document))
        areas = into.economies if kind == AreaType.ECONOMY else into.groups
        areas[area_id] = {point[0]: Point(*point) for point in zip(*points, strict=True)}
    return found


def columns(key: Key, edition: Edition, indicator: Indicator, area_id: str) -> dict[str, Any]:
    """What a figure computed within an edition says of itself in the tables `computed` and `withheld`."""
    sex, age, location, level = key[1]
    return {
        "indicator_id": indicator.id,
        "area_id": area_id,
        "sex": sex,
        "age": age,
        "location": location,
        "level": level,
        "unit": indicator.unit,
        "edition": key[2],
        "vintage": edition.vintage,
        "source_id": key[3],
        "document": f"computed from {edition.document}",
    }


def coverage(one: Aggregate) -> dict[str, Any]:
    """What a computed figure of a group rests on, in the same tables."""
    return {
        "year": one.year,
        "coverage_population": one.coverage,
        "economies_with_data": one.economies_with_data,
        "economies_total": one.economies_total,
        "economies_meeting": one.meeting,
        "expected_error": one.expected_error,
    }
