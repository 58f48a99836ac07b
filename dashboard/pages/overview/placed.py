"""Where every target stands on the one scale of the picture: its judged figure, and those of regions and LDCs."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.pages.overview.card_facts import CardFacts
from dashboard.pages.overview.found import Found
from dashboard.rows import Judgement, known
from indicators.areas import Area
from indicators.benchmark import Benchmark
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.reach import reached
from indicators.vocabulary import AreaType, Status

LEFT_BEHIND = "LDC"
"""The group that is drawn beside the regions: whoever it stands for is pledged not to be left behind."""

OLD_AFTER = 3
"""How many years before the build a figure may lie and still count as one of these years."""


@dataclass(frozen=True)
class Place:
    """A judged figure of an area, the benchmark it is held against, and the share of that which it has reached."""

    area: Area
    indicator: Indicator
    judged: Judgement
    benchmark: Benchmark
    reached: float
    is_old: bool

    @property
    def year(self) -> int:
        """The year of the figure."""
        return int(self.judged.latest_year)

    @property
    def expected(self) -> float | None:
        """The share of the benchmark that is expected by the year of the verdict; None where no pace is told."""
        value = self.judged.expected_value
        return reached(value, self.benchmark, self.indicator.direction) if known(value) else None


@dataclass(frozen=True)
class Placed:
    """A target in the picture: the place of the area that it is judged on, and those of the groups drawn beside it."""

    facts: CardFacts
    own: Place
    groups: tuple[Place, ...]

    @property
    def lowest(self) -> Place | None:
        """The group whose figure is the lowest, whatever its year; None where there are fewer than two."""
        return min(self.groups, key=lambda one: one.reached) if len(self.groups) > 1 else None

    @property
    def behind(self) -> Place | None:
        """The group that is furthest behind; None where fewer than two can be compared, or the two that are last have
        figures of different years.
        """
        last = sorted(self.groups, key=lambda one: one.reached)[:2]
        return last[0] if len(last) > 1 and last[0].year == last[1].year else None


def drawn_groups(catalogue: Catalogue) -> list[Area]:
    """The groups that have a dot in the picture: the regions, and the LDCs."""
    return [one for one in catalogue.groups() if one.area_type is AreaType.ITU_REGION or one.area_id == LEFT_BEHIND]


def placed(found: Found) -> list[Placed]:
    """The targets that have a place in the picture, in the order of the plan: those whose judged figure has one."""
    catalogue = found.held.catalogue
    groups = drawn_groups(catalogue)
    targets = []
    for facts in found.facts:
        if facts.world is None or facts.judged is None:
            continue
        indicator = facts.world.indicator
        own = place_of(facts.judged, indicator, facts.area, found.year)
        if own is None:
            continue
        others = ((area, found.held.judged.get((indicator.id, area.area_id))) for area in groups if area != facts.area)
        places = (place_of(row, indicator, area, found.year) for area, row in others if row is not None)
        targets.append(Placed(facts, own, tuple(one for one in places if one is not None)))
    return targets


def folded(found: Found, targets: Iterable[Placed]) -> list[CardFacts]:
    """The targets that have no place in the picture: without a figure that can be judged."""
    drawn = {one.facts.target.id for one in targets}
    return [one for one in found.facts if one.target.id not in drawn]


def place_of(row: Judgement, indicator: Indicator, area: Area, build_year: int) -> Place | None:
    """Where a judged figure stands; None where nothing is judged: no figure, no benchmark, or one too old to say."""
    benchmark = indicator.benchmark_for(area.area_id, row.benchmark_set or "")
    if benchmark is None or row.status == Status.NOT_ASSESSABLE or not known(row.latest_value):
        return None
    is_old = build_year - int(row.latest_year) > OLD_AFTER
    return Place(area, indicator, row, benchmark, reached(row.latest_value, benchmark, indicator.direction), is_old)
