"""The curves that a line is carried on along: each is straight on a scale of its own.

The one that suits an indicator's scale is the curve of its verdict and its projection; the others are second opinions.
"""

import math
from enum import StrEnum

from indicators.model import Indicator
from indicators.vocabulary import Scale

PRICE_FLOOR, RATIO_FLOOR, SHARE_FLOOR = 0.005, 0.01, 0.5
"""What a value of 0 counts as on a logarithmic scale: about half the last digit that is printed."""

_FLOORS = {Scale.SHARE: SHARE_FLOOR, Scale.PRICE: PRICE_FLOOR, Scale.PARITY: RATIO_FLOOR}

DAMPING = 0.9
"""What a damped trend keeps of its step from one year to the next."""

_LARGEST = 700.0


class Curve(StrEnum):
    """The forms of a projection; each is a straight line on a scale of its own, DAMPED_LOG with ever smaller steps."""

    LOGISTIC = "logistic"
    GOMPERTZ = "gompertz"
    LOG_LINEAR = "log_linear"
    DAMPED_LOG = "damped_log"
    LINEAR = "linear"
    COMPOUND = "compound"


CEILED = (Curve.LOGISTIC, Curve.GOMPERTZ)
"""The curves that end at 100 and never get there."""

LOGARITHMIC = (Curve.LOG_LINEAR, Curve.DAMPED_LOG, Curve.COMPOUND)
"""The curves that never get to 0."""

_DEFAULTS = {
    Scale.SHARE: Curve.LOGISTIC,
    Scale.PRICE: Curve.LOG_LINEAR,
    Scale.PARITY: Curve.LOG_LINEAR,
    Scale.COUNT: Curve.LINEAR,
    Scale.INDEX: Curve.LINEAR,
}
_OTHERS: dict[Scale, tuple[Curve, ...]] = {
    Scale.SHARE: (Curve.GOMPERTZ, Curve.LINEAR, Curve.COMPOUND),
    Scale.PARITY: (Curve.DAMPED_LOG, Curve.LINEAR),
    Scale.COUNT: (Curve.COMPOUND,),
    Scale.INDEX: (Curve.COMPOUND,),
}
"""A price has none: compound growth is its default under another name, as it is of a ratio."""


def default_curve(indicator: Indicator) -> Curve | None:
    """The curve that suits an indicator's scale; None for an open-ended amount."""
    return _DEFAULTS.get(indicator.scale)


def other_curves(indicator: Indicator) -> tuple[Curve, ...]:
    """The second opinions: other curves that can be drawn beside the default."""
    return _OTHERS.get(indicator.scale, ())


def curves_of(indicator: Indicator) -> tuple[Curve, ...]:
    """Every curve of an indicator, the default first; none for an open-ended amount."""
    default = default_curve(indicator)
    return (default, *other_curves(indicator)) if default else ()


def straight(curve: Curve, value: float, indicator: Indicator) -> float:
    """Where a value lies on the scale on which the curve is straight: its logit, ln(-ln), ln, or the value itself.

    A share of less than 0.5 % or more than 99.5 % counts as that; a price, ratio or amount of 0 as its floor.
    """
    if curve in CEILED:
        part = min(max(value, SHARE_FLOOR), 100 - SHARE_FLOOR) / 100
        return math.log(part / (1 - part)) if curve is Curve.LOGISTIC else math.log(-math.log(part))
    if curve in LOGARITHMIC:
        return math.log(value if value > 0 else floor(indicator))
    return value


def bent(curve: Curve, place: float, indicator: Indicator) -> float:
    """The value of a place on the curve's scale, within what the indicator's unit can be."""
    if curve is Curve.LOGISTIC:
        value = 50 * (1 + math.tanh(place / 2))
    elif curve is Curve.GOMPERTZ:
        value = 100 * math.exp(-math.exp(min(place, _LARGEST)))
    else:
        value = math.exp(min(place, _LARGEST)) if curve in LOGARITHMIC else place
    return within(value, indicator)


def within(value: float, indicator: Indicator) -> float:
    """The value, or the nearest that the indicator can have: no share above 100, no more countries than there are."""
    low, high = indicator.range
    return low if value < low else min(value, high)


def floor(indicator: Indicator) -> float:
    """What a value of 0 counts as on a logarithmic scale."""
    fixed = _FLOORS.get(indicator.scale)
    return 0.5 * 10.0**-indicator.decimals if fixed is None else fixed


def steps(curve: Curve, years: float) -> float:
    """How many steps of the fitted slope are made in so many years: of a damped curve fewer than years."""
    return DAMPING * (1 - DAMPING**years) / (1 - DAMPING) if curve is Curve.DAMPED_LOG else years
