"""Where a line is heading: curves fitted on the scale that suits an indicator, with bands of 80 %, and how far off such
a curve would have been. A projection is never an observation.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.series import WINDOW, Point, aim, satisfies
from indicators.vocabulary import Scale

LAST_YEAR = 2035
"""No projection goes beyond."""

SHORTEST_SPAN = 2
"""How many years the first and the last point of a fit must be apart."""

HELD_OUT = 3
"""How many years a back-test leaves out and then predicts."""

BAND, DRAWS, FEWEST = 0.80, 400, 4
"""The part of the draws inside a band, how many draws are made, and how many points a band needs."""

DAMPING = 0.9
"""What a damped trend keeps of its step from one year to the next."""

_SEED = 2030
_NEXT_TO_EDGE = 1e-6
_LARGEST = 700.0

Floats = NDArray[np.float64]


class Curve(StrEnum):
    """The forms of a projection; each is a straight line on a scale of its own, DAMPED_LOG with ever smaller steps."""

    LOGISTIC = "logistic"
    GOMPERTZ = "gompertz"
    LOG_LINEAR = "log_linear"
    DAMPED_LOG = "damped_log"
    LINEAR = "linear"
    COMPOUND = "compound"


_CEILED = (Curve.LOGISTIC, Curve.GOMPERTZ)
_LOGARITHMIC = (Curve.LOG_LINEAR, Curve.DAMPED_LOG, Curve.COMPOUND)

_DEFAULTS = {
    Scale.SHARE: Curve.LOGISTIC,
    Scale.PRICE: Curve.LOG_LINEAR,
    Scale.PARITY: Curve.DAMPED_LOG,
    Scale.COUNT: Curve.LINEAR,
    Scale.INDEX: Curve.LINEAR,
}
_OTHERS: dict[Scale, tuple[Curve, ...]] = {
    Scale.SHARE: (Curve.GOMPERTZ, Curve.LINEAR, Curve.COMPOUND),
    Scale.PARITY: (Curve.LINEAR, Curve.COMPOUND),
    Scale.COUNT: (Curve.COMPOUND,),
    Scale.INDEX: (Curve.COMPOUND,),
}
"""A price has none: compound growth is its default under another name."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Yearly values from `first_year` on, in the indicator's unit, and the ends of their band where there is one."""

    curve: Curve
    first_year: int
    values: tuple[float, ...]
    low: tuple[float, ...] | None
    high: tuple[float, ...] | None

    @property
    def years(self) -> range:
        """The years that are projected."""
        return range(self.first_year, self.first_year + len(self.values))

    def at(self, year: int) -> tuple[float, float | None, float | None] | None:
        """Value, low and high of a year; None outside the years that are projected."""
        step = year - self.first_year
        if not 0 <= step < len(self.values):
            return None
        if self.low is None or self.high is None:
            return self.values[step], None, None
        return self.values[step], self.low[step], self.high[step]


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


def project(
    points: Sequence[Point],
    curve: Curve,
    indicator: Indicator,
    *,
    start: float | None = None,
    last_year: int = LAST_YEAR,
) -> Projection | None:
    """The projection from the year after the newest point on; None of points too few or too close to each other.

    It goes on from the newest point, or from the value `start` in its year, at the slope of the least-squares line
    through all points given, on the curve's scale. The band is a residual bootstrap on that scale; equal points give
    equal bands.
    """
    if not _wide_enough(points) or points[-1].year >= min(last_year, LAST_YEAR):
        return None
    latest = points[-1].year
    z = _transform(curve, [point.value for point in points], indicator)
    steps = _steps(curve, np.arange(1, min(last_year, LAST_YEAR) - latest + 1, dtype=float))
    line = _beginning(z, curve, indicator, start) + _slope(points, z) * steps
    values = _inverse(curve, line, indicator)
    if len(points) < FEWEST:
        return Projection(curve, latest + 1, tuple(values.tolist()), None, None)
    ends = _inverse(curve, _band([point.year for point in points], z, line, steps), indicator)
    low, high = np.minimum(ends.min(axis=0), values), np.maximum(ends.max(axis=0), values)
    return Projection(curve, latest + 1, tuple(values.tolist()), tuple(low.tolist()), tuple(high.tolist()))


def year_reached(
    points: Sequence[Point], curve: Curve, indicator: Indicator, benchmark: Benchmark, *, start: float | None = None
) -> float | None:
    """The year, with its fraction, in which the curve reaches a benchmark, of a band the nearer edge; however late.

    None where it never does, where the newest point or the curve has already reached it, or where no curve can be
    fitted. A curve with a ceiling never reaches the ceiling itself, nor a logarithmic one 0.
    """
    if not _wide_enough(points):
        return None
    newest = points[-1] if start is None else Point(points[-1].year, start)
    if satisfies(newest, benchmark):
        return None
    goal, way = aim(benchmark, newest.value)
    if (curve in _CEILED and not 0 < goal < 100) or (curve in _LOGARITHMIC and goal <= 0):
        return None
    z = _transform(curve, [point.value for point in points], indicator)
    slope = _slope(points, z)
    if slope * (-way if curve is Curve.GOMPERTZ else way) <= 0:
        return None
    need = (float(_transform(curve, [goal], indicator)[0]) - _beginning(z, curve, indicator, start)) / slope
    if curve is Curve.DAMPED_LOG:
        left = 1 - need * (1 - DAMPING) / DAMPING
        need = math.log(left) / math.log(DAMPING) if left > 0 else -1.0
    return points[-1].year + need if 0 < need < math.inf else None


@dataclass(frozen=True, slots=True)
class Backtest:
    """How a curve would have done: absolute errors in the indicator's unit, and how many values fell into their band.

    `banded` counts the values for which there was a band at all.
    """

    errors: tuple[float, ...]
    in_band: int
    banded: int


def backtest(points: Sequence[Point], curve: Curve, indicator: Indicator) -> Backtest | None:
    """The points of the last three years, each predicted from the six years before these; None of too few for a fit."""
    if not points:
        return None
    cut = points[-1].year - HELD_OUT
    known = [point for point in points if cut - WINDOW <= point.year <= cut]
    projection = project(known, curve, indicator, last_year=points[-1].year)
    if projection is None:
        return None
    found = [(point, at) for point in points if point.year > cut and (at := projection.at(point.year))]
    bands = [(low, point.value, high) for point, (_, low, high) in found if low is not None and high is not None]
    errors = tuple(abs(value - point.value) for point, (value, _, _) in found)
    return Backtest(errors, sum(low <= value <= high for low, value, high in bands), len(bands))


def _wide_enough(points: Sequence[Point]) -> bool:
    return len(points) > 1 and points[-1].year - points[0].year >= SHORTEST_SPAN


def _transform(curve: Curve, values: ArrayLike, indicator: Indicator) -> Floats:
    """Values on the scale on which the curve is straight; those at an edge of it are moved off by what was rounded."""
    y = np.asarray(values, dtype=float)
    if curve in _CEILED:
        y = np.where(y <= 0, 0.5, np.where(y >= 100, 99.5, np.clip(y, _NEXT_TO_EDGE, 100 - _NEXT_TO_EDGE)))
        return np.log(y / (100 - y)) if curve is Curve.LOGISTIC else np.log(-np.log(y / 100))
    if curve in _LOGARITHMIC:
        return np.log(np.where(y <= 0, _floor(indicator), y))
    return y


def _inverse(curve: Curve, z: Floats, indicator: Indicator) -> Floats:
    """The values of places on the curve's scale, within what the indicator's unit can be."""
    if curve is Curve.LOGISTIC:
        y = 50 * (1 + np.tanh(z / 2))
    elif curve is Curve.GOMPERTZ:
        y = 100 * np.exp(-np.exp(np.minimum(z, _LARGEST)))
    else:
        y = np.exp(np.minimum(z, _LARGEST)) if curve in _LOGARITHMIC else z
    unit = indicator.unit_of_measure
    return np.clip(y, unit.low, unit.high if indicator.out_of is None else indicator.out_of)


def _floor(indicator: Indicator) -> float:
    """What a value of 0 counts as on a logarithmic scale: about half of the last digit that is printed."""
    fixed = {Scale.SHARE: 0.5, Scale.PRICE: 0.005, Scale.PARITY: 0.01}
    return fixed.get(indicator.scale, 0.5 * 10.0**-indicator.decimals)


def _steps(curve: Curve, years: Floats) -> Floats:
    """How many steps of the fitted slope are made in so many years."""
    return DAMPING * (1 - DAMPING**years) / (1 - DAMPING) if curve is Curve.DAMPED_LOG else years


def _beginning(z: Floats, curve: Curve, indicator: Indicator, start: float | None) -> float:
    """Where a projection begins on the curve's scale."""
    return float(z[-1] if start is None else _transform(curve, [start], indicator)[0])


def _slope(points: Sequence[Point], z: Floats) -> float:
    """The change a year of the least-squares line, on the curve's scale."""
    return float(_fitting(tuple(point.year for point in points)) @ z)


def _band(years: Sequence[int], z: Floats, line: Floats, steps: Floats) -> Floats:
    """Two rows, the ends of the band on the curve's scale. Each draw is a slope refitted to resampled residuals, and
    one more residual; as the slope is linear in the residuals, one product of matrices makes all draws.
    """
    slope = _fitting(tuple(years))
    residuals = z - z.sum() / len(z)
    residuals = (residuals - slope * (residuals @ slope) / (slope @ slope)) * math.sqrt(len(z) / (len(z) - 2))
    refitted, added = _resampling(len(years))
    drawn = steps[:, None] * (residuals[refitted] @ slope) + residuals[added]
    outside = round(DRAWS * (1 - BAND) / 2)
    drawn.partition((outside, DRAWS - 1 - outside), axis=1)
    ends: Floats = line + drawn[:, [outside, DRAWS - 1 - outside]].T
    return ends


@lru_cache(maxsize=4096)
def _fitting(years: tuple[int, ...]) -> Floats:
    """The weights with which values in these years make the slope of their least-squares line."""
    x = np.asarray(years, dtype=float)
    x -= x.sum() / len(x)
    return x / (x @ x)


@lru_cache
def _resampling(points: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which residuals each draw takes: one for every point, and one more; always the same ones.

    One more for a whole draw and not for each of its years keeps the edges of a band smooth.
    """
    generator = np.random.default_rng((_SEED, points))
    return generator.integers(points, size=(DRAWS, points)), generator.integers(points, size=DRAWS)
