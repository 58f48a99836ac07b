"""A line the size of a word, as SVG: two layers, so that CSS can colour the line and the benchmark by scheme."""

from collections.abc import Sequence
from urllib.parse import quote

_WIDTH, _HEIGHT, _PAD = 120, 40, 5


def sparkline(points: Sequence[tuple[int, float]], level: float | None) -> tuple[str, str]:
    """The line with its last point, and the dashed benchmark: two data addresses of SVG images of one size.

    Both share one value axis, which spans the values and the benchmark.
    """
    values = [value for _, value in points] + ([level] if level is not None else [])
    years = [year for year, _ in points]
    low, high = min(values), max(values)

    def x(year: int) -> float:
        wide = years[-1] - years[0]
        return _PAD + (_WIDTH - 2 * _PAD) * ((year - years[0]) / wide if wide else 0.5)

    def y(value: float) -> float:
        return _HEIGHT - _PAD - (_HEIGHT - 2 * _PAD) * ((value - low) / (high - low) if high > low else 0.5)

    path = " ".join(f"{x(year):.1f},{y(value):.1f}" for year, value in points)
    last_year, last_value = points[-1]
    line = (
        f"<polyline points='{path}' fill='none' stroke='#000' stroke-width='2' stroke-linejoin='round'/>"
        f"<circle cx='{x(last_year):.1f}' cy='{y(last_value):.1f}' r='3.5'/>"
    )
    dashes = (
        ""
        if level is None
        else f"<line x1='0' x2='{_WIDTH}' y1='{y(level):.1f}' y2='{y(level):.1f}' stroke='#000'"
        " stroke-width='1.4' stroke-dasharray='3 3'/>"
    )
    return _address(line), _address(dashes)


def _address(content: str) -> str:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {_HEIGHT}'>{content}</svg>"
    return f'url("data:image/svg+xml,{quote(svg)}")'
