"""What services and people write for an area: codes of several schemes and names, and the areas that they stand for.

Every reader, the address of a page and the API look an area up here. What is not known is never guessed: it may be
told what was probably meant.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pydantic.dataclasses import dataclass

from indicators.areas import Area
from indicators.benchmark import STRICT
from indicators.entries import CatalogueError, build, read_csv
from indicators.place_names import LONGEST, distance, spellings, words
from indicators.vocabulary import AreaType

FORMER, TERRITORY, GROUP = "former state", "territory", "group"
KINDS = (FORMER, TERRITORY, GROUP)
"""What a code stands for that is known and not tracked."""

NAMES = frozenset({"name", "itu_group"})
SCHEMES = ("iso3", "iso2", "m49", "name", "itu_group", "worldbank_aggregate", "foreign")
"""`foreign` are three letters by which others go (ITU, IOC, FIFA): no reader takes them, a hint may know them."""

_MEANT = ("iso3", "iso2", "foreign", "m49", "name", "itu_group")
"""Where a hint looks an unknown word up, before it compares letters."""

_M49 = re.compile(r"'?0*([0-9]{1,4}?)(?:[.,]0*)?")
_LETTERS_OF_A_CODE = 3
_LONGEST_MEANT = 80
_MOST_MEANT = 4
_GENERAL = frozenset({"republic", "kingdom", "state", "states", "union", "federation", "country"})
"""Words that many names have, so that they say little of which is meant: a hint does not count their letters."""

_KEPT = 50_000
_LOST = frozenset({"nan", "na", "#n/a", "<na>", "n/a", "none", "null"})


@dataclass(frozen=True, config=STRICT)
class AreaCode:
    """One code; an empty `area_id` marks what is known and not tracked, and `kind` says what it is (KINDS)."""

    scheme: str
    code: str
    area_id: str
    name: str
    kind: str = ""


class Found(NamedTuple):
    """What a code or name stands for: an area, or by an empty `area_id` what is known and not tracked."""

    area_id: str
    name: str
    kind: str = ""


def normal(scheme: str, code: str) -> tuple[str, ...]:
    """A code as the table holds it, whoever writes it; names in each of their spellings, none for what is empty.

    M49 has three digits or more (004 for 4, 4.0 and '004); letters are capitals without blanks around them.
    """
    if scheme in NAMES:
        return spellings(code)
    text = code.strip().upper()
    if scheme == "m49":
        number = _M49.fullmatch(text)
        return (number[1].zfill(3),) if number else ()
    return (text,) if text else ()


class AreaCodes:
    """Finds the area that a code or name stands for."""

    def __init__(self, codes: Iterable[AreaCode], areas: Iterable[Area]) -> None:
        self.codes = tuple(codes)
        self._areas = {area.area_id: area for area in areas}
        self._found: dict[tuple[str, str], Found] = {}
        for one in (*_called(self._areas.values()), *self.codes):
            for key in normal(one.scheme, one.code):
                self._found.setdefault((one.scheme, key), Found(one.area_id, one.name, one.kind))
        self._known: dict[tuple[str, tuple[str, ...]], Found | None] = {}

    def find(self, code: str, *schemes: str) -> Found | None:
        """What a code stands for under the first scheme that knows it; None where none does.

        The area id is empty for what is known and not tracked, such as a former state. A name that could be of two
        areas is not known.
        """
        asked = (code, schemes)
        try:
            return self._known[asked]
        except KeyError:
            pass
        if len(code) > LONGEST:
            return None
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[asked] = found = self._look_up(code, schemes)
        return found

    def _look_up(self, code: str, schemes: tuple[str, ...]) -> Found | None:
        for scheme in schemes:
            keys = normal(scheme, code)
            found = [self._found[scheme, key] for key in keys if (scheme, key) in self._found]
            if found:
                return found[0] if len({(one.area_id, one.kind) for one in found}) == 1 else None
        return None

    def hint(self, text: str, *, by_id: bool = False, among: Collection[str] | None = None) -> str:
        """How a sentence about an unknown area ends: with what may have been meant, or what the word is; maybe empty.

        Areas go by their names, or `by_id` by id and name; `among` names the ids that can be meant.
        """
        known = self._meant(text)
        if known is not None and not known.area_id:
            what = f"a {known.kind}" if known.kind != GROUP else "a group of another classification"
            return f"; {known.name} is {what}, which no area here stands for"
        if meant := [self._areas[one] for one in self.likely(text, among)]:
            said = [f"{one.area_id} ({one.name})" if by_id else one.name for one in meant]
            return f"; did you mean {_either(said)}?"
        if text.strip().casefold() in _LOST:
            return "; NA, the code of Namibia, may have been lost where NA was taken for a missing value"
        return ""

    def likely(self, text: str, among: Collection[str] | None = None) -> tuple[str, ...]:
        """The ids of the areas that may have been meant by a text that is not known where it stands, of those `among`.

        A code of another scheme, or of old, is its area. Of a name, those that differ from it in the fewest letters,
        or that have all its words. Letters of a code are never guessed: three letters mean nothing but themselves.
        """
        known = self._meant(text)
        meant: tuple[str, ...] = ()
        if known is not None:
            meant = (known.area_id,) if known.area_id else ()
        elif len(text) <= _LONGEST_MEANT and len("".join(spellings(text)[:1])) > _LETTERS_OF_A_CODE:
            meant = self._of_words(text) or self._near(text) or self._near_ids(text)
        found = tuple(one for one in meant if among is None or one in among)
        return found if len(found) <= _MOST_MEANT else ()

    def _meant(self, text: str) -> Found | None:
        return self.find(text, *_MEANT) if len(text) <= _LONGEST_MEANT else None

    def _of_words(self, text: str) -> tuple[str, ...]:
        """The areas of which a name has all the words of a text, but for general ones, or begins as it does."""
        asked, beginning = words(text), spellings(text)[0]
        return tuple(
            area.area_id
            for area in self._areas.values()
            for names in [{area.name, area.short_name}]
            if any(asked <= words(name) or words(name) <= asked <= words(name) | _GENERAL for name in names)
            or any(key.startswith(beginning) for name in names for key in spellings(name))
        )

    def _near(self, text: str) -> tuple[str, ...]:
        """The areas with a name that differs least from a text, in a letter of four at most.

        None where the nearest name is that of something else, such as a former state.
        """
        nearest: dict[str, int] = {}
        most = min(max(sum(map(len, words(text) - _GENERAL)) // 4, 1), 3)
        for asked in spellings(text):
            for name, area_id in self._names:
                far = distance(asked, name, most)
                if far <= most:
                    nearest[area_id] = min(far, nearest.get(area_id, far))
        least = min(nearest.values(), default=0)
        return tuple(area_id for area_id, far in nearest.items() if far == least and area_id)

    def _near_ids(self, text: str) -> tuple[str, ...]:
        """The areas whose id differs in one letter from a text that is longer than a code of three letters."""
        code = text.strip().upper()
        return tuple(one for one in self._areas if distance(code, one, 1) <= 1)

    @cached_property
    def _names(self) -> tuple[tuple[str, str], ...]:
        """Every spelling of a name that is known, and the area that goes by it; none for what is not tracked."""
        return tuple((key, one.area_id) for (scheme, key), one in self._found.items() if scheme in NAMES)


def _either(names: list[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def load_area_codes(folder: Path, areas: Iterable[Area]) -> AreaCodes:
    """The codes of area_codes.csv under `folder` (data/catalogue), beside the ids and names of the areas themselves.

    Raises CatalogueError at the first row with an unknown scheme, area or kind, or with a code or name that is known
    already, and where two areas would go by one name.
    """
    path, areas = folder / "area_codes.csv", tuple(areas)
    known = {area.area_id for area in areas}
    codes: list[AreaCode] = []
    found: dict[tuple[str, str], AreaCode] = {}
    for own in _called(areas):
        _enter(own, found, "data/catalogue/areas.csv")
    for line, row in read_csv(path, tuple(field.name for field in fields(AreaCode))):
        code = build(AreaCode, row, path, f"line {line}")
        where = f"data/catalogue/area_codes.csv: line {line}"
        if code.scheme not in SCHEMES:
            raise CatalogueError(f"{where}: scheme is {code.scheme!r}; expected one of {', '.join(SCHEMES)}")
        if code.area_id and code.area_id not in known:
            raise CatalogueError(f"{where}: area_id is {code.area_id!r}; expected an area of areas.csv, or nothing")
        if code.area_id and code.kind:
            raise CatalogueError(f"{where}: kind is {code.kind!r}; expected nothing for an area of areas.csv")
        if not code.area_id and code.kind not in KINDS:
            raise CatalogueError(f"{where}: kind is {code.kind!r}; expected one of {', '.join(KINDS)}")
        if not _enter(code, found, where):
            raise CatalogueError(f"{where}: the {code.scheme} code {code.code!r} is there twice; expected it once")
        codes.append(code)
    return AreaCodes(codes, areas)


def _called(areas: Iterable[Area]) -> Iterator[AreaCode]:
    """What areas are called by themselves: ids, and the names of economies or groups, those until a new one too."""
    for area in areas:
        yield AreaCode("iso3", area.area_id, area.area_id, "")
        scheme = "name" if area.area_type == AreaType.ECONOMY else "itu_group"
        for name in filter(None, (area.name, area.short_name, area.former_name)):
            yield AreaCode(scheme, name, area.area_id, name)


def _enter(code: AreaCode, found: dict[tuple[str, str], AreaCode], where: str) -> bool:
    """Enter a code in each of its forms; False where all were there.

    Raises CatalogueError where one of them stands for something else, or it has none.
    """
    keys = [(code.scheme, key) for key in normal(code.scheme, code.code)]
    if not keys:
        raise CatalogueError(f"{where}: {code.code!r} is no {code.scheme} code; expected one")
    for other in (found[key] for key in keys if key in found):
        if (other.area_id, other.kind) != (code.area_id, code.kind):
            meant = other.area_id or f"{other.name}, a {other.kind}"
            raise CatalogueError(
                f"{where}: the {code.scheme} {code.code!r} of {code.area_id or code.name} is that of {meant} too; "
                "expected it to mean one of them"
            )
    new = [key for key in keys if key not in found]
    found |= dict.fromkeys(new, code)
    return bool(new)
