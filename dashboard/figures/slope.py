"""How much each line changed between two years: one slope for each, labelled at both ends."""

from collections.abc import Mapping

import pandas as pd

from dashboard.figures.crowd import crowd_end, crowd_name
from dashboard.figures.ends import LABEL_HEIGHT, End, labels_at_ends
from dashboard.figures.points import hover_of, line_name, short_name
from dashboard.figures.scales import LINEAR, value_range_of
from dashboard.figures.style import Figure, Spec, axis, base_layout
from dashboard.numbers import change, figure, suffix
from dashboard.rows import Observation, lines, rows, to_name
from dashboard.theme import LIGHT, MOST_LINES, Key, colour_of
from dashboard.words.comparable import NO_JUMPS, Jumps, no_change_told
from indicators.model import Indicator

_FEW, _TALL, _LETTER = 440, 620, 7.3
_MARGIN = {"t": 40, "b": 20}
_MOST = 24
_OUTER = 4
_WHY = {
    "break": "a break lies between the two years",
    "jump": "a jump between the two years looks like another method",
    "computed": "computed from economies, not the same ones in both years",
    "median": "a median of those economies that have a price in each year",
}
_LINE = ("area_id", "sex", "age", "location", "level")


def slope(frame: pd.DataFrame, indicator: Indicator, colours: Mapping[Key, str], jumps: Jumps = NO_JUMPS) -> Figure:
    """One line for each area and breakdown of `frame`, which holds two years of each (rows.drawn).

    A line whose two years do not compare is dotted, and its change is not told. Of a crowd
    of lines those that rose and fell most are labelled, and the world; the others are pale and have one label, and all
    are where none compares.
    """
    drawn = sorted(lines(rows(frame), _LINE), key=lambda line: line[1].value - line[0].value)
    comparable = [line for line in drawn if not no_change_told(line, indicator, jumps)]
    crowded = len(drawn) > _MOST
    told = [*comparable[:_OUTER], *comparable[-_OUTER:]] if crowded else drawn
    told += [line for line in drawn if line[0].area_id == "WLD" and line not in told]
    start, end = drawn[0][0].year, drawn[0][1].year
    height = _FEW if len(told) <= MOST_LINES else _TALL
    low, high = value_range_of(list(frame["value"]), indicator, None)
    named = to_name([line[0] for line in drawn])
    pale = [line for line in drawn if line not in told]
    rest = [line[1:] for line in pale]
    left, right = _ends(told, indicator, colours, named, jumps)
    right += [crowd_end(rest, LINEAR, beside=bool(told))] if rest else []
    widest = {side: max((end.letters for end in ends), default=0) for side, ends in (("l", left), ("r", right))}
    margin = {side: int(26 + _LETTER * letters) for side, letters in widest.items()}
    layout = base_layout(height, _MARGIN | margin)
    layout["xaxis"] = axis(
        range=[start, end], tickvals=[start, end], tickformat="d", side="top", gridcolor=LIGHT["mark"]
    )
    layout["yaxis"] = axis(range=[low, high], ticksuffix=suffix(indicator), showticklabels=False, showgrid=False)
    pixels, room = height - _MARGIN["t"] - _MARGIN["b"], (-LABEL_HEIGHT / 2, LABEL_HEIGHT / 2)
    for ends, x, anchor, shift in ((left, start, "right", -8), (right, end, "left", 8)):
        where = {"x": x, "xanchor": anchor, "xshift": shift}
        layout["annotations"] += labels_at_ends(ends, (low, high), pixels, room, where)
    name_of_pale = crowd_name(rest, beside=bool(told)) if rest else ""
    traces = [
        _trace(line, indicator, LIGHT["mark"], name_of_pale, jumps, pale=True)
        if line in pale
        else _trace(line, indicator, colour_of(line[0], colours), line_name(line[1], named), jumps, pale=False)
        for line in drawn
    ]
    return {"data": traces, "layout": layout}


def moved(line: list[Observation], indicator: Indicator) -> str:
    """The change of a line that compares, "about" where either of its ends is a bound or an estimate in words."""
    about = "about " if line[0].qualifier or line[-1].qualifier else ""
    return f"{about}{change(line[-1].value - line[0].value, indicator)}"


def _ends(
    told: list[list[Observation]], indicator: Indicator, colours: Mapping[Key, str], named: list[str], jumps: Jumps
) -> tuple[list[End], list[End]]:
    """What stands at the first and at the last year of lines: name and figure, at the last year also the change."""
    left, right = [], []
    for first, last in told:
        name, colour = line_name(last, named), colour_of(first, colours)
        then, now = (figure(one.value, indicator, one.qualifier) for one in (first, last))
        since = no_change_told([first, last], indicator, jumps) or moved([first, last], indicator)
        left.append(End(first.value, f"{name} {then}", colour, then))
        right.append(End(last.value, f"<b>{name} {now} ({since})</b>", colour, short_name(last, named)))
    return left, right


def _trace(line: list[Observation], indicator: Indicator, colour: str, name: str, jumps: Jumps, *, pale: bool) -> Spec:
    first, last = line
    why = no_change_told(line, indicator, jumps)
    since = _WHY[why] if why else f"{moved(line, indicator)} since {first.year}"
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "showlegend": False,
        "name": name,
        "x": [row.year for row in line],
        "y": [row.value for row in line],
        "opacity": 0.5 if pale else 1.0,
        "line": {
            "color": colour,
            "width": 2.6 if line[0].area_id == "WLD" else 1 if pale else 2,
            "dash": "dot" if why else "solid",
        },
        "marker": {"size": 3 if pale else 7, "color": colour},
        "cliponaxis": False,
        "text": [hover_of(first, indicator), f"{hover_of(last, indicator)}<br>{since}"],
        "hovertemplate": "%{text}<extra></extra>",
    }
