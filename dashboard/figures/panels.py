"""Small multiples: one panel per area or per indicator, side by side, on one value axis where they share a unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.figures.points import hover_of, with_gaps
from dashboard.figures.scales import value_range_of
from dashboard.figures.style import Figure, Spec, apart, axis, base_layout
from dashboard.numbers import benchmark_text, figure, suffix
from dashboard.rows import Observation, breakdown_words, lines, rows, to_name
from dashboard.theme import LIGHT, Key, colour_of
from indicators.benchmark import Benchmark
from indicators.model import Indicator

_ROW, _TOP, _FOOT = 172, 30, 30
_WIDTH, _BETWEEN, _BETWEEN_ROWS = 960, 0.075, 0.36
_LABEL_HEIGHT, _MOST_LABELS = 15, 4


@dataclass(frozen=True)
class Panel:
    """One panel: its title and its lines (rows with the columns of selected.observations, of one indicator)."""

    title: str
    frame: pd.DataFrame
    indicator: Indicator
    benchmark: Benchmark | None = None


def panels(
    shown: Sequence[Panel],
    colours: Mapping[Key, str],
    columns: int = 3,
    *,
    shared: bool = True,
    behind: Sequence[Observation] = (),
) -> Figure:
    """The panels in reading order; each line ends in its newest value, named where a panel has several lines.
    `behind` is a line, that of the world, which stands grey behind those of the others.

    With `shared` all panels have one value axis, so that they can be compared; years are always shared.
    """
    columns = min(columns, len(shown))
    count = -(-len(shown) // columns)
    height = _TOP + _FOOT + _ROW * count
    layout = base_layout(height, {"l": 40, "r": 20, "t": _TOP, "b": _FOOT})
    layout["meta"] = {"panels": len(shown), "columns": columns}  # on a narrow screen one stands under the other
    years = [int(year) for panel in shown for year in (panel.frame["year"].min(), panel.frame["year"].max())]
    first, last = min(years), max(years)
    spans = [value_range_of(list(panel.frame["value"]), panel.indicator, panel.benchmark) for panel in shown]
    if shared:
        spans = [(min(low for low, _ in spans), max(high for _, high in spans))] * len(shown)
    traces: list[Spec] = []
    for n, panel in enumerate(shown):
        row, column = divmod(n, columns)
        left, right, bottom, top = _place(row, column, count, columns)
        ids = f"{n + 1}" if n else ""
        layout[f"xaxis{ids}"] = axis(
            domain=[left, right],
            anchor=f"y{ids}",
            tickformat="d",
            tickvals=sorted({first, last}),
            showgrid=False,
            range=[first - 0.6, last + _room(panel, last - first, columns)],
            ticklabelstandoff=5,
            tickfont={"color": LIGHT["soft"], "size": 12},
        )
        layout[f"yaxis{ids}"] = axis(
            domain=[bottom, top],
            anchor=f"x{ids}",
            range=list(spans[n]),
            nticks=3,
            ticksuffix=suffix(panel.indicator),
            tickfont={"color": LIGHT["soft"], "size": 12},
        )
        layout["annotations"].append(_title(panel, ids))
        if panel.benchmark and panel.benchmark.value is not None:
            _add_level(layout, panel, ids)
        pixels = (spans[n][1] - spans[n][0]) / ((top - bottom) * (height - _TOP - _FOOT))
        layout["annotations"] += _labels(panel, colours, ids, _LABEL_HEIGHT * pixels)
        if behind and behind[0].area_id not in set(panel.frame["area_id"]):
            traces.append(_behind(behind, ids))
        traces += [_trace(line, panel.indicator, colours, ids) for line in lines(rows(panel.frame))]
    return {"data": traces, "layout": layout}


def _place(row: int, column: int, count: int, columns: int) -> tuple[float, float, float, float]:
    wide = (1 - _BETWEEN * (columns - 1)) / columns
    tall = 1 / (count + _BETWEEN_ROWS * (count - 1))
    left = column * (wide + _BETWEEN)
    top = 1 - row * tall * (1 + _BETWEEN_ROWS)
    return left, left + wide, max(0.0, top - tall), top


def _room(panel: Panel, span: int, columns: int) -> float:
    """The years that the labels at the ends of a panel's lines take."""
    ends = _ends(panel)
    longest = max((len(_label(end, panel, ends)) for end in ends), default=0)
    pixels = _WIDTH / columns * (1 - _BETWEEN)
    share = min(0.62, (7.2 * longest + 12) / pixels)
    return max(0.8, (span + 1) * share / (1 - share))


def _ends(panel: Panel) -> list[Observation]:
    drawn = [line for line in lines(rows(panel.frame)) if line[0].is_headline] or lines(rows(panel.frame))
    return [line[-1] for line in drawn[:_MOST_LABELS]]


def _label(end: Observation, panel: Panel, ends: list[Observation]) -> str:
    value = figure(end.value, panel.indicator, end.qualifier)
    if len(ends) == 1:
        return value
    words = breakdown_words(end, to_name(ends))
    area = [end.short_name] if len({one.area_id for one in ends}) > 1 else []
    return f"{', '.join([*area, *words])} {value}"


def _labels(panel: Panel, colours: Mapping[Key, str], ids: str, gap: float) -> list[Spec]:
    ends = _ends(panel)
    places = apart([end.value for end in ends], gap)
    return [
        {
            "x": end.year,
            "xref": f"x{ids}",
            "y": place,
            "yref": f"y{ids}",
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": 6,
            "showarrow": False,
            "text": f"<b>{_label(end, panel, ends)}</b>",
            "font": {"color": colour_of(end, colours), "size": 12},
            "bgcolor": LIGHT["page"],
            "borderpad": 0,
        }
        for end, place in zip(ends, places, strict=True)
    ]


def _title(panel: Panel, ids: str) -> Spec:
    return {
        "x": 0,
        "xref": f"x{ids} domain",
        "y": 1,
        "yref": f"y{ids} domain",
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 6,
        "xshift": -30,
        "showarrow": False,
        "text": f"<b>{panel.title}</b>",
        "font": {"color": LIGHT["ink"], "size": 13},
    }


def _add_level(layout: Spec, panel: Panel, ids: str) -> None:
    benchmark = panel.benchmark
    if benchmark is None:
        return
    for level in benchmark.between or (benchmark.value,):
        layout["shapes"].append(
            {
                "type": "line",
                "xref": f"x{ids} domain",
                "x0": 0,
                "x1": 1,
                "yref": f"y{ids}",
                "y0": level,
                "y1": level,
                "line": {"color": LIGHT["ink"], "width": 0.8},
                "layer": "below",
                "name": f"benchmark {benchmark_text(benchmark, panel.indicator)}",
            }
        )


def _behind(line: Sequence[Observation], ids: str) -> Spec:
    return {
        "type": "scatter",
        "mode": "lines",
        "showlegend": False,
        "name": "behind",
        "xaxis": f"x{ids}",
        "yaxis": f"y{ids}",
        "x": [row.year for row in line],
        "y": [row.value for row in line],
        "line": {"color": LIGHT["mark"], "width": 1.2},
        "opacity": 0.7,
        "hoverinfo": "skip",
    }


def _trace(line: list[Observation], indicator: Indicator, colours: Mapping[Key, str], ids: str) -> Spec:
    points = with_gaps(line)
    headline = bool(line[0].is_headline)
    colour = colour_of(line[0], colours)
    return {
        "type": "scatter",
        "mode": "lines" if all(row.is_history for row in line) and len(line) > 1 else "lines+markers",
        "showlegend": False,
        "name": line[0].short_name,
        "xaxis": f"x{ids}",
        "yaxis": f"y{ids}",
        "x": [year for year, _ in points],
        "y": [row.value if row else None for _, row in points],
        "line": {"color": colour, "width": (2.2 if line[0].area_id == "WLD" else 1.8) if headline else 1},
        "marker": {
            "size": 4 if headline else 3.5,
            "line": {"color": colour, "width": 1},
            "color": [colour if row and row.is_observed and headline else LIGHT["page"] for _, row in points],
        },
        "text": [hover_of(row, indicator) if row else None for _, row in points],
        "hovertemplate": "%{text}<extra></extra>",
        "connectgaps": False,
    }
