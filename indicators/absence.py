"""Why there is no figure: a closed list of reasons, and the one rule that tells which holds.

An empty cell never means zero, and it means "not published" only where a source says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from indicators.model import Indicator
from indicators.vocabulary import Aggregation, AreaType


class Absence(StrEnum):
    """Why an area has no figure where one was looked for."""

    HELD_APART = "held_apart"
    """Figures of the area are held, but only of other parts of its people, schools or skills."""
    OTHER_YEARS = "other_years"
    """Figures are held, but of other years than those asked for."""
    OTHER_EDITIONS = "other_editions"
    """Figures are held, but in other editions than the one that is asked for or shown first."""
    ONLY_PROJECTED = "only_projected"
    """The publisher projects figures of the years asked for; none is observed."""
    NOT_DRAWN = "not_drawn"
    """Figures are held, but not what a chart draws: it takes two years, or one breakdown."""
    STATED_WITHOUT_NUMBER = "stated_without_number"
    """A publication says that a ratio is within its band, and not which number it is."""
    NOT_PUBLISHED = "not_published"
    """A publication says that there is no such figure."""
    WITHHELD = "withheld"
    """A figure was computed and is not shown: the economies behind it hold less than half of the people."""
    ONE_SHARE = "one_share"
    """Of the two shares that make a ratio only one is held."""
    SHARES_APART = "shares_apart"
    """Both shares that make a ratio are held, but not as plain figures of one year and edition."""
    OUTSIDE_SCOPE = "outside_scope"
    """The figures of the indicator do not cover the area."""
    NOTHING_HELD = "nothing_held"
    """The build holds no figure of the indicator, for any area."""
    NO_MEAN_DEFINED = "no_mean_defined"
    """No figure of the group is held, and the indicator is one of which none is computed from economies."""
    NOT_HELD = "not_held"
    """The build holds no figure of the area; other areas have some."""


@dataclass(frozen=True)
class Stretch:
    """The figures of one area and breakdown in one line: its years, and the newest of them as published."""

    years: tuple[int, ...]
    sex: str
    age: str
    location: str
    level: str
    edition: str
    is_headline: bool
    is_observed: bool
    value: float
    qualifier: str


@dataclass(frozen=True)
class Question:
    """What was looked for: breakdowns, the first and the last year, an edition by name; empty stands for any.

    Without an edition it is the line that is shown first.
    """

    sex: tuple[str, ...] = ("both",)
    age: tuple[str, ...] = ("all",)
    location: tuple[str, ...] = ("total",)
    level: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    edition: str = ""

    def is_about(self, sex: str, age: str, location: str, level: str) -> bool:
        """Whether a breakdown is among those looked for."""
        asked = ((self.sex, sex), (self.age, age), (self.location, location), (self.level, level))
        return all(not words or word in words for words, word in asked)

    def years_of(self, stretch: Stretch) -> list[int]:
        """The years of a stretch that were looked for."""
        first, last = self.first or min(stretch.years), self.last or max(stretch.years)
        return [year for year in stretch.years if first <= year <= last]

    def breakdown_of(self, stretches: Sequence[Stretch]) -> list[Stretch]:
        """The stretches of the breakdowns looked for."""
        return [one for one in stretches if self.is_about(one.sex, one.age, one.location, one.level)]


@dataclass(frozen=True)
class Evidence:
    """What is known around an empty cell.

    `held` are all figures of the area; `sides` which of the two shares behind a ratio are held of it. The rest are
    facts: that a computed figure is withheld, that a publication states a ratio without its number, that one says that
    there is no figure, that the area is outside the scope, that the indicator has a figure of any area.
    """

    held: tuple[Stretch, ...] = ()
    sides: frozenset[str] = frozenset()
    is_withheld: bool = False
    is_stated: bool = False
    is_said_to_be_none: bool = False
    is_outside: bool = False
    is_held_of_any: bool = True


def absence(indicator: Indicator, area_type: AreaType, question: Question, evidence: Evidence) -> Absence:
    """Which reason holds: of several the one that says most about this area."""
    if evidence.held:
        return _among_held(question, evidence.held)
    is_group = area_type not in (AreaType.ECONOMY, AreaType.GROUP)
    holds = {
        Absence.STATED_WITHOUT_NUMBER: evidence.is_stated,
        Absence.NOT_PUBLISHED: evidence.is_said_to_be_none,
        Absence.WITHHELD: evidence.is_withheld,
        Absence.ONE_SHARE: len(evidence.sides) == 1,
        Absence.SHARES_APART: len(evidence.sides) > 1,
        Absence.OUTSIDE_SCOPE: evidence.is_outside,
        Absence.NOTHING_HELD: not evidence.is_held_of_any,
        Absence.NO_MEAN_DEFINED: is_group and indicator.aggregation is Aggregation.NONE and indicator.ratio_of is None,
    }
    return next((reason for reason, is_so in holds.items() if is_so), Absence.NOT_HELD)


def _among_held(question: Question, held: Sequence[Stretch]) -> Absence:
    same = question.breakdown_of(held)
    if not same:
        return Absence.HELD_APART
    named = [one for one in same if not question.edition or one.edition == question.edition]
    if not named:
        return Absence.OTHER_EDITIONS
    within = [one for one in named if question.years_of(one)]
    if not within:
        return Absence.OTHER_YEARS
    if not any(one.is_observed for one in within):
        return Absence.ONLY_PROJECTED
    if not question.edition and not any(one.is_headline and one.is_observed for one in within):
        return Absence.OTHER_EDITIONS
    return Absence.NOT_DRAWN
