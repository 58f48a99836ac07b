"""Where an area stands on an indicator, and how that changed: as one passage."""

from dashboard.reading.drafts import Found, Line
from dashboard.rows import Observation, known
from dashboard.words.comparable import Jumps, no_change_told
from dashboard.words.indicator_facts import AGGREGATIONS
from dashboard.words.places import in_a_place
from dashboard.words.quoted import BOUNDS
from dashboard.words.report.drafted import Parts, Passage, Told
from dashboard.words.report.figures import (
    Notes,
    amount_of,
    difference,
    joined,
    share_of_people,
    stands_still,
    value_of,
)
from indicators.areas import Area
from indicators.model import Indicator
from indicators.parity import symmetric
from indicators.series import WINDOW
from indicators.stated import DOUBTED
from indicators.vocabulary import Origin, Scale

OLD = 5
"""Years after which a figure is no longer called the present state."""

_NOT_TOLD = {
    "break": "a break in the series lies between them",
    "jump": "the line jumps between them as if the method had changed",
    "computed": "the economies behind them are not the same in every year",
    "median": "they are medians of the economies with a figure in each year, which are not the same ones",
    "bound": "one of the two is a bound",
}


def level(found: Found, indicator: Indicator, area: Area, notes: Notes, jumps: Jumps) -> Passage | None:
    """The newest figure of an area up to the year of the draft, how it came about, and how it changed; None where the
    area has no figure.
    """
    line = found.line(indicator, area.area_id)
    if not line:
        return None
    newest = line[-1]
    said: Parts = (
        f"In {in_a_place(area)} it was ",
        value_of(newest, indicator),
        f" in {newest.year}",
        *how_it_came(newest, indicator),
        notes.mark(newest),
        ".",
        *_age(found, newest),
        *_changes(line, indicator, jumps),
        *_otherwise(found, newest, indicator, notes),
    )
    return Passage("level", said)


def _otherwise(found: Found, newest: Observation, indicator: Indicator, notes: Notes) -> Parts:
    """What other editions print for the same year: figures are restated, and a reader may know the other one."""
    key = (newest.indicator_id, newest.area_id, newest.sex, newest.age, newest.location, newest.level)
    printed = found.others.get(key, ())
    if not printed:
        return ()
    every = joined(
        [(value_of(row, indicator), " (edition ", Told(row.edition), ")", notes.mark(row)) for row in printed]
    )
    which = "Another edition prints" if len(printed) == 1 else "Other editions print"
    return (f" {which} for {newest.year}: ", *every, ".")


def how_it_came(row: Observation, indicator: Indicator) -> Parts:
    """What a reader has to know of a figure before quoting it; empty for one that is published as it stands."""
    doubt = ", as printed, which other figures contradict" if row.note.startswith(DOUBTED) else ""
    if row.origin != Origin.COMPUTED:
        return (doubt,) if doubt else ()
    if not known(row.economies_with_data):
        return (f", computed from published figures{doubt}",)
    what = AGGREGATIONS.get(indicator.aggregation, "made of economies")
    if not known(row.coverage_population):
        return (f", computed here ({what}){doubt}",)
    return (f", computed here ({what}; it covers ", share_of_people(row), f"){doubt}")


def _age(found: Found, newest: Observation) -> Parts:
    """That a figure is not of the year of the draft, and whether another one is."""
    year = found.view.year
    if newest.year == year:
        return ()
    old = "; it is too old to be called the present state" if year - newest.year > OLD else ""
    others = found.absences.stretches.get((newest.indicator_id, newest.area_id), ())
    parts = (newest.sex, newest.age, newest.location, newest.level)
    if any(
        year in one.years and one.is_observed and (one.sex, one.age, one.location, one.level) == parts for one in others
    ):
        return (f" Another edition or way of making has a figure of {year}, which is not the one shown first{old}.",)
    return (f" No figure of {year} is held: this is the newest before it{old}.",)


def _changes(line: Line, indicator: Indicator, jumps: Jumps) -> Parts:
    """The change since the first figure of the last six years, or else the one before them, and since last year."""
    newest, earlier = line[-1], line[:-1]
    if not earlier:
        return (" The edition has no earlier figure that it could be compared with.",)
    base = base_of(line)
    before = [row for row in earlier if row.year == newest.year - 1 and row is not base]
    since = [one for one in (base, *before) if one is not None]
    reason = unlike(line, since[0], indicator, jumps)
    if reason:
        figures = [(value_of(one, indicator), f" in {one.year}") for one in since]
        listed: Parts = figures[0] if len(figures) == 1 else (*figures[0], " and ", *figures[1])
        return (" The same edition has ", *listed, f"; no change is told, since {_NOT_TOLD[reason]}.")
    told: Parts = ()
    for place, one in enumerate(since):
        start = " Since " if not place else "; since "
        told = (*told, f"{start}{one.year} (", value_of(one, indicator), ") it ", *_moved(one, newest, indicator))
    return (*told, ".")


def base_of(line: Line) -> Observation | None:
    """The figure that the newest of a line is compared with: the first of the six years up to it, or else the last one
    before them; None of a line of one figure.
    """
    newest, earlier = line[-1], line[:-1]
    within = [row for row in earlier if row.year >= newest.year - WINDOW]
    return within[0] if within else earlier[-1] if earlier else None


def unlike(line: Line, first: Observation, indicator: Indicator, jumps: Jumps) -> str:
    """Why the newest figure of a line does not compare with an earlier one, in a word; empty where it does."""
    part = [row for row in line if row.year >= first.year]
    if any(row.qualifier in BOUNDS for row in (first, line[-1])):
        return "bound"
    return no_change_told(part, indicator, jumps)


def _moved(first: Observation, last: Observation, indicator: Indicator) -> Parts:
    if stands_still(first, last, indicator):
        return ("has stood still, within the tolerance",)
    way = "has risen by " if difference(first, last, indicator) > 0 else "has fallen by "
    return (way, amount_of(first, last, indicator), _towards_even(first, last, indicator))


def _towards_even(first: Observation, last: Observation, indicator: Indicator) -> str:
    if indicator.scale is not Scale.PARITY:
        return ""
    before, after = (abs(symmetric(row.value) - 1) for row in (first, last))
    return ", closer to even" if after < before else ", further from even"
