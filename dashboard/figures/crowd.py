"""More lines than can be told apart: which of them have a label of their own, and the others as one path with one."""

from collections.abc import Sequence
from statistics import median

import pandas as pd

from dashboard.figures.ends import End
from dashboard.figures.future import line_key
from dashboard.figures.points import hover_of, with_gaps
from dashboard.figures.scales import Place
from dashboard.figures.style import Spec
from dashboard.rows import Observation, lines, rows
from dashboard.theme import LIGHT, MOST_LINES
from indicators.model import Indicator
from indicators.vocabulary import AreaType

Line = list[Observation]


def is_crowd(frame: pd.DataFrame) -> bool:
    """Whether a chart would have more lines than can be told apart, of each area and breakdown one."""
    return are_many(speaking(lines(rows(frame))))


def are_many(spoken: Sequence[Line]) -> bool:
    """Whether lines, one for each area and breakdown, are more than can be told apart."""
    return len(spoken) > MOST_LINES + 2


def speaking(drawn: Sequence[Line]) -> list[Line]:
    """Of each area and breakdown the line that is labelled: the one shown first, or else the one that ends last."""
    found: dict[tuple[str, ...], Line] = {}
    for line in drawn:
        known = found.setdefault(line_key(line[0]), line)
        if (bool(line[0].is_headline), line[-1].year) > (bool(known[0].is_headline), known[-1].year):
            found[line_key(line[0])] = line
    return list(found.values())


def standing_out(spoken: Sequence[Line], most: int = MOST_LINES) -> list[Line]:
    """Of a crowd the world and its groups, at most so many, and the two ends, by their newest figures."""
    ranked = sorted(spoken, key=lambda line: line[-1].value)
    groups = [line for line in spoken if line[0].area_type != AreaType.ECONOMY][:most]
    return [line for line in ranked if line in groups or line in (ranked[0], ranked[-1])]


def crowd_name(others: Sequence[Line], *, beside: bool = True) -> str:
    """What the lines of a crowd are, of each area and breakdown one; `beside` others, "25 other economies"."""
    areas = {line[0].area_id for line in others}
    alike = all(line[0].area_type == AreaType.ECONOMY for line in others)
    one, many = ("economy", "economies") if alike else ("area", "areas")
    said = f"{len(areas)}{' other' if beside else ''} {one if len(areas) == 1 else many}"
    return said if len(areas) == len(others) else f"{said}, {len(others)} lines"


def crowd_end(others: Sequence[Line], place: Place, *, beside: bool = True) -> End:
    """The one label of a crowd, beside the middle of its newest figures."""
    middle = median(line[-1].value for line in others)
    return End(
        place.of(middle), crowd_name(others, beside=beside), LIGHT["soft"], f"{'+' if beside else ''}{len(others)}"
    )


def crowd(many: Sequence[Line], name: str, indicator: Indicator) -> list[Spec]:
    """Many lines as one trace, which the browser draws as one path; `meta.starts` says where each of them begins.

    Points that stand alone, which no path shows, are a second trace of small marks.
    """
    x: list[int] = []
    y: list[float | None] = []
    text: list[str | None] = []
    starts = []
    for line in many:
        starts.append(len(x))
        for year, row in [*with_gaps(line), (line[-1].year, None)]:
            x.append(year)
            y.append(row.value if row else None)
            text.append(hover_of(row, indicator) if row else None)
    alone = [n for n, value in enumerate(y) if value is not None and y[n + 1] is None and (n == 0 or y[n - 1] is None)]
    common = {
        "type": "scatter",
        "showlegend": False,
        "name": name,
        "line": {"color": LIGHT["mark"], "width": 1},
        "opacity": 0.55,
    }
    paths = common | {
        "mode": "lines",
        "x": x,
        "y": y,
        "text": text,
        "hovertemplate": "%{text}<extra></extra>",
        "connectgaps": False,
        "meta": {"starts": starts},
    }
    marks = common | {
        "mode": "markers",
        "x": [x[n] for n in alone],
        "y": [y[n] for n in alone],
        "hoverinfo": "skip",
        "marker": {"size": 3, "color": LIGHT["mark"]},
    }
    return [paths, marks] if alone else [paths]
