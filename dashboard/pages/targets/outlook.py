"""Where a judged line is heading, curve by curve, each with its back-test: a part of the opened badge."""

import math
from collections.abc import Mapping

from dash import html

from dashboard.numbers import figure, number
from dashboard.parts.markup import Content
from dashboard.parts.table import plain_table
from dashboard.rows import Backtest, Judgement, known
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.projection import LAST_YEAR, Curve, curves_of, project, year_reached
from indicators.series import Point

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
    if not known(row.projected_value):
        return []
    cells = []
    for curve in curves_of(indicator):
        projection = project(points, curve, indicator, start=row.latest_value)
        if projection is None:
            continue
        at = [projection.at(horizon) for horizon in horizons]
        reached = year_reached(points, curve, indicator, benchmark, start=row.latest_value) if benchmark else None
        past = tested.get(curve)
        cells.append(
            [_CURVES[curve], *(_with_band(one, indicator) for one in at), _year(reached), *_past(past, indicator)]
        )
    heads = ["Curve", *(str(year) for year in horizons), "Reaches the benchmark", "Mean error", "Held in band"]
    caption = (
        "Projections, not observations, with bands of 80\u202f%; the first curve is the one drawn. The last columns "
        "are the back-test: fitted without the last three years of every line, and held against them"
    )
    first = tested.get(curves_of(indicator)[0])
    warning = ""
    if first and known(first.share_in_band):
        warning = (
            f"Bands of 80\u202f% held {number(100 * first.share_in_band, 0)}\u202f% of what was observed later: "
            "read them as the least uncertainty, not as all of it."
        )
    return [
        html.H3("Where it is heading"),
        plain_table(caption, heads, cells, numeric=tuple(range(1, len(heads)))),
        html.P(warning, className="soft"),
    ]


def _year(reached: float | None) -> str:
    if reached is None:
        return "never"
    return str(math.ceil(reached - 1e-9)) if reached <= LAST_YEAR else f"after {LAST_YEAR}"


def _past(tested: Backtest | None, indicator: Indicator) -> list[str]:
    if tested is None:
        return ["too few years", "–"]
    error = f"{number(tested.mean_absolute_error, max(indicator.decimals, 1))} ({tested.lines} lines)"
    return [error, f"{number(100 * tested.share_in_band, 0)}\u202f%" if known(tested.share_in_band) else "–"]


def _with_band(one: tuple[float, float | None, float | None] | None, indicator: Indicator) -> str:
    if one is None:
        return ""
    value, low, high = one
    text = figure(value, indicator)
    return text if low is None or high is None else f"{text} ({figure(low, indicator)} to {figure(high, indicator)})"
