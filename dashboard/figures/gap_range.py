"""How far each area is from even: its first and its newest ratio on the symmetric scale, and the band of parity."""

from collections.abc import Mapping

import pandas as pd

from dashboard.figures.style import Figure, Spec, axis, base_layout
from dashboard.rows import Ends, known, lines, rows
from dashboard.theme import LIGHT, Key
from indicators.benchmark import Benchmark
from indicators.parity import symmetric

_ROW, _LETTER, _BETWEEN_KINDS = 38, 7.3, 0.45
_MARGIN = {"r": 132, "t": 28, "b": 56}
_TICKS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0)
_ROOM, _LEAST_ROOM, _NEAR, _TICK_ROOM = 0.06, 0.02, 0.05, 0.18

_LONG = 16


def gap_range(
    frame: pd.DataFrame, benchmark: Benchmark | None, colours: Mapping[Key, str], sides: tuple[str, str]
) -> Figure:
    """One row for each area of `frame` (gaps.range_frame), from its first observation (open) to its newest (full).

    The axis is symmetric about 1, so that twice and half are equally far from even; its ticks are the ratios. `sides`
    name who is ahead above and below 1. Lines that stand in for a judged one of one observation are pale. An area of
    which only words are published is a bar over the band.
    """
    areas = lines(rows(frame), ("area_id",))
    place = _places([of_area[0] for of_area in areas])
    ratios = [ratio for row in rows(frame) for ratio in (row.first, row.newest) if known(ratio)]
    low, high = symmetric_span(ratios, benchmark)
    longest = max(len(of_area[0].short_name) for of_area in areas)
    lowest = min(place.values())
    height = int(_ROW * (1 - lowest)) + _MARGIN["t"] + _MARGIN["b"]
    layout = base_layout(height, _MARGIN | {"l": int(20 + _LETTER * longest)})
    layout["yaxis"] = axis(
        tickmode="array",
        tickvals=list(place.values()),
        ticktext=[f"{of_area[0].short_name}  " for of_area in areas],
        range=[lowest - 0.5, 0.5],
        tickfont={"color": LIGHT["ink"], "size": 13},
        showgrid=False,
    )
    layout["meta"] = {"rows": True}  # which on a narrow screen are named above, not beside (assets/shell.js)
    layout["xaxis"] = ratio_axis(low, high, apart_by=_TICK_ROOM)
    add_band(layout, benchmark, vertical=True)
    layout["annotations"] += _directions(low, high, sides)
    layout["annotations"] += [_said(of_area, place[of_area[0].area_id]) for of_area in areas]
    traces = [
        trace
        for of_area in areas
        for row in reversed(of_area)
        for trace in _traces(row, place[row.area_id], colours[row.area_id], benchmark)
    ]
    return {"data": traces, "layout": layout}


def _places(firsts: list[Ends]) -> dict[str, float]:
    """The height of each area, downwards from 0, with room between kinds of area."""
    kinds = list(dict.fromkeys(row.area_type for row in firsts))
    return {row.area_id: -n - _BETWEEN_KINDS * kinds.index(row.area_type) for n, row in enumerate(firsts)}


def symmetric_span(ratios: list[float], benchmark: Benchmark | None) -> tuple[float, float]:
    """The ends of a symmetric axis that holds the ratios, 1 and the band of a benchmark, with room for marks."""
    edges = benchmark.between if benchmark and benchmark.between else ()
    places = [symmetric(ratio) for ratio in (*ratios, 1.0, *edges)]
    room = max(_LEAST_ROOM, _ROOM * (max(places) - min(places)))
    return min(places) - room, max(places) + room


def ratio_axis(low: float, high: float, apart_by: float = 0.0) -> Spec:
    """An axis on the symmetric scale whose ticks say the ratios, at least a part of its length apart, seen from 1."""
    least = apart_by * (high - low)
    ticks = [1.0]
    for ratio in sorted(_TICKS, key=lambda one: abs(symmetric(one) - 1)):
        place = symmetric(ratio)
        if low <= place <= high and all(abs(place - symmetric(other)) > least for other in ticks):
            ticks.append(ratio)
    if len(ticks) < 3:
        first = round(low / _NEAR + 0.5)
        ticks = [step * _NEAR for step in range(first, int(high / _NEAR) + 1)]
    return axis(
        range=[low, high],
        tickmode="array",
        tickvals=[symmetric(ratio) for ratio in ticks],
        ticktext=[f"{ratio:.3g}" for ratio in ticks],
    )


def add_band(layout: Spec, benchmark: Benchmark | None, *, vertical: bool) -> None:
    """The line of even, and the band of a benchmark behind it, with their names."""
    along, across = ("y", "x") if vertical else ("x", "y")
    whole = {f"{along}ref": "paper", f"{along}0": 0, f"{along}1": 1, "layer": "below"}
    words, top = "even", 1.0
    if benchmark and benchmark.between:
        low, high = (symmetric(edge) for edge in benchmark.between)
        words, top = f"parity, {benchmark.between[0]:g}–{benchmark.between[1]:g}", high
        layout["shapes"].append(
            {
                "type": "rect",
                **whole,
                f"{across}0": low,
                f"{across}1": high,
                "line": {"width": 0},
                "fillcolor": LIGHT["line"],
                "opacity": 0.9,
            }
        )
    line = {"color": LIGHT["ink"], "width": 1.2, "dash": "dash"}
    layout["shapes"].append({"type": "line", **whole, f"{across}0": 1, f"{across}1": 1, "line": line, "name": words})
    corner = {"x": 1, "y": 1, "yref": "paper", "xanchor": "center", "yanchor": "bottom"}
    side = {"x": 0, "xref": "paper", "y": top, "xanchor": "left", "yanchor": "bottom", "xshift": 4}
    layout["annotations"].append((corner if vertical else side) | _note(words))


def _note(words: str, colour: str = "ink") -> Spec:
    return {"text": words, "showarrow": False, "font": {"size": 12, "color": LIGHT[colour]}}


def _directions(low: float, high: float, sides: tuple[str, str]) -> list[Spec]:
    """Who is ahead on either side of even, below the axis, on the sides that the axis has."""
    foot = {"y": 0, "yref": "paper", "yanchor": "top", "yshift": -28, "xref": "paper"}
    below = _note(f"← {sides[1]} ahead", "soft") | foot | {"x": 0, "xanchor": "left"}
    above = _note(f"{sides[0]} ahead →", "soft") | foot | {"x": 1, "xanchor": "right"}
    return [below] * (1 - low > high - 1) or [above]


def _said(of_area: list[Ends], place: float) -> Spec:
    """The newest ratio, which way it goes and since when that is told, beside the row; of a pale line both ends."""
    judged, *others = of_area
    year = int(judged.newest_year)
    if not known(judged.newest):
        first, second = "in the band", f"no score, {year}"
    elif others:
        first = f"<b>{judged.newest_text}</b> {judged.movement}"
        second = _course(others[0])
    elif known(judged.first):
        told = judged.movement if len(judged.movement) < _LONG else ""  # the table below says why no way is told
        first = f"<b>{judged.newest_text}</b> {told}"
        since = (judged.since_text, judged.since_year) if known(judged.since_year) else _first(judged)
        second = f"{since[0]} in {int(since[1])}"
    else:
        first, second = f"<b>{judged.newest_text}</b>", f"one figure, {year}"
    text = f"{first}<br><span style='font-size:12px'>{second}</span>"
    beside = {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 10,
        "y": place,
        "yanchor": "middle",
        "align": "left",
    }
    return _note(text) | beside


def _course(pale: Ends) -> str:
    """Where a pale line went in the years in which its movement is told; the table names them, a phone has no room."""
    return f"({pale.since_text or pale.first_text} → {pale.newest_text})"


def _first(row: Ends) -> tuple[str, float]:
    return row.first_text, row.first_year


def _traces(row: Ends, place: float, colour: str, benchmark: Benchmark | None) -> list[Spec]:
    common: Spec = {
        "type": "scatter",
        "showlegend": False,
        "cliponaxis": False,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "opacity": 1.0 if row.is_judged else 0.45,
        "name": row.short_name,
    }
    way = common | {"mode": "lines", "y": [place, place], "hoverinfo": "skip", "hovertemplate": None}
    if not known(row.newest):
        edges = [symmetric(edge) for edge in benchmark.between] if benchmark and benchmark.between else []
        stated = {"x": edges, "opacity": 0.45, "line": {"color": colour, "width": 9}}
        return [way | stated] if edges else []
    end = common | {
        "mode": "markers",
        "x": [symmetric(row.newest)],
        "y": [place],
        "marker": {"size": 11 if row.is_judged else 8, "color": [colour], "line": {"color": colour, "width": 1.5}},
        "hovertext": [_hover(row, row.newest_text, row.newest_year)],
    }
    if not known(row.first):
        return [end]
    way |= {"x": [symmetric(row.first), symmetric(row.newest)], "line": {"color": colour, "width": 3}}
    start = common | {
        "mode": "markers",
        "x": [symmetric(row.first)],
        "y": [place],
        "marker": {"size": 11 if row.is_judged else 8, "color": [LIGHT["page"]], "line": {"color": colour, "width": 2}},
        "hovertext": [_hover(row, row.first_text, row.first_year)],
    }
    return [way, start, end]


def _hover(row: Ends, text: str, year: float) -> str:
    computed = " · computed from two shares" if row.origin == "computed" else ""
    return f"<b>{row.area}</b> {int(year)}<br><b>{text}</b>{computed}<br>Edition {row.edition} · {row.source}"
