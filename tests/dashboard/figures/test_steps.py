"""Steps of colour: five at most, with one that begins or ends at the benchmark."""

import pytest

from dashboard.figures.steps import bounds, step_of, steps
from indicators.benchmark import Benchmark
from indicators.catalogue import Catalogue
from indicators.model import Indicator

PRICES = [0.2, 0.4, 0.6, 0.9, 1.2, 1.5, 1.9, 2.2, 3.5, 8.0]


def level(**operator: object) -> Benchmark:
    """A benchmark of one operator."""
    return Benchmark(id="one", label="One", source="Someone", **operator)  # type: ignore[arg-type]


@pytest.fixture
def share(catalogue: Catalogue) -> Indicator:
    """An indicator that is a share."""
    return catalogue.indicator_by_id["internet_users"]


@pytest.fixture
def price(catalogue: Catalogue) -> Indicator:
    """An indicator that is none."""
    return catalogue.indicator_by_id["mobile_basket_2gb"]


@pytest.mark.parametrize(
    ("value", "at", "reaching"),
    [
        (95, (40, 60, 80, 95), {5}),
        (100, (40, 60, 80, 100), {5}),
        (80, (20, 40, 60, 80), {5}),
        (70, (40, 60, 70, 80), {4, 5}),
        (30, (20, 30, 40, 60), {3, 4, 5}),
    ],
)
def test_shares(share: Indicator, value: float, at: tuple[float, ...], reaching: set[int]):
    """Of shares the benchmark stands for the bound that is farthest from it."""
    found = steps([], share, level(at_least=value))
    assert (found.at, found.reaching) == (at, reaching)


def test_prices(price: Indicator):
    """Of others it stands for the bound next to it, and the steps below an upper limit reach it."""
    usual = bounds(PRICES, price)
    found = steps(PRICES, price, level(less_than=2.0))
    assert found.at == (0.6, 1.2, 2.0, 3.5) != usual
    assert found.reaching == {1, 2, 3}


@pytest.mark.parametrize(
    "operator",
    [
        {"at_least": 95.0},
        {"more_than": 95.0},
        {"at_most": 2.0},
        {"less_than": 2.0},
        {"between": (0.98, 1.02)},
    ],
)
def test_no_step_is_on_both_sides(price: Indicator, operator: dict[str, object]):
    """A value reaches the benchmark if and only if its step does, at the edges and on either side of them."""
    benchmark = level(**operator)
    found = steps(PRICES, price, benchmark)
    edges = benchmark.between or (benchmark.value,)
    for edge in edges:
        for value in (edge - 1e-9, edge, edge + 1e-9, *PRICES):
            assert (step_of(value, found.at) in found.reaching) is benchmark.satisfied_by(value), value
    assert len(found.at) == 4


def test_without_a_benchmark(share: Indicator):
    """Without a benchmark that all share the steps are as they are anywhere, and none reaches anything."""
    found = steps([], share, None)
    assert (found.at, found.reaching) == (bounds([], share), frozenset())
