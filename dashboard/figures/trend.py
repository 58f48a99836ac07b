"""The course of an indicator over the years, one line per area, with its benchmark and the breaks of the series."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.figures.style import Figure, apart, axis, base_layout, benchmark_line
from dashboard.numbers import benchmark_text, figure, suffix
from dashboard.theme import LIGHT, MOST_LINES
from indicators.model import Benchmark, Break, Indicator
from indicators.vocabulary import TOTALS, Scale

_HEIGHT, _MARGIN = 440, {"l": 52, "r": 150, "t": 26, "b": 34}
_LABEL_HEIGHT = 17
_LINE = ["area_id", "sex", "age", "location", "level", "origin", "edition"]


def trend(
    frame: pd.DataFrame,
    indicator: Indicator,
    benchmark: Benchmark | None,
    colours: Mapping[str, str],
    breaks: tuple[Break, ...] = (),
) -> Figure:
    """One line per area × breakdown × edition of `frame` (columns of queries.observations).

    Years without a figure are bridged by dots; editions other than the headline are open dots on thin lines.
    """
    lines = [part for _, part in frame.groupby(_LINE, sort=False)]
    crowded = frame.loc[frame["is_headline"], _LINE].drop_duplicates().shape[0] > MOST_LINES + 2
    low, high = _value_range(frame, indicator, benchmark)
    layout = base_layout(_HEIGHT, _MARGIN)
    layout["xaxis"] = _years(frame)
    layout["yaxis"] = axis(range=[low, high], ticksuffix=suffix(indicator), nticks=6)
    traces = [trace for line in lines for trace in _traces(line, indicator, colours, crowded)]
    shown = [line for line in lines if line["is_headline"].iloc[0]] or lines
    layout["annotations"] += _labels(_to_label(shown, crowded), indicator, colours, (low, high))
    if benchmark:
        _add_benchmark(layout, benchmark, indicator)
    for each in breaks:
        _add_break(layout, each)
    return {"data": traces, "layout": layout}


def _traces(
    line: pd.DataFrame, indicator: Indicator, colours: Mapping[str, str], crowded: bool
) -> list[dict[str, Any]]:
    area_id = line["area_id"].iloc[0]
    colour, headline, world = colours[area_id], bool(line["is_headline"].iloc[0]), area_id == "WLD"
    width = (2.6 if world else 2.0) if headline and not crowded else 1.0
    solid_x, solid_y = _with_gaps(line)
    hollow = not headline
    common: dict[str, Any] = {"type": "scatter", "x": solid_x, "showlegend": False}
    hover = [_hover(row, indicator) for row in line.itertuples()]
    positions = [index for index, x in enumerate(solid_y) if x is not None]
    texts: list[str | None] = [None] * len(solid_y)
    for index, text in zip(positions, hover, strict=True):
        texts[index] = text
    observed = line["is_observed"].to_list()
    fills: list[str] = [LIGHT["card"]] * len(solid_y)
    for index, seen in zip(positions, observed, strict=True):
        fills[index] = colour if seen and not hollow else LIGHT["card"]
    main = common | {
        "y": solid_y,
        "mode": "lines+markers",
        "name": line["short_name"].iloc[0],
        "line": {"color": colour, "width": width, "shape": "linear"},
        "marker": {
            "size": 3 if crowded else 7 if headline else 6,
            "color": fills,
            "line": {"color": colour, "width": 1.4},
        },
        "opacity": (0.55 if crowded else 1.0) if headline else 0.75,
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
        "connectgaps": False,
    }
    bridge = common | {
        "x": line["year"].to_list(),
        "y": line["value"].to_list(),
        "mode": "lines",
        "line": {"color": colour, "width": 1, "dash": "dot"},
        "opacity": 0.6,
        "hoverinfo": "skip",
    }
    return [bridge, main] if len(solid_x) > len(line) else [main]


def _with_gaps(line: pd.DataFrame) -> tuple[list[int | None], list[float | None]]:
    years: list[int | None] = []
    values: list[float | None] = []
    before = None
    for year, value in zip(line["year"].to_list(), line["value"].to_list(), strict=True):
        if before is not None and year - before > 1:
            years.append(before + 1)
            values.append(None)
        years.append(year)
        values.append(value)
        before = year
    return years, values


def _hover(row: Any, indicator: Indicator) -> str:
    status = "" if row.value_status == "reported" else f" · {row.value_status}"
    note = f"<br>{_wrap(row.note)}" if row.note else ""
    what = ", ".join(word for word in (row.sex, row.age, row.location, row.level) if word not in TOTALS)
    named = f"{row.area}, {what}" if what else row.area
    value = figure(row.value, indicator, row.qualifier)
    return f"<b>{named}</b> {row.year}<br><b>{value}</b>{status}<br>Edition {row.edition} · {_wrap(row.source)}{note}"


def _wrap(text: str, width: int = 60) -> str:
    words, lines = text.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f"{word} "
    return "<br>".join(line.strip() for line in lines)


def _to_label(lines: list[pd.DataFrame], crowded: bool) -> list[pd.DataFrame]:
    if not crowded:
        return lines
    ranked = sorted(lines, key=lambda line: line["value"].iloc[-1])
    world = [line for line in ranked if line["area_id"].iloc[0] == "WLD"]
    ends = [ranked[0], ranked[-1]]
    return world + [line for line in ends if line["area_id"].iloc[0] != "WLD"]


def _labels(
    lines: list[pd.DataFrame], indicator: Indicator, colours: Mapping[str, str], value_range: tuple[float, float]
) -> list[dict[str, Any]]:
    low, high = value_range
    per_pixel = (high - low) / (_HEIGHT - _MARGIN["t"] - _MARGIN["b"])
    ends = [line.iloc[-1] for line in lines]
    newest = max(end["year"] for end in ends)
    places = apart([end["value"] for end in ends], _LABEL_HEIGHT * per_pixel)
    return [
        {
            "x": 1,
            "xref": "paper",
            "xshift": 8,
            "y": place,
            "xanchor": "left",
            "yanchor": "middle",
            "showarrow": False,
            "align": "left",
            "text": f"<b>{_name(end)} {figure(end['value'], indicator, end['qualifier'])}</b>"
            + ("" if end["year"] == newest else f" ({end['year']})"),
            "font": {"color": colours[end["area_id"]], "size": 12.5},
        }
        for end, place in zip(ends, places, strict=True)
    ]


def _name(end: pd.Series) -> str:
    what = [end[name] for name in ("sex", "age", "location", "level") if end[name] not in TOTALS]
    return f"{end['short_name']}, {', '.join(what)}" if what and len(what[0]) < 12 else str(end["short_name"])


def _years(frame: pd.DataFrame) -> dict[str, Any]:
    first, last = int(frame["year"].min()), int(frame["year"].max())
    step = max(1, -(-(last - first) // 8))
    return axis(
        range=[first - 0.4, last + 0.4], tickmode="linear", tick0=last, dtick=step, showgrid=False, ticks="outside",
        tickcolor=LIGHT["mark"], ticklen=4,
    )  # fmt: skip


def _value_range(frame: pd.DataFrame, indicator: Indicator, benchmark: Benchmark | None) -> tuple[float, float]:
    if indicator.unit in ("percent", "score_100"):
        return 0, 103
    values = [*frame["value"], *((benchmark.between or (benchmark.value,)) if benchmark else ())]
    low, high = min(values), max(values)
    if indicator.scale is Scale.PARITY:
        room = max(0.05, (high - low) * 0.15)
        return low - room, high + room
    return min(0.0, low * 1.06), (high * 1.08) or 1.0


def _add_benchmark(layout: dict[str, Any], benchmark: Benchmark, indicator: Indicator) -> None:
    text = f"Benchmark {benchmark_text(benchmark, indicator)}"
    if benchmark.between:
        low, high = benchmark.between
        layout["shapes"].append(
            {
                "type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": low, "y1": high, "layer": "below",
                "line": {"width": 0}, "fillcolor": LIGHT["line"], "opacity": 0.7,
            }
        )  # fmt: skip
        _, note = benchmark_line(high, f"{text}: parity")
        layout["annotations"].append(note)
        return
    shape, note = benchmark_line(benchmark.value, text)
    layout["shapes"].append(shape)
    layout["annotations"].append(note)


def _add_break(layout: dict[str, Any], each: Break) -> None:
    x = each.year - 0.5
    layout["shapes"].append(
        {
            "type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 0.94,
            "line": {"color": LIGHT["mark"], "width": 1, "dash": "dot"},
        }
    )  # fmt: skip
    layout["annotations"].append(
        {
            "x": x, "y": 0.94, "yref": "paper", "text": f"break {' '.join(each.areas)}", "showarrow": False,
            "yanchor": "bottom",
            "font": {"size": 11, "color": LIGHT["soft"]}, "hovertext": _wrap(each.note), "captureevents": True,
        }
    )  # fmt: skip
