"""Where a judged line is heading, curve by curve, in words, each with its back-test."""

from collections.abc import Mapping
from typing import NamedTuple

from dashboard.numbers import figure, number
from dashboard.rows import Backtest, Judgement, known
from indicators.assessment import is_reached
from indicators.benchmark import Benchmark
from indicators.curves import Curve, curves_of
from indicators.model import Indicator
from indicators.projection import LAST_YEAR, Projection, project
from indicators.series import Point, satisfies

_CURVES = {
    Curve.LOGISTIC: "Logistic, ceiling 100 %",
    Curve.GOMPERTZ: "Gompertz, ceiling 100 %",
    Curve.LOG_LINEAR: "Log-linear",
    Curve.DAMPED_LOG: "Damped, of the logarithm",
    Curve.LINEAR: "Straight line",
    Curve.COMPOUND: "Compound growth, as growth-rate methods assume",
}


class Course(NamedTuple):
    """Where a curve leads: its name, its value by each horizon, when it reaches the benchmark, how far off it was."""

    curve: str
    values: list[str]
    reaches: str
    mean_error: str


def courses(
    row: Judgement,
    indicator: Indicator,
    benchmark: Benchmark | None,
    points: tuple[Point, ...],
    tested: Mapping[str, Backtest],
    horizons: tuple[int, ...],
) -> list[Course]:
    """The projections of a line, that which is drawn and judged first; empty without one.

    `points` are what the pace rests on, `tested` the back-tests of the indicator by curve.
    """
    if not known(row.recent_a_year) or not points:
        return []
    found = []
    for curve in curves_of(indicator):
        projection = project(points, curve, indicator, start=row.latest_value)
        if projection is None:
            continue
        at = [projection.at(horizon) for horizon in horizons]
        values = ["" if one is None else figure(one, indicator) for one in at]
        year = _year(projection, row, benchmark, indicator)
        found.append(Course(_CURVES[curve], values, year, _past(tested.get(curve), indicator)))
    return found


def _year(projection: Projection, row: Judgement, benchmark: Benchmark | None, indicator: Indicator) -> str:
    """The first year in which the projected value, as it is shown, reaches the benchmark."""
    if benchmark is None:
        return "–"
    latest = Point(int(row.latest_year), float(row.latest_value), row.latest_qualifier)
    if satisfies(latest, benchmark):
        return "reached"
    steps = zip(projection.years, projection.values, strict=True)
    year = next((year for year, value in steps if is_reached(value, latest, benchmark, indicator)), None)
    return f"not by {LAST_YEAR}" if year is None else str(year)


def _past(tested: Backtest | None, indicator: Indicator) -> str:
    if tested is None:
        return "too few years"
    return f"{number(tested.mean_absolute_error, max(indicator.decimals, 1))} ({tested.lines} lines)"
