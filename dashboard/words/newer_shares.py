"""Shares that are newer than the ratio that is judged: what they would make of it, in words."""

from dashboard.numbers import THIN, fixed
from dashboard.reading.gap_shares import Shares
from dashboard.words.sides import sides_of
from indicators.model import Indicator
from indicators.parity import ratio_range


def newer_shares_text(pair: Shares | None, indicator: Indicator) -> str:
    """What two shares that are newer than the figure shown make of a ratio, with the range that their rounding allows:
    "The shares of women and men of 2025 (edition 2025), 71 and 77 %, are newer and give about 0.92 (0.91 to 0.93)."
    Empty where there are none.
    """
    if pair is None or not pair.denominator:
        return ""
    above, below = sides_of(indicator)
    first, second = (fixed(share, pair.decimals) for share in (pair.numerator, pair.denominator))
    made = fixed(pair.numerator / pair.denominator, indicator.decimals)
    low, high = (fixed(end, indicator.decimals) for end in ratio_range(pair.numerator, pair.denominator, pair.decimals))
    gives = made if low == high else f"about {made} ({low} to {high})"
    who = f"The shares of {above} and {below} of {pair.year} (edition {pair.edition}), {first} and {second}{THIN}%,"
    return f"{who} are newer and give {gives}."
