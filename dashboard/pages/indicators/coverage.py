"""How many economies have a figure for each year: bars drawn on the server, and the table with their numbers."""

from dash import html
from markupsafe import Markup

from dashboard.numbers import counted, number, percent, span
from dashboard.parts.markup import Content, element
from dashboard.parts.table import plain_table
from dashboard.reading.holding import Covered
from dashboard.reading.indicator_facts import Found

_WIDTH, _HEIGHT, _TOP, _BOTTOM = 360, 168, 40, 24
_WIDEST, _APART = 34.0, 0.24


def coverage_part(found: Found) -> list[Content]:
    """The bars and their table; a sentence where no economy has a figure."""
    if not any(one.economies for one in found.covered):
        return [html.P("No published figure of a single economy is held, so that there is nothing to count by year.")]
    whole = len(found.all_economies)
    cells = [
        [str(one.year), number(one.economies, 0), percent(one.share_of_people), "yes" if one.world else "–"]
        for one in reversed(found.covered)
    ]
    heads = ["Year", f"Economies (of {whole})", "Share of people who live there", "Of the world"]
    table = plain_table("Published figures by year", heads, cells, numeric=(1, 2))
    return [
        html.Figure([_bars(found.covered, whole), html.Figcaption(_caption(found.covered, whole))], className="drawn"),
        html.Details([html.Summary("These numbers as a table"), table]),
    ]


def _caption(rows: list[Covered], whole: int) -> str:
    return (
        f"Economies with a published figure, {span(rows[0].year, rows[-1].year)}; the frame is all {whole}. "
        "A diamond: the world has one, too."
    )


def _bars(rows: list[Covered], whole: int) -> Markup:
    first, last = rows[0].year, rows[-1].year
    step = min(_WIDEST, _WIDTH / (last - first + 1))
    wide = step * (1 - _APART)
    fullest = max(rows, key=lambda one: (one.economies, one.year))
    floor, height = _HEIGHT - _BOTTOM, _HEIGHT - _TOP - _BOTTOM

    def left(year: int) -> float:
        return (year - first) * step

    parts = [_rect("frame", 0, _TOP, step * (last - first + 1), height)]
    for one in rows:
        tall = height * one.economies / whole
        said = element("title", f"{one.year}: {counted(one.economies, 'economy', 'economies')}")
        parts.append(_rect("bar", left(one.year) + (step - wide) / 2, floor - tall, wide, tall, said))
        if one.world:
            middle, y = left(one.year) + step / 2, _TOP - 8
            parts.append(element("path", None, d=f"M{middle:.1f} {y - 4}l4 4-4 4-4-4Z", className="world"))
    end = step * (last - first + 1)
    parts += [
        _text("first", 0, _HEIGHT - 6, str(first)),
        *([_text("last", end, _HEIGHT - 6, str(last))] if last - first > 2 else []),
        _text("first", 0, 14, f"{number(fullest.economies, 0)} in {fullest.year}, the most"),
    ]
    words = f"Bars: {_caption(rows, whole)} The most are {fullest.economies}, in {fullest.year}."
    name = {"role": "img", "aria-label": words}
    return element("svg", parts, viewBox=f"0 0 {_WIDTH} {_HEIGHT}", className="bars", **name)


def _rect(name: str, x: float, y: float, width: float, height: float, inside: Content = None) -> Markup:
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{max(height, 0):.1f}"}
    return element("rect", inside, className=name, **place)


def _text(name: str, x: float, y: float, words: str) -> Markup:
    return element("text", words, className=name, x=f"{x:.1f}", y=f"{y:.1f}")
