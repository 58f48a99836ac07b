"""What a target page says of computed figures: who reaches the benchmark, beside published ones, withheld, by tier."""

from collections.abc import Mapping, Sequence

from dash import html

from dashboard.numbers import THIN, benchmark_text, change, figure, number
from dashboard.pages.targets.found import Found
from dashboard.parts.markup import Content
from dashboard.parts.table import plain_table
from dashboard.reading.judgements import Difference, Reaching, TierCount, Withheld
from dashboard.rows import cited, known, lines
from dashboard.words.computed import what_lies_between
from indicators.areas import Area
from indicators.model import Indicator
from indicators.vocabulary import Aggregation

_MOST_ROWS = 40


def computed_parts(found: Found) -> list[Content]:
    """The parts that an indicator with computed figures has, for the areas in view."""
    indicator = found.view.indicator
    return [
        part
        for part in (
            _reaching(found.reaching, indicator),
            _differences(found.differences, indicator),
            _withheld(found.withheld, found.build.catalogue.area_by_id),
            _tiers(found.tiers, indicator),
        )
        if part is not None
    ]


def _reaching(found: tuple[Reaching, ...], indicator: Indicator) -> html.Details | None:
    """How many economies of each group reach the benchmark that the indicator has first."""
    benchmark = indicator.benchmark_for("")
    if not found or benchmark is None:
        return None
    cells = [
        [
            f"{row.short_name} {row.year}",
            str(row.economies_meeting),
            f"{row.economies_with_data} of {row.economies_total}",
            f"{number(100 * row.economies_meeting / row.economies_with_data, 0)}{THIN}%",
            cited(row.source, row.edition),
        ]
        for row in found
    ]
    level = benchmark_text(benchmark, indicator)
    heads = ["Area and year", f"Economies at {level}", "With a figure", "Share of these", "Edition"]
    table = plain_table(f"Economies that reach {level}, counted from their figures", heads, cells, numeric=(1, 2, 3))
    widest = found[0]
    summary = (
        f"Economies that reach {level}: {widest.economies_meeting} of {widest.economies_with_data} "
        f"({widest.short_name} {widest.year})"
    )
    why = "The benchmark that comes first, whatever is chosen under the title. Each economy counts once."
    is_open = indicator.aggregation is Aggregation.MEDIAN
    return html.Details([html.Summary(summary), html.P(why, className="soft"), table], className="panel", open=is_open)


def _differences(found: Sequence[Difference], indicator: Indicator) -> html.Details | None:
    if not found:
        return None
    cells = [
        [
            f"{row.short_name} {row.year}",
            f"{figure(row.published_value, indicator, row.qualifier)} ({row.published_edition})",
            figure(row.computed_value, indicator),
            change(row.difference, indicator),
            f"{number(100 * row.coverage_population, 1)}\u202f%, {row.economies_with_data} of {row.economies_total}",
            f"± {number(row.tolerance, 1)}" if known(row.tolerance) else "",
            what_lies_between(row),
        ]
        for row in found[:_MOST_ROWS]
    ]
    widest = max(found, key=lambda row: abs(row.difference))
    heads = [
        "Area and year",
        "Published",
        "Computed",
        "Difference",
        "Covers: people, economies",
        "May differ by",
        "What lies between",
    ]
    table = plain_table("Figures of groups that are both published and computed", heads, cells, numeric=(1, 2, 3, 5))
    summary = (
        f"Computed beside published: {_counted(len(found))}, at most {number(abs(widest.difference), 1)} apart "
        f"({widest.short_name} {widest.year})"
    )
    why = (
        "Economies without a figure make the difference: published aggregates estimate them, computed ones leave them "
        "out. They may make a difference of 3 points, and half a point for each per cent of people not covered."
    )
    return html.Details([html.Summary(summary), html.P(why, className="soft"), table], className="panel")


def _counted(figures: int) -> str:
    return "one figure" if figures == 1 else f"{figures} figures"


def _withheld(found: tuple[Withheld, ...], areas: Mapping[str, Area]) -> html.Details | None:
    if not found:
        return None
    newest = [line[-1] for line in lines(found, ("area_id", "sex", "age", "location", "level", "edition"))]
    items = [
        html.Li(
            f"{areas[row.area_id].short_name}{_parts(row)}, {row.year}: {row.economies_with_data} of "
            f"{row.economies_total} economies, {number(100 * row.coverage_population, 0)}\u202f% of the population"
        )
        for row in newest
    ]
    summary = html.Summary(f"Not shown, for covering less than half of the population: {_counted(len(found))}")
    return html.Details([summary, html.Ul(items)], className="panel")


def _parts(row: Withheld) -> str:
    words = [word for word in (row.sex, row.age, row.location, row.level) if word not in ("both", "all", "total", "")]
    return f" ({', '.join(words)})" if words else ""


def _tiers(found: tuple[TierCount, ...], indicator: Indicator) -> html.Details | None:
    if not found:
        return None
    cells = [
        [
            f"{line[0].short_name} {line[0].year}",
            *(str(row.economies) for row in line),
            str(sum(r.economies for r in line)),
        ]
        for line in lines(found, ("area_id", "year"))
    ]
    heads = ["Area and year", *(f"{tier.id} (≥ {tier.at_least:g})" for tier in indicator.tiers), "Economies"]
    table = plain_table("Economies by tier of their score, counted from it", heads, cells, numeric=tuple(range(1, 8)))
    return html.Details([html.Summary(f"{indicator.short}: economies by tier"), table], className="panel")
