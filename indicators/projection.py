"""Where a line is heading: carried on along a curve, with a band of how close earlier projections came. A projection is
never an observation.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.benchmark import Benchmark
from indicators.curves import CEILED, DAMPING, LOGARITHMIC, Curve, bent, steps, straight
from indicators.model import Indicator
from indicators.pace import pace_of
from indicators.series import Point, aim, satisfies

LAST_YEAR = 2035
"""No projection goes beyond."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Yearly values from `first_year` on, in the indicator's unit."""

    curve: Curve
    first_year: int
    values: tuple[float, ...]

    @property
    def years(self) -> range:
        """The years that are projected."""
        return range(self.first_year, self.first_year + len(self.values))

    def at(self, year: int) -> float | None:
        """The value of a year; None outside the years that are projected."""
        return self.values[year - self.first_year] if year in self.years else None


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
    through all points given, on the curve's scale.
    """
    pace = pace_of(points, curve, indicator)
    if pace is None or points[-1].year >= min(last_year, LAST_YEAR):
        return None
    latest = points[-1].year
    place = straight(curve, points[-1].value if start is None else start, indicator)
    ahead = range(1, min(last_year, LAST_YEAR) - latest + 1)
    values = tuple(bent(curve, place + pace.slope * steps(curve, years), indicator) for years in ahead)
    return Projection(curve, latest + 1, values)


def year_on_curve(
    points: Sequence[Point], curve: Curve, indicator: Indicator, benchmark: Benchmark, *, start: float | None = None
) -> float | None:
    """The year, with its fraction, in which the curve reaches a benchmark, of a band the nearer edge; however late.

    None where it never does, where the newest point or the curve has already reached it, or where no curve can be
    fitted. A curve with a ceiling never reaches the ceiling itself, nor a logarithmic one 0.
    """
    pace = pace_of(points, curve, indicator)
    if pace is None:
        return None
    newest = points[-1] if start is None else Point(points[-1].year, start)
    if satisfies(newest, benchmark):
        return None
    goal, way = aim(benchmark, newest.value)
    if (curve in CEILED and not 0 < goal < 100) or (curve in LOGARITHMIC and goal <= 0):
        return None
    if pace.slope * (-way if curve is Curve.GOMPERTZ else way) <= 0:
        return None
    need = (straight(curve, goal, indicator) - straight(curve, newest.value, indicator)) / pace.slope
    if curve is Curve.DAMPED_LOG:
        left = 1 - need * (1 - DAMPING) / DAMPING
        need = math.log(left) / math.log(DAMPING) if left > 0 else -1.0
    return points[-1].year + need if 0 < need < math.inf else None
