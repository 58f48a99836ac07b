"""The heat table of the page Explore: areas down, years across, each figure on its step's colour."""

import pandas as pd
from dash import html
from markupsafe import Markup

from dashboard.address.explore import ExploreView
from dashboard.figures.steps import bounds, step_of
from dashboard.numbers import SIGNS_OF_BOUNDS, counted, decimals_of, fixed
from dashboard.pages.explore.file import data
from dashboard.pages.explore.kinds.drawing import NAME, Drawing
from dashboard.pages.explore.words import LINE
from dashboard.parts.chart import framed_chart
from dashboard.parts.markup import Content, element, island
from dashboard.parts.table import framed
from dashboard.reading.explored import Findings, speaking
from dashboard.rows import Observation, breakdown_words, lines, rows, to_name
from dashboard.words.changes import rises_and_falls
from dashboard.words.comparable import Jumps, jumps_of, no_change_told
from dashboard.words.spoken import measure
from indicators.model import Indicator

_BLANKS = "Blank: no figure."


class Heat(Drawing):
    """All figures of lines that are shown first, of the first indicator."""

    name, label, most = "heat", "Heat table", 1

    def draws(self, frame: pd.DataFrame, view: ExploreView) -> pd.DataFrame:
        """The figures of lines that are shown first."""
        return speaking(frame)

    def picture(self, found: Findings) -> list[Content]:
        """The table in the frame of a chart."""
        key = html.P(_BLANKS, className="legend")
        return [framed_chart(NAME, [_table(found), key], *self.told(found), data=data(found))]

    def title(self, found: Findings) -> str:
        """In how many areas it rose."""
        return _title(found.frame, found.indicator, jumps_of(found.suspected))


def _table(found: Findings) -> html.Div:
    """One row for each area and breakdown, highest newest figure first; blank where there is no figure."""
    indicator = found.indicator
    drawn = sorted(lines(rows(found.frame), LINE), key=lambda line: line[-1].value, reverse=True)
    years = list(range(int(found.frame["year"].min()), int(found.frame["year"].max()) + 1))
    at = bounds(list(found.frame["value"]), indicator)
    decimals = min(decimals_of([row.value for row in rows(found.frame)], indicator.decimals), 1)
    if max(row.value for row in rows(found.frame)) >= 10:
        decimals = 0
    named = to_name([line[0] for line in drawn])
    head = [html.Th("Area", scope="col")]
    head += [html.Th(str(year), scope="col", className="number") for year in years]
    body = [_row(line, years, at, decimals, named) for line in drawn]
    table = framed(
        f"{indicator.title}, {indicator.unit_label}. {_BLANKS}",
        [html.Tr(head)],
        body,
        "heat drawn",
        label="Heat table",
        tall=True,
    )
    return island(table, **{"data-grid": "heat"})


def _row(line: list[Observation], years: list[int], at: tuple[float, ...], decimals: int, named: list[str]) -> Markup:
    """One line as HTML: of some thousands of cells components would take most of the time of the page."""
    by_year = {row.year: row for row in line}
    name = ", ".join([line[0].short_name, *breakdown_words(line[0], named)])
    cells = [_cell(by_year.get(year), at, decimals) for year in years]
    about = {"data-about": f"edition {line[-1].edition}, {line[-1].source}"}
    return element("tr", [element("th", name, scope="row"), *cells], **about)


def _cell(row: Observation | None, at: tuple[float, ...], decimals: int) -> Markup:
    if row is None:
        return _BLANK
    flags = [word for word in (row.value_status, row.origin) if word in ("estimated", "modelled", "computed")]
    about = f"edition {row.edition}, {row.source}; {', '.join(flags)}" if flags else None
    said = f"{SIGNS_OF_BOUNDS[row.qualifier]}{fixed(row.value, decimals)}"
    return element("td", said, className=f"q{step_of(row.value, at)}", **{"data-cell": "", "title": about})


_BLANK = element("td", className="blank")


def _title(frame: pd.DataFrame, indicator: Indicator, jumps: Jumps) -> str:
    named = measure(indicator.short, rows(frame))
    drawn = lines(rows(frame), LINE)
    told = [line for line in drawn if len(line) > 1 and not no_change_told(line, indicator, jumps)]
    if not told:
        return f"{named}: {counted(len(frame), 'figure')} of {counted(len(drawn), 'area')}"
    way = rises_and_falls([line[-1].value - line[0].value for line in told], "area" if len(told) == 1 else "areas")
    rest = len(drawn) - len(told)
    others = f"; of {counted(rest, 'other')} no change is told" if rest else ""
    return f"{named} {way} from the first figure to the newest{others}"
