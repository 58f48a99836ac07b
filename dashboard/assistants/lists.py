"""search_indicators and list_areas: the ids that the other tools take."""

import re
from collections.abc import Iterable

from dashboard.address.selection import Problem, unknown
from dashboard.assistants.answers import AreaAnswer, AreasAnswer, IndicatorAnswer, SearchAnswer
from dashboard.assistants.arguments import AreasArguments, SearchArguments
from dashboard.assistants.asked import MOST_ROWS, Asking, RefusedError, counted
from dashboard.numbers import benchmark_text, span
from dashboard.numbers import counted as how_many
from dashboard.reading import groups, holding
from dashboard.reading.held import memberships
from dashboard.reading.holding import Held
from dashboard.words.groups import exits_words
from indicators.area_codes import SCHEMES
from indicators.areas import Area
from indicators.model import Indicator
from indicators.place_names import folded, words
from indicators.vocabulary import AREA_TYPES, AreaType, Role

_WORD = re.compile(r"[^\W_]+")
_SAYS_LITTLE = frozenset(
    ("a", "an", "and", "are", "by", "for", "from", "has", "have", "how", "in", "is", "it", "its", "many", "much", "of")
) | {"on", "or", "share", "the", "to", "who", "with"}
_ENDING = re.compile(r"(?<=\w\w)(ers|ing|er|ed|es|e|s)$")
_ROLES = (Role.HEADLINE, Role.PROXY, Role.CONTEXT, Role.AUXILIARY)
_MOST_AREAS = 100


def search_indicators(asking: Asking, asked: SearchArguments) -> SearchAnswer:
    """The indicators that words describe, the nearest first; without words all, or all of a target."""
    catalogue = asking.snapshot.catalogue
    if asked.target and asked.target not in catalogue.target_by_id:
        raise RefusedError(unknown("unknown_value", "target", asked.target, tuple(catalogue.target_by_id)))
    among = catalogue.indicators_of(asked.target) if asked.target else list(catalogue.indicators)
    found = _found(asked.words, among) if asked.words.strip() else among
    held = {one.indicator_id: one for one in holding.every_indicator(asking.snapshot)}
    given = found[:MOST_ROWS]
    repeat = asking.base.list_of("indicators", "/indicators")
    target = catalogue.target_by_id[asked.target] if asked.target else None
    of = f" of target {target.id}, {target.title}" if target else ""
    said = f"{how_many(len(found), 'indicator')}{of}." if found else f"No indicator{of} is called {asked.words!r}."
    return SearchAnswer(
        said=[said, *([target.statement] if target else [])],
        rows=[_indicator(asking, one, held[one.id]) for one in given],
        counted=counted(len(found), len(given), repeat.csv),
        repeat=repeat,
        build=asking.build,
    )


def _found(asked: str, among: Iterable[Indicator]) -> list[Indicator]:
    """Those that have all of the words that say something, in name or definition, or else most of them."""
    wanted = _words(asked) - _SAYS_LITTLE or _words(asked)
    scores: list[tuple[tuple[bool, int, int, int], Indicator]] = []
    for one in among:
        names = _words(" ".join((one.id, one.target or "", one.title, one.short, *one.also)))
        named, told = _met(wanted, names), _met(wanted, names | _words(one.definition))
        whole = folded(asked).strip() in (one.id, *map(folded, (one.title, one.short, *one.also)))
        if told or whole:
            scores.append(((not whole, -told, -named, _ROLES.index(one.role)), one))
    most = min((told for (_, told, _, _), _ in scores), default=0)
    ranked = sorted(scores, key=lambda scored: scored[0])
    return [one for (not_whole, told, _, _), one in ranked if told == most or not not_whole]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(folded(text)))


def _met(wanted: set[str], words: set[str]) -> int:
    """How many of the words that are wanted begin one that is there, whatever their ending: "use" is met by "users"."""
    return sum(any(word.startswith(_ENDING.sub("", one)) for word in words) for one in wanted)


def _indicator(asking: Asking, one: Indicator, held: Held) -> IndicatorAnswer:
    first = one.benchmark_for("WLD") or next(iter(one.benchmarks), None)
    years = f"{span(held.first_year, held.last_year)}" if held.first_year and held.last_year else ""
    whom = how_many(held.economies, "economy", "economies") if held.economies else "the world or groups only"
    of = f"{whom}, {years}" if held.figures else "no figure is held"
    target = f"target {one.target}, {one.role.value}" if one.target else one.role.value
    return IndicatorAnswer(
        said=f"{one.id}: {one.title} ({one.unit_label}; {target}; {of}).",
        indicator_id=one.id,
        title=one.title,
        target_id=one.target or "",
        role=one.role.value,
        definition=one.definition,
        unit=one.unit_label,
        better=one.direction.value,
        benchmark=f"{benchmark_text(first, one)}: {first.label}. {first.citation}" if first else "",
        levels=one.default_level,
        figures=held.figures,
        economies=held.economies,
        first_year=held.first_year,
        last_year=held.last_year,
        page=asking.base.at(f"/indicators/{one.id}"),
    )


def list_areas(asking: Asking, asked: AreasArguments) -> AreasAnswer:
    """Areas by name or code, by group, or by kind; without any of them the world and its groups."""
    snapshot = asking.snapshot
    catalogue = snapshot.catalogue
    if asked.name:
        found, said = _called(asking, asked.name)
        shown = {area.area_id for area in found}
    elif asked.group:
        area = asking.area(asked.group, "group")
        if area.area_type is AreaType.ECONOMY:
            message = f"group={area.area_id} is an economy; a group is meant, such as LDC or ITU-AFR"
            raise RefusedError(Problem("not_a_group", "group", asked.group, message))
        ids = groups.members(snapshot, (area.area_id,)) or sorted(memberships(snapshot).get(area.area_id, ()))
        found, shown = [area], {area.area_id}
        exits = exits_words(groups.scheduled_exits(snapshot, [area.area_id]))
        said = [f"{area.name}: {how_many(len(ids), 'economy', 'economies')} today.", *([exits] if exits else [])]
    else:
        kinds = tuple(AREA_TYPES)
        asked_for = [asked.area_type] if isinstance(asked.area_type, str) else asked.area_type
        wrong = [one for one in asked_for if one and one not in kinds]
        if wrong:
            raise RefusedError(unknown("unknown_value", "area_type", wrong[0], kinds))
        wanted = [one for one in asked_for if one]
        found = [one for one in catalogue.areas if one.area_type in wanted] if wanted else catalogue.groups()
        said, shown = [f"{how_many(len(found), 'area')}."], set()
    repeat = asking.base.list_of("areas", "/areas")
    given = found if asked.name or asked.group else found[:_MOST_AREAS]
    return AreasAnswer(
        said=said,
        rows=[_area(asking, one, with_members=one.area_id in shown) for one in given],
        counted=counted(len(found), len(given), repeat.csv),
        repeat=repeat,
        build=asking.build,
    )


def _called(asking: Asking, name: str) -> tuple[list[Area], list[str]]:
    """The area that goes by a name or code; else those that may be meant, which are told and not chosen among.

    Raises RefusedError where the name is that of nothing that is tracked, such as a former state.
    """
    catalogue = asking.snapshot.catalogue
    found = catalogue.codes.find(name, *SCHEMES)
    if found is not None and found.area_id:
        area = catalogue.area_by_id[found.area_id]
        others = _with_the_words(asking, name, area)
        more = (
            f" The name is part of other names, too: {'; '.join(others)}. Make sure which is meant." if others else ""
        )
        return [area], [f"{name!r} is {area.name}, {area.area_id}.{more}"]
    hint = catalogue.codes.hint(name, by_id=True)
    meant = [catalogue.area_by_id[one] for one in catalogue.codes.likely(name)]
    if not meant:
        raise RefusedError(
            Problem("unknown_value", "name", name, f"No area is called {name!r}{hint}", tuple(catalogue.area_by_id))
        )
    return meant, [f"No area is called just {name!r}{hint} Choose one by its id: none is taken for granted."]


def _with_the_words(asking: Asking, name: str, found: Area) -> list[str]:
    """The other areas whose name has all the words of one that is known: of Congo the Democratic Republic of it."""
    asked = words(name)
    return [
        f"{one.name}, {one.area_id}"
        for one in asking.snapshot.catalogue.areas
        if one is not found and asked and (asked <= words(one.name) or asked <= words(one.short_name))
    ]


def _area(asking: Asking, one: Area, *, with_members: bool) -> AreaAnswer:
    known = memberships(asking.snapshot)
    members = sorted(known.get(one.area_id, ()))
    groups_of = [group for group, of in known.items() if one.area_id in of]
    kind = one.area_type.value.replace("_", " ")
    former = f", {one.former_name} until {one.renamed[:4]}" if one.former_name else ""
    count = f", {how_many(len(members), 'economy', 'economies')}" if members else ""
    listed = f": {', '.join(members)}" if members and with_members else ""
    in_groups = f", in {', '.join(groups_of)}" if groups_of else ""
    return AreaAnswer(
        said=f"{one.area_id}: {one.name} ({kind}{former}{count}{in_groups}){listed}.",
        area_id=one.area_id,
        name=one.name,
        area_type=one.area_type.value,
        member_of=groups_of,
        members=members if with_members else [],
        members_count=len(members),
        page=asking.base.at(f"/areas/{one.area_id}"),
    )
