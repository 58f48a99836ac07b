"""The picture of a draft: a row for the world and each group, a dot for its newest figure, a line from where it
was, and the benchmark. It is shapes alone, which the page writes as SVG and documents as a bitmap.
"""

from dataclasses import dataclass

from dashboard.numbers import number
from dashboard.theme import COLOURS
from dashboard.words.report.drafted import Dot, Picture

WIDTH = 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 118, 118, 26, 28
_ROW, _BETWEEN = 21, 8
_SIZE, _SMALL = 14, 13
_RADIUS = 4.5
_KINDS = ("ITU-", "INC-")


@dataclass(frozen=True)
class Stroke:
    """A straight line in a colour of the theme."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True)
class Disc:
    """A dot; a hollow one stands for what was computed here."""

    x: float
    y: float
    colour: str
    hollow: bool
    radius: float = _RADIUS


@dataclass(frozen=True)
class Words:
    """Text whose baseline is at y; `anchor` says which end of it is at x."""

    x: float
    y: float
    text: str
    colour: str
    size: int = _SIZE
    bold: bool = False
    anchor: str = "start"


Shape = Stroke | Disc | Words


@dataclass(frozen=True)
class Drawing:
    """Shapes on a sheet, in the order in which they are drawn."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


def group_dots(picture: Picture) -> Drawing:
    """The drawing of a picture."""
    places, y, before = [], float(_TOP), ""
    for dot in picture.dots:
        kind = _kind(dot)
        y += _BETWEEN if before and kind != before else 0
        places.append(y + _ROW / 2)
        y, before = y + _ROW, kind
    height = int(y + _BOTTOM)
    shapes: list[Shape] = [*_axis(picture, y)]
    if picture.benchmark is not None:
        at = _x(picture, picture.benchmark[0])
        anchor = "middle" if _LEFT + 40 < at < WIDTH - _RIGHT - 20 else "end" if at > WIDTH / 2 else "start"
        shapes += [
            Stroke(at, _TOP - 4, at, y, "mark", 1.5, dashed=True),
            Words(at + (_RIGHT - 8 if anchor == "end" else 0), 14, picture.benchmark[1], "soft", _SMALL, anchor=anchor),
        ]
    for dot, place in zip(picture.dots, places, strict=True):
        shapes += _row(picture, dot, place)
    return Drawing(WIDTH, height, tuple(shapes))


def _kind(dot: Dot) -> str:
    if dot.area_id == "WLD":
        return "world"
    return next((kind for kind in _KINDS if dot.area_id.startswith(kind)), "level")


def _x(picture: Picture, value: float) -> float:
    part = (value - picture.low) / ((picture.high - picture.low) or 1)
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * min(1.0, max(0.0, part))


def _axis(picture: Picture, bottom: float) -> list[Shape]:
    ends = (picture.low, (picture.low + picture.high) / 2, picture.high)
    found: list[Shape] = []
    for value in ends:
        at = _x(picture, value)
        found += [
            Stroke(at, _TOP, at, bottom, "line"),
            Words(at, bottom + 18, number(value, _digits(picture)), "soft", _SMALL, anchor="middle"),
        ]
    return found


def _digits(picture: Picture) -> int:
    wide = picture.high - picture.low
    return 0 if wide >= 10 else 1 if wide >= 2 else 2


def _row(picture: Picture, dot: Dot, y: float) -> list[Shape]:
    colour = "ink" if dot.area_id == "WLD" else dot.area_id if dot.area_id in COLOURS else "soft"
    at, bold = _x(picture, dot.value), dot.area_id == "WLD"
    shapes: list[Shape] = [Words(_LEFT - 12, y + 5, dot.name, "ink", bold=bold, anchor="end")]
    furthest = at
    if dot.before is not None:
        start = _x(picture, dot.before)
        furthest = max(at, start)
        shapes += [Stroke(start, y, at, y, colour, 2.0), Stroke(start, y - 4, start, y + 4, colour, 2.0)]
    shapes.append(Disc(at, y, colour, dot.is_computed))
    shapes.append(Words(furthest + 10, y + 5, dot.label, "ink", bold=bold))
    return shapes
