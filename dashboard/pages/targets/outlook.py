"""Where a judged line is heading, curve by curve, each with its back-test: a part of the opened badge."""

from collections.abc import Mapping

from dash import html

from dashboard.parts.markup import Content
from dashboard.parts.table import plain_table
from dashboard.rows import Backtest, Judgement
from dashboard.words.outlook import courses
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.series import Point


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
    found = courses(row, indicator, benchmark, points, tested, horizons)
    if not found:
        return []
    cells = [[one.curve, *one.values, one.reaches, one.mean_error] for one in found]
    heads = ["Curve", *(str(year) for year in horizons), "Reaches the benchmark", "Mean error"]
    caption = (
        "Projections, not observations; the first curve is the one drawn and judged. The last column is the back-test: "
        "fitted without the last three years of every line, and held against them"
    )
    return [
        html.H3("Where it is heading"),
        plain_table(caption, heads, cells, numeric=tuple(range(1, len(heads)))),
    ]
