"""The areas of the catalogue: the world, groups and economies, who is in which group, and their tiles."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from indicators.benchmark import STRICT
from indicators.vocabulary import AreaType


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
