"""What all charts share: fonts, grid, margins, the configuration of the mode bar, and labels that do not collide."""

from collections.abc import Sequence
from typing import Any

from dashboard.theme import LIGHT
from indicators.model import Indicator

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

Spec = dict[str, Any]
"""A part of a figure as plotly reads it: a trace, a layout, an axis, a shape or a note."""

Figure = Spec
"""A whole figure: `data`, which are its traces, and `layout`."""

CONFIG: Spec = {
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
    "modeBarButtonsToRemove": ["sendChartToCloud"],
    "topojsonURL": "/assets/",
    "scrollZoom": False,
    "doubleClick": False,
}

_FOOT = 20


def base_layout(height: int, margin: dict[str, int]) -> Spec:
    """A layout without boxes: transparent paper, hairline grid, system font."""
    return {
        "height": height,
        "margin": margin,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 13, "color": LIGHT["soft"]},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": LIGHT["card"],
            "bordercolor": LIGHT["mark"],
            "font": {"color": LIGHT["ink"], "family": FONT, "size": 13},
            "align": "left",
        },
        "dragmode": False,
        "annotations": [],
        "shapes": [],
    }


def axis(**more: object) -> Spec:
    """An axis with hairlines and no zero line."""
    plain = {
        "gridcolor": LIGHT["line"],
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "tickfont": {"color": LIGHT["soft"]},
        "automargin": False,
    }
    return plain | more


def spans_the_scale(indicator: Indicator, highest: float) -> bool:
    """Whether an axis runs from 0 to 100: for shares and scores, unless all there is would lie at its foot."""
    return indicator.unit in ("percent", "score_100") and highest > _FOOT


def beside_axis(place: float, ends: tuple[float, float], per_pixel: float) -> Spec:
    """Where a note stands that belongs at a place of the value axis; beyond its ends it is moved there from the edge,
    as plotly leaves out what is anchored there.
    """
    edge = min(max(place, ends[0]), ends[1])
    return {"y": edge, "yshift": round((place - edge) / per_pixel, 1)}


def apart(positions: Sequence[float], gap: float, within: tuple[float, float] | None = None) -> list[float]:
    """Positions moved as little as needed to stand at least `gap` from each other, in the order given.

    Those that would leave `within`, lowest and highest, are pushed back into it, and their neighbours with them.
    """
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    groups: list[tuple[list[int], float]] = []
    for index in order:
        groups.append(([index], positions[index]))
        while len(groups) > 1 and _bottom(groups[-1], gap) - _top(groups[-2], gap) < gap:
            upper, lower = groups.pop(), groups.pop()
            members = lower[0] + upper[0]
            centre = sum(positions[one] for one in members) / len(members)
            groups.append((members, centre))
    placed = [0.0] * len(positions)
    for members, centre in groups:
        start = centre - gap * (len(members) - 1) / 2
        for step, index in enumerate(members):
            placed[index] = start + gap * step
    if within:
        floor, ceiling = within
        for index in reversed(order):
            placed[index] = min(placed[index], ceiling)
            ceiling = placed[index] - gap
        for index in order:
            placed[index] = max(placed[index], floor)
            floor = placed[index] + gap
    return placed


def _bottom(group: tuple[list[int], float], gap: float) -> float:
    return group[1] - gap * (len(group[0]) - 1) / 2


def _top(group: tuple[list[int], float], gap: float) -> float:
    return group[1] + gap * (len(group[0]) - 1) / 2


def benchmark_line(level: float, text: str, *, vertical: bool = False) -> tuple[Spec, Spec]:
    """A hairline over the whole chart with its name on it: the shape and the annotation."""
    along, across = ("y", "x") if vertical else ("x", "y")
    shape = {
        "type": "line",
        f"{along}ref": "paper",
        f"{along}0": 0,
        f"{along}1": 1,
        f"{across}0": level,
        f"{across}1": level,
        "line": {"color": LIGHT["ink"], "width": 1},
        "layer": "above",
        "name": text,
    }
    place = (
        {"x": level, "y": 1, "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
        if vertical
        else {"x": 0, "xref": "paper", "y": level, "xanchor": "left", "yanchor": "bottom"}
    )
    note = {
        "text": text,
        "showarrow": False,
        "font": {"size": 12, "color": LIGHT["ink"]},
        "xshift": 3,
        "bgcolor": LIGHT["page"],
        "borderpad": 1,
    }
    return shape, note | place
