"""Values in five steps, for fields that are coloured by them."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.theme import STEPS
from indicators.benchmark import Benchmark
from indicators.model import Indicator

_SHARES = (20.0, 40.0, 60.0, 80.0)


@dataclass(frozen=True)
class Steps:
    """The values `at` which a new step begins, the steps that reach the benchmark (1 to 5), and those of `at` that
    belong to the step below them: of "at most 2" the 2 itself.
    """

    at: tuple[float, ...]
    reaching: frozenset[int] = frozenset()
    below: frozenset[float] = frozenset()


def bounds(values: Sequence[float], indicator: Indicator) -> tuple[float, ...]:
    """The four values at which a new step begins: of shares every 20 points, of others rounded fifths of the values."""
    if _is_share(indicator):
        return _SHARES
    ranked = sorted(values)
    fifths = [ranked[int(len(ranked) * part / len(STEPS))] for part in range(1, len(STEPS))]
    return tuple(_two_digits(value) for value in fifths)


def steps(values: Sequence[float], indicator: Indicator, benchmark: Benchmark | None) -> Steps:
    """The steps of values with one that begins or ends at the benchmark, so that no step is on both sides of it.

    The benchmark takes the place of a bound: of shares of that farthest from it, of others of that next to it.
    """
    usual = bounds(values, indicator)
    if benchmark is None:
        return Steps(usual)
    marks, below = _marks(benchmark)
    rest = sorted(set(usual) - {*marks, *below.values()})
    level, sign = marks[0], -1 if _is_share(indicator) else 1
    while len(rest) + len(marks) > len(STEPS) - 1:
        rest.remove(min(rest, key=lambda value: sign * abs(value - level)))
    at = tuple(sorted([*rest, *marks]))
    lowest = (math.nextafter(at[0], -math.inf), *at)  # of each step the lowest value, of the first its highest
    reaching = frozenset(n for n, value in enumerate(lowest, 1) if benchmark.satisfied_by(value))
    return Steps(at, reaching, frozenset(below))


def step_of(value: float, at: Sequence[float]) -> int:
    """The step of a value, 1 to 5."""
    return bisect_right(at, value) + 1


def _marks(benchmark: Benchmark) -> tuple[list[float], dict[float, float]]:
    """Where steps must begin, and which of these stand for a level that belongs to the step below, with that level: the
    step then begins at the next number there is.
    """
    if benchmark.between:
        low, high = benchmark.between
        after = math.nextafter(high, math.inf)
        return [low, after], {after: high}
    if benchmark.operator in ("at_least", "less_than"):
        return [benchmark.value], {}
    after = math.nextafter(benchmark.value, math.inf)
    return [after], {after: benchmark.value}


def _is_share(indicator: Indicator) -> bool:
    return indicator.unit in ("percent", "score_100")


def _two_digits(value: float) -> float:
    if not value:
        return 0.0
    return round(value, 1 - math.floor(math.log10(abs(value))))
