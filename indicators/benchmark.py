"""A level that a publication calls reached, and when a value reaches it."""

import re
from functools import cached_property
from operator import ge, gt, le, lt

from pydantic import ConfigDict, field_validator, model_validator
from pydantic.dataclasses import dataclass

from indicators.vocabulary import BENCHMARK_SETS, Direction

STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True)
"""How entries of the catalogue are built: an unknown key is refused."""

OPERATORS = {
    Direction.UP: ("at_least", "more_than"),
    Direction.DOWN: ("at_most", "less_than"),
    Direction.BAND: ("between",),
    Direction.NONE: (),
}


_JOINED = "+"  # the id of a reader's own group joins those of its economies

_COMPARE = {"at_least": ge, "more_than": gt, "at_most": le, "less_than": lt}

_AS_REPORTED = "As reported by "
_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True, config=STRICT)
class Benchmark:
    """A level that a publication calls reached; exactly one operator is set.

    `source` is who set it, `document` the title and year of what was read, `place` where it stands there and `url` the
    publisher's address of it. Where the document could not be read there is neither document nor place, and `source`
    says by whom it is reported. `areas` are those that it speaks of, none of them named for all, but those `without`: a
    level for economies names all groups there, and then speaks of no group that a reader builds either. `year` is the
    one by which it asks for the level, `scope` of whom and of what, and how that differs from what is measured here.
    """

    id: str
    label: str
    source: str
    at_least: float | None = None
    more_than: float | None = None
    at_most: float | None = None
    less_than: float | None = None
    between: tuple[float, float] | None = None
    year: int | None = None
    areas: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    document: str = ""
    place: str = ""
    url: str = ""
    scope: str = ""
    belongs_to: str = ""

    @field_validator("belongs_to")
    @classmethod
    def _known_set(cls, name: str) -> str:
        if name and name not in BENCHMARK_SETS:
            raise ValueError(f"one of {', '.join(BENCHMARK_SETS)}")
        return name

    @model_validator(mode="after")
    def _one_operator(self) -> "Benchmark":
        if len(self._set_operators()) != 1:
            raise ValueError("exactly one of at_least, more_than, at_most, less_than, between")
        if self.between and self.between[0] >= self.between[1]:
            raise ValueError("between with its lower end first")
        return self

    def _set_operators(self) -> list[str]:
        names = ("at_least", "more_than", "at_most", "less_than", "between")
        return [name for name in names if getattr(self, name) is not None]

    @cached_property
    def operator(self) -> str:
        """at_least | more_than | at_most | less_than | between."""
        return self._set_operators()[0]

    @cached_property
    def value(self) -> float:
        """The level to reach; of a band its lower edge."""
        return self.between[0] if self.between else float(getattr(self, self.operator))

    @property
    def citation(self) -> str:
        """Who set the level, in which document and where in it; or who reports it."""
        return ", ".join(filter(None, (self.source, self.document, self.place)))

    @cached_property
    def described(self) -> str:
        """Its rule at the head, its label and its citation: "at least 95: Universal … (…)"."""
        level = f"{self.between[0]:g} and {self.between[1]:g}" if self.between else f"{self.value:g}"
        return f"{self.operator.replace('_', ' ')} {level}: {self.label} ({self.citation})"

    @property
    def uncited(self) -> str:
        """What the citation lacks, as a sentence; empty where document, place and address stand, or who reports it."""
        if self.url and not self.url.startswith(("https://", "http://")):
            return f"its address is {self.url!r}; expected one that begins with https://"
        if not self.document:
            told = self.source.startswith(_AS_REPORTED) and not self.place
            return "" if told else f"expected document, place and url, or a source that begins with '{_AS_REPORTED}…'"
        if self.source.startswith(_AS_REPORTED):
            return f"a document was read; expected who set the level as its source, not '{_AS_REPORTED}…'"
        if not _YEAR.search(self.document):
            return f"its document is {self.document!r}; expected its title with its year"
        return "" if self.place and self.url else "expected the place in its document, and the address of it"

    def holds_for(self, area_id: str) -> bool:
        """Whether this benchmark speaks of the area."""
        if self.without and (area_id in self.without or _JOINED in area_id):
            return False
        return not self.areas or area_id in self.areas

    def distance(self, value: float) -> float:
        """How far a value is from satisfying the benchmark, in the indicator's unit; 0 when it does."""
        if self.between:
            low, high = self.between
            return max(low - value, value - high, 0.0)
        if self.operator in ("at_least", "more_than"):
            return max(self.value - value, 0.0)
        return max(value - self.value, 0.0)

    def satisfied_by(self, value: float) -> bool:
        """Whether a value reaches the benchmark; "more than" and "less than" exclude the level itself."""
        if self.between:
            return self.between[0] <= value <= self.between[1]
        return _COMPARE[self.operator](value, self.value)
