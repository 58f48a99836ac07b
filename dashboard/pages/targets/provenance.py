"""What the figures of a target page mean and where they come from: definition, benchmarks, sources, other editions."""

from dash import html

from dashboard.numbers import benchmark_text, counted, figure
from dashboard.pages.targets.found import Found
from dashboard.parts.benchmark_source import benchmark_source
from dashboard.parts.markup import Content
from dashboard.parts.table import plain_table
from dashboard.reading.selected import OtherFigure
from dashboard.rows import Observation, breakdown_words, cited, lines, rows
from dashboard.words.editions import beside
from dashboard.words.groups import grouping_words
from dashboard.words.sources import leads_to_publisher
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.vocabulary import BREAKDOWNS, AreaType, Origin

_GROUPED = (AreaType.DEVELOPMENT_LEVEL, AreaType.INCOME_GROUP)


def other_figures(found: Found) -> list[Content]:
    """Where editions or sources disagree about the world: every figure of a year, with its distance from the first."""
    chosen, indicator = found.view.chosen, found.view.indicator
    figures = [
        row for row in found.of_the_world if all(getattr(row, name) in getattr(chosen, name) for name in BREAKDOWNS)
    ]
    differing = [line for line in lines(figures, ("year", *BREAKDOWNS)) if len({row.value for row in line}) > 1]
    if not differing:
        return []
    table = plain_table(
        "The world's figures for years in which editions or sources differ",
        ["Year", "Shown first", "Edition", "What others print, and the difference"],
        [_years_figures(indicator, line) for line in differing],
        numeric=(1,),
    )
    years = "one year" if len(differing) == 1 else f"{len(differing)} years"
    summary = html.Summary(f"Where editions and sources disagree about the world: {years}")
    return [html.Details([summary, table], className="panel")]


def _years_figures(indicator: Indicator, line: list[OtherFigure]) -> list[Content]:
    first, *others = line
    shown = figure(first.value, indicator, first.qualifier)
    what = ", ".join([str(first.year), *breakdown_words(first)])
    return [what, shown, first.edition, beside(first, others, indicator)]


def definitions(indicator: Indicator, shown: set[str]) -> html.Section:
    """What the indicator means, its benchmarks with their sources, and its breaks for the areas shown."""
    entries: list[Content] = [html.Dt("Definition"), html.Dd(indicator.definition)]
    if indicator.sdg:
        entries += [html.Dt("SDG indicator"), html.Dd(indicator.sdg)]
    if indicator.official.first or indicator.official.last:
        first, last = indicator.official.first or "…", indicator.official.last or "…"
        entries += [html.Dt("Official definition"), html.Dd(f"{first}–{last}; other years are experimental")]
    for benchmark in indicator.benchmarks:
        year = f" by {benchmark.year}" if benchmark.year else ""
        entries += [
            html.Dt(f"Benchmark {benchmark_text(benchmark, indicator)}"),
            html.Dd([f"{benchmark.label}{year}. Source: ", *benchmark_source(benchmark)]),
        ]
    if not indicator.benchmarks:
        entries += [html.Dt("Benchmark"), html.Dd("None is on record; only the direction can be told.")]
    for each in (one for one in indicator.breaks if not one.areas or shown & set(one.areas)):
        entries += [html.Dt(f"Break {each.year}"), html.Dd(each.note)]
    return html.Section([html.H2("What it means"), html.Dl(entries)], className="panel")


def sources_of(found: Found) -> html.Section:
    """Each edition in view with its document and, where its own aggregates are of groups, which groups those are; and
    the editions of which lines are left out since they say the same.

    A link leads to the publisher, never to who copied or quoted it.
    """
    frame, catalogue = found.frame, found.build.catalogue
    named: dict[tuple[str, str], Observation] = {}
    grouped: set[tuple[str, str]] = set()
    for row in rows(frame):
        named.setdefault((row.source, row.edition), row)
        if row.area_type in _GROUPED and row.origin == Origin.PUBLISHED:
            grouped.add((row.source, row.edition))
    items = [
        html.Li(
            [
                html.Strong(f"{cited(row.source, row.edition)}. "),
                row.citation.replace(f", {row.url}", "") if row.url else row.citation,
                f". {grouping_words(catalogue.grouping_of(row.source_id, row.edition))}" if key in grouped else "",
                *_link(row, catalogue),
            ]
        )
        for key, row in named.items()
    ]
    same = [html.P(f"The same figures are also in: {_also_in(found)}.", className="soft")] if found.repeating else []
    return html.Section([html.H2("Sources of this view"), html.Ul(items), *same], className="panel")


def _also_in(found: Found) -> str:
    """The editions of which lines are left out since they say the same, with how many; a computed line is called so."""
    source_by_id = found.build.catalogue.source_by_id
    told = []
    for one in found.repeating:
        titles = ", ".join(source_by_id[source_id].title for source_id in one.sources)
        computed = "computed from " * (one.origin == Origin.COMPUTED)
        told.append(f"{computed}{cited(titles, one.edition)} ({counted(one.lines, 'line')})")
    return "; ".join(told)


def _link(row: Observation, catalogue: Catalogue) -> list[Content]:
    if not leads_to_publisher(row.url, catalogue.source_by_id[row.source_id]):
        return []
    return [" ", html.A("Open the publication", href=row.url)]
