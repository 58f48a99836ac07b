"""How far each area is from even: its first and its newest ratio on the symmetric scale, and the band of parity."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.figures.style import Figure, axis, base_layout
from dashboard.lines import Row, rows
from dashboard.pace import known
from dashboard.theme import LIGHT, Key
from indicators.model import Benchmark
from indicators.parity import symmetric

_ROW, _LETTER = 30, 7.3
_TICKS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0)
_ROOM = 0.15


def gap_range(frame: pd.DataFrame, benchmark: Benchmark | None, colours: Mapping[Key, str]) -> Figure:
    """One row for each area of `frame` (gaps.range_frame), from its first observation (open) to its newest (full).

    The axis is symmetric about 1, so that twice and half are equally far from even; its ticks are the ratios.
    Lines that stand in for the judged one, which has a single observation, are pale.
    """
    drawn = [row for row in rows(frame) if known(row.newest)]
    areas = list(dict.fromkeys(row.area_id for row in drawn))
    place = {area_id: len(areas) - 1 - n for n, area_id in enumerate(areas)}
    names = {row.area_id: row.short_name for row in drawn}
    left = int(20 + _LETTER * max(len(name) for name in names.values()))
    layout = base_layout(86 + _ROW * len(areas), {"l": left, "r": 24, "t": 34, "b": 34})
    layout["yaxis"] = axis(
        tickmode="array", tickvals=[place[one] for one in areas], ticktext=[f"{names[one]}  " for one in areas],
        range=[-0.7, len(areas) - 0.3], tickfont={"color": LIGHT["ink"], "size": 13},
    )  # fmt: skip
    low, high = symmetric_span([*(row.newest for row in drawn), *(row.first for row in drawn if known(row.first))])
    layout["xaxis"] = ratio_axis(low, high)
    add_band(layout, benchmark, vertical=True)
    newest = max(row.newest_year for row in drawn)
    spread = {one: [place_ for row in drawn if row.area_id == one for place_ in _places(row)] for one in areas}
    return {
        "data": [
            trace
            for row in drawn
            for trace in _traces(
                row, place[row.area_id], colours[row.area_id],
                label=_label(row, newest), to_the_left=_is_lowest(row, spread[row.area_id]),
            )
        ],
        "layout": layout,
    }  # fmt: skip


def _is_lowest(row: Row, places: list[float]) -> bool:
    return symmetric(row.newest) == min(places) < max(places)


def _places(row: Row) -> list[float]:
    return [symmetric(ratio) for ratio in (row.first, row.newest) if known(ratio)]


def _label(row: Row, newest: int) -> str:
    """The newest ratio, with its year where that is not the chart's newest; none of a line that stands in."""
    if not row.is_judged:
        return ""
    return row.newest_text if row.newest_year == newest else f"{row.newest_text} ({row.newest_year})"


def symmetric_span(ratios: list[float]) -> tuple[float, float]:
    """The ends of a symmetric axis that holds the ratios and 1, with room for labels."""
    places = [symmetric(ratio) for ratio in ratios] + [0.98, 1.02]
    room = max(0.03, _ROOM * (max(places) - min(places)))
    return min(places) - room, max(places) + room


def ratio_axis(low: float, high: float) -> dict[str, Any]:
    """An axis on the symmetric scale whose ticks say the ratios."""
    ticks = [ratio for ratio in _TICKS if low <= symmetric(ratio) <= high]
    return axis(
        range=[low, high], tickmode="array", tickvals=[symmetric(ratio) for ratio in ticks],
        ticktext=[f"{ratio:g}" for ratio in ticks],
    )  # fmt: skip


def add_band(layout: dict[str, Any], benchmark: Benchmark | None, *, vertical: bool) -> None:
    """The line of even, and the band of a benchmark behind it, with their names."""
    along, across = ("y", "x") if vertical else ("x", "y")
    whole = {f"{along}ref": "paper", f"{along}0": 0, f"{along}1": 1}
    words = "even"
    if benchmark and benchmark.between:
        low, high = (symmetric(edge) for edge in benchmark.between)
        words = f"parity, {benchmark.between[0]:g}–{benchmark.between[1]:g}"
        layout["shapes"].append(
            {"type": "rect", **whole, f"{across}0": low, f"{across}1": high, "layer": "below", "line": {"width": 0},
             "fillcolor": LIGHT["line"], "opacity": 0.9}
        )  # fmt: skip
    line = {"color": LIGHT["ink"], "width": 1.2, "dash": "dash"}
    layout["shapes"].append({"type": "line", **whole, f"{across}0": 1, f"{across}1": 1, "line": line})
    corner = {"x": 1, "y": 1, "yref": "paper", "xanchor": "center", "yanchor": "bottom"}
    side = {"x": 0, "xref": "paper", "y": 1, "xanchor": "left", "yanchor": "bottom", "xshift": 4}
    layout["annotations"].append(
        (corner if vertical else side)
        | {"text": words, "showarrow": False, "font": {"size": 12, "color": LIGHT["ink"]}}
    )


def _traces(row: Row, place: int, colour: str, *, label: str, to_the_left: bool) -> list[dict[str, Any]]:
    common: dict[str, Any] = {
        "type": "scatter", "showlegend": False, "cliponaxis": False, "hovertemplate": "%{hovertext}<extra></extra>",
        "opacity": 1.0 if row.is_judged else 0.45, "name": row.short_name,
    }  # fmt: skip
    newest = symmetric(row.newest)
    first = symmetric(row.first) if known(row.first) else None
    side = "middle left" if to_the_left else "middle right"
    end = common | {
        "mode": "markers+text", "x": [newest], "y": [place], "text": [f"  {label}  "],
        "textposition": side,
        "textfont": {"color": LIGHT["ink"], "size": 12.5},
        "marker": {"size": 11, "color": [colour], "line": {"color": colour, "width": 1.5}},
        "hovertext": [_hover(row, row.newest_text, row.newest_year)],
    }  # fmt: skip
    if first is None:
        return [end]
    way = common | {
        "mode": "lines", "x": [first, newest], "y": [place, place], "line": {"color": colour, "width": 3},
        "hoverinfo": "skip", "hovertemplate": None,
    }  # fmt: skip
    start = common | {
        "mode": "markers", "x": [first], "y": [place],
        "marker": {"size": 10, "color": [LIGHT["card"]], "line": {"color": colour, "width": 2}},
        "hovertext": [_hover(row, row.first_text, row.first_year)],
    }  # fmt: skip
    return [way, start, end]


def _hover(row: Row, text: str, year: float) -> str:
    computed = " · computed from two shares" if row.origin == "computed" else ""
    return f"<b>{row.area}</b> {int(year)}<br><b>{text}</b>{computed}<br>Edition {row.edition} · {row.source}"
