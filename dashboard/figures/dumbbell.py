"""First against newest: two dots and what lies between, one small drawing a line, all of them on one axis."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.figures.scales import value_range_of
from dashboard.numbers import figure
from dashboard.rows import Observation
from dashboard.theme import Key, colour_of, variable
from indicators.benchmark import Benchmark
from indicators.model import Indicator

_WIDTH, _HEIGHT, _PAD = 240, 18, 7
_DRAWING = Markup(
    '<svg class="dumbbell" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
    'aria-label="{label}"><title>{label}</title>{body}</svg>'
)
_RAIL = Markup('<line class="rail" x1="{left}" x2="{right}" y1="{middle}" y2="{middle}"/>')
_LEVEL = Markup('<line class="level" x1="{x}" x2="{x}" y1="0" y2="{height}"/>')
_BETWEEN = Markup('<line x1="{first}" x2="{newest}" y1="{middle}" y2="{middle}" stroke="{colour}" stroke-width="2.5"/>')
_FIRST = Markup('<circle class="first" cx="{x}" cy="{middle}" r="4" stroke="{colour}"/>')
_NEWEST = Markup('<circle cx="{x}" cy="{middle}" r="4.5" fill="{colour}"/>')


@dataclass(frozen=True)
class Course:
    """A line's first and newest observation; no first where there is one only, or where the two do not compare."""

    first: Observation | None
    newest: Observation


def dumbbells(
    courses: Sequence[Course], indicator: Indicator, benchmark: Benchmark | None, colours: Mapping[Key, str]
) -> list[Markup]:
    """One drawing for each course, in their order, on one axis: of shares from 0 to 100, with the benchmark in view."""
    values = [end.value for one in courses for end in (one.first, one.newest) if end is not None]
    low, high = value_range_of(values, indicator, benchmark)

    def place(value: float) -> str:
        return f"{_PAD + (_WIDTH - 2 * _PAD) * (value - low) / (high - low):.1f}"

    levels = (benchmark.between or (benchmark.value,)) if benchmark else ()
    ground = [_RAIL.format(left=_PAD, right=_WIDTH - _PAD, middle=_HEIGHT / 2)]
    ground += [_LEVEL.format(x=place(level), height=_HEIGHT) for level in levels]
    return [
        _DRAWING.format(
            width=_WIDTH,
            height=_HEIGHT,
            label=_said(one, indicator),
            body=Markup().join([*ground, *_dots(one, place, variable(colour_of(one.newest, colours)))]),
        )
        for one in courses
    ]


def _dots(one: Course, place: Callable[[float], str], colour: str) -> list[Markup]:
    middle, newest = _HEIGHT / 2, place(one.newest.value)
    if one.first is None:
        return [_NEWEST.format(x=newest, middle=middle, colour=colour)]
    first = place(one.first.value)
    return [
        _BETWEEN.format(first=first, newest=newest, middle=middle, colour=colour),
        _FIRST.format(x=first, middle=middle, colour=colour),
        _NEWEST.format(x=newest, middle=middle, colour=colour),
    ]


def _said(one: Course, indicator: Indicator) -> str:
    newest = f"{figure(one.newest.value, indicator, one.newest.qualifier)} in {one.newest.year}"
    if one.first is None:
        return newest
    return f"{figure(one.first.value, indicator, one.first.qualifier)} in {one.first.year}, {newest}"
