"""Values in five steps, for fields that are coloured by them."""

import math
from bisect import bisect_right
from collections.abc import Sequence

from dashboard.theme import STEPS
from indicators.model import Indicator

_SHARES = (20.0, 40.0, 60.0, 80.0)


def bounds(values: Sequence[float], indicator: Indicator) -> tuple[float, ...]:
    """The four values at which a new step begins: of shares every 20 points, of others rounded fifths of the values."""
    if indicator.unit in ("percent", "score_100"):
        return _SHARES
    ranked = sorted(values)
    fifths = [ranked[int(len(ranked) * part / len(STEPS))] for part in range(1, len(STEPS))]
    return tuple(_two_digits(value) for value in fifths)


def step_of(value: float, at: Sequence[float]) -> int:
    """The step of a value, 1 to 5."""
    return bisect_right(at, value) + 1


def _two_digits(value: float) -> float:
    if not value:
        return 0.0
    return round(value, 1 - math.floor(math.log10(abs(value))))
