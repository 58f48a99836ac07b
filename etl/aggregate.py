"""Computes figures of groups from economies, and ratios from two shares, into `staging` for the model of series.

Everything is computed within one edition of one source: a line never mixes editions, computed or not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import duckdb

from etl.load import create
from indicators.aggregation import Aggregate, GroupLine, Held, Populations, broken_in, describe, group_line
from indicators.catalogue import Catalogue
from indicators.model import Area, Indicator
from indicators.parity import ratio_range
from indicators.series import Point
from indicators.vocabulary import Aggregation, AreaType

Breakdown = tuple[str, str, str, str]
_WHOLE = 1e-9

_LINES = """
    select
        o.indicator_id, o.sex, o.age, o.location, o.level, o.edition, o.source_id,
        any_value(editions.vintage) as vintage, any_value(o.document) as document,
        o.area_id, areas.area_type,
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
class _Edition:
    """The figures of one indicator and breakdown in one edition of a source: area id, year, point."""

    vintage: str
    document: str
    economies: dict[str, dict[int, Point]] = field(default_factory=dict)
    groups: dict[str, dict[int, Point]] = field(default_factory=dict)

    @property
    def everyone(self) -> dict[str, dict[int, Point]]:
        return self.economies | self.groups


Key = tuple[str, Breakdown, str, str]
"""indicator id, breakdown, edition, source id."""


def compute(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Create staging.computed, staging.withheld, staging.panels and staging.tier_counts from `observations`."""
    editions = _editions(connection)
    people = connection.execute("select area_id, year, people from populations").fetchall()
    populations = Populations(people)
    rows: dict[str, list[dict[str, Any]]] = {"computed": [], "withheld": [], "panels": [], "tier_counts": []}
    for key, edition in editions.items():
        indicator = catalogue.indicator_by_id[key[0]]
        if indicator.aggregation is not Aggregation.NONE and edition.economies:
            newest = max(max(points) for points in edition.economies.values())
            held = Held(edition.economies)
            for group in catalogue.groups():
                line = group_line(indicator, held, partial(catalogue.members, group.area_id), populations, newest)
                _add_group(rows, key, edition, indicator, group, line, catalogue)
    for indicator in catalogue.indicators:
        if indicator.ratio_of:
            rows["computed"] += _ratios(indicator, editions, catalogue, populations)
    for table, found in rows.items():
        create(connection, table, found)


def _editions(connection: duckdb.DuckDBPyConnection) -> dict[Key, _Edition]:
    found: dict[Key, _Edition] = {}
    for row in connection.execute(_LINES).fetchall():
        indicator_id, sex, age, location, level, edition, source_id, vintage, document, area_id, kind, *points = row
        key = (indicator_id, (sex, age, location, level), edition, source_id)
        into = found.setdefault(key, _Edition(vintage, document))
        areas = into.economies if kind == AreaType.ECONOMY else into.groups
        areas[area_id] = {point[0]: Point(*point) for point in zip(*points, strict=True)}
    return found


def _add_group(
    rows: dict[str, list[dict[str, Any]]],
    key: Key,
    edition: _Edition,
    indicator: Indicator,
    group: Area,
    line: GroupLine,
    catalogue: Catalogue,
) -> None:
    common = _common(key, edition, indicator, group.area_id)
    for one in line.shown:
        note = _note(one, indicator, edition, catalogue.members(group.area_id, one.year), catalogue)
        rows["computed"].append(common | _figure(one) | {"value": one.value, "note": note, "is_rough": False})
        rows["tier_counts"] += [
            {
                "indicator_id": indicator.id,
                "area_id": group.area_id,
                "year": one.year,
                "edition": key[2],
                "tier": tier,
                "position": position,
                "economies": count,
            }
            for position, (tier, count) in enumerate(one.tiers.items())
        ]
    rows["withheld"] += [common | _figure(one) for one in line.withheld]
    rows["panels"] += [
        common | {"year": one.year, "value": one.value, "economies_with_data": line.panel_economies}
        for one in line.panel or ()
    ]


def _common(key: Key, edition: _Edition, indicator: Indicator, area_id: str) -> dict[str, Any]:
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


def _figure(one: Aggregate) -> dict[str, Any]:
    return {
        "year": one.year,
        "coverage_population": one.coverage,
        "economies_with_data": one.economies_with_data,
        "economies_total": one.economies_total,
        "economies_meeting": one.meeting,
        "expected_error": one.expected_error,
    }


def _note(one: Aggregate, indicator: Indicator, edition: _Edition, members: Iterable[str], catalogue: Catalogue) -> str:
    broken = broken_in(indicator, one.year, edition.economies, members)
    return describe(one, indicator, [catalogue.area_by_id[area].short_name for area in broken])


def _ratios(
    indicator: Indicator, editions: dict[Key, _Edition], catalogue: Catalogue, populations: Populations
) -> Iterator[dict[str, Any]]:
    """The ratio of two shares wherever one edition holds both; for groups also from the economies that have both."""
    of = indicator.ratio_of
    if of is None:
        return
    place = ("sex", "age", "location").index(of.by)
    total = ("both", "all", "total")[place]
    for key, upper in editions.items():
        indicator_id, breakdown, edition, source_id = key
        if indicator_id != of.indicator or breakdown[place] != of.numerator:
            continue
        lower = editions.get((indicator_id, _with(breakdown, place, of.denominator), edition, source_id))
        if lower is None:
            continue
        common = _common((indicator.id, _with(breakdown, place, total), edition, source_id), upper, indicator, "")
        for area_id, points in upper.everyone.items():
            for year, top in points.items():
                bottom = lower.everyone.get(area_id, {}).get(year)
                if bottom and bottom.value > 0 and not (top.is_bound or bottom.is_bound):
                    yield common | {"area_id": area_id, "year": year} | _ratio(top.value, bottom.value, indicator)
        yield from _group_ratios(catalogue.indicator_by_id[of.indicator], upper, lower, common, catalogue, populations)


def _with(breakdown: Breakdown, place: int, word: str) -> Breakdown:
    words = [*breakdown[:place], word, *breakdown[place + 1 :]]
    return (words[0], words[1], words[2], words[3])


def _ratio(top: float, bottom: float, indicator: Indicator) -> dict[str, Any]:
    rough = all(abs(value - round(value)) < _WHOLE for value in (top, bottom))
    low, high = ratio_range(top, bottom, 0 if rough else 1)
    spread = f"{low:.{indicator.decimals}f} to {high:.{indicator.decimals}f}"
    note = f"ratio of shares printed as whole per cents: {spread}" if rough else "ratio of two published shares"
    return {"value": top / bottom, "note": note, "is_rough": rough}


def _group_ratios(
    shares: Indicator,
    upper: _Edition,
    lower: _Edition,
    common: dict[str, Any],
    catalogue: Catalogue,
    populations: Populations,
) -> Iterator[dict[str, Any]]:
    both = {area: set(points) & lower.economies.get(area, {}).keys() for area, points in upper.economies.items()}
    newest = max((year for years in both.values() for year in years), default=None)
    if newest is None:
        return
    held = [
        Held({area: {year: one.economies[area][year] for year in years} for area, years in both.items()})
        for one in (upper, lower)
    ]
    for group in catalogue.groups():
        members = partial(catalogue.members, group.area_id)
        tops, bottoms = (group_line(shares, one, members, populations, newest).shown for one in held)
        for top, bottom in zip(tops, bottoms, strict=True):
            if bottom.value > 0:
                span = f", {top.first_year}–{top.year}" if shares.sparse and top.first_year < top.year else ""
                note = f"ratio of the means of economies with both shares{span}"
                figure = _figure(top) | {"economies_meeting": None, "expected_error": None}
                ratio = {"value": top.value / bottom.value, "note": note, "is_rough": False}
                yield common | figure | {"area_id": group.area_id} | ratio
