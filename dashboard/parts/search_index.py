"""What the search finds: pages, targets, indicators, areas, words and the sections of the page Data.

The browser gets it as one small file when the search is first used, and ranks it by itself (assets/search.js).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.parts.glossary import slug
from dashboard.words.glossary import words_of_plan
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.place_names import folded
from indicators.vocabulary import AreaType, Role

_KINDS = {
    AreaType.WORLD: "World",
    AreaType.ITU_REGION: "ITU region",
    AreaType.DEVELOPMENT_LEVEL: "Development level",
    AreaType.INCOME_GROUP: "Income group",
    AreaType.ECONOMY: "Economy",
}


@dataclass(frozen=True)
class Entry:
    """One thing that is found: what it is called, what it is, and where it stands.

    `names` are the title and other names that count as much; `codes` find it when they are typed whole; `also` are
    words by which it may be looked for. Of what is found equally well, a lower `place` comes first.
    """

    names: tuple[str, ...]
    what: str
    href: str
    place: int
    codes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def entries(catalogue: Catalogue, pages: Mapping[str, str], sections: Mapping[str, str]) -> list[Entry]:
    """What can be found in a build; `pages` are addresses by name, `sections` ids on the page Data by title."""
    return [
        *_targets(catalogue),
        *(Entry((name,), "Page", href, 1) for name, href in pages.items()),
        *_indicators(catalogue),
        *_areas(catalogue),
        *(Entry((word,), "Word", f"/data#word-{slug(word)}", 5) for word in words_of_plan(catalogue.plan)),
        *(Entry((title,), "On the page Data", f"/data#section-{name}", 6) for title, name in sections.items()),
    ]


def as_file(found: Iterable[Entry]) -> str:
    """The entries as JSON, each as the list of its parts in the order of Entry, without empty ones at its end."""
    rows = []
    for one in found:
        row = [one.names, one.what, one.href, one.place, one.codes, one.also]
        while not row[-1] and row[-1] != 0:
            row.pop()
        rows.append(row)
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _targets(catalogue: Catalogue) -> list[Entry]:
    return [
        Entry((one.short, one.title), f"Target {one.id}", f"/targets/{one.id}", 0, (one.id, f"target {one.id}"))
        for one in catalogue.targets
    ]


def _indicators(catalogue: Catalogue) -> list[Entry]:
    return [
        Entry(
            tuple(dict.fromkeys((one.title, one.short))),
            f"Indicator · {one.target}" if one.target else "Indicator",
            f"/targets/{one.target}?indicator={one.id}" if one.target else f"/explore?indicator={one.id}",
            2 if one.role in (Role.HEADLINE, Role.PROXY) else 4,
            (one.id,),
            one.also,
        )
        for one in catalogue.indicators
    ]


def _areas(catalogue: Catalogue) -> list[Entry]:
    codes: dict[str, list[str]] = {}
    called: dict[str, list[str]] = {}
    for one in catalogue.area_codes:
        if one.scheme == "iso2":
            codes.setdefault(one.area_id, []).append(one.code)
        elif one.scheme == "name":
            called.setdefault(one.area_id, []).append(one.name)
    return [
        Entry(
            tuple(dict.fromkeys((one.name, one.short_name))),
            _what(one),
            f"/areas/{one.area_id}",
            3,
            (one.area_id, *codes.get(one.area_id, ())),
            _other_names(one, called.get(one.area_id, [])),
        )
        for one in catalogue.areas
    ]


def _what(area: Area) -> str:
    """What an area is, and what it was called before."""
    if not area.former_name:
        return _KINDS[area.area_type]
    return f"{_KINDS[area.area_type]}, {area.former_name} until {date.fromisoformat(area.renamed).year}"


def _other_names(area: Area, called: Iterable[str]) -> tuple[str, ...]:
    """The names of an area that are not spelt like its own."""
    known = {folded(area.name), folded(area.short_name)}
    found: dict[str, str] = {}
    for name in filter(None, (area.former_name, *called)):
        if folded(name) not in known:
            found.setdefault(folded(name), name)
    return tuple(found.values())
