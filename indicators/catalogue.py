"""The catalogue: what is measured, against what, for whom, and from which sources."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from indicators.area_codes import AreaCode, AreaCodes
from indicators.areas import Area, Membership, Tile
from indicators.feed import Feed
from indicators.model import Indicator, Page
from indicators.plan import Goal, Plan, Target
from indicators.sources import Publication, Source
from indicators.vocabulary import AreaType


@dataclass(frozen=True)
class Catalogue:
    """Everything the catalogue files say, in file order, checked against each other.

    `area_codes` are the codes and names by which services and people know areas.
    """

    plan: Plan
    indicators: tuple[Indicator, ...]
    sources: tuple[Source, ...]
    areas: tuple[Area, ...]
    memberships: tuple[Membership, ...]
    tiles: tuple[Tile, ...]
    pages: tuple[Page, ...]
    area_codes: tuple[AreaCode, ...] = ()

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals of the plan."""
        return self.plan.goals

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets of the plan."""
        return self.plan.targets

    @cached_property
    def target_by_id(self) -> dict[str, Target]:
        """Targets by id."""
        return {target.id: target for target in self.targets}

    @cached_property
    def indicator_by_id(self) -> dict[str, Indicator]:
        """Indicators by id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def area_by_id(self) -> dict[str, Area]:
        """Areas by id."""
        return {area.area_id: area for area in self.areas}

    @cached_property
    def codes(self) -> AreaCodes:
        """Finds the area that a code or name stands for."""
        return AreaCodes(self.area_codes, self.areas)

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def ratios(self) -> tuple[Indicator, ...]:
        """The ratios of two shares that the page of gaps offers, in its order; it opens with the first."""
        return self._of_page("gaps")

    @cached_property
    def explored_first(self) -> tuple[Indicator, Indicator]:
        """What Explore opens with, and what stands beside another indicator in a chart of two."""
        first, second = self._of_page("explore")
        return first, second

    def _of_page(self, page_id: str) -> tuple[Indicator, ...]:
        (page,) = (one for one in self.pages if one.id == page_id)
        return tuple(self.indicator_by_id[one] for one in page.indicators)

    @cached_property
    def _memberships_of(self) -> dict[str, list[Membership]]:
        found: dict[str, list[Membership]] = {}
        for one in self.memberships:
            found.setdefault(one.group_id, []).append(one)
        return found

    def members(self, group_id: str, year: int) -> frozenset[str]:
        """The economies that belong to a group in the middle of a year; of the world, all economies.

        Before the first day on record of a classification, as of income groups, its first members stand in.
        """
        return self.members_on(group_id, date(year, 7, 1))

    def members_on(self, group_id: str, day: date) -> frozenset[str]:
        """The economies that belong to a group on a day, as `members` has those of a year."""
        known = self._members_found
        if (group_id, day) not in known:
            known[group_id, day] = self._find_members(group_id, day)
        return known[group_id, day]

    @cached_property
    def _members_found(self) -> dict[tuple[str, date], frozenset[str]]:
        """What `members_on` has found before."""
        return {}

    def _find_members(self, group_id: str, day: date) -> frozenset[str]:
        if group_id == "WLD":
            return frozenset(area.area_id for area in self.areas if area.area_type is AreaType.ECONOMY)
        recorded = self._memberships_of.get(group_id, [])
        first_day = min((one.valid_from for one in recorded), default="")
        when = max(day.isoformat(), first_day)
        return frozenset(one.area_id for one in recorded if one.holds_on(when))

    def is_covered(self, indicator: Indicator, area: Area, year: int) -> bool:
        """Whether the figures of an indicator cover an area, or any economy of a group if its economies are known."""
        scope = indicator.scope
        if scope is None:
            return True
        covered = {one.area_id for one in self.areas if scope.member_states and one.itu_member}
        for area_id in scope.areas:
            covered |= {area_id, *self.members(area_id, year)}
        economies = {area.area_id} if area.area_type is AreaType.ECONOMY else self.members(area.area_id, year)
        return not economies or bool((covered - set(scope.without)) & economies)

    def groups(self) -> list[Area]:
        """The world and its groups, without composites, in the order of areas.csv."""
        return [one for one in self.areas if one.area_type is not AreaType.ECONOMY and not one.composite]

    def feeds_of(self, source_id: str) -> list[tuple[Indicator, Feed]]:
        """The series of a source that fill indicators, in catalogue order."""
        return [(one, feed) for one in self.indicators for feed in one.feeds if feed.source == source_id]

    def grouping_of(self, source_id: str, edition: str) -> str:
        """Which development levels and income groups the aggregates of an edition are of; empty where nobody says."""
        named = self.source_by_id[source_id].publications
        return next((one.grouping for one in named if edition in {each.name for each in one.editions}), "")

    def with_publications(self, found: Iterable[tuple[str, Publication]]) -> "Catalogue":
        """The same catalogue, its sources naming more publications: those that were downloaded."""
        more: dict[str, list[Publication]] = {}
        for source_id, publication in found:
            more.setdefault(source_id, []).append(publication)
        sources = tuple(replace(one, publications=(*one.publications, *more.get(one.id, ()))) for one in self.sources)
        return replace(self, sources=sources)

    def indicators_of(self, target_id: str) -> list[Indicator]:
        """The indicators that a target's page offers: its own first, then those it borrows."""
        own = [one for one in self.indicators if one.target == target_id]
        return own + [one for one in self.indicators if target_id in one.also_under]
