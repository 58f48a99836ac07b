"""Paths that are neither observed nor projected: the one a benchmark requires, and one that a reader tries out."""

import math
from dataclasses import dataclass

from indicators.assessment import on_scale, required_end
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.projection import LAST_YEAR
from indicators.series import Point, aim, satisfies
from indicators.vocabulary import Scale

Path = tuple[tuple[int, float], ...]
"""Years and values, from the newest observation on."""

_BACK = {Scale.SHARE: lambda place: 100 / (1 + math.exp(-place)), Scale.PRICE: math.exp, Scale.PARITY: math.exp}


def required_path(latest: Point, benchmark: Benchmark, horizon: int, indicator: Indicator) -> Path:
    """The path that would reach a benchmark just in time: (year, value) from the newest observation to the horizon.

    Straight on the scale of the pace, to the very end that the required pace asks for. Empty for an amount, which has
    no such scale, and where the horizon has passed.
    """
    if indicator.scale is Scale.AMOUNT or horizon <= latest.year:
        return ()
    scale, back = on_scale(indicator), _BACK.get(indicator.scale, float)
    start, end = scale(latest.value), scale(required_end(indicator, benchmark, latest))
    years = horizon - latest.year
    steps = ((latest.year + step, back(start + (end - start) * step / years)) for step in range(1, years + 1))
    return ((latest.year, latest.value), *steps)


@dataclass(frozen=True)
class WhatIf:
    """The path from the newest observation on, its value at the horizon, and the year in which it meets the benchmark.

    `year_reached` may be fractional; None where the path leads away, or the benchmark is met already.
    """

    path: Path
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
