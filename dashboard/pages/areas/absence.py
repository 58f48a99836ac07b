"""What of an area's targets and indicators has no figure, and why."""

from dashboard.pages.areas.facts import Facts
from dashboard.reading.absences import Absences, absences
from dashboard.reading.warehouse import Snapshot
from dashboard.words.absence import why
from indicators.areas import Area
from indicators.model import Indicator
from indicators.plan import Target
from indicators.vocabulary import AreaType, Role


def existence(snapshot: Snapshot, facts: Facts) -> Absences:
    """What tells why there is no figure of the areas of a profile, for any indicator that may speak for a target."""
    speaking = [one for one in facts.catalogue.indicators if one.role in (Role.HEADLINE, Role.PROXY)]
    ratios = [one for one in facts.catalogue.ratios if one not in speaking]
    return absences(snapshot, [*speaking, *ratios], facts.view.areas)


def why_silent(facts: Facts, exists: Absences, area: Area, target: Target) -> str:
    """Why no figure of an area speaks for a target, in a sentence: that of the indicator that comes nearest."""
    asked = [facts.catalogue.indicator_by_id[one] for one in dict.fromkeys(key[0] for key in facts.keys_of(target))]
    held = [one for one in asked if one.id in exists.holders]
    first = next((one for one in held if _is_near(exists, area, one)), next(iter(held), asked[0]))
    return f"{first.title}: {why(exists.why(first, area))}."


def _is_near(exists: Absences, area: Area, indicator: Indicator) -> bool:
    """Whether figures of an indicator exist for areas like this one."""
    held = exists.holders[indicator.id]
    return bool(held.economies if area.area_type is AreaType.ECONOMY else held.groups)


def missing(facts: Facts, exists: Absences, area: Area) -> dict[str, list[tuple[str, list[Indicator]]]]:
    """By target, the official indicators and proxies of which an area has no figure, those with one reason together."""
    found: dict[str, list[tuple[str, list[Indicator]]]] = {}
    for target in facts.catalogue.targets:
        keys = facts.keys_of(target)
        held = {key[0] for key in keys if facts.newest_line(key, area.area_id) is not None}
        reasons: dict[str, list[Indicator]] = {}
        for one in dict.fromkeys(key[0] for key in keys if key[0] not in held):
            indicator = facts.catalogue.indicator_by_id[one]
            reasons.setdefault(why(exists.why(indicator, area)), []).append(indicator)
        found[target.id] = list(reasons.items())
    return found
