"""Small multiples: one panel per area or per indicator, side by side, on one value axis where they share a unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.figures.crowd import Line, crowd, crowd_end, crowd_name, speaking, standing_out
from dashboard.figures.ends import End, labels_at_ends
from dashboard.figures.future import line_key
from dashboard.figures.points import hover_of, with_gaps
from dashboard.figures.scales import LINEAR, value_range_of
from dashboard.figures.style import Figure, Spec, axis, base_layout
from dashboard.numbers import figure, suffix
from dashboard.rows import Observation, breakdown_words, lines, rows, to_name
from dashboard.theme import LIGHT, MOST_LINES, Key, colour_of
from indicators.benchmark import Benchmark
from indicators.model import Indicator

_ROW, _TOP, _FOOT = 172, 30, 30
_WIDTH, _BETWEEN, _BETWEEN_ROWS = 960, 0.075, 0.36
_LABEL_HEIGHT, _MOST_GROUPS = 15, 5


@dataclass(frozen=True)
class Panel:
    """One panel: its title and its lines (rows with the columns of selected.observations, of one indicator)."""

    title: str
    frame: pd.DataFrame
    indicator: Indicator
    benchmark: Benchmark | None = None


@dataclass(frozen=True)
class _Labelled:
    """The lines of a panel: those that have a label each, and the others, which have one; of each area and breakdown
    one.
    """

    own: list[Line]
    others: list[Line]

    @property
    def newest(self) -> int:
        """The year in which the last line ends."""
        return max(line[-1].year for line in (*self.own, *self.others))

    def name(self, row: Observation) -> str:
        """What a line is called in its panel: its area where there are several, and what of it; alone, its area."""
        ends = [line[-1] for line in (*self.own, *self.others)]
        area = [row.short_name] if len({one.area_id for one in ends}) > 1 else []
        return ", ".join([*area, *breakdown_words(row, to_name(ends))]) if len(ends) > 1 else row.short_name


BENCHMARK = "the benchmark"
"""What the thin line of a panel is, as it is called beside the chart."""


def panels(
    shown: Sequence[Panel],
    colours: Mapping[Key, str],
    columns: int = 3,
    *,
    shared: bool = True,
    behind: Sequence[Observation] = (),
) -> Figure:
    """The panels in reading order; each line ends in its newest value, named where a panel has several lines; of a
    crowd of lines all but those that stand out are one thin trace with one label. `behind` is a line, that of the
    world, which stands grey behind those of the others.

    With `shared` all panels have one value axis, so that they can be compared; years are always shared.
    """
    columns = min(columns, len(shown))
    count = -(-len(shown) // columns)
    height = _TOP + _FOOT + _ROW * count
    layout = base_layout(height, {"l": 40, "r": 20, "t": _TOP, "b": _FOOT})
    tall = _TOP + _FOOT + _ROW * len(shown)  # on a narrow screen one stands under the other (assets/shell.js)
    layout["meta"] = {"panels": len(shown), "narrow_height": tall}
    years = [int(year) for panel in shown for year in (panel.frame["year"].min(), panel.frame["year"].max())]
    first, last = min(years), max(years)
    spans = [value_range_of(list(panel.frame["value"]), panel.indicator, panel.benchmark) for panel in shown]
    if shared:
        spans = [(min(low for low, _ in spans), max(high for _, high in spans))] * len(shown)
    traces: list[Spec] = []
    labelled = [_labelled(panel) for panel in shown]
    of_one = len({area_id for panel in shown for area_id in panel.frame["area_id"]}) == 1
    ends_of = [_ends(panel, one, colours, of_one=of_one) for panel, one in zip(shown, labelled, strict=True)]
    beyond = last + _room(ends_of, last - first, columns)
    for n, (panel, of_panel, ends) in enumerate(zip(shown, labelled, ends_of, strict=True)):
        row, column = divmod(n, columns)
        left, right, bottom, top = _place(row, column, count, columns)
        ids = f"{n + 1}" if n else ""
        layout[f"xaxis{ids}"] = axis(
            domain=[left, right],
            anchor=f"y{ids}",
            tickformat="d",
            tickvals=sorted({first, last}),
            showgrid=False,
            range=[first - 0.6, beyond],
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
        pixels = (top - bottom) * (height - _TOP - _FOOT)
        where = {"x": of_panel.newest, "xref": f"x{ids}", "yref": f"y{ids}", "xanchor": "left", "xshift": 6}
        where |= {"bgcolor": LIGHT["page"], "borderpad": 0}
        room = (_LABEL_HEIGHT / 2, _LABEL_HEIGHT / 2)
        layout["annotations"] += labels_at_ends(ends, spans[n], pixels, room, where, height=_LABEL_HEIGHT, size=12)
        if behind and behind[0].area_id not in set(panel.frame["area_id"]):
            traces.append(_behind(behind, ids))
        traces += [one | {"xaxis": f"x{ids}", "yaxis": f"y{ids}"} for one in _traces(panel, of_panel, colours)]
    return {"data": traces, "layout": layout}


def _place(row: int, column: int, count: int, columns: int) -> tuple[float, float, float, float]:
    wide = (1 - _BETWEEN * (columns - 1)) / columns
    tall = 1 / (count + _BETWEEN_ROWS * (count - 1))
    left = column * (wide + _BETWEEN)
    top = 1 - row * tall * (1 + _BETWEEN_ROWS)
    return left, left + wide, max(0.0, top - tall), top


def _room(ends: list[list[End]], span: int, columns: int) -> float:
    """The years that the labels at the ends of lines take, in all panels the same."""
    longest = max(end.letters for of_panel in ends for end in of_panel)
    pixels = _WIDTH / columns * (1 - _BETWEEN)
    share = min(0.62, (7.2 * longest + 12) / pixels)
    return max(0.8, (span + 1) * share / (1 - share))


def _labelled(panel: Panel) -> _Labelled:
    spoken = speaking(lines(rows(panel.frame)))
    own = standing_out(spoken, _MOST_GROUPS) if len(spoken) > MOST_LINES else spoken
    return _Labelled(own, [line for line in spoken if line not in own])


def _ends(panel: Panel, labelled: _Labelled, colours: Mapping[Key, str], *, of_one: bool) -> list[End]:
    """What stands at the ends of a panel's lines: the newest figure, with the name of the line unless it is the one
    line of a panel that is called so, or of panels that are all `of_one` area.
    """
    found = []
    for line in labelled.own:
        end = line[-1]
        value = figure(end.value, panel.indicator, end.qualifier)
        is_alone = len(labelled.own) == 1 and (of_one or panel.title == end.short_name)
        name = "" if is_alone else f"{labelled.name(end)} "
        year = "" if end.year == labelled.newest else f" ({end.year})"
        found.append(End(end.value, f"<b>{name}{value}</b>{year}", colour_of(end, colours)))
    return [*found, *([crowd_end(labelled.others, LINEAR)] if labelled.others else [])]


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
                "name": BENCHMARK,
            }
        )


def _behind(line: Sequence[Observation], ids: str) -> Spec:
    return {
        "type": "scatter",
        "mode": "lines",
        "showlegend": False,
        "name": line[0].short_name,
        "xaxis": f"x{ids}",
        "yaxis": f"y{ids}",
        "x": [row.year for row in line],
        "y": [row.value for row in line],
        "line": {"color": LIGHT["mark"], "width": 1.2},
        "opacity": 0.7,
        "hoverinfo": "skip",
    }


def _traces(panel: Panel, labelled: _Labelled, colours: Mapping[Key, str]) -> list[Spec]:
    unnamed = {line_key(line[0]) for line in labelled.others}
    drawn = lines(rows(panel.frame))
    traces = []
    if unnamed:
        many = [line for line in drawn if line_key(line[0]) in unnamed]
        traces = crowd(many, crowd_name(labelled.others), panel.indicator)
    return traces + [
        _trace(line, panel.indicator, colour_of(line[0], colours), labelled.name(line[0]))
        for line in drawn
        if line_key(line[0]) not in unnamed
    ]


def _trace(line: Line, indicator: Indicator, colour: str, name: str) -> Spec:
    points = with_gaps(line)
    headline = bool(line[0].is_headline)
    return {
        "type": "scatter",
        "mode": "lines" if all(row.is_history for row in line) and len(line) > 1 else "lines+markers",
        "showlegend": False,
        "name": name,
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
