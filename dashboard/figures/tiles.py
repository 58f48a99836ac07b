"""The tile map: one equal tile for each Member State, grouped by ITU region, as an SVG drawing."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from dashboard.figures.filled import PATTERN, Filled, carried, opened
from indicators.areas import Tile

SIZE, _GAP, _TOP = 31, 2, 20
_TILE = Markup(
    '{opened}<rect x="{x}" y="{y}" width="{side}" height="{side}" rx="3"/>'
    '<text class="code" x="{middle}" y="{upper}">{area}</text>'
    '<text class="said" x="{middle}" y="{lower}">{said}</text></a>'
)
_REGION = Markup('<text class="region" x="{x}" y="{y}">{name}</text>')
_DRAWING = Markup(
    '<svg class="drawn fields tiles" viewBox="0 0 {width} {height}" role="group" aria-label="{label}"{data}>'
    "<defs>{pattern}</defs>{body}</svg>"
)


def tile_map(
    tiles: Iterable[Tile],
    filled: Mapping[str, Filled],
    regions: Mapping[str, str],
    names: Mapping[str, str],
    label: str,
    data: str = "",
) -> Markup:
    """The map as SVG; `regions` gives each area's region, `names` the region's name, `data` goes along as JSON."""
    placed = list(tiles)
    width = max(tile.column for tile in placed) * SIZE + _GAP
    height = _TOP + max(tile.row for tile in placed) * SIZE + _GAP
    body = [_tile(tile, filled[tile.area_id]) for tile in sorted(placed, key=lambda one: (one.row, one.column))]
    body += _region_names(placed, regions, names)
    pattern = PATTERN.format(name="no-figure", size=6, stripe=1.6, turned=45)
    return _DRAWING.format(
        width=width, height=height, label=label, data=carried(data), pattern=pattern, body=Markup().join(body)
    )


def _tile(tile: Tile, filled: Filled) -> Markup:
    x, y = _GAP + (tile.column - 1) * SIZE, _TOP + (tile.row - 1) * SIZE
    side = SIZE - _GAP
    return _TILE.format(
        opened=opened(tile.area_id, filled, "tile"),
        area=tile.area_id,
        x=x,
        y=y,
        side=side,
        middle=x + side / 2,
        upper=y + 12.6,
        lower=y + 25,
        said=filled.said,
    )


def _region_names(tiles: Sequence[Tile], regions: Mapping[str, str], names: Mapping[str, str]) -> list[Markup]:
    found = []
    for region, name in names.items():
        own = [tile for tile in tiles if regions.get(tile.area_id) == region]
        if own:
            first = min(own, key=lambda tile: (tile.row, tile.column))
            x, y = _GAP + (first.column - 1) * SIZE, _TOP + (first.row - 1) * SIZE - 6
            found.append(_REGION.format(x=x, y=y, name=name))
    return found
