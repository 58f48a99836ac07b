"""Why an area has no figure: what is published apart, what is withheld, and for whom figures do exist."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.numbers import counted, figure, percent
from dashboard.pages.areas.facts import Facts
from dashboard.reading import queries
from dashboard.reading.held import WithheldFigure, withheld_figures
from dashboard.reading.queries import Holding
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Observation, breakdown_words, rows
from indicators.model import Area, Indicator, Target
from indicators.vocabulary import AreaType

_SPLITS = ("sex", "age", "location")


@dataclass(frozen=True)
class Existence:
    """What the build holds of each indicator, and what it withholds of each area, by indicator."""

    held: Mapping[str, Holding]
    withheld: Mapping[str, Mapping[str, WithheldFigure]]


def existence(snapshot: Snapshot, facts: Facts) -> Existence:
    """What exists, and what is withheld of the areas of a profile."""
    return Existence(
        {row.indicator_id: row for row in rows(queries.figures_by_target(snapshot))},
        {
            area.area_id: {row.indicator_id: row for row in rows(withheld_figures(snapshot, area.area_id))}
            for area in facts.view.areas
        },
    )


def why_absent(facts: Facts, exists: Existence, area: Area, indicator: Indicator) -> str:
    """Why an area has no figure of an indicator for everyone together, as part of a sentence."""
    apart = [row for row in facts.parts if row.area_id == area.area_id and row.indicator_id == indicator.id]
    if apart:
        told = ", ".join(_part(row, indicator) for row in apart)
        return f"published apart only, not together: {told}"
    kept = exists.withheld[area.area_id].get(indicator.id)
    if kept is not None:
        return (
            f"not shown, since it would rest on {kept.economies_with_data} of {kept.economies_total} economies with "
            f"{percent(kept.coverage_population)} of the people ({kept.year}), less than half"
        )
    held = exists.held.get(indicator.id)
    if held is None:
        return "nothing is in this build, for any area"
    return _who(held)


def _part(row: Observation, indicator: Indicator) -> str:
    words = ", ".join(breakdown_words(row, _SPLITS))
    return f"{words} {figure(row.value, indicator, row.qualifier)} ({row.year})"


def _who(held: Holding) -> str:
    """For whom figures exist, and how new they are: "figures exist for 97 economies, newest 2024"."""
    if held.economies:
        return f"figures exist for {counted(held.economies, 'economy', 'economies')}, newest {held.last_year}"
    groups = [counted(held.groups, "group")] if held.groups else []
    whom = " and ".join([*(["the world"] if held.world else []), *groups])
    return f"published for {whom}{'' if groups else ' only'}, newest {held.last_year}; no economy has one"


def why_silent(facts: Facts, exists: Existence, area: Area, target: Target) -> str:
    """Why no figure of an area speaks for a target, in a sentence."""
    asked = list(dict.fromkeys(key[0] for key in facts.keys_of(target)))
    known = [facts.catalogue.indicator_by_id[one] for one in asked if one in exists.held]
    if not known:
        return target.what_exists or f"{facts.catalogue.indicator_by_id[asked[0]].title}: no figure is in this build."
    first = next((one for one in known if _is_near(exists, area, one)), known[0])
    return f"{first.title}: {why_absent(facts, exists, area, first)}."


def _is_near(exists: Existence, area: Area, indicator: Indicator) -> bool:
    """Whether figures of an indicator exist for areas like this one."""
    held = exists.held[indicator.id]
    return bool(held.economies if area.area_type is AreaType.ECONOMY else held.groups)


def missing(facts: Facts, exists: Existence, area: Area) -> dict[str, list[tuple[str, list[Indicator]]]]:
    """By target, the official indicators and proxies of which an area has no figure, those with one reason together."""
    found: dict[str, list[tuple[str, list[Indicator]]]] = {}
    for target in facts.catalogue.targets:
        keys = facts.keys_of(target)
        held = {key[0] for key in keys if facts.newest_line(key, area.area_id) is not None}
        reasons: dict[str, list[Indicator]] = {}
        for one in dict.fromkeys(key[0] for key in keys if key[0] not in held):
            indicator = facts.catalogue.indicator_by_id[one]
            reasons.setdefault(why_absent(facts, exists, area, indicator), []).append(indicator)
        found[target.id] = list(reasons.items())
    return found
