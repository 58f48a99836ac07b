"""The points of lines over the years: gaps between them, what each says on hover, and many lines as one path."""

from collections.abc import Sequence
from functools import lru_cache

from dashboard.figures.style import Spec
from dashboard.numbers import figure, rests_on
from dashboard.rows import Observation, breakdown_words
from dashboard.theme import LIGHT
from indicators.model import Indicator

_FEW_LETTERS = 5


def with_gaps(line: list[Observation]) -> list[tuple[int, Observation | None]]:
    """The points of a line, with an empty one after each year that another does not follow."""
    points: list[tuple[int, Observation | None]] = []
    for row in line:
        if points and row.year - points[-1][0] > 1:
            points.append((points[-1][0] + 1, None))
        points.append((row.year, row))
    return points


def hover_of(row: Observation, indicator: Indicator) -> str:
    """What a point says: area, year, value, how it came about, edition, source and note."""
    status = "" if row.value_status == "reported" else f" · {row.value_status}"
    note = f"<br>{wrap(row.note)}" if row.note else ""
    named = ", ".join([row.area, *breakdown_words(row)])
    value = figure(row.value, indicator, row.qualifier)
    if row.origin == "computed":
        status = f" · {rests_on(row.coverage_population)}"
    return f"<b>{named}</b> {row.year}<br><b>{value}</b>{status}<br>Edition {row.edition} · {wrap(row.source)}{note}"


def short_name(end: Observation, apart_by: Sequence[str]) -> str:
    """The name of a line where there is room for few letters only, on a narrow screen."""
    what = breakdown_words(end, apart_by)
    code = what[0] if what else end.iso3 or end.area_id.rsplit("-", 1)[-1]
    return code if len(code) <= _FEW_LETTERS else f"{code[: _FEW_LETTERS - 1]}…"


@lru_cache(maxsize=1024)
def wrap(text: str, width: int = 60) -> str:
    """A text in lines of a hover's width."""
    words, lines = text.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f"{word} "
    return "<br>".join(line.strip() for line in lines)


def crowd(many: list[list[Observation]], indicator: Indicator) -> list[Spec]:
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
        "name": "other areas",
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
