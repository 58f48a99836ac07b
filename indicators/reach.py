"""How much of its benchmark a figure has reached: the one measure on which shares, prices, counts and ratios compare.

It is no verdict and knows no time: `assessment` judges, this only places.
"""

import math

from indicators.benchmark import Benchmark
from indicators.parity import symmetric
from indicators.vocabulary import Direction


def reached(value: float, benchmark: Benchmark, direction: Direction) -> float:
    """The share of a benchmark that a value has reached: 1 at its level, less before it, more beyond.

    - More is better (shares, counts, scores): value / level.
    - Less is better (prices): level / value, so that twice the price is half of the way; infinite for a value of 0.
    - The closer to even the better (ratios): the score of the value over the score of the band's edge on its side,
      where a ratio r scores r below even and 1 / r above it (`parity.symmetric`): twice as many counts as half as many.
    """
    if benchmark.between:
        low, high = benchmark.between
        return _score(value) / _score(low if value <= 1 else high)
    if direction is Direction.DOWN:
        return benchmark.value / value if value else math.inf
    if not benchmark.value:
        return math.inf if value > 0 else 1.0
    return value / benchmark.value


def _score(ratio: float) -> float:
    """How near a ratio is to even, from 0 to 1, the same for r and 1 / r."""
    return 1 - abs(symmetric(ratio) - 1)
