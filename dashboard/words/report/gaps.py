"""Gaps within an area: women and men, town and countryside, the young and the rest, as one passage."""

from dashboard.reading.drafts import Found
from dashboard.words.places import in_a_place
from dashboard.words.report.drafted import Parts, Passage, Told
from dashboard.words.report.figures import Notes, value_of
from dashboard.words.report.level import how_it_came
from dashboard.words.sides import SIDES
from indicators.areas import Area
from indicators.model import Indicator

PAIRS = (("sex", "female", "male"), ("location", "urban", "rural"), ("age", "15-24", "not 15-24"))


def gaps(found: Found, indicator: Indicator, area: Area, notes: Notes) -> Passage | None:
    """The two sides of each gap of an area, as far as both have a figure of one year and edition; None without any."""
    told: list[Parts] = []
    for name, one, other in PAIRS:
        sides = [found.line(indicator, area.area_id, **{name: side}) for side in (one, other)]
        if not all(sides):
            continue
        first, second = (line[-1] for line in sides)
        if (first.year, first.edition, first.origin) != (second.year, second.edition, second.origin):
            continue
        told.append(
            (
                Told(SIDES[one]),
                " ",
                value_of(first, indicator),
                ", ",
                Told(SIDES[other]),
                " ",
                value_of(second, indicator),
                f" ({first.year}, edition ",
                Told(first.edition),
                *how_it_came(first, indicator),
                ")",
                notes.mark(first),
            )
        )
    if not told:
        return None
    parts: Parts = (f"Gaps in {in_a_place(area)}: ",)
    for place, one_of in enumerate(told):
        parts = (*parts, *(["; "] if place else []), *one_of)
    return Passage("gaps", (*parts, "."))
