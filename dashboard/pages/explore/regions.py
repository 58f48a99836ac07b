"""The ITU regions by which economies are coloured and placed."""

from indicators.catalogue import Catalogue
from indicators.vocabulary import AreaType


def region_names(catalogue: Catalogue) -> dict[str, str]:
    """The names of the ITU regions by id."""
    return {one.area_id: one.short_name for one in catalogue.areas if one.area_type is AreaType.ITU_REGION}


def regions_of(catalogue: Catalogue, year: int) -> dict[str, str]:
    """The ITU region of each economy in a year; a region's own is itself."""
    names = region_names(catalogue)
    return {area_id: region for region in names for area_id in (*catalogue.members(region, year), region)}
