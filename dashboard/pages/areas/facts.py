"""What a profile rests on, read once from one snapshot: lines, verdicts, groups, and all newest figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dashboard.address.selection import Selection
from dashboard.pages.areas.view import ProfileView
from dashboard.reading import selected
from dashboard.reading.groups import ScheduledExit, scheduled_exits
from dashboard.reading.held import NewestFigure, memberships, newest_figures
from dashboard.reading.judgements import progress
from dashboard.reading.outlooks import suspected_breaks
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Judgement, Observation, judgements, known, lines, observations
from dashboard.words.comparable import Jumps, is_median, jumps_of
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.comparison import SameYears, compare
from indicators.model import Indicator
from indicators.plan import Target
from indicators.series import Line, Point
from indicators.vocabulary import BREAKDOWNS, TOTALS, AreaType, Role, Status

Key = tuple[str, str]
"""An indicator and one of its levels."""

WORLD = "WLD"
Judged = TypeVar("Judged", Observation, Judgement)
_SPEAKING = (Role.HEADLINE, Role.PROXY)


@dataclass(frozen=True)
class Facts:
    """`lines` are the observed lines shown first, totals only, of the page's areas and of those beside them;
    `parts` the newest figures of the page's areas by sex, age or location; `newest` those of all areas, totals only.
    `judged` are all judgements of its areas and of the world, `verdicts` those of totals.
    `jumps` are the suspected breaks of lines, `exits` those of the page's economies, and from its groups, that were
    scheduled and are not confirmed.
    """

    view: ProfileView
    catalogue: Catalogue
    members: dict[str, frozenset[str]]
    newest: Mapping[Key, Mapping[str, NewestFigure]]
    lines: dict[tuple[Key, str], list[Observation]]
    parts: list[Observation]
    judged: list[Judgement]
    verdicts: dict[tuple[Key, str], Judgement]
    exits: list[ScheduledExit]
    jumps: Jumps

    def groups_of(self, area: Area) -> list[Area]:
        """The groups that an economy belongs to on the day of the build, in the order of areas."""
        return [self.catalogue.area_by_id[one] for one, economies in self.members.items() if area.area_id in economies]

    def economies_of(self, area: Area) -> frozenset[str]:
        """The economies that an area consists of: itself, its members, or all; none where they are not on record."""
        if area.area_type is AreaType.ECONOMY:
            return frozenset([area.area_id])
        if area.area_type is AreaType.WORLD:
            return frozenset(one.area_id for one in self.catalogue.areas if one.area_type is AreaType.ECONOMY)
        return self.members.get(area.area_id, frozenset())

    def region_of(self, area: Area) -> Area | None:
        """The ITU region of an economy; None for anything else, and for an economy of none."""
        return next((one for one in self.groups_of(area) if one.area_type is AreaType.ITU_REGION), None)

    def keys_of(self, target: Target) -> list[Key]:
        """What may speak for a target, best first: the indicators of its card, then its other official ones and
        proxies, each at the level that is shown first before its other levels.
        """
        own = [one.id for one in self.catalogue.indicators_of(target.id) if one.target == target.id]
        named = [self.catalogue.indicator_by_id[one] for one in dict.fromkeys([*target.card, *own])]
        return [
            (one.id, level)
            for one in named
            if one.role in _SPEAKING
            for level in dict.fromkeys([one.default_level, *BREAKDOWNS["level"]])
            if level == one.default_level or (one.id, level) in self.newest
        ]

    def newest_line(self, key: Key, area_id: str) -> Observation | None:
        """The newest observation of an area's line, with its edition, source and flags; None without a line."""
        line = self.lines.get((key, area_id))
        return line[-1] if line else None


def facts(snapshot: Snapshot, view: ProfileView) -> Facts:
    """The facts of a profile."""
    catalogue = snapshot.catalogue
    members = memberships(snapshot)
    shown = {area.area_id: area for area in view.areas}
    regions = [
        group
        for group, economies in members.items()
        if catalogue.area_by_id[group].area_type is AreaType.ITU_REGION and economies & set(shown)
    ]
    beside = tuple(dict.fromkeys([*shown, *regions, WORLD]))
    observed = [row for area in beside for row in _observed(snapshot, area)]
    judged = [
        row
        for area in dict.fromkeys((*shown, WORLD))
        for row in judgements(progress(snapshot, view.lens.selection(area=(area,))))
    ]
    by_line = lines(_totals(observed), ("indicator_id", "level", "area_id"))
    return Facts(
        view,
        catalogue,
        members,
        newest_figures(snapshot),
        {((line[0].indicator_id, line[0].level), line[0].area_id): line for line in by_line},
        [row for row in observed if row.is_latest and row.area_id in shown and not _is_total(row)],
        judged,
        {((row.indicator_id, row.level), row.area_id): row for row in _totals(judged)},
        scheduled_exits(snapshot, shown),
        jumps_of(suspected_breaks(snapshot)),
    )


def _observed(snapshot: Snapshot, area_id: str) -> list[Observation]:
    """Asked of one area at a time: the world and the regions stand beside many, and what was answered is known."""
    return [row for row in observations(selected.observations(snapshot, Selection(area=(area_id,)))) if row.is_observed]


def compared(facts: Facts, indicator: Indicator, key: Key, area_id: str, other_id: str) -> SameYears | None:
    """How two areas changed over the same years by their lines shown first; None where the lines are not of one kind or
    are means or medians of economies, which are not the same ones every year; where one of them reaches its benchmark
    already; or where no comparison is fair.
    """
    mine, theirs = facts.lines.get((key, area_id)), facts.lines.get((key, other_id))
    if area_id == other_id or not mine or not theirs or mine[-1].origin != theirs[-1].origin:
        return None
    if any(known(of[-1].economies_with_data) or is_median(of[-1], indicator) for of in (mine, theirs)):
        return None
    verdicts = (facts.verdicts.get((key, one)) for one in (area_id, other_id))
    if any(one is not None and one.status == Status.MET for one in verdicts):
        return None
    return compare(*(_line_of(facts, indicator, of) for of in (mine, theirs)))


def _line_of(facts: Facts, indicator: Indicator, of: list[Observation]) -> Line:
    is_economy = facts.catalogue.area_by_id[of[0].area_id].area_type is AreaType.ECONOMY
    points = tuple(Point(row.year, row.value, row.qualifier) for row in of)
    return Line(indicator, of[0].area_id, points, of_economy=is_economy)


def _totals(frame_rows: Iterable[Judged]) -> list[Judged]:
    return [row for row in frame_rows if _is_total(row)]


def _is_total(row: Observation | Judgement) -> bool:
    return row.sex in TOTALS and row.age in TOTALS and row.location in TOTALS
