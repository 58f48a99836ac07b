"""Parity: the ratio of women's share to men's, how far it is from even, and the gap in points and in people."""

import math

LOW, HIGH = 0.98, 1.02
"""Where ITU speaks of parity, both ends included."""


def score(female: float, male: float) -> float | None:
    """The share of women over the share of men, from unrounded shares; None where no man is counted. ITU."""
    return female / male if male > 0 else None


def symmetric(ratio: float) -> float:
    """A positive ratio on a scale where both sides are equally long, from 0 to 2: 2 stands as far from 1 as 1/2 does.

    UNESCO's adjusted gender parity index: the ratio up to 1, and 2 - 1/ratio above it.
    """
    return ratio if ratio <= 1 else 2 - 1 / ratio


def distance_to_band(ratio: float, low: float = LOW, high: float = HIGH) -> float:
    """How far a ratio is from the band of parity: negative below it, positive above it, 0 inside and on its ends."""
    return min(ratio - low, 0.0) or max(ratio - high, 0.0)


def gap_points(female: float, male: float) -> float:
    """By how many percentage points men are ahead; negative where women are. It can widen while the ratio improves."""
    return male - female


def gap_people(female: float, male: float, women: float, men: float) -> float:
    """How many more men than women a pair of shares in % stands for, in the unit of the two populations."""
    return (male * men - female * women) / 100


def ratio_range(numerator: float, denominator: float, decimals: int) -> tuple[float, float]:
    """The lowest and the highest ratio of two shares in % that were rounded to so many decimals.

    The highest is infinite where the denominator may have been 0.
    """
    half = 0.5 * 10**-decimals
    smallest, largest = max(numerator - half, 0.0), min(numerator + half, 100.0)
    below, above = max(denominator - half, 0.0), min(denominator + half, 100.0)
    return smallest / above, largest / below if below > 0 else math.inf
