"""The course of a ratio over the years, one line for each area, on the symmetric scale."""

from collections.abc import Mapping
from itertools import pairwise

import pandas as pd

from dashboard.figures.ends import End, labels_at_ends
from dashboard.figures.gap_range import add_band, ratio_axis, symmetric_span
from dashboard.figures.style import Figure, Spec, axis, base_layout
from dashboard.rows import Printed, lines, rows
from dashboard.theme import LIGHT, Key
from indicators.benchmark import Benchmark
from indicators.parity import symmetric

_HEIGHT, _MARGIN = 360, {"l": 44, "t": 22, "b": 32}
_LETTER, _FEW_YEARS = 7.6, 6


Span = tuple[float, float]


def gap_course(
    frame: pd.DataFrame,
    benchmark: Benchmark | None,
    colours: Mapping[Key, str],
    span: tuple[float, float] | None = None,
) -> Figure:
    """One line for each area of `frame` (gaps.course_frame), labelled at its end with its newest ratio.

    Years without a figure are bridged by dots. Lines that stand in for the judged one are thin with open dots. `span`
    are the ends of the symmetric axis, for charts that share one.
    """
    drawn = lines(rows(frame), ("area_id", "origin", "edition"))
    low, high = span or symmetric_span([row.value for line in drawn for row in line], benchmark)
    newest = [line[-1] for line in drawn]
    ends = [End(symmetric(one.value), f"<b>{one.short_name} {one.text}</b>", colours[one.area_id]) for one in newest]
    layout = base_layout(_HEIGHT, _MARGIN | {"r": int(24 + _LETTER * max(end.letters for end in ends))})
    first, last = int(frame["year"].min()), int(frame["year"].max())
    steps: Spec = {"dtick": 1} if last - first < _FEW_YEARS else {"nticks": 6}
    layout["xaxis"] = axis(range=[first - 0.3, last + 0.3], tickformat="d", showgrid=False, **steps)
    layout["yaxis"] = ratio_axis(low, high)
    add_band(layout, benchmark, vertical=False)
    pixels = _HEIGHT - _MARGIN["t"] - _MARGIN["b"]
    where = {"x": 1, "xref": "paper", "xshift": 8, "xanchor": "left"}
    layout["annotations"] += labels_at_ends(ends, (low, high), pixels, (_MARGIN["t"], _MARGIN["b"]), where)
    return {"data": [trace for line in drawn for trace in _traces(line, colours[line[0].area_id])], "layout": layout}


def _traces(line: list[Printed], colour: str) -> list[Spec]:
    """The observations joined where year follows year, and dots over the years between."""
    judged = bool(line[0].is_headline)
    points: list[tuple[int, Printed | None]] = [(line[0].year, line[0])]
    for before, row in pairwise(line):
        points += [(before.year + 1, None)] * (row.year - before.year > 1) + [(row.year, row)]
    common: Spec = {"type": "scatter", "showlegend": False, "name": line[0].short_name}
    width = 2.6 if line[0].area_id == "WLD" else 2.0 if judged else 1.4
    main = common | {
        "mode": "lines+markers",
        "connectgaps": False,
        "x": [year for year, _ in points],
        "y": [symmetric(row.value) if row else None for _, row in points],
        "line": {"color": colour, "width": width},
        "marker": {"size": 7, "color": colour if judged else LIGHT["page"], "line": {"color": colour, "width": 1.4}},
        "text": [_hover(row) if row else None for _, row in points],
        "hovertemplate": "%{text}<extra></extra>",
    }
    bridge = common | {
        "mode": "lines",
        "x": [row.year for row in line],
        "y": [symmetric(row.value) for row in line],
        "line": {"color": colour, "width": width, "dash": "dot"},
        "opacity": 0.6,
        "hoverinfo": "skip",
    }
    return [bridge, main] if len(points) > len(line) else [main]


def _hover(row: Printed) -> str:
    computed = " · computed from two shares" if row.origin == "computed" else ""
    return f"<b>{row.area}</b> {row.year}<br><b>{row.text}</b>{computed}<br>Edition {row.edition} · {row.source}"
