"""Where a judged line is heading, curve by curve, each with its back-test: a part of the opened badge."""

from collections.abc import Mapping

from dash import html

from dashboard.numbers import figure, number
from dashboard.parts.markup import Content
from dashboard.parts.table import plain_table
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


def outlook(
    row: Judgement,
    indicator: Indicator,
    benchmark: Benchmark | None,
    points: tuple[Point, ...],
    tested: Mapping[str, Backtest],
    horizons: tuple[int, ...],
) -> list[Content]:
    """The projections of a line by each horizon, when each reaches the benchmark, and how it would have done.

    `points` are what the pace rests on, `tested` the back-tests of the indicator by curve; empty without a projection.
    """
    if not known(row.recent_a_year) or not points:
        return []
    cells = []
    for curve in curves_of(indicator):
        projection = project(points, curve, indicator, start=row.latest_value)
        if projection is None:
            continue
        at = [projection.at(horizon) for horizon in horizons]
        past = tested.get(curve)
        cells.append(
            [
                _CURVES[curve],
                *("" if one is None else figure(one, indicator) for one in at),
                _year(projection, row, benchmark, indicator),
                _past(past, indicator),
            ]
        )
    heads = ["Curve", *(str(year) for year in horizons), "Reaches the benchmark", "Mean error"]
    caption = (
        "Projections, not observations; the first curve is the one drawn and judged. The last column is the back-test: "
        "fitted without the last three years of every line, and held against them"
    )
    return [
        html.H3("Where it is heading"),
        plain_table(caption, heads, cells, numeric=tuple(range(1, len(heads)))),
    ]


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
