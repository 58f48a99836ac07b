"""Where each area of a view stands: level, change, distance and status, each badge a way to its arithmetic."""

from dash import html

from dashboard.address.selection import Selection
from dashboard.numbers import figure, rests_on
from dashboard.pages.targets.found import Found
from dashboard.parts.markup import Content, element
from dashboard.parts.status import badge
from dashboard.parts.table import plain_table
from dashboard.rows import Judgement, breakdown_words, known, rows, varying
from dashboard.words.pace import closes_percent, reached_text, vote_short, yearly
from dashboard.words.status import why
from indicators.model import Indicator
from indicators.vocabulary import AreaType, Origin

_MOST_ROWS = 60


def status_table(found: Found) -> html.Section:
    """The judgements of a view with a link to each one's arithmetic; areas without figures last."""
    indicator, lens, chosen = found.view.indicator, found.view.lens, found.view.chosen
    view = found.selection.but(horizon=chosen.horizon, benchmark=chosen.benchmark)
    page = f"/targets/{found.view.target.id}?{view.query_string(Selection())}"
    judged = [row for row in rows(found.judged) if known(row.latest_year)]
    apart_by = varying(judged)
    shown = judged[:_MOST_ROWS]
    cells = [_cells(row, indicator, apart_by, _address(page, row)) for row in shown]
    heads = [
        "Area",
        f"Status by {lens.horizon}",
        "Newest",
        f"Expected {lens.horizon}",
        "Expected a year",
        "Needed a year",
        "Closes",
        "Reaches it",
        "Published methods",
    ]
    caption = (
        f"{indicator.title}: the share of the distance that the present pace closes. A status opens its arithmetic"
    )
    silent = [row.short_name for row in rows(found.judged) if not known(row.latest_year)]
    export = Selection(**{name: getattr(view, name) for name in ("indicator", "sex", "age", "location", "level")}).but(
        area=view.area,
        area_type=view.area_type,
        member_of=view.member_of,
        group=view.group,
        horizon=(str(lens.horizon),),
        benchmark=lens.benchmark,
    )
    notes: list[Content] = []
    if len(judged) > len(shown):
        notes.append(html.P(f"{len(judged) - len(shown)} more are in the file.", className="soft"))
    if silent and len(silent) <= _MOST_ROWS:
        notes.append(html.P(f"Without a figure of this kind: {', '.join(silent)}.", className="missing"))
    return html.Section(
        [
            html.Div(
                [
                    html.H2("Where each stands"),
                    html.A(
                        "Download judgements", href=f"/api/v1/progress.csv?{export.query_string()}", className="button"
                    ),
                ],
                className="row",
            ),
            plain_table(caption, heads, cells, numeric=(2, 3, 4, 5, 6)),
            *notes,
        ],
        className="panel",
        id="standing",
    )


def _cells(row: Judgement, indicator: Indicator, apart_by: list[str], address: str) -> list[Content]:
    name = ", ".join([row.area, *breakdown_words(row, apart_by)])
    newest = f"{figure(row.latest_value, indicator, row.latest_qualifier)} ({int(row.latest_year)})"
    origin = element("small", _origin(row)) if row.origin == Origin.COMPUTED else ""
    because = why(row.reason)
    return [
        element("span", [name, origin]),
        element(
            "span",
            [element("a", badge(row.status), href=address), *([element("small", because)] if because else [])],
        ),
        newest,
        figure(row.expected_value, indicator) if known(row.expected_value) else "–",
        yearly(row.expected_a_year, indicator) if known(row.expected_a_year) else "–",
        yearly(row.needed_a_year, indicator) if known(row.needed_a_year) else "–",
        closes_percent(row.closes) if known(row.closes) and row.closes > 0 else "–",
        reached_text(row) or "–",
        f"{vote_short(row)}; disagree" if row.methods_disagree is True else vote_short(row),
    ]


def _origin(row: Judgement) -> str:
    return rests_on(row.coverage_population)


def _address(page: str, row: Judgement) -> str:
    return f"{page}&badge={'group' if row.area_type == AreaType.GROUP else row.area_id}"
