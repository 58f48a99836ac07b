"""Where the figures of an indicator come from: which series of which source, in order of precedence."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from indicators.benchmark import STRICT
from indicators.vocabulary import BREAKDOWNS


@dataclass(frozen=True, config=STRICT)
class Feed:
    """One series of a source that fills an indicator.

    `series`: the source's code for it, then the other codes by which it was or is known.
    `units`: the source's units in which the series may come, each with the factor into the indicator's unit;
    none means that the source states none. `sex`, `age`, `location` and `level` say what the series is about where
    the source gives a breakdown a code of its own; `from_year` leaves out years of another scale. `gives` says whose
    figures are taken where the series has others under the same code that are of another definition, and `because` what
    those others are.
    """

    source: str
    series: Annotated[tuple[str, ...], Field(min_length=1)]
    units: Mapping[str, float] = Field(default_factory=dict)
    sex: str = "both"
    age: str = "all"
    location: str = "total"
    level: str = ""
    from_year: int | None = None
    gives: Literal["economies", "groups", "both"] = "both"
    because: str = ""

    @model_validator(mode="after")
    def _known_words(self) -> "Feed":
        for by, words in BREAKDOWNS.items():
            if getattr(self, by) not in words:
                raise ValueError(f"feeds: {self.series[0]}: {by} from {', '.join(word or '(empty)' for word in words)}")
        if (self.gives == "both") != (not self.because):
            raise ValueError(
                f"feeds: {self.series[0]}: because says why gives leaves some out; expected both or neither"
            )
        return self
