"""The outlines of the map: each Member State as an area or a dot, and what else is land, projected once and for all."""

import json
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from indicators.benchmark import STRICT
from indicators.entries import CatalogueError

Point = tuple[int, int]


@dataclass(frozen=True, config=STRICT)
class Outline:
    """An area: its `path` in SVG, the place `at` which a sign for it stands, and how much `room` is around that."""

    path: str
    at: Point
    room: int


@dataclass(frozen=True, config=STRICT)
class Borders:
    """What the map draws, in units of its own, `width` by `height`, with y downwards.

    `areas` are Member States that are large enough to be seen, `dots` those that are not, by area. `elsewhere` is land
    of other codes of the source, `open` areas whose status the source leaves open, both as one path. `credit` is what
    has to stand under the map.
    """

    source: str
    terms: str
    credit: str
    width: int
    height: int
    areas: dict[str, Outline]
    dots: dict[str, Point]
    elsewhere: str
    open: str


@lru_cache(maxsize=1)
def load_borders(file: Path) -> Borders:
    """The outlines in a file that etl.map.borders wrote; CatalogueError names what is wrong with it."""
    try:
        return TypeAdapter(Borders).validate_python(json.loads(file.read_text(encoding="utf-8")), strict=False)
    except (OSError, ValidationError, json.JSONDecodeError) as reason:
        told = str(reason).splitlines()[0]
        raise CatalogueError(
            f"data/catalogue/{file.name}: {told}; expected the outlines as `python -m etl.map.borders` writes them"
        ) from reason
