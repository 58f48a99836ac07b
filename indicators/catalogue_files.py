"""Loads the catalogue from its files: YAML for the plan, indicators, sources and pages, CSV for areas."""

from dataclasses import fields, replace
from pathlib import Path
from typing import TypeVar

from indicators.area_codes import load_area_codes
from indicators.areas import Area, Membership, Tile
from indicators.catalogue import Catalogue
from indicators.catalogue_checks import check
from indicators.entries import CatalogueError, build, read_csv, read_yaml
from indicators.model import Indicator, Page
from indicators.plan import Goal, Plan, Target
from indicators.sources import Source
from indicators.vocabulary import Role

Row = TypeVar("Row", Area, Membership, Tile)


def load_catalogue(folder: Path) -> Catalogue:
    """The catalogue under `folder` (data/catalogue).

    Raises CatalogueError, one sentence naming file, entry, key and what was expected, at the first thing wrong:
    an unknown key, id or unit, a double, a benchmark in the wrong direction, an indicator of no target,
    a Member State without a tile, a page that offers what it cannot show.
    """
    areas = _rows(Area, folder / "areas.csv")
    catalogue = Catalogue(
        plan=_plan(folder / "plan.yaml"),
        indicators=_indicators(folder / "indicators"),
        sources=_sources(folder / "sources.yaml"),
        areas=areas,
        memberships=_rows(Membership, folder / "memberships.csv"),
        tiles=_rows(Tile, folder / "tiles.csv"),
        pages=_pages(folder / "pages.yaml"),
    )
    check(catalogue, folder)
    return replace(catalogue, area_codes=load_area_codes(folder, areas).codes)


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
