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

_ROW, _BAR, _COLUMN = 24, 0.6, 78
_ROOM_FOR_KEY = 44
_LETTER, _LONGEST = 7.3, 34


def ranking(
    frame: pd.DataFrame,
    indicator: Indicator,
    benchmark: Benchmark | None,
    colours: Mapping[Key, str],
    key: Spec | None = None,
) -> Figure:
    """One bar per row of `frame` (each line's newest observation), best at the top; `key` says what the colours are.

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
    layout = base_layout(70 + _ROW * len(bars), {"l": left, "r": _COLUMN + 6, "t": 30, "b": 30})
    layout["yaxis"] = axis(
        tickmode="array",
        tickvals=list(range(len(bars))),
        ticktext=[f"{name}  " for name in names],
        showgrid=False,
        range=[-0.6, len(bars) - 0.4],
        tickfont={"color": LIGHT["ink"], "size": 13},
    )
    layout["xaxis"] = axis(range=_span(values, indicator, benchmark), ticksuffix=suffix(indicator), nticks=6)
    trace: Spec = {
        "type": "bar",
        "orientation": "h",
        "x": [row.value for row in bars],
        "y": list(range(len(bars))),
        "width": _BAR,
        "marker": {"color": [colour_of(row, colours) for row in bars]},
        "cliponaxis": False,
        "hovertext": [
            f"<b>{row.area}</b> {row.year}<br><b>{figure(row.value, indicator, row.qualifier)}</b><br>"
            f"Edition {row.edition} · {row.source}"
            for row in bars
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    if key:
        layout["margin"]["t"] += _ROOM_FOR_KEY
        layout["height"] += _ROOM_FOR_KEY
        layout["annotations"].append(key | {"xshift": 4 - left})  # over the names: a phone leaves it no room beside
    layout["annotations"] += [_value(row, n, indicator) for n, row in enumerate(bars)]
    if benchmark:
        for level in benchmark.between or (benchmark.value,):
            shape, note = benchmark_line(level, f"Benchmark {benchmark_text(benchmark, indicator)}", vertical=True)
            layout["shapes"].append(shape)
        layout["annotations"].append(note | {"xanchor": "right", "xshift": -3})
    return {"data": [trace], "layout": layout}


def _value(row: Observation, place: int, indicator: Indicator) -> Spec:
    """The figure of a bar, in a column of its own beside all bars, where no line crosses it."""
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "right",
        "xshift": _COLUMN,
        "y": place,
        "yanchor": "middle",
        "showarrow": False,
        "text": figure(row.value, indicator, row.qualifier),
        "font": {"size": 13, "color": LIGHT["ink"]},
    }


def _name(row: Observation, newest: int, apart_by: list[str], *, one_area: bool) -> str:
    words = breakdown_words(row, apart_by)
    name = ", ".join(words).capitalize() if one_area and words else ", ".join([row.short_name, *words])
    return name if row.year == newest else f"{name} ({row.year})"


def _span(values: list[float], indicator: Indicator, benchmark: Benchmark | None) -> list[float]:
    high = max([*values, benchmark.value if benchmark else 0])
    if spans_the_scale(indicator, high):
        return [0, 100]
    return [min(0.0, *values), high * 1.05 or 1.0]
