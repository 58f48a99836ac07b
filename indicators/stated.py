"""What publishers say of figures that are not there: that none exists, or whom their figures do not cover."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from indicators.benchmark import STRICT

DOUBTED = "implausible"
"""How the note of a figure begins that others contradict."""


@dataclass(frozen=True, config=STRICT)
class Unpublished:
    """A publication's own word that an indicator has no figure of some areas.

    `source` is its id, `document` what a reader calls it ("the annual report 2024"), and `says` what it says of them
    ("no world average exists"): both are parts of one sentence.
    """

    areas: Annotated[tuple[str, ...], Field(min_length=1)]
    source: str
    document: str
    says: str


@dataclass(frozen=True, config=STRICT)
class Scope:
    """Whom the figures of an indicator cover, where that is not everybody, as a sentence says it (`says`).

    They are ITU's Member States (`member_states`) and the economies of `areas`, groups among them, but for `without`.
    """

    says: str
    areas: tuple[str, ...] = ()
    member_states: bool = False
    without: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _covers_somebody(self) -> "Scope":
        if not self.areas and not self.member_states:
            raise ValueError("somebody who is covered: 'areas', 'member_states: true', or both")
        return self
