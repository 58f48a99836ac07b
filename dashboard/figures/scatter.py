"""Two indicators of each economy against each other: size is population, colour the ITU region."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.figures.colour_key import colour_key
from dashboard.figures.scales import LINEAR, Place, fitted_range, value_range_of
from dashboard.figures.style import Figure, Spec, axis, base_layout, benchmark_line
from dashboard.numbers import benchmark_text, figure, number, suffix
from dashboard.rows import Observation
from dashboard.theme import LIGHT
from indicators.benchmark import Benchmark
from indicators.model import Indicator

_HEIGHT, _MARGIN = 580, {"l": 64, "r": 24, "t": 62, "b": 54}
_SMALLEST, _LARGEST, _NAMED = 6.0, 46.0, 9
_INNER, _NAME_HEIGHT = (780, _HEIGHT - _MARGIN["t"] - _MARGIN["b"]), 17
"""The pixels of the plot as it is on a wide screen, and of a name."""


@dataclass(frozen=True)
class Pair:
    """One area's two figures, its region (a key of theme.LIGHT) and its people, None where they are not known."""

    x: Observation
    y: Observation
    region: str
    people: float | None


@dataclass(frozen=True)
class Measured:
    """What an axis measures, its benchmark, and where on it a value stands."""

    indicator: Indicator
    benchmark: Benchmark | None = None
    place: Place = LINEAR

    def has_room_for(self, row: Observation) -> bool:
        """Whether the axis has a place for a figure; a logarithmic one has none for zero."""
        return row.value > 0 or not self.place.logarithmic

    @property
    def title(self) -> str:
        """What is written along the axis."""
        return f"{self.indicator.title}, logarithmic" if self.place.logarithmic else self.indicator.title


def scatter(pairs: Sequence[Pair], across: Measured, up: Measured, regions: Mapping[str, str]) -> Figure:
    """One disc for each pair that has a place, one trace for each region of `regions` (id to name); the most populous
    are named.
    """
    pairs = [pair for pair in pairs if across.has_room_for(pair.x) and up.has_room_for(pair.y)]
    layout = base_layout(_HEIGHT, dict(_MARGIN))
    for name, side, values in (
        ("xaxis", across, [pair.x.value for pair in pairs]),
        ("yaxis", up, [pair.y.value for pair in pairs]),
    ):
        low, high = _ends(values, side)
        room = 0.03 * (high - low)
        title = {"text": side.title, "font": {"color": LIGHT["ink"], "size": 12.5}, "standoff": 8}
        ends = (low - room, high + room)
        plain = axis(range=list(ends), ticksuffix=suffix(side.indicator), nticks=6, title=title)
        layout[name] = plain | side.place.axis_type(*ends, suffix(side.indicator))
        if side.benchmark:
            for level in side.benchmark.between or (side.benchmark.value,):
                text = f"Benchmark {benchmark_text(side.benchmark, side.indicator)}"
                shape, note = benchmark_line(level, text, vertical=name == "xaxis")
                layout["shapes"].append(shape | {"layer": "below"})
            note |= {"xanchor": "right", "xshift": -3} if name == "xaxis" else {}
            layout["annotations"].append(note | {name[0]: side.place.of(level)})
    layout["annotations"].append(
        colour_key([one for one in regions if any(p.region == one for p in pairs)], regions, "size: people")
    )
    most = max((pair.people or 0 for pair in pairs), default=0)
    largest = sorted(pairs, key=lambda pair: pair.people or 0, reverse=True)[:_NAMED]
    sides = ((across.place, layout["xaxis"]["range"]), (up.place, layout["yaxis"]["range"]))
    named = _legible(largest, *sides, most)
    traces = []
    for region in regions:
        of_region = sorted((p for p in pairs if p.region == region), key=lambda pair: -(pair.people or 0))
        if of_region:
            traces.append(_trace(of_region, region, regions[region], most, across.indicator, up.indicator, named))
    return {"data": traces, "layout": layout}


def _ends(values: list[float], side: Measured) -> tuple[float, float]:
    """The ends of an axis: a logarithmic one spans figures and benchmark alone."""
    if not side.place.logarithmic or not values:
        return value_range_of(values, side.indicator, side.benchmark)
    levels = (side.benchmark.between or (side.benchmark.value,)) if side.benchmark else ()
    return fitted_range([*values, *levels], side.place)


Side = tuple[Place, Sequence[float]]
"""Where values stand on an axis, and its ends."""


def _legible(pairs: Sequence[Pair], across: Side, up: Side, most: float) -> list[Pair]:
    """Of pairs, the first first, those whose names are not over another's on a chart of the usual width."""
    taken: list[tuple[float, float, float, float]] = []
    named = []
    for pair in pairs:
        x = _INNER[0] * _along(pair.x.value, across)
        y = _INNER[1] * _along(pair.y.value, up) + _size(pair.people, most) / 2
        half = 3.6 * len(pair.x.short_name) + 4
        box = (x - half, x + half, y, y + _NAME_HEIGHT)
        if all(box[1] < a or b < box[0] or box[3] < c or d < box[2] for a, b, c, d in taken):
            taken.append(box)
            named.append(pair)
    return named


def _along(value: float, side: Side) -> float:
    """Which part of an axis lies before a value."""
    place, (low, high) = side
    return (place.of(value) - low) / (high - low)


def _size(people: float | None, most: float) -> float:
    if not people or not most:
        return _SMALLEST
    return _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(people / most)


def _trace(
    pairs: list[Pair], region: str, name: str, most: float, across: Indicator, up: Indicator, named: Sequence[Pair]
) -> Spec:
    colour = LIGHT[region]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "showlegend": False,
        "name": name,
        "x": [pair.x.value for pair in pairs],
        "y": [pair.y.value for pair in pairs],
        "marker": {
            "color": colour,
            "opacity": 0.72,
            "size": [round(_size(pair.people, most), 1) for pair in pairs],
            "line": {"color": LIGHT["page"], "width": 1},
        },
        "text": [pair.x.short_name if pair in named else "" for pair in pairs],
        "textposition": "top center",
        "textfont": {"color": LIGHT["ink"], "size": 12},
        "cliponaxis": False,
        "hovertext": [_hover(pair, name, across, up) for pair in pairs],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _hover(pair: Pair, region: str, across: Indicator, up: Indicator) -> str:
    people = "" if pair.people is None else f"<br>{number(pair.people / 1_000_000, 1)} million people"
    sides = "<br>".join(
        f"{indicator.short}: <b>{figure(row.value, indicator, row.qualifier)}</b> ({row.year})"
        for row, indicator in ((pair.x, across), (pair.y, up))
    )
    return f"<b>{pair.x.area}</b> · {region}<br>{sides}{people}"
