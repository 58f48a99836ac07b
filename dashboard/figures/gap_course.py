"""The course of a ratio over the years, one line for each area, on the symmetric scale."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.figures.gap_range import add_band, ratio_axis, symmetric_span
from dashboard.figures.style import Figure, apart, axis, base_layout
from dashboard.lines import Row, lines, rows
from dashboard.theme import Key
from indicators.model import Benchmark
from indicators.parity import symmetric

_HEIGHT, _MARGIN = 430, {"l": 48, "t": 26, "b": 34}
_LABEL_HEIGHT, _LETTER = 17, 7.6


def gap_course(frame: pd.DataFrame, benchmark: Benchmark | None, colours: Mapping[Key, str]) -> Figure:
    """One line for each area of `frame` (gaps.course_frame), labelled at its end with its newest ratio."""
    drawn = lines(rows(frame), ("area_id", "origin", "edition"))
    low, high = symmetric_span([row.value for line in drawn for row in line])
    ends = [line[-1] for line in drawn]
    labels = [f"{end.short_name} {end.text}" for end in ends]
    layout = base_layout(_HEIGHT, _MARGIN | {"r": int(24 + _LETTER * max(len(label) for label in labels))})
    first, last = int(frame["year"].min()), int(frame["year"].max())
    layout["xaxis"] = axis(range=[first - 0.3, last + 0.3], tickformat="d", showgrid=False, dtick=1)
    layout["yaxis"] = ratio_axis(low, high)
    add_band(layout, benchmark, vertical=False)
    per_pixel = (high - low) / (_HEIGHT - _MARGIN["t"] - _MARGIN["b"])
    places = apart([symmetric(end.value) for end in ends], _LABEL_HEIGHT * per_pixel)
    layout["annotations"] += [
        {
            "x": 1, "xref": "paper", "xshift": 8, "y": place, "xanchor": "left", "yanchor": "middle",
            "showarrow": False, "text": f"<b>{label}</b>", "font": {"color": colours[end.area_id], "size": 12.5},
        }
        for end, label, place in zip(ends, labels, places, strict=True)
    ]  # fmt: skip
    return {"data": [_trace(line, colours[line[0].area_id]) for line in drawn], "layout": layout}


def _trace(line: list[Row], colour: str) -> dict[str, Any]:
    computed = line[0].origin == "computed"
    return {
        "type": "scatter", "mode": "lines+markers", "showlegend": False, "name": line[0].short_name,
        "x": [row.year for row in line], "y": [symmetric(row.value) for row in line],
        "line": {"color": colour, "width": 2.6 if line[0].area_id == "WLD" else 1.4 if computed else 2.0},
        "marker": {"size": 5 if computed else 7, "color": [colour] * len(line), "line": {"color": colour, "width": 1}},
        "text": [
            f"<b>{row.area}</b> {row.year}<br><b>{row.text}</b>{' · computed from two shares' if computed else ''}"
            f"<br>Edition {row.edition} · {row.source}"
            for row in line
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip
