"""Small lines to judge: an indicator of a scale, and points from a first year on or in the years named."""

from typing import Any

from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.series import Line, Point

UNITS = {
    "share": ("percent", "up", 1),
    "price": ("percent_gni", "down", 2),
    "parity": ("ratio", "band", 2),
    "count": ("countries", "up", 0),
    "index": ("score_100", "up", 1),
    "amount": ("kbit_s", "up", 1),
}


def indicator(scale: str = "share", **more: Any) -> Indicator:
    unit, direction, decimals = UNITS[scale]
    entry = {
        "id": "i",
        "title": "An indicator",
        "short": "Indicator",
        "role": "headline",
        "unit": unit,
        "unit_label": unit,
        "scale": scale,
        "direction": direction,
        "decimals": decimals,
        "definition": "What it is",
        "aggregation": "none",
    }
    return Indicator(**(entry | more))


def points(values: dict[int, float] | list[float], first: int = 2015) -> tuple[Point, ...]:
    if isinstance(values, list):
        values = dict(enumerate(values, start=first))
    return tuple(Point(year, value) for year, value in values.items())


def line(values: dict[int, float] | list[float], scale: str = "share", first: int = 2015, **more: Any) -> Line:
    return Line(indicator(scale, **more), "WLD", points(values, first))


def level(**operator: Any) -> Benchmark:
    return Benchmark(id="b", label="a level", source="a publication", **operator)


USERS = {2015: 40.0, 2023: 60.0}
"""A share that rose from 40 to 60 % in eight years."""

PRICE = {2015: 6.0, 2023: 3.0}
"""A price that fell from 6 to 3 % of income in eight years."""
