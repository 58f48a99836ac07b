"""Two indicators of each economy against each other: size is population, colour the ITU region."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.figures.colour_key import colour_key
from dashboard.figures.scales import value_range_of
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
    """What an axis measures, and its benchmark."""

    indicator: Indicator
    benchmark: Benchmark | None = None


def scatter(pairs: Sequence[Pair], across: Measured, up: Measured, regions: Mapping[str, str]) -> Figure:
    """One disc for each pair, one trace for each region of `regions` (id to name); the most populous are named."""
    layout = base_layout(_HEIGHT, dict(_MARGIN))
    for name, side, values in (
        ("xaxis", across, [pair.x.value for pair in pairs]),
        ("yaxis", up, [pair.y.value for pair in pairs]),
    ):
        low, high = value_range_of(values, side.indicator, side.benchmark)
        room = 0.03 * (high - low)
        title = {"text": side.indicator.title, "font": {"color": LIGHT["ink"], "size": 12.5}, "standoff": 8}
        layout[name] = axis(range=[low - room, high + room], ticksuffix=suffix(side.indicator), nticks=6, title=title)
        if side.benchmark:
            for level in side.benchmark.between or (side.benchmark.value,):
                text = f"Benchmark {benchmark_text(side.benchmark, side.indicator)}"
                shape, note = benchmark_line(level, text, vertical=name == "xaxis")
                layout["shapes"].append(shape | {"layer": "below"})
            layout["annotations"].append(note | ({"xanchor": "right", "xshift": -3} if name == "xaxis" else {}))
    layout["annotations"].append(
        colour_key([one for one in regions if any(p.region == one for p in pairs)], regions, "size: people")
    )
    most = max((pair.people or 0 for pair in pairs), default=0)
    largest = sorted(pairs, key=lambda pair: pair.people or 0, reverse=True)[:_NAMED]
    named = _legible(largest, layout["xaxis"]["range"], layout["yaxis"]["range"], most)
    traces = []
    for region in regions:
        of_region = sorted((p for p in pairs if p.region == region), key=lambda pair: -(pair.people or 0))
        if of_region:
            traces.append(_trace(of_region, region, regions[region], most, across.indicator, up.indicator, named))
    return {"data": traces, "layout": layout}


def _legible(pairs: Sequence[Pair], across: Sequence[float], up: Sequence[float], most: float) -> list[Pair]:
    """Of pairs, the first first, those whose names are not over another's on a chart of the usual width."""
    taken: list[tuple[float, float, float, float]] = []
    named = []
    for pair in pairs:
        x = _INNER[0] * (pair.x.value - across[0]) / (across[1] - across[0])
        y = _INNER[1] * (pair.y.value - up[0]) / (up[1] - up[0]) + _size(pair.people, most) / 2
        half = 3.6 * len(pair.x.short_name) + 4
        box = (x - half, x + half, y, y + _NAME_HEIGHT)
        if all(box[1] < a or b < box[0] or box[3] < c or d < box[2] for a, b, c, d in taken):
            taken.append(box)
            named.append(pair)
    return named


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
