"""The things the catalogue holds, as frozen dataclasses.

A wrong key, type or word in an entry is refused when it is built (pydantic), so nobody checks again behind the door.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator
from pydantic.dataclasses import dataclass

from indicators.benchmark import OPERATORS, STRICT, Benchmark
from indicators.feed import Feed
from indicators.stated import Scope, Unpublished
from indicators.units import UNITS, Unit
from indicators.vocabulary import (
    ABOVE_ZERO,
    BENCHMARK_SETS,
    BREAKDOWNS,
    HIGHEST_PARITY,
    Aggregation,
    Direction,
    Role,
    Scale,
)

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, config=STRICT)
class Break:
    """A change of definition or method: `year` is the first year of the new one; no areas means all."""

    year: int
    note: str
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, config=STRICT)
class Reference:
    """The published level from which a direction is judged where no benchmark exists."""

    value: float
    year: int
    source: str


@dataclass(frozen=True, config=STRICT)
class ScoreBounds:
    """The levels between which a value is turned into a score of the Sustainable Development Report."""

    lower: float
    optimum: float
    green: float
    red: float


@dataclass(frozen=True, config=STRICT)
class RatioOf:
    """Two shares whose ratio an indicator is: the indicator of the shares, and the breakdown of each.

    `people` is the indicator that publishes by how many people the denominator is ahead; `stated` the one that says of
    areas, without a number, that the ratio is within its band. Both are empty where there is none.
    """

    indicator: str
    by: Literal["sex", "age", "location"]
    numerator: str
    denominator: str
    people: str = ""
    stated: str = ""

    @model_validator(mode="after")
    def _known_words(self) -> "RatioOf":
        words = BREAKDOWNS[self.by]
        if self.numerator not in words or self.denominator not in words:
            raise ValueError(f"numerator and denominator from {', '.join(words)}")
        return self


@dataclass(frozen=True, config=STRICT)
class Tier:
    """A class of a score: `at_least` is its lower bound, included."""

    id: str
    at_least: float


@dataclass(frozen=True, config=STRICT)
class OfficialYears:
    """The years for which a definition is the official one; an open end is None."""

    first: int | None = Field(default=None, alias="from")
    last: int | None = Field(default=None, alias="to")

    def covers(self, year: int) -> bool:
        """Whether the definition was official in that year."""
        return (self.first is None or year >= self.first) and (self.last is None or year <= self.last)


@dataclass(frozen=True, config=STRICT)
class Indicator:
    """One entry of the indicator catalogue.

    `sparse`: economies are surveyed in different years, so a group's figure rests on the latest of each.
    `grows_in_steps`: a network reaches a town from one day to the next, so that a jump is no sign of another method.
    `of_everyone`: a share of the whole population, so that a population tells how many people it is.
    `sum_of`: the two indicators that exclude each other and make up this one; `complement_of`: the one that gives the
    share of those without, of which this is the rest. `product_of`: the two indicators whose product it should be.
    `at_most`: the indicator of the same unit that no figure of it may exceed, for what it measures is a part of that.
    `above`: what every figure lies above; by default 0 on a scale where a 0 says that there is no figure (prices).
    `also`: words by which a reader may look for it and that neither its title nor its short name has.
    `unpublished`: what publications say of figures that do not exist. `scope`: whom the figures cover; None: everybody.
    """

    id: str
    title: str
    short: str
    role: Role
    unit: str
    unit_label: str
    scale: Scale
    direction: Direction
    decimals: int
    definition: str
    aggregation: Aggregation
    target: str | None = None
    also_under: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    sdg: str = ""
    out_of: int | None = None
    default_level: str = ""
    official: OfficialYears = Field(default_factory=OfficialYears)
    benchmarks: tuple[Benchmark, ...] = ()
    feeds: tuple[Feed, ...] = ()
    reference: Reference | None = None
    breaks: tuple[Break, ...] = ()
    sparse: bool = False
    grows_in_steps: bool = False
    of_everyone: bool = False
    unpublished: tuple[Unpublished, ...] = ()
    scope: Scope | None = None
    ratio_of: RatioOf | None = None
    sum_of: tuple[str, str] | None = None
    complement_of: str | None = None
    product_of: tuple[str, str] | None = None
    at_most: str | None = None
    above: float | None = None
    tiers: tuple[Tier, ...] = ()
    score_bounds: ScoreBounds | None = None

    @field_validator("unit")
    @classmethod
    def _known_unit(cls, unit: str) -> str:
        if unit not in UNITS:
            raise ValueError(f"one of {', '.join(UNITS)}")
        return unit

    @model_validator(mode="after")
    def _also_says_more(self) -> "Indicator":
        names = f" {' '.join(_WORD.findall(f'{self.title} {self.short}'.lower()))} "
        for word in self.also:
            said = " ".join(_WORD.findall(word.lower()))
            if not said or f" {said} " in names:
                raise ValueError(f"also: {word!r} is in the title or the short name; expected other words")
        if len(set(map(str.lower, self.also))) != len(self.also):
            raise ValueError("also: a word is there twice; expected every word once")
        return self

    @model_validator(mode="after")
    def _benchmarks_agree(self) -> "Indicator":
        allowed = OPERATORS[self.direction]
        for benchmark in self.benchmarks:
            if benchmark.operator not in allowed:
                expected = " or ".join(allowed) or "no benchmark at all"
                raise ValueError(
                    f"benchmarks: {benchmark.id} says {benchmark.operator}, which is the wrong direction; "
                    f"for an indicator whose better way is '{self.direction}', {expected} was expected"
                )
        if not 0 <= self.decimals <= 4:
            raise ValueError("decimals: expected a number from 0 to 4")
        return self

    @property
    def shows_typical_economy(self) -> bool:
        """Whether a group's computed figure is only that of its median economy, which is not the share of the group."""
        return self.aggregation is Aggregation.MEDIAN and self.scale is Scale.SHARE

    @cached_property
    def unit_of_measure(self) -> Unit:
        """The unit with its range."""
        return UNITS[self.unit]

    @cached_property
    def range(self) -> tuple[float, float]:
        """The least and the greatest value it can have: those of its unit, but no more countries than there are."""
        unit = self.unit_of_measure
        return unit.low, unit.high if self.out_of is None else self.out_of

    @cached_property
    def highest(self) -> float:
        """What no figure of it exceeds: the end of its range, and of a ratio of two shares less than that."""
        high = self.range[1]
        return min(high, HIGHEST_PARITY) if self.scale is Scale.PARITY else high

    @cached_property
    def lower_limit(self) -> float | None:
        """What every figure lies above; None where the least value of its unit is a figure like any other."""
        return 0.0 if self.above is None and self.scale in ABOVE_ZERO else self.above

    def is_broken(self, area_id: str, first: int, last: int) -> bool:
        """Whether a declared break of an area lies between two years, so that their values do not compare."""
        return any(first < one.year <= last and (not one.areas or area_id in one.areas) for one in self.breaks)

    def benchmark_for(self, area_id: str, benchmark_set: str = "") -> Benchmark | None:
        """The benchmark of a set that holds for an area, or else the first that does; None where there is none."""
        holding = [one for one in self.benchmarks if one.holds_for(area_id)]
        return next(
            (one for one in holding if benchmark_set and one.belongs_to == benchmark_set), next(iter(holding), None)
        )

    def benchmarks_for(self, area_id: str) -> dict[str, Benchmark | None]:
        """What an area is held against: the first benchmark that holds for it under '', and that of each set that has
        another.
        """
        holding = [one for one in self.benchmarks if one.holds_for(area_id)]
        default = next(iter(holding), None)
        sets = {name: next((one for one in holding if one.belongs_to == name), default) for name in BENCHMARK_SETS}
        return {"": default} | {name: benchmark for name, benchmark in sets.items() if benchmark is not default}

    def shared_benchmark(self, area_ids: Sequence[str], benchmark_set: str = "") -> Benchmark | None:
        """The one benchmark of a set that holds for all areas, the world left aside; None where they have several."""
        others = [area_id for area_id in area_ids if area_id != "WLD"] or area_ids
        found = {one.id: one for area_id in others if (one := self.benchmark_for(area_id, benchmark_set))}
        return next(iter(found.values())) if len(found) == 1 else None


@dataclass(frozen=True, config=STRICT)
class Page:
    """Which indicators a page of the dashboard offers or opens with, in its order."""

    id: Literal["gaps", "explore"]
    indicators: Annotated[tuple[str, ...], Field(min_length=1)]
