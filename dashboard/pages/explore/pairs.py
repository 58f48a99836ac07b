"""The pairs of a scatter: two figures of each economy, with its region and its people."""

from dashboard.figures.scatter import Pair
from dashboard.reading import queries
from dashboard.reading.explored import Findings
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import rows
from indicators.vocabulary import AreaType

OTHER = "soft"


def region_names(snapshot: Snapshot) -> dict[str, str]:
    """The names of the ITU regions by id."""
    kind = AreaType.ITU_REGION
    return {one.area_id: one.short_name for one in snapshot.catalogue.areas if one.area_type is kind}


def regions_of(snapshot: Snapshot) -> dict[str, str]:
    """The ITU region of each economy; a region's own is itself."""
    catalogue, year = snapshot.catalogue, snapshot.build.built_at.year
    names = region_names(snapshot)
    return {area_id: region for region in names for area_id in (*catalogue.members(region, year), region)}


def pairs_of(snapshot: Snapshot, found: Findings) -> list[Pair]:
    """The figures of the view's two indicators by area; empty where the view is no scatter."""
    if found.view.chart != "scatter" or found.frame.empty:
        return []
    across, up = ({row.area_id: row for row in rows(found.of(indicator))} for indicator in found.indicators)
    people = queries.people(snapshot)
    regions = regions_of(snapshot)
    return [
        Pair(row, up[area_id], regions.get(area_id, OTHER), people.get(area_id))
        for area_id, row in across.items()
        if area_id in up
    ]
