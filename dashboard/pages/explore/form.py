"""The form of the page Explore: what each of its fields offers and has chosen."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from markupsafe import Markup

from dashboard.address.selection import ALL, DISTINCT, HISTORY, LATEST
from dashboard.pages.explore.kinds import KINDS
from dashboard.pages.explore.kinds.drawing import Choice, or_empty
from dashboard.parts.controls import Option, select_field
from dashboard.parts.markup import element
from dashboard.reading.breakdowns import default_breakdown
from dashboard.reading.explored import Findings
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.vocabulary import AREA_TYPES, BREAKDOWNS, TOTALS, AreaType, Role

_LONG = 30
_CLEARS = {"type": "button", "className": "clear"}


Group = tuple[str, str, list[Option]]
"""A part of a picker: its heading, the key of the address that its boxes say, and these as (value, words)."""


def form(found: Findings) -> Markup:
    """The form for a view, as plain HTML: its fields are the keys of the address (assets/address_form.js)."""
    view, catalogue, areas = found.view, found.catalogue, found.view.areas
    chosen = {
        "indicator": set(view.indicators),
        "area": set(areas.area),
        "area_type": set(areas.area_type),
        "member_of": set(areas.member_of),
        "group": set(areas.group),
    }
    economies = [one for one in catalogue.areas if one.area_type is AreaType.ECONOMY]
    said = _said(found)
    own: list[Group] = [("Economies judged as one", "group", _named(economies))]
    also = {one.area_id: _other_names(one) for one in catalogue.areas}
    return element(
        "form",
        [
            _kinds(view.kind.name),
            _picker("pick-indicators", "indicator", "Indicators", _indicators(catalogue), chosen, said["indicators"]),
            _picker("pick-areas", "area", "Areas", _areas(catalogue, economies), chosen, said["areas"], also),
            _picker("pick-group", "group", "Your own group", own, chosen, said["group"], also),
            *_selects(_breakdowns(found)),
            element("div", _selects(_years(found)), className="pair"),
            *_selects(_others(found)),
            element("p", element("a", "Reset", href=view.lens.href("/explore")), className="reset"),
        ],
        id="explore-form",
        className="explore-form controls",
        **{"data-form": "explore-asked", "aria-label": "What is shown"},
    )


def _kinds(chosen: str) -> Markup:
    boxes = [
        element("label", [_box("radio", "chart", one.name, checked=one.name == chosen), element("span", one.label)])
        for one in KINDS.values()
    ]
    return element("fieldset", [element("legend", "Show as"), *boxes], className="chart-kinds")


def _box(kind: str, key: str, value: str, *, checked: bool) -> Markup:
    return element("input", type=kind, name=key, value=value, checked=checked)


def _selects(choices: list[Choice]) -> list[Markup]:
    """The fields that leave a choice."""
    return [
        select_field(key, f"x-{key}", label, options, value) for key, label, options, value in choices if options[1:]
    ]


def _picker(
    picker_id: str,
    key: str,
    legend: str,
    groups: list[Group],
    chosen: Mapping[str, Collection[str]],
    said: str,
    also: Mapping[str, str | None] = MappingProxyType({}),
) -> Markup:
    """Boxes to tick, in groups, with a field that searches them, by the names in `also` too, and those used before.

    Each can be chosen alone, and all can be cleared (assets/explore.js).
    """
    search = {"type": "search", "id": f"{picker_id}-filter", "placeholder": "Search", "autoComplete": "off"}
    boxes = [
        element(
            "fieldset",
            [
                element("legend", heading),
                *(
                    element(
                        "label",
                        [_box("checkbox", name, value, checked=value in chosen[name]), words],
                        **{"data-also": also.get(value)},
                    )
                    for value, words in options
                ),
            ],
        )
        for heading, name, options in groups
    ]
    waits = "" if key == "group" else "none: tick what is shown"
    kept = {"data-keep": "", "tabIndex": "0", "role": "group", "aria-label": legend}
    parts = [
        element("summary", [f"{legend} ", element("span", said, className="said")]),
        element("label", f"Search {legend.lower()}", className="unseen", htmlFor=f"{picker_id}-filter"),
        element(
            "div",
            [
                element("input", **search, **{"data-filter": "", "data-keep": ""}),
                element("button", "Clear", **_CLEARS, **{"aria-label": f"Clear {legend.lower()}", "data-clear": waits}),
            ],
            className="search-in",
        ),
        element("div", className="recent", hidden=True, **{"data-recent": key}),
        element("div", boxes, className="options", id=f"{picker_id}-options", **kept),
    ]
    return element("details", parts, id=picker_id, className="picker")


def _other_names(area: Area) -> str | None:
    """The names by which an area is found beside the one that is shown: the full one, and that of before."""
    names = [name for name in (area.name, area.former_name) if name and name != area.short_name]
    return "; ".join(names) or None


def _named(areas: list[Area]) -> list[Option]:
    return [(one.area_id, one.short_name) for one in areas]


def _indicators(catalogue: Catalogue) -> list[Group]:
    found = [
        (
            f"{target.id} {target.short}",
            "indicator",
            [(one.id, one.title) for one in catalogue.indicators if one.target == target.id],
        )
        for target in catalogue.targets
    ]
    rest = [(one.id, one.title) for one in catalogue.indicators if one.role is Role.AUXILIARY]
    return [*found, ("Beside the targets", "indicator", rest)]


def _areas(catalogue: Catalogue, economies: list[Area]) -> list[Group]:
    groups = [one for one in catalogue.groups() if one.area_type is not AreaType.WORLD]
    kinds = [(kind.value, f"All {words.lower().replace('itu', 'ITU')}") for kind, words in AREA_TYPES.items()][1:]
    return [
        ("Whole groups of areas", "area_type", kinds),
        ("World, regions and groups", "area", _named(catalogue.groups())),
        ("All economies of", "member_of", [(one.area_id, f"Economies of {one.name}") for one in groups]),
        ("Economies", "area", _named(economies)),
    ]


def _said(found: Findings) -> dict[str, str]:
    """What is chosen in each picker, in a few words."""
    names = [one.short for one in found.indicators]
    own = found.view.areas
    parts = [AREA_TYPES[AreaType(kind)] for kind in own.area_type]
    by_id = {one.area_id: one.short_name for one in found.areas}
    parts += [by_id[one] for one in own.area if one in by_id]
    parts += [f"economies of {one}" for one in own.member_of]
    return {
        "indicators": _list(names),
        "areas": _list(parts),
        "group": str(len(own.group) or "none"),
    }


def _list(names: list[str]) -> str:
    text = ", ".join(names)
    return text if len(text) <= _LONG or len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _breakdowns(found: Findings) -> list[Choice]:
    choices = []
    for name, words in BREAKDOWNS.items():
        held = {word for exists in found.exists.values() for word in exists[name]}
        known = [word for word in words if word in held]
        usual = default_breakdown(found.indicator, found.exists[found.indicator.id])[name]
        asked = getattr(found.view.data, name)
        options = [(word, words[word] or "All") for word in known]
        parts = [word for word in known if word not in TOTALS]
        if len(parts) > 1:
            options.append((",".join(parts), "Side by side"))
        chosen = ",".join(asked or usual)
        if options and chosen not in dict(options):
            options.append((chosen, " and ".join(words.get(word, word) for word in asked or usual)))
        options = [("" if value == ",".join(usual) else value, text) for value, text in options]
        label = {"level": "Level or area of skill"}.get(name, name.capitalize())
        choices.append((name, label, options, ",".join(asked) if asked != usual else ""))
    return choices


def _years(found: Findings) -> list[Choice]:
    exists = [one for one in found.exists.values() if not one.empty]
    if not exists or found.view.judges:
        return []
    first, last = min(int(e["first_year"].min()) for e in exists), max(int(e["last_year"].max()) for e in exists)
    all_years = [(str(year), str(year)) for year in range(last, first - 1, -1)]
    data = found.view.data
    return [
        ("from", "From", [("", "first"), *all_years], str(data.year_from or "")),
        ("to", "To", [("", "last"), *all_years], str(data.year_to or "")),
    ]


def _others(found: Findings) -> list[Choice]:
    choices = KINDS[found.view.kind.name].fields(found)
    editions = sorted({edition for one in found.exists.values() for edition in one["edition"]}, reverse=True)
    if editions and not found.view.judges:
        named = [
            *_newest(found.view.kind.edition),
            (DISTINCT, "All that say something else"),
            (ALL, "All, those that say the same too"),
            *((one, one) for one in editions),
        ]
        choices = [*choices, ("edition", "Edition", named, or_empty(found.view.data.edition, found.view.kind.edition))]
    return choices


def _newest(usual: str) -> list[Option]:
    """The newest edition of each area, with its history or alone, what is usual first."""
    words = {HISTORY: "Newest for each area, and its history", LATEST: "Newest for each area alone"}
    if usual == LATEST:
        return [("", "Newest for each area"), (HISTORY, words[HISTORY])]
    return [("", words[HISTORY]), (LATEST, words[LATEST])]
