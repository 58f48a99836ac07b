"""Why figures are not there: what the warehouse holds around an empty cell, and which reason of the closed list holds.

A page asks once for all its indicators and areas; `Absences.why` then tells of each cell. The words are in
`dashboard/words/absence.py`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from dashboard.address.selection import Selection
from dashboard.reading.warehouse import Snapshot
from indicators.absence import Absence, Evidence, Question, Stretch, absence
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.sources import Source
from indicators.stated import Unpublished
from indicators.supply import may_bring
from indicators.vocabulary import AreaType

Key = tuple[str, str]
"""An indicator and an area, by their ids."""

TOTALS = Question()
"""The figure of everyone together, of any level, any year and the edition that is shown first."""


class Holders(NamedTuple):
    """For whom an indicator has figures, over all breakdowns, editions and years; `last_year` is the newest that is
    observed, of economies where there are any.
    """

    indicator_id: str
    economies: int
    groups: int
    world: int
    last_year: int | None


class Kept(NamedTuple):
    """A computed figure that is not shown, and the part of its area that it would rest on."""

    indicator_id: str
    area_id: str
    sex: str
    age: str
    location: str
    level: str
    year: int
    coverage_population: float
    economies_with_data: int
    economies_total: int


@dataclass(frozen=True)
class Absent:
    """Why an area has no figure of an indicator, with what the sentence rests on.

    `held` are the stretches of figures that the reason is about: those of other parts, years or editions. `kept` is
    the figure that is withheld, `statement` what a publication says, `sides` the shares that are held of a ratio,
    `stated` the year and edition of a statement without a number, `holders` for whom there are figures, and `sources`
    what may bring one.
    """

    reason: Absence
    indicator: Indicator
    area: Area
    question: Question
    held: tuple[Stretch, ...] = ()
    kept: Kept | None = None
    statement: Unpublished | None = None
    sides: frozenset[str] = frozenset()
    stated: tuple[int, str] | None = None
    holders: Holders | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Absences:
    """What a page needs to tell of any of its indicators and areas why there is no figure."""

    catalogue: Catalogue
    year: int
    stretches: Mapping[Key, tuple[Stretch, ...]] = field(default_factory=dict)
    kept: Mapping[Key, tuple[Kept, ...]] = field(default_factory=dict)
    holders: Mapping[str, Holders] = field(default_factory=dict)

    def why(self, indicator: Indicator, area: Area, question: Question = TOTALS) -> Absent:
        """Why an area has no figure of an indicator where one was looked for."""
        held = self.stretches.get((indicator.id, area.area_id), ())
        kept = self._kept(indicator, area, question)
        statement = next((one for one in indicator.unpublished if area.area_id in one.areas), None)
        evidence = Evidence(
            held,
            self._sides(indicator, area),
            is_withheld=kept is not None,
            is_stated=self._stated(indicator, area) is not None,
            is_said_to_be_none=statement is not None,
            is_outside=not self.catalogue.is_covered(indicator, area, self.year),
            is_held_of_any=indicator.id in self.holders,
        )
        reason = absence(indicator, area.area_type, question, evidence)
        return Absent(
            reason,
            indicator,
            area,
            question,
            _told(reason, held, question),
            kept,
            statement,
            evidence.sides,
            self._stated(indicator, area),
            self.holders.get(indicator.id),
            tuple(may_bring(self.catalogue, indicator, area, question)),
        )

    def _kept(self, indicator: Indicator, area: Area, question: Question) -> Kept | None:
        """The newest computed figure that is withheld; of a ratio that of the share that covers less."""
        own = self.kept.get((indicator.id, area.area_id), ())
        found = [one for one in own if question.is_about(one.sex, one.age, one.location, one.level)]
        if not found and (of := indicator.ratio_of) is not None:
            shares = self.kept.get((of.indicator, area.area_id), ())
            found = [one for one in shares if getattr(one, of.by) in (of.numerator, of.denominator)]
        return max(found, key=lambda one: (one.year, -one.coverage_population), default=None)

    def _sides(self, indicator: Indicator, area: Area) -> frozenset[str]:
        of = indicator.ratio_of
        if of is None:
            return frozenset()
        held = self.stretches.get((of.indicator, area.area_id), ())
        return frozenset({getattr(one, of.by) for one in held} & {of.numerator, of.denominator})

    def _stated(self, indicator: Indicator, area: Area) -> tuple[int, str] | None:
        """The year and edition in which a publication says of a ratio that it is within its band."""
        of = indicator.ratio_of
        said = self.stretches.get((of.stated, area.area_id), ()) if of is not None else ()
        return next(((one.years[-1], one.edition) for one in said if one.is_headline and one.value == 1), None)


def absences(snapshot: Snapshot, indicators: Collection[Indicator], areas: Iterable[Area]) -> Absences:
    """What tells why there is no figure, for any of these indicators and areas."""
    named = dict.fromkeys(one.id for one in indicators)
    behind = [one.ratio_of for one in indicators if one.ratio_of is not None]
    wanted = list(dict.fromkeys([*named, *(of.indicator for of in behind), *(of.stated for of in behind if of.stated)]))
    asked = list({one.area_id: one for one in areas}.values())
    economies = [one.area_id for one in asked if one.area_type is AreaType.ECONOMY]
    stretches = dict(_of_groups(snapshot))
    if economies:
        stretches |= _by_key(
            snapshot.rows(_STRETCHES.format(condition=_NAMED), {"indicators": wanted, "areas": economies})
        )
    return Absences(
        snapshot.catalogue,
        snapshot.build.built_at.year,
        stretches,
        snapshot.of_build((_kept,), lambda: _kept(snapshot)),
        snapshot.of_build((_HOLDERS,), lambda: {row[0]: Holders(*row) for row in snapshot.rows(_HOLDERS)}),
    )


def _of_groups(snapshot: Snapshot) -> Mapping[Key, tuple[Stretch, ...]]:
    """All stretches of the world and its groups, which most pages ask about."""
    query = _STRETCHES.format(condition="area_type <> 'economy'")
    return snapshot.of_build((_of_groups,), lambda: _by_key(snapshot.rows(query)))


def _by_key(found: Iterable[tuple[Any, ...]]) -> dict[Key, tuple[Stretch, ...]]:
    stretches: dict[Key, list[Stretch]] = {}
    for indicator_id, area_id, years, *of_the_line in found:
        stretches.setdefault((indicator_id, area_id), []).append(Stretch(tuple(years), *of_the_line))
    return {key: tuple(of) for key, of in stretches.items()}


def _kept(snapshot: Snapshot) -> dict[Key, tuple[Kept, ...]]:
    """All computed figures that are not shown for want of coverage, the newest of each breakdown."""
    kept: dict[Key, list[Kept]] = {}
    for row in snapshot.rows(_KEPT):
        kept.setdefault((row[0], row[1]), []).append(Kept(*row))
    return {key: tuple(of) for key, of in kept.items()}


def question_of(selection: Selection) -> Question:
    """What a selection looks for."""
    return Question(
        selection.sex,
        selection.age,
        selection.location,
        selection.level,
        selection.year_from,
        selection.year_to,
        selection.named_edition,
    )


def _told(reason: Absence, held: tuple[Stretch, ...], question: Question) -> tuple[Stretch, ...]:
    """The stretches that a reason is about."""
    if reason is Absence.HELD_APART:
        return tuple(one for one in held if one.is_headline) or held
    return tuple(question.breakdown_of(held))


_NAMED = "list_contains($indicators, indicator_id) and list_contains($areas, area_id)"

# One row per line of an area: its years in order, and its newest figure.
_STRETCHES = """
    select
        indicator_id, area_id, years, sex, age, location, level, edition, is_headline, is_observed, value, qualifier
    from lines
    where {condition}
    order by
        indicator_id, area_id, sex <> 'both', sex, age <> 'all', age, location <> 'total', location, level,
        is_headline desc, edition desc, is_observed desc
"""

# One row per computed figure that is not shown: the newest of its breakdown.
_KEPT = """
    select
        indicator_id, area_id, sex, age, location, level, year, coverage_population, economies_with_data,
        economies_total
    from withheld
    where reason = 'below_coverage'
    qualify row_number() over (
        partition by indicator_id, area_id, sex, age, location, level order by year desc, coverage_population desc
    ) = 1
    order by all
"""

# One row per indicator of which the build holds a figure.
_HOLDERS = """
    select indicator_id, economies, groups, world, coalesce(newest_of_economies, last_year) as last_year
    from holdings
"""
