"""The status grid: every indicator of the targets' cards for the world and every group, each cell a way in."""

from collections.abc import Iterable

import pandas as pd
from dash import dcc, html

from dashboard.address.lens import Lens
from dashboard.numbers import figure, suffix
from dashboard.pages.overview.card_facts import of_level
from dashboard.parts.glossary import term
from dashboard.parts.status import mark
from dashboard.parts.table import framed
from dashboard.reading.absences import Absences
from dashboard.rows import Judgement, known, rows
from dashboard.words import absence
from dashboard.words.status import WORDS, why
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.plan import Target
from indicators.vocabulary import LEVELS, Role, Status


def status_grid(catalogue: Catalogue, frame: pd.DataFrame, lens: Lens, missing: Absences) -> html.Div:
    """One row for each indicator of `frame` (progress.progress, totals only), one column for each group.

    An indicator without a figure for any group is told in a row of its own: its cells are empty rings that say why.
    """
    groups = catalogue.groups()
    held: dict[tuple[str, str], Judgement] = {(row.indicator_id, row.area_id): row for row in rows(frame)}
    body = [
        _row(target, catalogue.indicator_by_id[indicator_id], groups, held, lens, missing, is_first=not n)
        for target in catalogue.targets
        for n, indicator_id in enumerate(_shown(target, catalogue, held))
    ]
    caption = (
        f"Status by {lens.horizon}, and the newest figure. Rings are not assessable; each says why. "
        "Every cell opens the target's page at its arithmetic."
    )
    return framed(caption, [html.Tr(_headings(groups))], body, "grid", label="Status grid")


def _shown(target: Target, catalogue: Catalogue, held: dict[tuple[str, str], Judgement]) -> list[str]:
    """The indicators of a target's card, and its official ones with a benchmark, that have a figure for any group;
    where none has one, the first.
    """
    groups = [area.area_id for area in catalogue.groups()]
    with_figures = [
        one for one in offered(target, catalogue) if any(not _is_empty(held.get((one, area))) for area in groups)
    ]
    return with_figures or [target.card[0]]


def offered(target: Target, catalogue: Catalogue) -> list[str]:
    """The indicators that may have a row of a target: those of its card, then its official ones with a benchmark."""
    official = [one.id for one in catalogue.indicators_of(target.id) if one.role is Role.HEADLINE and one.benchmarks]
    return [
        one for one in dict.fromkeys([*target.card, *official]) if catalogue.indicator_by_id[one].target == target.id
    ]


def _headings(groups: list[Area]) -> list[html.Th]:
    return [html.Th("Target and indicator", scope="col", style={"textAlign": "left"})] + [
        html.Th(area.short_name, scope="col", className=_edge(groups, n)) for n, area in enumerate(groups)
    ]


def _edge(groups: list[Area], n: int) -> str:
    return "first-of-kind" if n and groups[n].area_type is not groups[n - 1].area_type else ""


def _row(
    target: Target,
    indicator: Indicator,
    groups: list[Area],
    held: dict[tuple[str, str], Judgement],
    lens: Lens,
    missing: Absences,
    *,
    is_first: bool,
) -> html.Tr:
    level = LEVELS[indicator.default_level]
    name = ", ".join([indicator.short, *([level.lower()] if level else [])])
    title = [html.Span(target.id, className="target-id"), target.short] if is_first else []
    with_figure = sum(not _is_empty(held.get((indicator.id, area.area_id))) for area in groups)
    count = html.Small(
        f"{with_figure} of {len(groups)} have a figure", className="held"
    )  # where empty cells are hidden
    head = html.Th([*title, html.Small(name), count], scope="row")
    cells = [
        html.Td(
            _cell(target, indicator, area, held.get((indicator.id, area.area_id)), lens, missing),
            className=_edge(groups, n),
        )
        for n, area in enumerate(groups)
    ]
    return html.Tr([head, *cells], className="first-of-target" if is_first else "")


def _is_empty(row: Judgement | None) -> bool:
    return row is None or pd.isna(row.latest_year)


def _cell(
    target: Target, indicator: Indicator, area: Area, row: Judgement | None, lens: Lens, missing: Absences
) -> dcc.Link:
    status = Status(row.status) if row is not None else Status.NOT_ASSESSABLE
    value = "–"
    if row is not None and not _is_empty(row):
        value = figure(row.latest_value, indicator, row.latest_qualifier).removesuffix(suffix(indicator))
    said = in_a_sentence(indicator, area, row, lens, missing)
    return dcc.Link(
        [
            html.Span(area.short_name, className="cell-group", **{"aria-hidden": "true"}),
            mark(status),
            html.Span(value, className="cell-none" if _is_empty(row) else "cell-value", **{"aria-hidden": "true"}),
            html.Span(said, className="unseen"),
        ],
        href=lens.href(f"/targets/{target.id}", indicator=indicator.id, badge=area.area_id),
        title=said,
    )


def in_a_sentence(indicator: Indicator, area: Area, row: Judgement | None, lens: Lens, missing: Absences) -> str:
    """A judgement read aloud: area, figure, year, verdict by the horizon, and why there is none."""
    if row is None or pd.isna(row.latest_year):
        return f"{area.name}, {indicator.short}: {absence.why(missing.why(indicator, area, of_level(indicator)))}"
    value = figure(row.latest_value, indicator, row.latest_qualifier)
    verdict = WORDS[Status(row.status)].lower()
    because = f" ({why(row.reason)})" if why(row.reason) else ""
    source = "economies" if known(row.economies_with_data) else "published figures"
    when = f"{int(row.latest_year)}, computed from {source}" if row.origin == "computed" else str(int(row.latest_year))
    return f"{area.name}, {indicator.short}: {value} in {when}; {verdict} by {lens.horizon}{because}"


def tally(statuses: Iterable[str]) -> html.Ul:
    """How many of each status, in the order of the ladder, with shape and word; each word explains itself."""
    counted: dict[str, int] = {status.value: 0 for status in Status}
    for status in statuses:
        counted[status] += 1
    return html.Ul([html.Li(_count(status, count)) for status, count in counted.items()], className="tally")


def _count(status: str, count: int) -> html.Span:
    return html.Span(
        [mark(status), html.Span(term(WORDS[Status(status)])), html.B(str(count))], className=f"status status-{status}"
    )
