"""The map of the world as an SVG drawing: each Member State an area or a dot."""

from collections.abc import Mapping

from markupsafe import Markup

from dashboard.figures.filled import PATTERN, Filled, carried, opened
from indicators.borders import Borders, Point

_FINE = 2  # units of the outlines to one of the drawing, so that its texts and lines have the sizes of other drawings
_RADIUS = 7
_ROOM = 9  # units around the place of a sign, so that it does not leave its area
_DRAWING = Markup(
    '<svg class="drawn fields world" viewBox="0 0 {width} {height}" role="group" aria-label="{label}"{data}>'
    '<defs>{patterns}</defs><g transform="scale({scale})">'
    '<path class="elsewhere" d="{elsewhere}"/><path class="open" d="{open}"/>{body}</g></svg>'
)
_AREA = Markup('{opened}<path d="{path}"/></a>')
_SIGN = Markup('<text class="said" x="{x}" y="{y}" aria-hidden="true">{said}</text>')
_DOT = Markup('{opened}<circle cx="{x}" cy="{y}" r="{r}"/></a>')
_AT = Markup(' data-at="{},{}"')


def world_map(borders: Borders, filled: Mapping[str, Filled], label: str, data: str = "") -> Markup:
    """The map; `data` goes along as JSON. The sign of a status stands in each area that has room for it; a figure is
    told by the colour and the sentence of its area.
    """
    areas = [
        _AREA.format(opened=opened(area_id, filled[area_id], "land", _at(outline.at)), path=outline.path)
        for area_id, outline in borders.areas.items()
    ]
    dots = [
        _DOT.format(opened=opened(area_id, filled[area_id], "dot", _at(at)), x=at[0], y=at[1], r=_RADIUS)
        for area_id, at in borders.dots.items()
    ]
    signs = [
        _SIGN.format(x=outline.at[0], y=outline.at[1] + 8, said=filled[area_id].said)
        for area_id, outline in borders.areas.items()
        if outline.room >= _ROOM and filled[area_id].kind.startswith("s-")
    ]
    patterns = [
        PATTERN.format(name="no-figure", size=12, stripe=3.2, turned=45),
        PATTERN.format(name="open-status", size=8, stripe=3, turned=-45),
    ]
    return _DRAWING.format(
        width=borders.width / _FINE,
        height=borders.height / _FINE,
        scale=1 / _FINE,
        label=label,
        data=carried(data),
        patterns=Markup().join(patterns),
        elsewhere=borders.elsewhere,
        open=borders.open,
        body=Markup().join([*areas, *dots, *signs]),
    )


def _at(place: Point) -> Markup:
    return _AT.format(*place)
