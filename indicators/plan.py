"""The plan: its goals, its targets, and the years by which progress towards them is judged."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from indicators.benchmark import STRICT


@dataclass(frozen=True, config=STRICT)
class Goal:
    """One of the plan's goals."""

    id: int
    title: str


@dataclass(frozen=True, config=STRICT)
class Target:
    """One of the plan's targets; `card` lists the indicators that may stand on its card, best first.

    `together` are those that it asks of all at once: they stand side by side, and it counts as reached only where each
    of them reaches its benchmark. `judged_on` is the area that it speaks of: the world, or a group.
    """

    id: str
    goal: int
    title: str
    short: str
    statement: str
    official_indicator: str
    card: tuple[str, ...]
    together: tuple[str, ...] = ()
    judged_on: str = "WLD"
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
