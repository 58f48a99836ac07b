"""The latest value of each area, ranked, as bars against the benchmark."""

from collections.abc import Mapping

import pandas as pd

from dashboard.figures.style import Figure, Spec, axis, base_layout, benchmark_line, spans_the_scale
from dashboard.numbers import benchmark_text, figure, suffix
from dashboard.rows import Observation, breakdown_words, rows, to_name
from dashboard.theme import LIGHT, Key, colour_of
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.vocabulary import Direction

_ROW, _BAR, _ROOM_FOR_TEXT = 28, 0.74, 0.2
_LETTER, _LONGEST = 7.3, 34


def ranking(
    frame: pd.DataFrame, indicator: Indicator, benchmark: Benchmark | None, colours: Mapping[Key, str]
) -> Figure:
    """One bar per row of `frame` (each line's newest observation), best at the top.

    A figure older than the newest in the chart says its year.
    """
    down = indicator.direction is Direction.DOWN
    bars = sorted(rows(frame), key=lambda row: row.value, reverse=down)
    newest = max(bar.year for bar in bars)
    values = [bar.value for bar in bars]
    one_area = len({bar.area_id for bar in bars}) == 1
    apart_by = to_name(bars)
    names = [_name(bar, newest, apart_by, one_area=one_area) for bar in bars]
    left = int(20 + _LETTER * min(_LONGEST, max(len(name) for name in names)))
    layout = base_layout(70 + _ROW * len(bars), {"l": left, "r": 24, "t": 30, "b": 30})
    layout["yaxis"] = axis(
        tickmode="array",
        tickvals=list(range(len(bars))),
        ticktext=[f"{name}  " for name in names],
        showgrid=False,
        range=[-0.6, len(bars) - 0.4],
        tickfont={"color": LIGHT["ink"], "size": 13},
    )
    layout["xaxis"] = axis(range=_span(values, indicator, benchmark), ticksuffix=suffix(indicator), nticks=6)
    span = layout["xaxis"]["range"]
    inside = [value - span[0] > _ROOM_FOR_TEXT * (span[1] - span[0]) for value in values]
    trace: Spec = {
        "type": "bar",
        "orientation": "h",
        "x": [row.value for row in bars],
        "y": list(range(len(bars))),
        "width": _BAR,
        "marker": {"color": [colour_of(row, colours) for row in bars]},
        "text": [figure(row.value, indicator, row.qualifier) for row in bars],
        "textposition": ["inside" if room else "outside" for room in inside],
        "insidetextanchor": "end",
        "insidetextfont": {"color": LIGHT["card"], "size": 13},
        "outsidetextfont": {"color": LIGHT["ink"], "size": 13},
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
        "hovertext": [
            f"<b>{row.area}</b> {row.year}<br><b>{figure(row.value, indicator, row.qualifier)}</b><br>"
            f"Edition {row.edition} · {row.source}"
            for row in bars
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    if benchmark:
        for level in benchmark.between or (benchmark.value,):
            shape, note = benchmark_line(level, f"Benchmark {benchmark_text(benchmark, indicator)}", vertical=True)
            layout["shapes"].append(shape)
        layout["annotations"].append(note | {"xanchor": "right", "xshift": -3})
    return {"data": [trace], "layout": layout}


def _name(row: Observation, newest: int, apart_by: list[str], *, one_area: bool) -> str:
    words = breakdown_words(row, apart_by)
    name = ", ".join(words).capitalize() if one_area and words else ", ".join([row.short_name, *words])
    return name if row.year == newest else f"{name} ({row.year})"


def _span(values: list[float], indicator: Indicator, benchmark: Benchmark | None) -> list[float]:
    high = max([*values, benchmark.value if benchmark else 0])
    if spans_the_scale(indicator, high):
        return [0, 100]
    return [min(0.0, *values), high * 1.05 or 1.0]
