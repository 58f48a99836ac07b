"""What the gate finds: a difference of a new build, or a figure in it, that somebody has to look at first."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.acknowledged import FindingKind
from indicators.vocabulary import TOTALS

LOST_PERCENT = 2
"""An indicator, and a year of it, may lose no larger part of its economies."""
SHOWN = 3
"""So many examples are named, where a finding has many."""


@dataclass(frozen=True)
class Finding:
    """A difference beyond a threshold, in one sentence; `reason` says why it is right, where that is acknowledged.

    `source_id` is the source whose figures it is about, empty where it is about an indicator's of any.
    """

    kind: FindingKind
    indicator_id: str
    sentence: str
    reason: str = ""
    source_id: str = ""


def number(value: float) -> str:
    """A value as a reader writes it: no more digits than it takes."""
    if abs(value) < 1:
        return f"{value:.4g}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def percent(part: int, whole: int) -> str:
    """A share in words: 2.1 %."""
    return f"{100 * part / whole:.1f} %"


def listed(names: Sequence[str], shown: int = SHOWN, sign: str = ", ") -> str:
    """The first of several, and how many more there are: AFG, AGO, ALB and 2 more."""
    more = f" and {len(names) - shown:,} more" if len(names) > shown else ""
    return f"{sign.join(names[:shown])}{more}"


def words(breakdown: Sequence[str]) -> list[str]:
    """The words of sex, age, location and level that are no totals."""
    return [word for word, total in zip(breakdown, TOTALS, strict=True) if word != total]


def place(file: str) -> str:
    """Where a file of a build lies in the project."""
    return f"data/{file}" if file.startswith(("raw/", "drop/")) else f"data/published/{file}"
