"""How fast a line moves: the least-squares change a year of its window, on the scale of its curve and in its unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indicators.curves import Curve, bent, default_curve, steps, straight, within
from indicators.model import Indicator
from indicators.series import WAYS, Line, Point, is_wide, under_way
from indicators.vocabulary import Scale

CLOSE = 1e-9
"""What a sum of decimals may miss a cut by: the last bit of a float."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace of the points `used`: `slope` is the change a year on the curve's scale, `change` that in their unit."""

    used: tuple[Point, ...]
    curve: Curve
    slope: float
    change: float

    def expected(self, newest: float, years: float, indicator: Indicator) -> float:
        """The value so many years after a newest one, at this pace, in the indicator's unit and within its range."""
        return self.path(newest, (years,), indicator)[0]

    def path(self, newest: float, years: Iterable[float], indicator: Indicator) -> list[float]:
        """The values expected so many years after a newest one."""
        return carried_on(self.curve, newest, [self.slope * steps(self.curve, after) for after in years], indicator)

    def with_value(self, place: int, value: float, indicator: Indicator) -> "Pace":
        """The pace if the point at a place had another value."""
        weight, was = weights(tuple([point.year for point in self.used]))[place], self.used[place].value
        further = straight(self.curve, value, indicator) - straight(self.curve, was, indicator)
        return Pace(self.used, self.curve, self.slope + weight * further, self.change + weight * (value - was))


def pace_of(points: Sequence[Point], curve: Curve, indicator: Indicator) -> Pace | None:
    """The pace of points, oldest first, along a curve; None of fewer than two or of less than two years."""
    if not is_wide(points):
        return None
    years, values = tuple([point.year for point in points]), [point.value for point in points]
    slope = slope_of(years, [straight(curve, value, indicator) for value in values])
    return Pace(tuple(points), curve, slope, slope_of(years, values))


def pace_of_line(line: Line) -> Pace | None:
    """The pace of a line's window along its own curve; of an open-ended amount the plain one."""
    return pace_of(line.window, default_curve(line.indicator) or Curve.LINEAR, line.indicator)


def carried_on(curve: Curve, newest: float, ways: Iterable[float], indicator: Indicator) -> list[float]:
    """What a newest value becomes after so much of a way along a curve, within the indicator's range; for each way.

    What the curve cannot hold (a share of 0, which counts as more) goes as far as what it counts as, from where it is.
    """
    place = straight(curve, newest, indicator)
    counts_as = bent(curve, place, indicator)
    ahead = [bent(curve, place + way, indicator) for way in ways]
    if abs(counts_as - newest) <= CLOSE:
        return ahead
    return [within(newest + value - counts_as, indicator) for value in ahead]


def is_at_its_start(points: Sequence[Point], indicator: Indicator) -> bool:
    """Whether points far enough apart for a pace are those of a share that has only just begun to go the better way:
    too few of them lie beyond its start, and they do not stand still or fall back.
    """
    way = WAYS.get(indicator.direction)
    if way is None or is_wide(under_way(points, indicator)):
        return False
    change = slope_of(tuple([point.year for point in points]), [point.value for point in points])
    return way * change > standing_still(indicator, points[-1].value) + CLOSE


def told_from(points: Sequence[Point], indicator: Indicator) -> Sequence[Point]:
    """The points of a window that tell its pace: those beyond the start of a share, where enough are; none of a share
    that has only just begun; else all.
    """
    later = under_way(points, indicator)
    if later is points or is_wide(later):
        return later
    return () if is_wide(points) and is_at_its_start(points, indicator) else points


def slope_of(years: tuple[int, ...], values: Sequence[float]) -> float:
    """The change a year of the least-squares line through values of at least two years."""
    return sum([weight * value for weight, value in zip(weights(years), values, strict=True)])


@lru_cache(maxsize=4096)
def weights(years: tuple[int, ...]) -> tuple[float, ...]:
    """The weights with which values in these years make the slope of their least-squares line."""
    mean = sum(years) / len(years)
    spread = sum((year - mean) ** 2 for year in years)
    return tuple((year - mean) / spread for year in years)


_STILL = {Scale.SHARE: 0.2, Scale.PARITY: 0.002, Scale.COUNT: 0.5}


def standing_still(indicator: Indicator, latest: float) -> float:
    """The change a year, in the indicator's unit and either way, that still counts as standing still."""
    if indicator.scale is Scale.PRICE:
        return 0.01 * abs(latest)
    if indicator.scale is Scale.INDEX:  # 0.2 of 100 points, and as much of any other range
        unit = indicator.unit_of_measure
        return 0.002 * (unit.high - unit.low)
    return _STILL.get(indicator.scale, 0.0)
