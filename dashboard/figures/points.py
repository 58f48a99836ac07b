"""The points of lines over the years: gaps between them, what each says on hover, and what a line is called."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from dashboard.numbers import figure, rests_on
from dashboard.rows import Observation, breakdown_words
from indicators.model import Indicator

_FEW_LETTERS, _LONG_WORD = 5, 26


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


def line_name(row: Observation, apart_by: Sequence[str]) -> str:
    """What a line is called: its area, and what of it the line is about where lines differ by that."""
    what = breakdown_words(row, apart_by)
    return f"{row.short_name}, {', '.join(what)}" if what and len(what[0]) < _LONG_WORD else str(row.short_name)


def short_name(end: Observation, apart_by: Sequence[str]) -> str:
    """The name of a line where there is room for few letters only, on a narrow screen."""
    what = breakdown_words(end, apart_by)
    code = what[0] if what else end.iso3 or end.area_id.rsplit("-", 1)[-1]
    return code if len(code) <= _FEW_LETTERS else f"{code[: _FEW_LETTERS - 1]}…"


@lru_cache(maxsize=1024)
def wrap(text: str, width: int = 60) -> str:
    """A text in lines of a hover's width, in which a sign of markup that somebody wrote is a sign."""
    words, lines = text.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f"{word} "
    return "<br>".join(escape(line.strip(), quote=False) for line in lines)
