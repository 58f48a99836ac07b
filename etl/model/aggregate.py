"""Computes figures of groups from economies into `staging` for the model of series, beside what is derived from
published figures (etl/model/derived.py).

Everything is computed within one edition of one source: a line never mixes editions, computed or not.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import duckdb

from etl.model import derived
from etl.model.editions import Edition, Key, columns, coverage, editions
from etl.model.load import create
from indicators.aggregation import Aggregate, GroupLine, broken_in, describe, group_lines
from indicators.catalogue import Catalogue
from indicators.held import Held
from indicators.model import Indicator
from indicators.populations import Populations
from indicators.vocabulary import Aggregation


def compute(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, day: date) -> None:
    """Create staging.computed, staging.withheld, staging.panels and staging.tier_counts from `observations`.

    A group is, in every year, what it is on the `day` of the build, as its publishers have it: a line is of the same
    economies, and whoever asks for the members of a group gets those that its figures rest on.
    """
    held_by = editions(connection)
    groups = {group.area_id: catalogue.members_on(group.area_id, day) for group in catalogue.groups()}
    people = connection.execute("select area_id, year, people from populations").fetchall()
    populations = Populations(people)
    rows: dict[str, list[dict[str, Any]]] = {"computed": [], "withheld": [], "panels": [], "tier_counts": []}
    for indicator in catalogue.indicators:
        made, withheld = derived.sums(indicator, held_by)
        rows["computed"] += made
        rows["withheld"] += withheld
        rows["computed"] += derived.complements(indicator, held_by, catalogue)
    for key, edition in held_by.items():
        indicator = catalogue.indicator_by_id[key[0]]
        if indicator.aggregation is not Aggregation.NONE and edition.economies:
            newest = max(max(points) for points in edition.economies.values())
            held = Held(indicator, edition.economies, populations)
            lines = group_lines(held, groups.values(), newest)
            for (group_id, members), line in zip(groups.items(), lines, strict=True):
                _add_group(rows, key, edition, group_id, members, line, catalogue)
    for indicator in catalogue.indicators:
        rows["computed"] += derived.ratios(indicator, held_by, catalogue, groups, populations)
    for table, found in rows.items():
        create(connection, table, found)


def _add_group(
    rows: dict[str, list[dict[str, Any]]],
    key: Key,
    edition: Edition,
    group_id: str,
    members: frozenset[str],
    line: GroupLine,
    catalogue: Catalogue,
) -> None:
    indicator = catalogue.indicator_by_id[key[0]]
    common = columns(key, edition, indicator, group_id)
    for one in line.shown:
        note = _note(one, indicator, edition, members, catalogue)
        rows["computed"].append(
            common
            | coverage(one)
            | {"value": one.value, "note": note, "gives_way": indicator.sparse or indicator.shows_typical_economy}
        )
        rows["tier_counts"] += [
            {
                "indicator_id": indicator.id,
                "area_id": group_id,
                "year": one.year,
                "edition": key[2],
                "tier": tier,
                "position": position,
                "economies": count,
            }
            for position, (tier, count) in enumerate(one.tiers.items())
        ]
    rows["withheld"] += [common | coverage(one) | {"reason": "below_coverage"} for one in line.withheld]
    if (panel := line.panel) is not None:
        of_all = {"economies_with_data": panel.economies, "population": panel.population, "without": panel.without}
        rows["panels"] += [common | {"year": one.year, "value": one.value} | of_all for one in panel.points]


def _note(one: Aggregate, indicator: Indicator, edition: Edition, members: Iterable[str], catalogue: Catalogue) -> str:
    broken = broken_in(indicator, one.year, edition.economies, members)
    return describe(one, indicator, [catalogue.area_by_id[area].short_name for area in broken])
