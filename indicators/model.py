"""The things the catalogue holds, as frozen dataclasses.

A wrong key, type or word in an entry is refused when it is built (pydantic), so nobody checks again behind the door.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator
from pydantic.dataclasses import dataclass

from indicators.benchmark import OPERATORS, STRICT, Benchmark
from indicators.feed import Feed
from indicators.stated import Scope, Unpublished
from indicators.units import UNITS, Unit
from indicators.vocabulary import BREAKDOWNS, Aggregation, AreaType, Direction, Role, Scale

SHAREABLE = (*BREAKDOWNS, "unit", "qualifier", "value_status", "locator", "url", "quoted_by", "read_in", "note")
"""The columns of embedded figures whose words rows may share; each row says itself what it is of, and its value."""


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
    `of_everyone`: a share of the whole population, so that a population tells how many people it is.
    `sum_of`: the two indicators that exclude each other and make up this one; `complement_of`: the one that gives the
    share of those without, of which this is the rest.
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
    sdg: str = ""
    out_of: int | None = None
    default_level: str = ""
    official: OfficialYears = Field(default_factory=OfficialYears)
    benchmarks: tuple[Benchmark, ...] = ()
    feeds: tuple[Feed, ...] = ()
    reference: Reference | None = None
    breaks: tuple[Break, ...] = ()
    sparse: bool = False
    of_everyone: bool = False
    unpublished: tuple[Unpublished, ...] = ()
    scope: Scope | None = None
    ratio_of: RatioOf | None = None
    sum_of: tuple[str, str] | None = None
    complement_of: str | None = None
    tiers: tuple[Tier, ...] = ()
    score_bounds: ScoreBounds | None = None

    @field_validator("unit")
    @classmethod
    def _known_unit(cls, unit: str) -> str:
        if unit not in UNITS:
            raise ValueError(f"one of {', '.join(UNITS)}")
        return unit

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

    @property
    def unit_of_measure(self) -> Unit:
        """The unit with its range."""
        return UNITS[self.unit]

    def is_broken(self, area_id: str, first: int, last: int) -> bool:
        """Whether a declared break of an area lies between two years, so that their values do not compare."""
        return any(first < one.year <= last and (not one.areas or area_id in one.areas) for one in self.breaks)

    def benchmark_for(self, area_id: str, benchmark_set: str = "") -> Benchmark | None:
        """The benchmark of a set that holds for an area, or else the first that does; None where there is none."""
        holding = [one for one in self.benchmarks if one.holds_for(area_id)]
        return next(
            (one for one in holding if benchmark_set and one.belongs_to == benchmark_set), next(iter(holding), None)
        )

    def shared_benchmark(self, area_ids: Sequence[str], benchmark_set: str = "") -> Benchmark | None:
        """The one benchmark of a set that holds for all areas, the world left aside; None where they have several."""
        others = [area_id for area_id in area_ids if area_id != "WLD"] or area_ids
        found = {one.id: one for area_id in others if (one := self.benchmark_for(area_id, benchmark_set))}
        return next(iter(found.values())) if len(found) == 1 else None


@dataclass(frozen=True, config=STRICT)
class Goal:
    """One of the plan's goals."""

    id: int
    title: str


@dataclass(frozen=True, config=STRICT)
class Target:
    """One of the plan's targets; `card` lists the indicators that may stand on its card, best first."""

    id: str
    goal: int
    title: str
    short: str
    statement: str
    official_indicator: str
    card: tuple[str, ...]
    sdg: tuple[str, ...] = ()


@dataclass(frozen=True, config=STRICT)
class Horizon:
    """A year by which progress is judged; `meaning` says what year it is, as part of a sentence."""

    year: int
    meaning: str
    default: bool = False


@dataclass(frozen=True, config=STRICT)
class Plan:
    """The plan that is tracked: its title and years, the horizons in their order, its goals and targets."""

    title: str
    first_year: int
    last_year: int
    horizons: Annotated[tuple[Horizon, ...], Field(min_length=1)]
    goals: Annotated[tuple[Goal, ...], Field(min_length=1)]
    targets: Annotated[tuple[Target, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _years_agree(self) -> "Plan":
        if self.last_year < self.first_year:
            raise ValueError(
                f"key 'last_year' is {self.last_year}; expected {self.first_year}, its first year, or later"
            )
        if list(self.years) != sorted(set(self.years)):
            raise ValueError("key 'horizons': expected every year once, the earliest first")
        if sum(one.default for one in self.horizons) != 1:
            raise ValueError("key 'horizons': expected 'default: true' at one of them")
        return self

    @property
    def years(self) -> tuple[int, ...]:
        """The years by which progress is judged."""
        return tuple(one.year for one in self.horizons)

    @property
    def usual_horizon(self) -> int:
        """The year by which pages judge that do not name one."""
        return next(one.year for one in self.horizons if one.default)


@dataclass(frozen=True, config=STRICT)
class Page:
    """Which indicators a page of the dashboard offers or opens with, in its order."""

    id: Literal["gaps", "explore"]
    indicators: Annotated[tuple[str, ...], Field(min_length=1)]


@dataclass(frozen=True, config=STRICT)
class Edition:
    """A publication's edition; `vintage` (YYYY-MM) is the age of its data and decides which edition is newest."""

    name: str
    vintage: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]


@dataclass(frozen=True, config=STRICT)
class Publication:
    """One CSV of embedded figures and the document it was read from.

    `shared` are the words of columns that all rows of the file share, and `by_indicator` those that the rows of an
    indicator share: columns that the file then leaves out.
    `grouping`: which development levels and income groups its aggregates are of; empty where that is not known.
    """

    file: str
    document: str
    editions: Annotated[tuple[Edition, ...], Field(min_length=1)]
    shared: Mapping[str, str] = Field(default_factory=dict)
    by_indicator: Mapping[str, Mapping[str, str]] = Field(default_factory=dict)
    grouping: str = ""

    @model_validator(mode="after")
    def _shareable(self) -> "Publication":
        for words in (self.shared, *self.by_indicator.values()):
            for column in words:
                if column not in SHAREABLE:
                    raise ValueError(
                        f"{self.file}: {column} is not to be shared; expected one of {', '.join(SHAREABLE)}"
                    )
        return self


@dataclass(frozen=True, config=STRICT)
class Source:
    """A publisher's publication, database or survey, with its licence.

    A refresh asks those that are `asked`. Of its downloads, `gives` says of whom they have figures that are used, and
    `splits` that one series comes in several breakdowns, where elsewhere each has a series of its own.
    """

    id: str
    title: str
    publisher: str
    kind: Literal["publication", "database", "survey"]
    trust: Literal["publication", "table", "quoted"]
    url: str
    licence: str
    attribution: str
    licence_url: str = ""
    terms: str = ""
    note: str = ""
    asked: bool = False
    gives: Literal["economies", "groups", "both"] = "both"
    splits: bool = False
    publications: tuple[Publication, ...] = ()


@dataclass(frozen=True, config=STRICT)
class Area:
    """The world, a group of economies, or an economy; `composite` groups overlap the others of their type.

    `former_name` is what it was called until it was `renamed` (the first day of the name, an ISO date): it is found
    under both.
    """

    area_id: str
    name: str
    short_name: str
    area_type: AreaType
    composite: bool
    itu_member: bool
    sort: int
    former_name: str = ""
    renamed: Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = ""

    @model_validator(mode="after")
    def _renamed_on_a_day(self) -> "Area":
        if bool(self.former_name) != bool(self.renamed):
            raise ValueError("former_name and renamed: expected both, or neither")
        return self


@dataclass(frozen=True, config=STRICT)
class Membership:
    """An economy's place in a group between two ISO dates; an empty end is open.

    `scheduled` is the day on which it was to leave, by `source`, as long as nobody has confirmed it: a confirmed end is
    the day before, in `valid_to`.
    """

    group_id: str
    area_id: str
    valid_from: str = ""
    valid_to: str = ""
    note: str = ""
    scheduled: str = ""
    source: str = ""

    @model_validator(mode="after")
    def _scheduled_by_someone(self) -> "Membership":
        if self.scheduled and not self.source:
            raise ValueError(f"key 'source' is empty; expected who scheduled {self.scheduled}")
        return self

    def holds_on(self, day: str) -> bool:
        """Whether the economy is in the group on a day, given as an ISO date."""
        return self.valid_from <= day <= (self.valid_to or "9999-12-31")

    def is_overdue(self, day: str) -> bool:
        """Whether the economy was to have left by a day, given as an ISO date."""
        return "" < self.scheduled < day


@dataclass(frozen=True, config=STRICT)
class Tile:
    """A Member State's square on the tile map; columns count from the west, rows from the north."""

    area_id: str
    column: Annotated[int, Field(ge=1)]
    row: Annotated[int, Field(ge=1)]
