"""How much of a benchmark a figure has reached."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.benchmark import Benchmark
from indicators.reach import reached
from indicators.vocabulary import Direction

SHARE = Benchmark("share", "95 %", "us", at_least=95)
COUNT = Benchmark("count", "194", "us", at_least=194)
MAJORITY = Benchmark("majority", "more than half", "us", more_than=50)
PRICE = Benchmark("price", "less than 2 %", "us", less_than=2)
CAP = Benchmark("cap", "at most 2 %", "us", at_most=2)
PARITY = Benchmark("parity", "0.98 to 1.02", "us", between=(0.98, 1.02))
NOTHING = Benchmark("nothing", "any at all", "us", more_than=0)
UP, DOWN, BAND = Direction.UP, Direction.DOWN, Direction.BAND

PLACES = [
    (SHARE, UP, 95, 1.0),
    (SHARE, UP, 73.6, 73.6 / 95),
    (SHARE, UP, 0, 0.0),
    (SHARE, UP, 100, 100 / 95),
    (COUNT, UP, 132, 132 / 194),
    (MAJORITY, UP, 85, 1.7),
    (PRICE, DOWN, 2, 1.0),
    (PRICE, DOWN, 4, 0.5),  # twice the price is half of the way
    (PRICE, DOWN, 1, 2.0),
    (PRICE, DOWN, 0, math.inf),
    (CAP, DOWN, 20, 0.1),
    (PARITY, BAND, 0.98, 1.0),
    (PARITY, BAND, 1.02, 1.0),
    (PARITY, BAND, 0.49, 0.5),
    (PARITY, BAND, 2.04, 0.5),  # twice as many stand where half as many do
    (PARITY, BAND, 1.0, 1 / 0.98),
    (NOTHING, UP, 0, 1.0),
    (NOTHING, UP, 3, math.inf),
]


@pytest.mark.parametrize(("benchmark", "direction", "value", "place"), PLACES)
def test_places(benchmark: Benchmark, direction: Direction, value: float, place: float):
    """Shares and counts are divided by the level, prices divide it, ratios score the same on both sides of even."""
    assert reached(value, benchmark, direction) == pytest.approx(place)


@given(st.floats(0.01, 500), st.sampled_from([(SHARE, UP), (COUNT, UP), (PRICE, DOWN), (CAP, DOWN), (PARITY, BAND)]))
def test_the_line_is_where_the_benchmark_is(value: float, kind: tuple[Benchmark, Direction]):
    """What satisfies a benchmark stands on its line or beyond, and what stands beyond satisfies it."""
    benchmark, direction = kind
    place = reached(value, benchmark, direction)
    if benchmark.satisfied_by(value):
        assert place >= 1 - 1e-12
    if place > 1 + 1e-12:
        assert benchmark.satisfied_by(value)


@given(st.floats(0.01, 100), st.floats(0.01, 100), st.sampled_from([(SHARE, UP), (PRICE, DOWN), (PARITY, BAND)]))
def test_nearer_stands_further_on(one: float, other: float, kind: tuple[Benchmark, Direction]):
    """Of two figures the one that is closer to the benchmark, both short of it and on one side, stands further on."""
    benchmark, direction = kind
    if benchmark.between and (one <= 1) != (other <= 1):
        return
    if 0 < benchmark.distance(one) < benchmark.distance(other):
        assert reached(one, benchmark, direction) >= reached(other, benchmark, direction)
