"""What would be, if from now on a value changed by so much a year: a straight line, for a reader to try out."""

from dataclasses import dataclass

from indicators.model import Benchmark, Indicator
from indicators.projection import LAST_YEAR
from indicators.series import Point, aim, satisfies


@dataclass(frozen=True)
class WhatIf:
    """The path from the newest observation on, its value at the horizon, and the year in which it meets the benchmark.

    `year_reached` may be fractional; None where the path leads away, or the benchmark is met already.
    """

    path: tuple[tuple[int, float], ...]
    at_horizon: float
    year_reached: float | None


def what_if(latest: Point, gain: float, indicator: Indicator, benchmark: Benchmark | None, horizon: int) -> WhatIf:
    """The path of a yearly gain in the indicator's unit, within what that can be, up to the last projected year."""
    unit = indicator.unit_of_measure
    high = indicator.out_of if indicator.out_of is not None else unit.high
    path = tuple(
        (year, min(max(latest.value + gain * (year - latest.year), unit.low), high))
        for year in range(latest.year, max(LAST_YEAR, horizon) + 1)
    )
    reached = None
    if benchmark is not None and not satisfies(latest, benchmark):
        goal, way = aim(benchmark, latest.value)
        if gain * way > 0:
            reached = latest.year + (goal - latest.value) / gain
    return WhatIf(path, dict(path).get(horizon, latest.value), reached)
