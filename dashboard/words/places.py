"""Areas as they stand in a sentence."""

from indicators.areas import Area
from indicators.vocabulary import AreaType

_WITH_ARTICLE = ("ITU-AMS", "ITU-ARB", "ITU-CIS")


def in_a_place(area: Area) -> str:
    """An area as it stands behind "in": the world, the LDCs, Africa, low-income economies."""
    if area.area_type is AreaType.WORLD:
        return "the world"
    if area.area_id in _WITH_ARTICLE or area.short_name.isupper() or area.short_name[:-1].isupper():
        return f"the {area.short_name}"
    if area.area_type in (AreaType.INCOME_GROUP, AreaType.DEVELOPMENT_LEVEL):
        return f"{area.name[0].lower()}{area.name[1:]}"
    return area.name
