"""A claim: one figure as a report prints it, with what it is of."""

import math
from dataclasses import dataclass

from indicators.claims import ClaimKind
from indicators.vocabulary import Qualifier

OUTSIDE = {"MULTI": "Multi-regional"}
"""Rows of a report's tables that stand for no area of the catalogue."""

EACH = "each "
"""How an area begins that stands for all areas of a kind: "each itu_region" is what is said of every region."""

_DIRECT_UNITS = ("ratio", "percent_change", "yes_no")
_EPS = 1e-9


@dataclass(frozen=True)
class Span:
    """From where to where a number may lie that is printed or held with so many digits."""

    low: float
    high: float

    def meets(self, other: "Span") -> bool:
        """Whether a number may lie in both; two ranges that only touch have none but the one that rounds both ways."""
        slack = _EPS * max(1.0, abs(self.low) if math.isfinite(self.low) else 1.0)
        if self.low == self.high or other.low == other.high:
            slack = -slack
        return max(self.low, other.low) < min(self.high, other.high) - slack


Key = tuple[str, str, int | None, str, str, str, str, str]
"""Indicator, area, year, sex, age, location, level, and the day or time that is named."""


@dataclass(frozen=True)
class Claim:
    """A printed figure. `unit` is that of its indicator; `year` is None where none is printed.

    `other_year` and `other_area` are what a change or a ratio is counted from. `as_of` tells figures of one year apart.
    `edition` is that of the figures from which the report was written.
    """

    claim_id: str
    target_id: str
    kind: ClaimKind
    indicator_id: str
    title: str
    unit: str
    area_id: str
    sex: str
    age: str
    location: str
    level: str
    year: int | None
    as_of: str
    other_year: int | None
    other_area: str
    printed: str
    value: float
    qualifier: str
    precision: float
    edition: str
    locator: str
    note: str
    line: int
    is_measure: bool = False

    @property
    def key(self) -> Key:
        """What it is a figure of."""
        return self.at()

    def at(self, **other: object) -> Key:
        """The key of another figure that differs from this one in these columns."""
        columns = ("indicator_id", "area_id", "year", "sex", "age", "location", "level", "as_of")
        return tuple(other.get(one, getattr(self, one)) for one in columns)  # type: ignore[return-value]

    @property
    def span(self) -> Span:
        """Where the figure may lie: within half its last digit, or on one side of a bound; a count is what it is."""
        is_exact = self.kind is ClaimKind.COUNT and self.qualifier == Qualifier.EXACT and self.precision == 1
        half = 0.0 if is_exact else self.precision / 2
        match self.qualifier:
            case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
                return Span(self.value, math.inf)
            case Qualifier.AT_MOST | Qualifier.LESS_THAN:
                return Span(-math.inf, self.value)
            case _:
                return Span(self.value - half, self.value + half)

    @property
    def of_each(self) -> str:
        """The kind of areas of every one of which it is said, empty for a figure of one area."""
        return self.area_id.removeprefix(EACH) if self.area_id.startswith(EACH) else ""

    @property
    def is_derived(self) -> bool:
        """Whether it is counted from two figures of its indicator, or is a rank, and not a figure that is held."""
        if self.is_measure or self.unit in _DIRECT_UNITS:
            return False
        counted = self.kind in (ClaimKind.CHANGE, ClaimKind.RATIO) and bool(self.other_year or self.other_area)
        return counted or self.kind is ClaimKind.ORDINAL


def shown(value: float) -> str:
    """A number as arithmetic shows it: at most six digits, thousands apart."""
    digits = max(0, 5 - math.floor(math.log10(abs(value)))) if value else 0
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
