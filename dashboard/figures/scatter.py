"""Two indicators of each economy against each other: size is population, colour the ITU region."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

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
_INNER, _NAME_HEIGHT, _LETTER = (780, _HEIGHT - _MARGIN["t"] - _MARGIN["b"]), 17, 7.2
"""The pixels of the plot as it is on a wide screen, of a name and of a letter."""

_FAR, _TURNS = (14, 28, 44, 62, 84), 16
"""How far from its disc a name may stand, in pixels, and in how many directions."""


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
    are named, where no disc and no other name lies: beside their disc, or at the end of a hairline.
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
    sides = ((across.place, layout["xaxis"]["range"]), (up.place, layout["yaxis"]["range"]))
    discs = {pair: _disc(pair, *sides, most) for pair in pairs}
    largest = sorted(pairs, key=lambda pair: pair.people or 0, reverse=True)[:_NAMED]
    taken = [_note_box(note, *sides) for note in layout["annotations"][:-1]]
    wanted = [(pair, discs[pair], pair.x.short_name) for pair in largest]
    names: list[Spec] = [
        {
            "x": across.place.of(pair.x.value),
            "y": up.place.of(pair.y.value),
            "text": pair.x.short_name,
            "font": {"size": 12, "color": LIGHT["ink"]},
            "borderpad": 0,
            **where,
        }
        for pair, where in named_discs(wanted, discs.values(), taken)
    ]
    layout["annotations"] += names
    layout["meta"] = {"names": len(names)}  # the last notes, for which a narrow screen has no room (assets/shell.js)
    traces = []
    for region in regions:
        of_region = sorted((p for p in pairs if p.region == region), key=lambda pair: -(pair.people or 0))
        if of_region:
            traces.append(_trace(of_region, region, regions[region], most, across.indicator, up.indicator))
    return {"data": traces, "layout": layout}


def _ends(values: list[float], side: Measured) -> tuple[float, float]:
    """The ends of an axis: a logarithmic one spans figures and benchmark alone."""
    if not side.place.logarithmic or not values:
        return value_range_of(values, side.indicator, side.benchmark)
    levels = (side.benchmark.between or (side.benchmark.value,)) if side.benchmark else ()
    return fitted_range([*values, *levels], side.place)


Side = tuple[Place, Sequence[float]]
"""Where values stand on an axis, and its ends."""


Disc = tuple[float, float, float]
"""Where a disc stands on a chart of the usual width, in pixels from the left and from below, and its radius."""

Box = tuple[float, float, float, float]
"""What a name takes of it: left, right, foot and head."""

_Named = TypeVar("_Named")


def named_discs(
    wanted: Iterable[tuple[_Named, Disc, str]], discs: Iterable[Disc], taken: Iterable[Box]
) -> Iterator[tuple[_Named, Spec]]:
    """Of some discs, the first first, each that there is room for a name of, with where that stands as a note has it.

    A name lies over no disc, no other name and nothing that is taken: beside its disc, or led to it by a hairline.
    """
    every, full = list(discs), list(taken)
    for one, (x, y, radius), name in wanted:
        half = _LETTER * len(name) / 2 + 2
        for dx, dy, is_led in _ways(radius, half):
            box = (x + dx - half, x + dx + half, y + dy - _NAME_HEIGHT / 2, y + dy + _NAME_HEIGHT / 2)
            if _is_free(box, every, full):
                full.append(box)
                led = {"showarrow": True, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": LIGHT["soft"]}
                led |= {"ax": round(dx), "ay": -round(dy), "standoff": radius}
                beside = {"showarrow": False, "xshift": round(dx, 1), "yshift": round(dy, 1)}
                yield one, led if is_led else beside
                break


def _ways(radius: float, half: float) -> Iterator[tuple[float, float, bool]]:
    """Where the middle of a name may stand, seen from that of its disc, and whether a hairline leads to it."""
    up, right = radius + _NAME_HEIGHT / 2, radius + 2 + half
    yield from ((0, up, False), (0, -up, False), (right, 0, False), (-right, 0, False))
    for far in _FAR:
        for step in range(_TURNS):
            angle = 2 * math.pi * step / _TURNS
            yield (radius + far + half) * math.cos(angle), (radius + far) * math.sin(angle), True


def _is_free(box: Box, discs: Iterable[Disc], taken: Iterable[Box]) -> bool:
    """Whether a name has its place within the plot, over no disc and over nothing else."""
    left, right, foot, head = box
    if left < 0 or right > _INNER[0] or foot < 0 or head > _INNER[1]:
        return False
    if any(left < b and a < right and foot < d and c < head for a, b, c, d in taken):
        return False
    return all(
        (min(max(x, left), right) - x) ** 2 + (min(max(y, foot), head) - y) ** 2 >= radius**2 for x, y, radius in discs
    )


def _disc(pair: Pair, across: Side, up: Side, most: float) -> Disc:
    x, y = _INNER[0] * _along(pair.x.value, across), _INNER[1] * _along(pair.y.value, up)
    return x, y, _size(pair.people, most) / 2


def _note_box(note: Spec, across: Side, up: Side) -> Box:
    """What the name of a benchmark takes: it begins at the left edge, or ends at its line at the upper edge."""
    wide = _LETTER * len(note["text"]) + 6
    _, (low, high) = across if note.get("yref") == "paper" else up
    if note.get("yref") == "paper":
        x = _INNER[0] * (note["x"] - low) / (high - low)
        return x - wide, x, _INNER[1], _INNER[1] + _NAME_HEIGHT
    y = _INNER[1] * (note["y"] - low) / (high - low)
    return 0, wide, y, y + _NAME_HEIGHT


def _along(value: float, side: Side) -> float:
    """Which part of an axis lies before a value."""
    place, (low, high) = side
    return (place.of(value) - low) / (high - low)


def _size(people: float | None, most: float) -> float:
    if not people or not most:
        return _SMALLEST
    return _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(people / most)


def _trace(pairs: list[Pair], region: str, name: str, most: float, across: Indicator, up: Indicator) -> Spec:
    colour = LIGHT[region]
    return {
        "type": "scatter",
        "mode": "markers",
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
