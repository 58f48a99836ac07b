"""The heat table of the page Explore: areas down, years across, each figure on its step's colour."""

from html import escape as quoted

from dash import html
from markupsafe import Markup

from dashboard.figures.steps import bounds, step_of
from dashboard.numbers import SIGNS_OF_BOUNDS, decimals_of, fixed
from dashboard.parts.markup import island
from dashboard.reading.explored import Findings
from dashboard.rows import Row, breakdown_words, lines, rows, varying
from indicators.vocabulary import BREAKDOWNS

_LINE = ("area_id", *BREAKDOWNS)


def heat_part(found: Findings) -> list[html.Div]:
    """One row for each area and breakdown, highest newest figure first; blank where there is no figure."""
    indicator = found.indicator
    drawn = sorted(lines(rows(found.frame), _LINE), key=lambda line: line[-1].value, reverse=True)
    years = list(range(int(found.frame["year"].min()), int(found.frame["year"].max()) + 1))
    at = bounds(list(found.frame["value"]), indicator)
    decimals = min(decimals_of([row.value for row in rows(found.frame)], indicator.decimals), 1)
    if max(row.value for row in rows(found.frame)) >= 10:
        decimals = 0
    named = varying([line[0] for line in drawn])
    head = [html.Th("Area", scope="col")]
    head += [html.Th(str(year), scope="col", className="number") for year in years]
    table = html.Table(
        [
            html.Caption(f"{indicator.title}, {indicator.unit_label}; blank: no figure"),
            html.Thead(html.Tr(head)),
            html.Tbody([_row(line, years, at, decimals, named) for line in drawn]),
        ],
        className="heat drawn",
    )
    return [
        html.Div(
            island(table, **{"data-grid": "heat"}),
            className="scroll tall",
            tabIndex="0",
            role="region",
            **{"aria-label": "Heat table"},
        )
    ]


def _row(line: list[Row], years: list[int], at: tuple[float, ...], decimals: int, named: list[str]) -> html.Tr:
    by_year = {row.year: row for row in line}
    name = ", ".join([line[0].short_name, *breakdown_words(line[0], named)])
    cells = "".join(_cell(by_year.get(year), at, decimals) for year in years)
    about = {"data-about": f"edition {line[-1].edition}, {line[-1].source}"}
    return html.Tr([html.Th(name, scope="row"), Markup(cells)], **about)  # noqa: S704 - cells are escaped


def _cell(row: Row | None, at: tuple[float, ...], decimals: int) -> str:
    """One cell as HTML: of some thousands of them components would take most of the time of the page."""
    if row is None:
        return '<td class="blank"></td>'
    flags = [word for word in (row.value_status, row.origin) if word in ("estimated", "modelled", "computed")]
    about = f"; {', '.join(flags)}" if flags else ""
    said = f"{SIGNS_OF_BOUNDS[row.qualifier]}{fixed(row.value, decimals)}"
    title = f' title="edition {quoted(row.edition)}, {quoted(row.source)}{about}"' if flags else ""
    return f'<td class="q{step_of(row.value, at)}" data-cell=""{title}>{quoted(said)}</td>'
