"""The matrix: one row a target for the world and every group, further indicators on demand, each cell a way in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from dash import html
from markupsafe import Markup

from dashboard.address.lens import Lens
from dashboard.numbers import SIGNS_OF_BOUNDS, decimals_of, figure, fixed, suffix
from dashboard.pages.overview.card_facts import CardFacts, of_level
from dashboard.pages.overview.found import Found, offered
from dashboard.parts.glossary import term
from dashboard.parts.markup import Content, element, island
from dashboard.parts.status import mark
from dashboard.parts.table import framed
from dashboard.reading.absences import Absences
from dashboard.rows import Judgement, known
from dashboard.words import absence
from dashboard.words.pace import verdict_text
from dashboard.words.status import WORDS, why
from indicators.areas import Area
from indicators.model import Indicator
from indicators.plan import Target
from indicators.vocabulary import LEVELS, Status


@dataclass(frozen=True)
class Line:
    """A row of the matrix: an indicator of a target, and its judgement of each group, as far as there is one."""

    target: Target
    indicator: Indicator
    judged: tuple[Judgement | None, ...]

    @property
    def with_figure(self) -> list[Judgement]:
        """The judgements of groups that have a figure."""
        return [row for row in self.judged if row is not None and not _is_empty(row)]

    @property
    def year(self) -> int | None:
        """The year of most of its figures, of equally many the newest; None without a figure."""
        counted = Counter(int(row.latest_year) for row in self.with_figure)
        return max(counted, key=lambda year: (counted[year], year)) if counted else None


def status_grid(found: Found, lens: Lens) -> html.Div:
    """One row for each target, the further indicators in a table that opens, and those without a figure in a line."""
    catalogue = found.held.catalogue
    groups = catalogue.groups()
    lines = [_line(facts, one, found, groups) for facts in found.facts for one in _indicators(facts, found)]
    filled = [one for one in lines if one.with_figure]
    first = list({one.target.id: one for one in reversed(filled)}.values())[::-1]
    others = [one for one in filled if one not in first]
    seen = {one.target.id for one in first}
    caption = (
        f"Status by {lens.horizon}, and the newest figure; a small ’22 where its year is not the row's. Rings are not "
        "assessable; each says why. Every cell opens the target's page at its arithmetic."
    )
    parts: list[Content] = [_table(caption, "Status grid", first, groups, found, lens)]
    if others:
        more = _table("Further indicators of the targets", "Further indicators", others, groups, found, lens)
        summary = element("summary", f"{len(others)} further indicators")
        parts.append(island(element("details", [summary, more], id="further", className="further")))
    empty = [one for one in lines if not one.with_figure and one.target.id not in seen]
    if empty:
        parts.append(island(_folded(empty, found, lens), className="without"))
    return html.Div(parts)


def _indicators(facts: CardFacts, found: Found) -> list[str]:
    """What a target's rows may show: what its card shows, then the others of its card and its official ones."""
    shown = [facts.world.indicator.id] if facts.world is not None else []
    return list(dict.fromkeys([*shown, *offered(facts.target, found.held.catalogue)]))


def _line(facts: CardFacts, indicator_id: str, found: Found, groups: Sequence[Area]) -> Line:
    judged = tuple(found.held.judged.get((indicator_id, area.area_id)) for area in groups)
    return Line(facts.target, found.held.catalogue.indicator_by_id[indicator_id], judged)


def _table(
    caption: str, label: str, lines: Sequence[Line], groups: Sequence[Area], found: Found, lens: Lens
) -> html.Div:
    kinds = [area.area_type for area in groups]
    edges = ["first-of-kind" if n and kind is not kinds[n - 1] else "" for n, kind in enumerate(kinds)]
    head = [element("th", "Target and indicator", scope="col", className="of-targets")] + [
        element("th", area.short_name, scope="col", className=edge) for area, edge in zip(groups, edges, strict=True)
    ]
    body = [_row(one, groups, edges, found.held.missing, lens) for one in lines]
    return framed(caption, [element("tr", head)], body, "grid", label=label)


def _row(line: Line, groups: Sequence[Area], edges: Sequence[str], missing: Absences, lens: Lens) -> Markup:
    indicator = line.indicator
    level = LEVELS[indicator.default_level]
    unit = f", {suffix(indicator).strip()}" if suffix(indicator) else ""
    name = ", ".join([indicator.short, *([level.lower()] if level else [])])
    count = f"{len(line.with_figure)} of {len(groups)} have a figure"  # where empty cells are hidden
    head = element(
        "th",
        [
            element("span", line.target.id, className="target-id"),
            element("span", f"{name}{unit}"),
            element("small", str(line.year), className="row-year"),
            element("small", count, className="held"),
        ],
        scope="row",
    )
    decimals = decimals_of([row.latest_value for row in line.with_figure], indicator.decimals)
    cells = [
        _cell(line, area, row, edge, decimals, missing, lens)
        for area, row, edge in zip(groups, line.judged, edges, strict=True)
    ]
    return element("tr", [head, *cells])


def _is_empty(row: Judgement | None) -> bool:
    return row is None or pd.isna(row.latest_year)


_CELL = Markup(
    '<td class="{edge} is-{status}{empty}"><a href="{href}" title="{said}">'
    '<span class="cell-group" aria-hidden="true">{group}</span>'
    '<span class="mark mark-{status}" aria-hidden="true"></span>'
    '<span class="{kind}" aria-hidden="true">{value}{year}</span><span class="unseen">{said}</span></a></td>'
)
_YEAR = Markup("<small>’{year:02d}</small>")


def _cell(
    line: Line, area: Area, row: Judgement | None, edge: str, decimals: int, missing: Absences, lens: Lens
) -> Markup:
    value, year = "–", Markup()
    if row is not None and not _is_empty(row):
        value = f"{SIGNS_OF_BOUNDS[row.latest_qualifier]}{fixed(row.latest_value, decimals)}"
        year = _YEAR.format(year=int(row.latest_year) % 100) if row.latest_year != line.year else year
    empty = _is_empty(row)
    return _CELL.format(
        edge=edge,
        status=row.status if row is not None else Status.NOT_ASSESSABLE.value,
        empty=" is-empty" if empty else "",
        href=lens.href(f"/targets/{line.target.id}", indicator=line.indicator.id, badge=area.area_id),
        said=in_a_sentence(line.indicator, area, row, missing),
        group=area.short_name,
        kind="cell-none" if empty else "cell-value",
        value=value,
        year=year,
    )


def _folded(lines: Sequence[Line], found: Found, lens: Lens) -> Content:
    """The targets of which no group has a figure, in a line, each with the reason."""
    catalogue, missing = found.held.catalogue, found.held.missing
    told: dict[str, Content] = {}
    for line in lines:
        if line.target.id in told:
            continue
        area = catalogue.area_by_id[line.target.judged_on]
        link = element(
            "a",
            [element("span", line.target.id, className="target-id"), element("span", line.target.short)],
            href=lens.href(f"/targets/{line.target.id}", indicator=line.indicator.id, badge=area.area_id),
        )
        told[line.target.id] = element("p", [link, f": {in_a_sentence(line.indicator, area, None, missing)}."])
    return [element("p", "No figure of the world or any group:"), *told.values()]


def in_a_sentence(indicator: Indicator, area: Area, row: Judgement | None, missing: Absences) -> str:
    """A judgement read aloud: area, figure, year, verdict with the year it looks to, and why there is none."""
    if row is None or pd.isna(row.latest_year):
        return f"{area.name}, {indicator.short}: {absence.why(missing.why(indicator, area, of_level(indicator)))}"
    value = figure(row.latest_value, indicator, row.latest_qualifier)
    because = f" ({why(row.reason)})" if why(row.reason) else ""
    source = "economies" if known(row.economies_with_data) else "published figures"
    when = f"{int(row.latest_year)}, computed from {source}" if row.origin == "computed" else str(int(row.latest_year))
    return f"{area.name}, {indicator.short}: {value} in {when}; {verdict_text(row)}{because}"


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
