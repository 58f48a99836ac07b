"""Parity scores, the symmetric scale and the gap, against published pairs."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.parity import distance_to_band, gap_people, gap_points, ratio_range, score, symmetric


@pytest.mark.parametrize(
    ("women", "men", "expected"),
    [
        (57, 62, 0.9193548387096774),
        (63, 69, 0.9130434782608695),
        (65, 70, 0.9285714285714286),
        (19, 31, 0.6129032258064516),
        (56, 68, 0.8235294117647058),
    ],
)
def test_score(women: float, men: float, expected: float):
    """The score is the share of women over the share of men; of no men there is none."""
    assert score(women, men) == pytest.approx(expected, abs=1e-9)
    assert score(women, 0) is None


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        (0.7, 0.7),
        (0.98, 0.98),
        (1.0, 1.0),
        (1.02, 1.0196078431372548),
        (1.0204, 1.0199921599372794),
        (1.1, 1.0909090909090908),
        (1.25, 1.2),
        (2.0, 1.5),
    ],
)
def test_symmetric(ratio: float, expected: float):
    """A ratio and its inverse lie equally far from 1 on the symmetric scale."""
    assert symmetric(ratio) == pytest.approx(expected, abs=1e-9)


@given(st.floats(0.01, 100))
def test_mirrored(ratio: float):
    """Women to men and men to women are mirror images."""
    assert symmetric(ratio) - 1 == pytest.approx(1 - symmetric(1 / ratio), abs=1e-9)


@pytest.mark.parametrize(
    ("ratio", "distance"), [(0.98, 0), (1.02, 0), (1, 0), (0.97, 0.01), (1.03, 0.01), (0.70, 0.28)]
)
def test_distance_to_band(ratio: float, distance: float):
    """Both ends of 0.98 to 1.02 are parity; below them a distance is negative."""
    assert distance_to_band(ratio) == pytest.approx(distance if ratio > 1 else -distance, abs=1e-9)


@pytest.mark.parametrize("printed", [0.92, 0.94])
def test_rounded_shares_allow_other_scores(printed: float):
    """65 and 70 % give 0.93; as rounded they may stand for 0.92 (printed for 2023) and for 0.94 (for 2024)."""
    low, high = ratio_range(65, 70, 0)
    assert (low, high) == pytest.approx((64.5 / 70.5, 65.5 / 69.5))
    assert low < printed < high + 0.005


def test_gaps():
    """The gap in points and in people: it can widen in people while the score improves."""
    assert gap_points(65, 70) == pytest.approx(5)
    before, after = gap_people(20, 30, 100, 100), gap_people(60, 75, 120, 120)
    assert (before, after) == pytest.approx((10, 18))
    assert score(20, 30) < score(60, 75)
    assert gap_people(50, 60, 200, 100) == pytest.approx(-40)


@pytest.mark.parametrize(
    ("numerator", "denominator", "decimals", "expected"),
    [
        (65.2, 70.1, 1, (65.15 / 70.15, 65.25 / 70.05)),
        (100, 100, 0, (99.5 / 100, 100 / 99.5)),
        (0, 10, 0, (0, 0.5 / 9.5)),
        (1, 0, 0, (0.5 / 0.5, math.inf)),
    ],
)
def test_ratio_range(numerator: float, denominator: float, decimals: int, expected: tuple[float, float]):
    """Half of the last digit is open either way, as far as a share can be."""
    assert ratio_range(numerator, denominator, decimals) == pytest.approx(expected)
