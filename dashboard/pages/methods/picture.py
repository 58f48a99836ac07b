"""The worked example as a small drawing: the observations, where their pace leads, and where the benchmark is."""

from collections.abc import Callable

from markupsafe import Markup

from dashboard.numbers import benchmark_text, figure
from dashboard.pages.methods.found import Example
from dashboard.parts.markup import element
from dashboard.words.pace import closes_percent, judged_by

_WIDTH, _HEIGHT = 360, 262
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 92, 30, 34
_PADDED = 0.12


def picture(shown: Example, words: str) -> Markup:
    """The example drawn, its text large enough at the width of a phone; `words` say the same to who does not see it."""
    row, indicator = shown.row, shown.indicator
    horizon, latest = judged_by(row), int(row.latest_year)
    years = [point.year for point in shown.points]
    values = [point.value for point in shown.points]
    now, expected, goal = float(row.latest_value), float(row.expected_value), float(row.benchmark)
    x = _scale(min([*years, latest]), horizon, _LEFT, _WIDTH - _RIGHT)
    low, high = min([*values, now, expected, goal]), max([*values, now, expected, goal])
    pad = (high - low) * _PADDED or 1.0
    y = _scale(low - pad, high + pad, _HEIGHT - _BOTTOM, _TOP)
    end = x(horizon)
    line = " ".join(f"{x(year):.1f},{y(value):.1f}" for year, value in zip(years, values, strict=True))
    closed = closes_percent(float(row.closes))
    parts = [
        _line("benchmark", _LEFT, y(goal), end, y(goal)),
        _text("benchmark-name", _LEFT, y(goal) - 7, f"Benchmark {benchmark_text(shown.benchmark, indicator)}"),
        element("polyline", points=line, className="observed"),
        _line("ahead", x(latest), y(now), end, y(expected)),
        *(_dot("dot", x(year), y(value)) for year, value in zip(years, values, strict=True)),
        _dot("expected-dot", end, y(expected)),
        _line("span whole", end + 12, y(now), end + 12, y(goal)),
        _line("span closed", end + 12, y(now), end + 12, y(expected)),
        _line("level", x(latest), y(now), end + 12, y(now)),
        _text("value", x(latest) + 4, y(now) + 20, figure(now, indicator)),
        _text("value end", end - 8, y(expected) - 8, figure(expected, indicator)),
        _text("closed-name", end + 20, (y(now) + y(expected)) / 2 + 5, closed),
        _text("left-name", end + 20, (y(expected) + y(goal)) / 2 + 5, "left open"),
        _text("year", x(years[0]), _HEIGHT - 8, str(years[0])),
        _text("year middle", x(latest), _HEIGHT - 8, str(latest)),
        _text("year middle", end, _HEIGHT - 8, str(horizon)),
    ]
    name = {"role": "img", "aria-label": words}
    return element("svg", parts, viewBox=f"0 0 {_WIDTH} {_HEIGHT}", className="worked", **name)


def _scale(first: float, last: float, start: float, end: float) -> Callable[[float], float]:
    return lambda value: start + (end - start) * (value - first) / ((last - first) or 1)


def _line(name: str, x1: float, y1: float, x2: float, y2: float) -> Markup:
    return element("line", None, className=name, x1=f"{x1:.1f}", y1=f"{y1:.1f}", x2=f"{x2:.1f}", y2=f"{y2:.1f}")


def _dot(name: str, cx: float, cy: float) -> Markup:
    return element("circle", None, className=name, cx=f"{cx:.1f}", cy=f"{cy:.1f}", r=4)


def _text(name: str, x: float, y: float, words: str) -> Markup:
    return element("text", words, className=name, x=f"{x:.1f}", y=f"{y:.1f}")
