"""How much each line changed between two years: one slope for each, labelled at both ends."""

from collections.abc import Mapping

import pandas as pd

from dashboard.figures.points import hover_of, short_name
from dashboard.figures.scales import value_range_of
from dashboard.figures.style import Figure, Spec, apart, axis, base_layout
from dashboard.numbers import change, figure, suffix
from dashboard.rows import Observation, breakdown_words, known, lines, rows, to_name
from dashboard.theme import LIGHT, MOST_LINES, Key, colour_of
from indicators.model import Indicator
from indicators.vocabulary import Aggregation, AreaType

_FEW, _TALL, _LABEL_HEIGHT, _LETTER = 440, 620, 17, 7.3
_MARGIN = {"t": 40, "b": 20}
_MOST = 24
_OUTER = 4
_WHY = {
    "break": "a break lies between the two years",
    "computed": "computed from economies, not the same ones in both years",
    "median": "a median of those economies that have a price in each year",
}
_LINE = ("area_id", "sex", "age", "location", "level")


def slope(frame: pd.DataFrame, indicator: Indicator, colours: Mapping[Key, str]) -> Figure:
    """One line for each area and breakdown of `frame`, which holds two years of each (rows.drawn).

    A line whose two years do not compare is dotted, and its change is not told. Of a crowd
    of lines those that rose and fell most are labelled, and the world; the others are pale, and all are where none
    compares.
    """
    drawn = sorted(lines(rows(frame), _LINE), key=lambda line: line[1].value - line[0].value)
    comparable = [line for line in drawn if not no_change_told(line, indicator)]
    crowded = len(drawn) > _MOST
    told = [*comparable[:_OUTER], *comparable[-_OUTER:]] if crowded else drawn
    told += [line for line in drawn if line[0].area_id == "WLD" and line not in told]
    start, end = drawn[0][0].year, drawn[0][1].year
    height = _FEW if len(told) <= MOST_LINES else _TALL
    low, high = value_range_of(list(frame["value"]), indicator, None)
    gap = _LABEL_HEIGHT * (high - low) / (height - _MARGIN["t"] - _MARGIN["b"])
    named = to_name([line[0] for line in drawn])
    left = [f"{_named(line, named)} {figure(line[0].value, indicator, line[0].qualifier)}" for line in told]
    right = [_label(line, indicator, named) for line in told]
    widest = {side: max(map(len, texts), default=0) for side, texts in (("l", left), ("r", right))}
    margin = {side: int(26 + _LETTER * letters) for side, letters in widest.items()}
    layout = base_layout(height, _MARGIN | margin)
    layout["xaxis"] = axis(
        range=[start, end], tickvals=[start, end], tickformat="d", side="top", gridcolor=LIGHT["mark"]
    )
    layout["yaxis"] = axis(range=[low, high], ticksuffix=suffix(indicator), showticklabels=False, showgrid=False)
    for side, texts, x, anchor in ((0, left, start, "right"), (1, right, end, "left")):
        places = apart([line[side].value for line in told], gap, (low, high - gap))
        layout["annotations"] += [
            {
                "x": x,
                "y": place,
                "xanchor": anchor,
                "yanchor": "middle",
                "xshift": 8 if side else -8,
                "showarrow": False,
                "text": f"<b>{text}</b>" if side else text,
                "name": short_name(line[1], named) if side else figure(line[0].value, indicator, line[0].qualifier),
                "font": {"color": _colour(line, colours, crowded=False), "size": 12.5},
            }
            for line, text, place in zip(told, texts, places, strict=True)
        ]
    traces = [_trace(line, indicator, colours, pale=line not in told) for line in drawn]
    return {"data": traces, "layout": layout}


def no_change_told(line: list[Observation], indicator: Indicator) -> str:
    """Why the first and the last figure of a line do not compare, in a word: a break lies between them, or they are
    computed from economies, or medians of economies, that are not the same ones every year; empty where they compare.
    """
    if indicator.is_broken(line[0].area_id, line[0].year, line[-1].year):
        return "break"
    if any(known(row.economies_with_data) for row in line):
        return "computed"
    of_economies = indicator.aggregation is Aggregation.MEDIAN and line[0].area_type != AreaType.ECONOMY
    return "median" if of_economies else ""


def moved(line: list[Observation], indicator: Indicator) -> str:
    """The change of a line that compares, "about" where either of its ends is a bound or an estimate in words."""
    about = "about " if line[0].qualifier or line[-1].qualifier else ""
    return f"{about}{change(line[-1].value - line[0].value, indicator)}"


def _named(line: list[Observation], named: list[str]) -> str:
    return ", ".join([line[1].short_name, *breakdown_words(line[1], named)])


def _label(line: list[Observation], indicator: Indicator, named: list[str]) -> str:
    last = line[1]
    value = figure(last.value, indicator, last.qualifier)
    return f"{_named(line, named)} {value} ({no_change_told(line, indicator) or moved(line, indicator)})"


def _colour(line: list[Observation], colours: Mapping[Key, str], *, crowded: bool) -> str:
    return LIGHT["mark"] if crowded else colour_of(line[0], colours)


def _trace(line: list[Observation], indicator: Indicator, colours: Mapping[Key, str], *, pale: bool) -> Spec:
    colour = _colour(line, colours, crowded=pale)
    first, last = line
    why = no_change_told(line, indicator)
    since = _WHY[why] if why else f"{moved(line, indicator)} since {first.year}"
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "showlegend": False,
        "name": line[0].short_name,
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
