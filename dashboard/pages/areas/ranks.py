"""Places among peers: who is compared, how many they are, and what stands in their middle."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from statistics import median

from dashboard.reading.held import NewestFigure
from indicators.areas import Area
from indicators.model import Indicator
from indicators.parity import symmetric
from indicators.vocabulary import AreaType, Direction

COMPARED_YEARS = 5
"""How many years older than the newest a figure may be that is compared with others."""


@dataclass(frozen=True)
class Peers:
    """The areas that an area is ranked among: a group's economies, all economies, or the groups of one kind."""

    name: str
    among: str
    members: frozenset[str]
    group_id: str = ""


@dataclass(frozen=True)
class Rank:
    """The place of an area among those compared, 1 for the best; `joint` where another shares it."""

    place: int
    of: int
    joint: bool
    median: float


def merit(value: float, indicator: Indicator) -> float | None:
    """A number that is the larger the better a value is, as far as its printed decimals tell; None where none is."""
    printed = round(value, indicator.decimals)
    if indicator.direction is Direction.UP:
        return printed
    if indicator.direction is Direction.DOWN:
        return -printed
    if indicator.direction is Direction.BAND:
        return -abs(symmetric(printed) - 1)
    return None


def recent(figures: Mapping[str, NewestFigure]) -> dict[str, NewestFigure]:
    """The newest figures of one kind that compare: those at most COMPARED_YEARS older than the newest of them."""
    newest = max((row.year for row in figures.values()), default=0)
    return {area_id: row for area_id, row in figures.items() if row.year >= newest - COMPARED_YEARS}


def rank(
    area_id: str, compared: Mapping[str, NewestFigure], members: Collection[str], indicator: Indicator
) -> Rank | None:
    """The place of an area among `members`, by figures that compare; None where it has none, or nothing is better."""
    own = compared.get(area_id)
    if own is None or area_id not in members:
        return None
    mine = merit(own.value, indicator)
    if mine is None:
        return None
    among = [row for one, row in compared.items() if one in members]
    merits = [found for row in among if (found := merit(row.value, indicator)) is not None]
    return Rank(
        place=1 + sum(each > mine for each in merits),
        of=len(merits),
        joint=merits.count(mine) > 1,
        median=median(row.value for row in among),
    )


def peers_of(area: Area, areas: Collection[Area], members: Mapping[str, frozenset[str]]) -> list[Peers]:
    """Whom an area is ranked among, the closest first.

    An economy among those of its region, income group and development levels (developing and developed only where it
    is in no closer one), and among all; a group among the groups of its kind; among no one the world, and a composite.
    """
    if area.area_type is AreaType.WORLD or area.composite:
        return []
    if area.area_type is not AreaType.ECONOMY:
        alike = [one for one in areas if one.area_type is area.area_type and not one.composite]
        return [Peers(KINDS[area.area_type], KINDS[area.area_type].lower(), frozenset(one.area_id for one in alike))]
    by_id = {one.area_id: one for one in areas}
    own = [by_id[group] for group, economies in members.items() if area.area_id in economies]
    special = [one for one in own if one.area_type is AreaType.DEVELOPMENT_LEVEL and one.area_id not in _WIDE]
    order = [AreaType.ITU_REGION, AreaType.INCOME_GROUP, AreaType.DEVELOPMENT_LEVEL]
    closest = sorted(
        (one for one in own if not (special and one.area_id in _WIDE)), key=lambda one: order.index(one.area_type)
    )
    everyone = frozenset(one.area_id for one in areas if one.area_type is AreaType.ECONOMY)
    found = [Peers(one.short_name, one.name, members[one.area_id], one.area_id) for one in closest]
    return [*found, Peers("All economies", "all economies", everyone, "WLD")]


KINDS = {
    AreaType.ITU_REGION: "ITU regions",
    AreaType.DEVELOPMENT_LEVEL: "Development levels",
    AreaType.INCOME_GROUP: "Income groups",
}
_WIDE = ("DEVELOPING", "DEVELOPED")


def ordinal(place: int) -> str:
    """1st, 2nd, 3rd, 11th, 21st."""
    teen = 10 <= place % 100 < 20
    return f"{place}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th')}"


def rank_text(found: Rank) -> str:
    """A place as read aloud: "12th of 44"; "alone" where no other has a figure."""
    return "alone" if found.of == 1 else f"{ordinal(found.place)} of {found.of}"
