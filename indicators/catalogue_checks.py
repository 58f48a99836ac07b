"""What must hold between the entries of the catalogue, which each of them alone cannot know."""

from pathlib import Path

from indicators.catalogue import Catalogue
from indicators.entries import CatalogueError, refuse_doubles
from indicators.model import Indicator
from indicators.vocabulary import AreaType, Role


def check(catalogue: Catalogue, folder: Path) -> None:
    """Raises CatalogueError, one sentence, at the first thing that does not hold between the entries of `folder`."""
    _check_ids(catalogue, folder)
    _check_targets(catalogue)
    _check_sources(catalogue)
    _check_indicators(catalogue)
    _check_memberships(catalogue)
    _check_tiles(catalogue)
    _check_pages(catalogue)


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


def _check_sources(catalogue: Catalogue) -> None:
    for source in catalogue.sources:
        for area_id in source.within:
            if area_id not in catalogue.area_by_id:
                raise CatalogueError(
                    f"data/catalogue/sources.yaml: source {source.id}: key 'within' names {area_id}, which areas.csv "
                    "does not hold; expected the id of an area"
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
            "at_most": (one.at_most,),
        }
        for key, indicator_ids in rests_on.items():
            for named_id in filter(None, indicator_ids):
                if named_id not in catalogue.indicator_by_id:
                    raise CatalogueError(
                        f"{where}: key '{key}' names {named_id}, which no file of data/catalogue/indicators holds; "
                        "expected the id of an indicator"
                    )
        whole = catalogue.indicator_by_id[one.at_most] if one.at_most else one
        if whole.unit != one.unit:
            raise CatalogueError(
                f"{where}: key 'at_most' names {whole.id}, which is in {whole.unit}; expected one in {one.unit}"
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
