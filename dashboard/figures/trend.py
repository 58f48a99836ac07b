"""The course of an indicator over the years, one line per area, with its benchmark and the breaks of the series."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.figures.crowd import are_many, crowd, crowd_end, crowd_name, speaking, standing_out
from dashboard.figures.ends import LABEL_HEIGHT, End, labels_at_ends
from dashboard.figures.future import NO_FUTURE, PATH_NEEDED, Future, future_traces, line_key, mark_end_of_data
from dashboard.figures.points import hover_of, line_name, short_name, with_gaps, wrap
from dashboard.figures.scales import LINEAR, Place, fitted_range, value_range_of, years_axis
from dashboard.figures.style import Figure, Spec, axis, base_layout, benchmark_line
from dashboard.numbers import benchmark_text, figure, number, suffix
from dashboard.rows import Observation, lines, rows, to_name
from dashboard.theme import LIGHT, Key, colour_of
from indicators.benchmark import Benchmark
from indicators.model import Break, Indicator
from indicators.vocabulary import Scale

_HEIGHT, _MARGIN = 440, {"l": 52, "t": 26, "b": 34}
_LETTER = 7.6
_MANY_POINTS = 12
_BREAK_LABEL = 0.12
"""The part of a chart's width that the label of a break takes."""


@dataclass(frozen=True)
class Remark:
    """A short text at a point of a line."""

    at: Observation
    text: str


SUSPECTED = "Suspected break"
"""How the note of a break begins that nobody has declared; it is marked with a question mark."""


def trend(
    frame: pd.DataFrame,
    indicator: Indicator,
    benchmark: Benchmark | None,
    colours: Mapping[Key, str],
    breaks: tuple[Break, ...] = (),
    future: Future = NO_FUTURE,
    axis_kind: str = "",
    remarks: Sequence[Remark] = (),
) -> Figure:
    """One line per area × breakdown × edition of `frame` (columns of selected.observations), and what lies ahead.

    Years without a figure are bridged by dots; editions other than the headline are open dots on thin lines, computed
    lines are thin. Every line has a label at its end; of a crowd of lines no future is drawn, and all but those that
    stand out are one thin trace with one label.
    `remarks` are short texts at points of lines, in their colour.
    `axis_kind` is empty, `fit` (the axis spans the figures alone) or `log` (for figures above zero).
    """
    drawn = lines(rows(frame))
    first = [line for line in drawn if line[0].is_headline]
    spoken = speaking(drawn)
    labelled = standing_out(spoken) if are_many(spoken) else spoken
    others = [line for line in spoken if line not in labelled]
    future = NO_FUTURE if others else future
    place = Place(axis_kind == "log")
    shown = [*frame["value"], *future.values()]
    low, high = fitted_range(shown, place) if axis_kind else value_range_of(shown, indicator, benchmark)
    apart_by = to_name(rows(frame))
    ends = [
        *_ends(labelled, indicator, colours, apart_by, future, place),
        *([crowd_end(others, place)] if others else []),
    ]
    longest = max(end.letters for end in ends)
    layout = base_layout(_HEIGHT, _MARGIN | {"r": int(24 + _LETTER * longest)})
    layout["xaxis"] = years_axis(int(frame["year"].min()), max(int(frame["year"].max()), future.last_year))
    layout["yaxis"] = axis(range=[low, high], ticksuffix=suffix(indicator), nticks=6) | place.axis_type(
        low, high, suffix(indicator)
    )
    in_order = [line for line in drawn if not line[0].is_headline] + first
    unnamed = {line_key(line[0]) for line in others}
    traces = []
    if others:
        traces = crowd([line for line in in_order if line_key(line[0]) in unnamed], crowd_name(others), indicator)
    traces += [
        trace
        for line in in_order
        if line_key(line[0]) not in unnamed
        for trace in _traces(line, indicator, colours, line_name(line[0], apart_by), crowded=bool(others))
    ]
    traces += future_traces(future, first, indicator, colours, apart_by)
    pixels = _HEIGHT - _MARGIN["t"] - _MARGIN["b"]
    where = {"x": 1, "xref": "paper", "xshift": 8, "xanchor": "left", "align": "left"}
    layout["annotations"] += labels_at_ends(ends, (low, high), pixels, (_MARGIN["t"], _MARGIN["b"]), where)
    if future.last_year:
        words = "projection" if future.projected else PATH_NEEDED
        mark_end_of_data(layout, max(line[-1].year for line in first or drawn), words)
    if benchmark and place.holds(benchmark.value, low, high):
        _add_benchmark(layout, benchmark, indicator, place)
    for each, step in _steps(breaks, layout["xaxis"]["range"]):
        _add_break(layout, each, step)
    layout["annotations"] += [_remark(one, colours, place) for one in remarks]
    return {"data": traces, "layout": layout}


def _remark(one: Remark, colours: Mapping[Key, str], place: Place) -> Spec:
    return {
        "x": one.at.year,
        "y": place.of(one.at.value),
        "text": one.text,
        "showarrow": False,
        "xanchor": "right",
        "yanchor": "bottom",
        "font": {"size": 12, "color": colour_of(one.at, colours)},
        "bgcolor": LIGHT["page"],
        "borderpad": 0,
    }


def _traces(
    line: list[Observation], indicator: Indicator, colours: Mapping[Key, str], name: str, *, crowded: bool
) -> list[Spec]:
    area_id, headline = line[0].area_id, bool(line[0].is_headline)
    colour, computed = colour_of(line[0], colours), line[0].origin == "computed"
    history = all(row.is_history for row in line)
    width = (2.6 if area_id == "WLD" else 1.5 if computed else 2.0) if headline else 1.0
    points = with_gaps(line)
    size = 2.5 if computed and not headline else 5 if computed else 7 if headline else 6
    if headline and (crowded or len(line) > _MANY_POINTS):
        size = min(size, 4)
    common: Spec = {"type": "scatter", "showlegend": False, "name": name}
    main = (
        common
        | {
            "x": [year for year, _ in points],
            "y": [row.value if row else None for _, row in points],
            "mode": "lines" if history and len(points) > 1 else "lines+markers",
            "line": {"color": colour, "width": width},
            "marker": {
                "size": size,
                "color": [
                    colour if row and row.is_observed and (headline or computed) else LIGHT["page"] for _, row in points
                ],
                "line": {"color": colour, "width": 1.4},
            },
            "opacity": 1.0 if headline else 0.75,
            "text": [hover_of(row, indicator) if row else None for _, row in points],
            "hovertemplate": "%{text}<extra></extra>",
            "connectgaps": False,
        }
        | ({"meta": {"history": True}} if history else {})
    )
    bridge = common | {
        "x": [row.year for row in line],
        "y": [row.value for row in line],
        "mode": "lines",
        "line": {"color": colour, "width": 1, "dash": "dot"},
        "opacity": 0.6,
        "hoverinfo": "skip",
    }
    return [bridge, main] if len(points) > len(line) else [main]


def _ends(
    labelled: list[list[Observation]],
    indicator: Indicator,
    colours: Mapping[Key, str],
    apart_by: list[str],
    future: Future,
    place: Place,
) -> list[End]:
    """What stands at the ends of lines: name and newest figure, its year where others are newer, and where it heads."""
    ends = [line[-1] for line in labelled]
    newest = max(end.year for end in ends)
    decimals = indicator.decimals if indicator.scale in (Scale.PARITY, Scale.PRICE) else max(indicator.decimals - 1, 0)
    found = []
    for end in ends:
        later = future.at_horizon(end)
        text = f"<b>{line_name(end, apart_by)} {figure(end.value, indicator, end.qualifier)}</b>"
        year = "" if end.year == newest else f" ({end.year})"
        heading = "" if later is None else f" → {number(later, decimals)}"
        at = place.of(end.value if later is None else later)
        found.append(End(at, f"{text}{year}{heading}", colour_of(end, colours), short_name(end, apart_by)))
    return found


def _add_benchmark(layout: Spec, benchmark: Benchmark, indicator: Indicator, place: Place = LINEAR) -> None:
    text = benchmark.label if benchmark.areas else f"Benchmark {benchmark_text(benchmark, indicator)}"
    if benchmark.between:
        low, high = benchmark.between
        layout["shapes"].append(
            {
                "type": "rect",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": low,
                "y1": high,
                "layer": "below",
                "line": {"width": 0},
                "fillcolor": LIGHT["line"],
                "opacity": 0.7,
            }
        )
        _, note = benchmark_line(high, f"{text}: parity")
        layout["annotations"].append(note)
        return
    shape, note = benchmark_line(benchmark.value, text)
    layout["shapes"].append(shape)
    layout["annotations"].append(note | {"y": place.of(benchmark.value)})


def _steps(breaks: Sequence[Break], years: Sequence[float]) -> list[tuple[Break, int]]:
    """The breaks by year, those of one year together, each with the step downwards on which its label stands, so that
    labels of near years are not over each other.
    """
    together: dict[tuple[int, bool], list[Break]] = {}
    for each in breaks:
        together.setdefault((each.year, each.note.startswith(SUSPECTED)), []).append(each)
    room = _BREAK_LABEL * (years[1] - years[0])
    last_on: list[int] = []
    placed = []
    for (year, _), of_one in sorted(together.items()):
        areas = tuple(dict.fromkeys(area for one in of_one for area in one.areas))
        note = " ".join(dict.fromkeys(one.note for one in of_one))
        step = next((n for n, before in enumerate(last_on) if year - before > room), len(last_on))
        last_on[step : step + 1] = [year]
        placed.append((Break(year, note, areas), step))
    return placed


def _add_break(layout: Spec, each: Break, step: int) -> None:
    x = each.year - 0.5
    layout["shapes"].append(
        {
            "type": "line",
            "x0": x,
            "x1": x,
            "yref": "paper",
            "y0": 0,
            "y1": 0.94,
            "line": {"color": LIGHT["mark"], "width": 1, "dash": "dot"},
            "name": "break",
        }
    )
    layout["annotations"].append(
        {
            "x": x,
            "y": 0.94,
            "yref": "paper",
            "yshift": -LABEL_HEIGHT * step,
            "text": f"{'break?' if each.note.startswith(SUSPECTED) else 'break'} {' '.join(each.areas)}",
            "showarrow": False,
            "yanchor": "bottom",
            "font": {"size": 12, "color": LIGHT["soft"]},
            "hovertext": wrap(each.note),
            "captureevents": True,
        }
    )
