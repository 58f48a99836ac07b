"""Where an area stands on each target: the indicator that speaks for it, its figure and verdict, and its ranks."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.pages.areas.facts import WORLD, Facts, Key
from dashboard.pages.areas.ranks import Peers, Rank, rank, recent
from dashboard.reading.held import NewestFigure
from dashboard.rows import Judgement, Observation, known
from dashboard.words.comparable import is_typical
from indicators.areas import Area
from indicators.model import Indicator
from indicators.plan import Target
from indicators.vocabulary import AreaType, Status


@dataclass(frozen=True)
class Standing:
    """An area on one target by one indicator: `line` are its observations, the newest last; none without a figure.

    `ranks` has one place for each of the peers asked for; None where the area is not compared among them.
    """

    target: Target
    indicator: Indicator
    key: Key
    line: tuple[Observation, ...] = ()
    judged: Judgement | None = None
    world: Observation | None = None
    ranks: tuple[Rank | None, ...] = ()

    @property
    def figure(self) -> Observation | None:
        """The newest observation; None where there is none."""
        return self.line[-1] if self.line else None

    @property
    def change(self) -> float | None:
        """The recent change a year; None where none is told."""
        change = self.judged.recent_a_year if self.judged is not None else None
        return float(change) if change is not None and known(change) else None

    @property
    def status(self) -> Status:
        """The verdict; not assessable where there is no figure."""
        return Status(self.judged.status) if self.line and self.judged is not None else Status.NOT_ASSESSABLE


def standings(facts: Facts, area: Area, peers: Sequence[Peers]) -> list[Standing]:
    """Where an area stands on each of the targets, by the first indicator of which it has a figure.

    Of indicators that a target asks for together it is the first that does not reach its benchmark, where one does not.
    """
    found = []
    for target in facts.catalogue.targets:
        keys = facts.keys_of(target)
        speaking = [key for key in keys if facts.newest_line(key, area.area_id) is not None]
        short = (key for key in speaking if key[0] in target.together and not _is_met(facts, key, area))
        held = next(short, None) or next(iter(speaking), keys[0])
        found.append(standing(facts, area, target, held, peers))
    return found


def _is_met(facts: Facts, key: Key, area: Area) -> bool:
    judged = facts.verdicts.get((key, area.area_id))
    return judged is not None and judged.status == Status.MET


def standing(facts: Facts, area: Area, target: Target, key: Key, peers: Sequence[Peers]) -> Standing:
    """Where an area stands on a target by one indicator and level."""
    indicator = facts.catalogue.indicator_by_id[key[0]]
    of_the_kind = _of_the_kind(facts, area, key).items()
    compared = recent({one: row for one, row in of_the_kind if not is_typical(row, indicator)})
    return Standing(
        target,
        indicator,
        key,
        tuple(facts.lines.get((key, area.area_id), ())),
        facts.verdicts.get((key, area.area_id)),
        facts.newest_line(key, WORLD) if area.area_id != WORLD else None,
        tuple(rank(area.area_id, compared, each.members, indicator) for each in peers),
    )


def _of_the_kind(facts: Facts, area: Area, key: Key) -> dict[str, NewestFigure]:
    """The newest figures of all areas of a kind: "recent" is measured among them, not among their groups."""
    return {one: row for one, row in facts.newest.get(key, {}).items() if row.area_type == area.area_type}


def field_of(facts: Facts, area: Area) -> Area:
    """The area whose economies are shown beside an area's figure: its region, itself, or else the world."""
    region = facts.region_of(area)
    if region is not None:
        return region
    world = facts.catalogue.area_by_id[WORLD]
    return world if area.area_type is AreaType.ECONOMY or not facts.economies_of(area) else area


def economies_compared(facts: Facts, area: Area, key: Key) -> dict[str, NewestFigure]:
    """The figures that compare of the economies beside an area's figure."""
    economies = facts.economies_of(field_of(facts, area))
    everyone = {one: row for one, row in facts.newest.get(key, {}).items() if row.area_type == AreaType.ECONOMY}
    return {one: row for one, row in recent(everyone).items() if one in economies}
