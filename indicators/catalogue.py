"""Loads the catalogue: what is measured, against what, for whom, and from which sources."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from indicators.areas import Area, Membership, Tile
from indicators.entries import CatalogueError, build, read_csv, read_yaml, refuse_doubles
from indicators.feed import Feed
from indicators.model import Indicator, Page
from indicators.plan import Goal, Plan, Target
from indicators.sources import Publication, Source
from indicators.vocabulary import AreaType, Role

__all__ = ["Catalogue", "CatalogueError", "load_catalogue"]

Row = TypeVar("Row", Area, Membership, Tile)


@dataclass(frozen=True)
class Catalogue:
    """Everything the catalogue files say, in file order, checked against each other."""

    plan: Plan
    indicators: tuple[Indicator, ...]
    sources: tuple[Source, ...]
    areas: tuple[Area, ...]
    memberships: tuple[Membership, ...]
    tiles: tuple[Tile, ...]
    pages: tuple[Page, ...]

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


def load_catalogue(folder: Path) -> Catalogue:
    """The catalogue under `folder` (data/catalogue).

    Raises CatalogueError, one sentence naming file, entry, key and what was expected, at the first thing wrong:
    an unknown key, id or unit, a double, a benchmark in the wrong direction, an indicator of no target,
    a Member State without a tile, a page that offers what it cannot show.
    """
    catalogue = Catalogue(
        plan=_plan(folder / "plan.yaml"),
        indicators=_indicators(folder / "indicators"),
        sources=_sources(folder / "sources.yaml"),
        areas=_rows(Area, folder / "areas.csv"),
        memberships=_rows(Membership, folder / "memberships.csv"),
        tiles=_rows(Tile, folder / "tiles.csv"),
        pages=_pages(folder / "pages.yaml"),
    )
    _check_ids(catalogue, folder)
    _check_targets(catalogue)
    _check_indicators(catalogue)
    _check_memberships(catalogue)
    _check_tiles(catalogue)
    _check_pages(catalogue)
    return catalogue


def _plan(path: Path) -> Plan:
    content = read_yaml(path, ("horizons", "goals", "targets"), ("title", "first_year", "last_year"))
    goals = [build(Goal, entry, path, _label("goal", entry)) for entry in content["goals"]]
    targets = [build(Target, entry, path, _label("target", entry)) for entry in content["targets"]]
    return build(Plan, content | {"goals": tuple(goals), "targets": tuple(targets)}, path, "plan")


def _indicators(folder: Path) -> tuple[Indicator, ...]:
    found: list[Indicator] = []
    for path in sorted(folder.glob("*.yaml")):
        for entry in read_yaml(path, ("indicators",))["indicators"]:
            indicator = build(Indicator, entry, path, _label("indicator", entry))
            if indicator.role is not Role.AUXILIARY and indicator.target != path.stem:
                raise CatalogueError(
                    f"data/catalogue/indicators/{path.name}: indicator {indicator.id}: key 'target' is "
                    f"{indicator.target!r}; expected '{path.stem}', the target that the file is named after"
                )
            if indicator.id in {one.id for one in found}:
                raise CatalogueError(
                    f"data/catalogue/indicators/{path.name}: indicator {indicator.id} is there twice; "
                    "expected every id once in all files"
                )
            found.append(indicator)
    return tuple(found)


def _sources(path: Path) -> tuple[Source, ...]:
    entries = read_yaml(path, ("sources",))["sources"]
    return tuple(build(Source, entry, path, _label("source", entry)) for entry in entries)


def _pages(path: Path) -> tuple[Page, ...]:
    return tuple(build(Page, entry, path, _label("page", entry)) for entry in read_yaml(path, ("pages",))["pages"])


def _rows(kind: type[Row], path: Path) -> tuple[Row, ...]:
    columns = tuple(field.name for field in fields(kind))
    return tuple(build(kind, row, path, f"line {line}") for line, row in read_csv(path, columns))


def _label(what: str, entry: dict[str, object]) -> str:
    return f"{what} {entry.get('id', 'without an id')}"


def _check_ids(catalogue: Catalogue, folder: Path) -> None:
    refuse_doubles([str(one.id) for one in catalogue.goals], folder / "plan.yaml", "goal")
    refuse_doubles([one.id for one in catalogue.targets], folder / "plan.yaml", "target")
    refuse_doubles([one.id for one in catalogue.sources], folder / "sources.yaml", "source")
    refuse_doubles([one.area_id for one in catalogue.areas], folder / "areas.csv", "area")
    refuse_doubles([one.id for one in catalogue.pages], folder / "pages.yaml", "page")
    files = [publication.file for source in catalogue.sources for publication in source.publications]
    refuse_doubles(files, folder / "sources.yaml", "publication file")


def _check_targets(catalogue: Catalogue) -> None:
    where = "data/catalogue/plan.yaml"
    goals = {goal.id for goal in catalogue.goals}
    for target in catalogue.targets:
        if target.goal not in goals:
            raise CatalogueError(f"{where}: target {target.id}: key 'goal' is {target.goal}; expected one of {goals}")
        for key, named in (("card", target.card), ("together", target.together)):
            for indicator_id in named:
                if indicator_id not in catalogue.indicator_by_id:
                    raise CatalogueError(
                        f"{where}: target {target.id}: key '{key}' names {indicator_id}, which no file of "
                        "data/catalogue/indicators holds; expected the id of an indicator"
                    )
        if target.judged_on not in catalogue.area_by_id:
            raise CatalogueError(
                f"{where}: target {target.id}: key 'judged_on' names {target.judged_on}, which areas.csv does not "
                "hold; expected the id of an area"
            )


def _check_indicators(catalogue: Catalogue) -> None:
    for one in catalogue.indicators:
        where = f"data/catalogue/indicators/{one.target or 'auxiliary'}.yaml: indicator {one.id}"
        named = [] if one.role is Role.AUXILIARY else [("target", one.target)]
        for key, target_id in named + [("also_under", extra) for extra in one.also_under]:
            if target_id not in catalogue.target_by_id:
                raise CatalogueError(
                    f"{where}: key '{key}' is {target_id!r}, which is no target; "
                    f"expected one of {', '.join(catalogue.target_by_id)}"
                )
        _check_benchmarks(one, where)
        sources = [("feeds", feed.source) for feed in one.feeds]
        for key, source_id in sources + [("unpublished", said.source) for said in one.unpublished]:
            if source_id not in catalogue.source_by_id:
                raise CatalogueError(
                    f"{where}: key '{key}' names the source {source_id!r}; expected an id of sources.yaml"
                )
        of = one.ratio_of
        rests_on: dict[str, tuple[str | None, ...]] = {
            "ratio_of": (of.indicator, of.people, of.stated) if of else (),
            "sum_of": one.sum_of or (),
            "complement_of": (one.complement_of,),
            "product_of": one.product_of or (),
        }
        for key, indicator_ids in rests_on.items():
            for named_id in filter(None, indicator_ids):
                if named_id not in catalogue.indicator_by_id:
                    raise CatalogueError(
                        f"{where}: key '{key}' names {named_id}, which no file of data/catalogue/indicators holds; "
                        "expected the id of an indicator"
                    )
        for key, areas in _areas_named_by(one):
            for area_id in areas:
                if area_id not in catalogue.area_by_id:
                    raise CatalogueError(f"{where}: key '{key}': {area_id} is no area; expected an id of areas.csv")


def _check_benchmarks(one: Indicator, where: str) -> None:
    if len({b.id for b in one.benchmarks}) < len(one.benchmarks):
        raise CatalogueError(f"{where}: key 'benchmarks': an id is there twice; expected every id once")
    for benchmark in one.benchmarks:
        if benchmark.uncited:
            raise CatalogueError(f"{where}: key 'benchmarks': {benchmark.id}: {benchmark.uncited}")


def _areas_named_by(one: Indicator) -> list[tuple[str, tuple[str, ...]]]:
    """The areas that the keys of an indicator name."""
    found = [("scope", (*one.scope.areas, *one.scope.without))] if one.scope else []
    found += [("benchmarks", (*each.areas, *each.without)) for each in one.benchmarks]
    found += [("breaks", each.areas) for each in one.breaks]
    return found + [("unpublished", each.areas) for each in one.unpublished]


def _check_memberships(catalogue: Catalogue) -> None:
    groups = (AreaType.ITU_REGION, AreaType.DEVELOPMENT_LEVEL, AreaType.INCOME_GROUP)
    for number, one in enumerate(catalogue.memberships, start=2):
        where = f"data/catalogue/memberships.csv: line {number}"
        group, member = catalogue.area_by_id.get(one.group_id), catalogue.area_by_id.get(one.area_id)
        if group is None or group.area_type not in groups:
            raise CatalogueError(f"{where}: group_id is {one.group_id}; expected a group of areas.csv")
        if member is None or member.area_type is not AreaType.ECONOMY:
            raise CatalogueError(f"{where}: area_id is {one.area_id}; expected an economy of areas.csv")


def _check_tiles(catalogue: Catalogue) -> None:
    file = "data/catalogue/tiles.csv"
    states = [area.area_id for area in catalogue.areas if area.itu_member]
    line_of: dict[str, int] = {}
    at: dict[tuple[int, int], str] = {}
    for number, one in enumerate(catalogue.tiles, start=2):
        where, place = f"{file}: line {number}", (one.column, one.row)
        if one.area_id not in states:
            raise CatalogueError(f"{where}: area_id is {one.area_id}; expected a Member State of areas.csv")
        if one.area_id in line_of:
            raise CatalogueError(
                f"{where}: area_id {one.area_id} has a tile in line {line_of[one.area_id]}; expected every area once"
            )
        if place in at:
            raise CatalogueError(
                f"{where}: column {one.column}, row {one.row} of {one.area_id} is the place of {at[place]}; "
                "expected every place once"
            )
        line_of[one.area_id], at[place] = number, one.area_id
    missing = [area_id for area_id in states if area_id not in line_of]
    if missing:
        raise CatalogueError(f"{file}: area_id {', '.join(missing)} is missing; expected every Member State once")


def _check_pages(catalogue: Catalogue) -> None:
    file = "data/catalogue/pages.yaml"
    offered = {page.id: page.indicators for page in catalogue.pages}
    for page_id in ("gaps", "explore"):
        if page_id not in offered:
            raise CatalogueError(f"{file}: page {page_id} is missing; expected every page once")
    for page_id, indicators in offered.items():
        where = f"{file}: page {page_id}: key 'indicators'"
        for one in indicators:
            if one not in catalogue.indicator_by_id:
                raise CatalogueError(
                    f"{where} names {one}, which no file of data/catalogue/indicators holds; "
                    "expected the id of an indicator"
                )
            if indicators.count(one) > 1:
                raise CatalogueError(f"{where} names {one} twice; expected every id once")
            if page_id == "gaps" and catalogue.indicator_by_id[one].ratio_of is None:
                raise CatalogueError(f"{where} names {one}, which has no 'ratio_of'; expected a ratio of two shares")
    if len(offered["explore"]) != 2:
        raise CatalogueError(
            f"{file}: page explore: key 'indicators' names {len(offered['explore'])}; expected the one that it opens "
            "with and the one that stands beside another"
        )
