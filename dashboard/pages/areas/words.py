"""What a profile says, as sentences computed from the data; no number is typed in here."""

from collections.abc import Sequence

from dashboard.numbers import counted, figure, number, words_of
from dashboard.pages.areas.facts import WORLD, Facts
from dashboard.pages.areas.standing import Standing
from dashboard.reading.held import Population
from dashboard.rows import Observation, cited
from dashboard.words.groups import exit_words, exits_words
from indicators.areas import Area
from indicators.vocabulary import AreaType, Origin, Status

_ONLINE = ("internet_users", "")
_LARGE = 10


def name_of(area: Area) -> str:
    """An area at the head of a sentence."""
    return "The world" if area.area_id == WORLD else area.name


def title(facts: Facts, of_each: Sequence[Sequence[Standing]]) -> str:
    """The finding of a profile, from the standings of each of its areas: on how many targets the benchmark is reached,
    how many cannot be judged, and who is online.
    """
    area, other = facts.view.area, facts.view.other
    found, met = of_each[0], _met(of_each[0])
    if other is not None:
        first = f"{name_of(area)} beside {_within(other)}: the benchmark reached on {_none(met)}"
        against = f"of {words_of(len(found))} targets against {_none(_met(of_each[1]))}"
        return f"{first} {against}{_online_beside(facts, area, other)}"
    silent = sum(one.status is Status.NOT_ASSESSABLE for one in found)
    first = f"{name_of(area)}: the benchmark is reached on {_none(met)} of {words_of(len(found))} targets"
    judged = f", {words_of(silent)} cannot be judged" if silent else ""
    return f"{first}{judged}{_online(facts, area)}"


def _met(found: Sequence[Standing]) -> int:
    return sum(one.status is Status.MET for one in found)


def _none(count: int) -> str:
    return words_of(count) if count else "none"


def _within(area: Area) -> str:
    return "the world" if area.area_id == WORLD else area.name


def _online(facts: Facts, area: Area) -> str:
    own = facts.newest_line(_ONLINE, area.area_id)
    if own is None:
        return ""
    indicator = facts.catalogue.indicator_by_id[own.indicator_id]
    first = f"; {figure(own.value, indicator, own.qualifier)} of people"
    if area.area_id == WORLD:
        return f"{first} are online{_since_last(facts, own)}"
    if own.origin == Origin.COMPUTED:
        return f"{first} were online in {own.year}, computed from economies"
    world = next((row for row in facts.lines.get((_ONLINE, WORLD), []) if row.year == own.year), None)
    if world is None or own.qualifier or world.qualifier:  # nothing of that year, or only a bound
        return f"{first} were online in {own.year}"
    return f"{first} were online in {own.year}, {apart(own.value - world.value)} the world"


def apart(difference: float) -> str:
    """How far a share is from another: "36 points behind", "2.4 points ahead of", "level with"."""
    amount = number(abs(difference), 0 if abs(difference) >= _LARGE else 1)
    if amount == "0":
        return "level with"
    return f"{amount} points {'ahead of' if difference > 0 else 'behind'}"


def _since_last(facts: Facts, own: Observation) -> str:
    line = facts.lines[(_ONLINE, own.area_id)]
    if len(line) == 1:
        return f" ({own.year})"
    before = line[-2]
    amount = number(abs(own.value - before.value), 1)
    more = "more" if own.value > before.value else "less"
    return f" in {own.year}, {amount} points {more} than in {before.year}"


def _online_beside(facts: Facts, area: Area, other: Area) -> str:
    mine, theirs = facts.newest_line(_ONLINE, area.area_id), facts.newest_line(_ONLINE, other.area_id)
    if mine is None or theirs is None:
        return ""
    indicator = facts.catalogue.indicator_by_id[_ONLINE[0]]
    first, second = (figure(row.value, indicator, row.qualifier) for row in (mine, theirs))
    if mine.year == theirs.year:
        return f"; {first} of people were online in {mine.year} against {second}"
    return f"; {first} of people were online in {mine.year} against {second} in {theirs.year}"


def lead(facts: Facts, area: Area, people: Population | None, found: Sequence[Standing]) -> str:
    """How many people live there, for how many targets a figure speaks, and how new the newest is."""
    speaking = [one.figure.year for one in found if one.figure is not None]
    known = f"Figures speak for {words_of(len(speaking))} of the {words_of(len(found))} targets"
    known = f"{known}, the newest of {max(speaking)}." if speaking else "No figure that is held speaks for a target."
    size = []
    if area.area_type is not AreaType.ECONOMY and (many := len(facts.economies_of(area))):
        size.append(counted(many, "economy", "economies"))
    if people is not None:
        size.append(f"{_people(people.people)} in {people.year} ({cited(people.source, people.edition)})")
    return f"{', '.join(size)}. {known}" if size else known


def exits_in_words(facts: Facts) -> str:
    """Who was to leave a group: the economies of the page, or members of its groups; empty where none was."""
    told = []
    for area in facts.view.areas:
        own = [exit_words(one) for one in facts.exits if one.area_id == area.area_id]
        members = exits_words(one for one in facts.exits if one.group_id == area.area_id)
        if words := " ".join(filter(None, [*own, members])):
            told.append(f"{area.name}: {words}" if facts.view.other and own else words)
    return " ".join(told)


def _people(count: float) -> str:
    if count >= 1e9:
        return f"{number(count / 1e9, 1)} billion people"
    return f"{number(count / 1e6, 1)} million people" if count >= 1e6 else f"{number(round(count, -2), 0)} people"
