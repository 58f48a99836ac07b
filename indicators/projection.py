"""Where a line is heading: carried on along a curve. A projection is never an observation."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.curves import Curve
from indicators.model import Indicator
from indicators.pace import Pace, pace_of
from indicators.series import Point

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
    return None if pace is None else carry_on(pace, points[-1].value if start is None else start, indicator, last_year)


def carry_on(pace: Pace, start: float, indicator: Indicator, last_year: int = LAST_YEAR) -> Projection | None:
    """The same from a value `start` in the year of the newest point of a pace; None where projections have ended."""
    latest, last = pace.used[-1].year, min(last_year, LAST_YEAR)
    if latest >= last:
        return None
    return Projection(pace.curve, latest + 1, tuple(pace.path(start, range(1, last - latest + 1), indicator)))
