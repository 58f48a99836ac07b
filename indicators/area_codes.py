"""What services write for an area: codes of several schemes and names, and the areas that they stand for."""

import unicodedata
from collections.abc import Iterable
from dataclasses import fields
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic.dataclasses import dataclass

from indicators.areas import Area
from indicators.benchmark import STRICT
from indicators.entries import CatalogueError, build, read_csv

SCHEMES = ("iso3", "iso2", "m49", "name", "itu_group", "worldbank_aggregate")


@dataclass(frozen=True, config=STRICT)
class AreaCode:
    """One code; an empty `area_id` marks an area that is known and not tracked, such as a service's own aggregate."""

    scheme: str
    code: str
    area_id: str
    name: str


@lru_cache(maxsize=10_000)
def normal(scheme: str, code: str) -> str:
    """The code as the table holds it: M49 with three digits, names in lower case with single blanks."""
    text = " ".join(unicodedata.normalize("NFC", code).split())
    if scheme == "m49":
        return text.removesuffix(".0").zfill(3) if text else ""
    if scheme in {"name", "itu_group"}:
        return text.replace("’", "'").lower()
    return text


class AreaCodes:
    """Finds the area that a code stands for."""

    def __init__(self, codes: Iterable[AreaCode], area_ids: Iterable[str]) -> None:
        self._codes = tuple(codes)
        self._found = {("iso3", area_id): (area_id, "") for area_id in area_ids}
        self._found |= {(one.scheme, normal(one.scheme, one.code)): (one.area_id, one.name) for one in self._codes}

    def find(self, code: str, *schemes: str) -> tuple[str, str] | None:
        """The area id and the name under the first scheme that knows the code; None where none does.

        The id is empty for an area that is known and not tracked.
        """
        for scheme in schemes:
            found = self._found.get((scheme, normal(scheme, code)))
            if found is not None:
                return found
        return None

    @property
    def of_areas(self) -> tuple[AreaCode, ...]:
        """The names and two-letter codes of areas that are tracked, in the order of the file."""
        return tuple(one for one in self._codes if one.area_id and one.scheme in {"iso2", "name"})

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name under which an area is known, for suggestions."""
        return tuple(one.code for one in self._codes if one.scheme == "name")


def load_area_codes(folder: Path, areas: Iterable[Area]) -> AreaCodes:
    """The codes of area_codes.csv under `folder` (data/catalogue), beside the ids of the areas themselves.

    Raises CatalogueError at the first row with an unknown scheme or area, or a code that is there twice.
    """
    path, known = folder / "area_codes.csv", {area.area_id for area in areas}
    found: dict[tuple[str, str], AreaCode] = {}
    for line, row in read_csv(path, tuple(field.name for field in fields(AreaCode))):
        code = build(AreaCode, row, path, f"line {line}")
        where, key = f"data/catalogue/area_codes.csv: line {line}", (code.scheme, normal(code.scheme, code.code))
        if code.scheme not in SCHEMES:
            raise CatalogueError(f"{where}: scheme is {code.scheme!r}; expected one of {', '.join(SCHEMES)}")
        if code.area_id and code.area_id not in known:
            raise CatalogueError(f"{where}: area_id is {code.area_id!r}; expected an area of areas.csv, or nothing")
        if key in found:
            raise CatalogueError(f"{where}: the {code.scheme} code {code.code!r} is there twice; expected it once")
        found[key] = code
    return AreaCodes(found.values(), known)
