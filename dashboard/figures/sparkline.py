"""A line the size of a word, as SVG, coloured by the page's style sheet."""

from collections.abc import Sequence

from markupsafe import Markup

_WIDTH, _HEIGHT, _PAD = 120, 40, 5
_DRAWING = Markup(
    '<svg class="spark" viewBox="0 0 {width} {height}" role="img" aria-label="{label}"><title>{label}</title>{level}'
    '<polyline class="course" points="{path}"/><circle class="now" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/></svg>'
)
_LEVEL = Markup('<line class="level" x1="0" x2="{width}" y1="{y:.1f}" y2="{y:.1f}"/>')


def sparkline(points: Sequence[tuple[int, float]], level: float | None, label: str) -> Markup:
    """The line with its last point, and the benchmark as dashes where there is a `level`; `label` says it in words.

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

    last_year, last_value = points[-1]
    return _DRAWING.format(
        width=_WIDTH,
        height=_HEIGHT,
        label=label,
        level=_LEVEL.format(width=_WIDTH, y=y(level)) if level is not None else Markup(),
        path=" ".join(f"{x(year):.1f},{y(value):.1f}" for year, value in points),
        x=x(last_year),
        y=y(last_value),
    )
