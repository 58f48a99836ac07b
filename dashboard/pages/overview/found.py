"""All that the overview shows, found in one step: judgements, courses, groups, and why figures are missing."""

from dataclasses import dataclass
from itertools import groupby

from dashboard.address.lens import Lens
from dashboard.pages.overview.card_facts import CardFacts, Held, card_facts
from dashboard.reading import headlines, holding
from dashboard.reading.absences import Key, absences
from dashboard.reading.changes import LastRefresh, last_refresh
from dashboard.reading.headlines import CoursePoint
from dashboard.reading.judgements import of_groups
from dashboard.reading.warehouse import Snapshot
from indicators.catalogue import Catalogue
from indicators.plan import Target
from indicators.vocabulary import Role


@dataclass(frozen=True)
class Found:
    """What the page rests on: the facts of each target's card, what they were made from, and what the last refresh
    changed. `year` is the year of the build.
    """

    facts: list[CardFacts]
    held: Held
    last: LastRefresh
    year: int


def find(snapshot: Snapshot, lens: Lens) -> Found:
    """All that the overview shows of a build, seen through a lens."""
    return snapshot.of_build((find, lens), lambda: _find(snapshot, lens))


def _find(snapshot: Snapshot, lens: Lens) -> Found:
    catalogue = snapshot.catalogue
    groups = catalogue.groups()
    asked = list(dict.fromkeys(one for target in catalogue.targets for one in _asked(target, catalogue)))
    areas = [area.area_id for area in groups]
    judged = of_groups(snapshot, lens.selection(indicator=tuple(asked)))
    courses: dict[Key, list[CoursePoint]] = {}
    for point in headlines.headline_lines(snapshot, areas, asked):
        if point.level == catalogue.indicator_by_id[point.indicator_id].default_level:
            courses.setdefault((point.indicator_id, point.area_id), []).append(point)
    values = groupby(headlines.group_values(snapshot, asked), lambda row: row.indicator_id)
    held = Held(
        catalogue,
        courses,
        {(row.indicator_id, row.area_id): row for row in judged},
        {indicator_id: list(of_one) for indicator_id, of_one in values},
        holding.figures_by_target(snapshot),
        absences(snapshot, [catalogue.indicator_by_id[one] for one in asked], groups),
    )
    return Found(card_facts(held), held, last_refresh(snapshot), snapshot.build.built_at.year)


def offered(target: Target, catalogue: Catalogue) -> list[str]:
    """The indicators that may have a row of a target: those of its card, then its official ones with a benchmark."""
    official = [one.id for one in catalogue.indicators_of(target.id) if one.role is Role.HEADLINE and one.benchmarks]
    return [
        one for one in dict.fromkeys([*target.card, *official]) if catalogue.indicator_by_id[one].target == target.id
    ]


def _asked(target: Target, catalogue: Catalogue) -> list[str]:
    return [*target.card, *target.together, *offered(target, catalogue)]
