"""Where a judged line is heading, curve by curve, each with its back-test: a part of the opened badge."""

import math
from collections.abc import Mapping

from dash import html

from dashboard.numbers import figure, number
from dashboard.parts.markup import Content
from dashboard.parts.table import plain_table
from dashboard.rows import Backtest, Judgement, known
from indicators.benchmark import Benchmark
from indicators.curves import Curve, curves_of
from indicators.model import Indicator
from indicators.projection import LAST_YEAR, project, year_on_curve
from indicators.series import Point
from indicators.vocabulary import Status

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
        reached = year_on_curve(points, curve, indicator, benchmark, start=row.latest_value) if benchmark else None
        is_met = Status(row.status) is Status.MET
        past = tested.get(curve)
        cells.append(
            [
                _CURVES[curve],
                *("" if one is None else figure(one, indicator) for one in at),
                "reached" if is_met else _year(reached, benchmark),
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


def _year(reached: float | None, benchmark: Benchmark | None) -> str:
    if benchmark is None:
        return "–"
    if reached is None:
        return "not at this pace"
    return str(math.ceil(reached - 1e-9)) if reached <= LAST_YEAR else f"after {LAST_YEAR}"


def _past(tested: Backtest | None, indicator: Indicator) -> str:
    if tested is None:
        return "too few years"
    return f"{number(tested.mean_absolute_error, max(indicator.decimals, 1))} ({tested.lines} lines)"
