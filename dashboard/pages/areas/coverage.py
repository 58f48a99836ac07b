"""What is known of an area, indicator by indicator, and what is missing and why."""

from collections.abc import Sequence

from dash import html

from dashboard.numbers import counted, span
from dashboard.pages.areas.absence import missing
from dashboard.pages.areas.facts import Facts
from dashboard.parts.markup import Content, element, island
from dashboard.parts.table import Column, records
from dashboard.reading.absences import Absences
from dashboard.reading.held import HeldFigures
from indicators.areas import Area

_COLUMNS = (
    Column("Indicator", "title"),
    Column("Target"),
    Column("Figures", "number"),
    Column("Years", "years"),
    Column("Editions"),
    Column("Source", "long"),
)


def coverage_section(facts: Facts, held: Sequence[tuple[Area, list[HeldFigures]]]) -> html.Section:
    """How much the build holds of the page's areas, and each indicator of it in a table that opens."""
    area, of_area = held[0]
    return html.Section(
        [html.H2(coverage_title(area, of_area)), *(_table(facts, one, of) for one, of in held)], id="coverage"
    )


def coverage_title(area: Area, held: list[HeldFigures]) -> str:
    """How much is known: figures, indicators, targets and years."""
    if not held:
        return f"Nothing is held of {area.name}"
    figures, indicators = (
        counted(sum(row.figures for row in held), "figure"),
        counted(len(held), "indicator"),
    )
    first, last = min(row.first_year for row in held), max(row.newest_year for row in held)
    years = f"of {last}" if first == last else f"{first}–{last}"
    return f"What is known: {figures} of {indicators}, {years}"


def _table(facts: Facts, area: Area, held: list[HeldFigures]) -> html.Details | html.P:
    if not held:
        return html.P(f"No figure of {area.name} is held.", className="missing")
    cells = [
        [
            element("a", row.title, href=facts.view.lens.href(f"/targets/{row.target_id}", indicator=row.indicator_id)),
            f"{row.target_id}, {row.role}",
            str(row.figures),
            span(row.first_year, row.newest_year),
            _some(row.editions),
            "; ".join(row.sources),
        ]
        for row in held
    ]
    caption = (
        f"{area.name}: observed figures of the edition that is shown first, over all breakdowns; editions: all that "
        "hold a figure"
    )
    summary = html.Summary(f"{area.name}, indicator by indicator: {counted(len(held), 'row')}")
    return html.Details([summary, island(records(caption, _COLUMNS, cells))], className="held-figures")


def _some(editions: list[str]) -> str:
    return f"{counted(len(editions), 'edition')}: {', '.join(editions)}" if len(editions) > 1 else editions[0]


def missing_section(facts: Facts, exists: Absences, areas: Sequence[Area]) -> html.Section:
    """By target, the official indicators and proxies of which there is no figure, and why; what two areas lack alike
    is told once.
    """
    lacking = {area.short_name: missing(facts, exists, area) for area in areas}
    items = []
    for target in facts.catalogue.targets:
        of_each = {name: found[target.id] for name, found in lacking.items()}
        told: list[Content] = []
        for name, reasons in of_each.items():
            for reason, silent in reasons:
                shared = all((reason, silent) in others for others in of_each.values())
                if shared and name != areas[0].short_name:
                    continue
                whose = "" if shared else f" ({name})"
                told += [element("b", f"{', '.join(one.short for one in silent)}{whose}"), f": {reason}. "]
        if not told:
            continue
        items.append(html.Li([html.Span(target.id, className="target-id"), *told]))
    lists = html.Ul(items, className="lacking") if items else html.P("Nothing that is asked for is missing.")
    return html.Section([html.H2("What is missing, and why"), island(lists)], id="missing")
