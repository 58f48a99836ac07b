"""Paths that are neither observed nor projected: the one a benchmark requires, and one that a reader tries out."""

from dataclasses import dataclass

from indicators.assessment import is_reached, outcome_of_change
from indicators.benchmark import Benchmark
from indicators.curves import within
from indicators.model import Indicator
from indicators.projection import LAST_YEAR
from indicators.series import Point, aim, satisfies
from indicators.vocabulary import Scale, Status

Path = tuple[tuple[int, float], ...]
"""Years and values, from the newest observation on."""


def required_path(latest: Point, benchmark: Benchmark, horizon: int, indicator: Indicator) -> Path:
    """The path that would reach a benchmark just in time: (year, value) from the newest observation to the horizon, by
    the same change every year, which is what is needed a year.

    Empty for an amount, and where the horizon has passed.
    """
    if indicator.scale is Scale.AMOUNT or horizon <= latest.year:
        return ()
    years = horizon - latest.year
    step = (aim(benchmark, latest.value)[0] - latest.value) / years
    return tuple((latest.year + number, latest.value + step * number) for number in range(years + 1))


@dataclass(frozen=True)
class WhatIf:
    """The path from the newest observation on, its value at the horizon, the first year in which it meets the benchmark
    as values are shown, and what the headline verdict would be.

    `year_reached` is None where that is not before projections end, or where the benchmark is met already; `status` is
    None without a benchmark.
    """

    path: Path
    at_horizon: float
    year_reached: int | None
    status: Status | None


def what_if(latest: Point, gain: float, indicator: Indicator, benchmark: Benchmark | None, horizon: int) -> WhatIf:
    """The path of a yearly gain in the indicator's unit, within what that can be, up to the last projected year."""
    path = tuple(
        (year, within(latest.value + gain * (year - latest.year), indicator))
        for year in range(latest.year, max(LAST_YEAR, horizon) + 1)
    )
    expected = dict(path).get(horizon, latest.value)
    if benchmark is None:
        return WhatIf(path, expected, None, None)
    if satisfies(latest, benchmark):
        return WhatIf(path, expected, None, Status.MET if benchmark.satisfied_by(expected) else Status.REVERSING)
    reached = (year for year, value in path[1:] if is_reached(value, latest, benchmark, indicator))
    return WhatIf(path, expected, next(reached, None), _status(latest, gain, indicator, benchmark, expected, horizon))


def _status(
    latest: Point, gain: float, indicator: Indicator, benchmark: Benchmark, expected: float, horizon: int
) -> Status:
    """The headline verdict on a pace that is a plain yearly gain: the gain over what is needed a year."""
    if horizon <= latest.year:
        return Status.MISSED
    return outcome_of_change(indicator, latest, benchmark, gain, expected)
