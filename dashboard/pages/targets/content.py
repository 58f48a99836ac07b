"""The parts of a target page under its title: charts, table, other editions, definitions and sources."""

from dataclasses import replace

import pandas as pd
from dash import html

from dashboard.address.selection import ALL, DISTINCT, HISTORY, LATEST
from dashboard.figures.crowd import is_crowd
from dashboard.figures.future import NO_FUTURE, LineKey, line_key
from dashboard.figures.ranking import ranking
from dashboard.figures.trend import SUSPECTED, Remark, trend
from dashboard.numbers import change, counted, number
from dashboard.pages.targets.ahead import ahead_in_words, future, group_note, projected_in_words
from dashboard.pages.targets.computed import computed_parts
from dashboard.pages.targets.found import Found
from dashboard.pages.targets.provenance import definitions, other_figures, sources_of
from dashboard.pages.targets.table import standing
from dashboard.pages.targets.view import BY, TargetView
from dashboard.pages.targets.why_empty import why_empty
from dashboard.parts.about import about
from dashboard.parts.chart import chart
from dashboard.parts.download import File, download, editions_in_words, formats_menu
from dashboard.parts.glossary import explained
from dashboard.parts.markup import Content, island
from dashboard.parts.notices import notices
from dashboard.parts.share import share_bar
from dashboard.parts.table import breakdown_word, figures_table
from dashboard.reading import extents
from dashboard.reading.absences import Absent
from dashboard.rows import latest_of_each_line, rows, shown_first, sought
from dashboard.theme import colours_of, colours_of_breakdowns
from dashboard.words import absence
from dashboard.words.comparable import jumps_of
from dashboard.words.findings import ranking_title, trend_title
from dashboard.words.groups import exits_words
from dashboard.words.newer_shares import newer_shares_text
from dashboard.words.sources import citation, source_line
from dashboard.words.spoken import in_words
from indicators.catalogue import Catalogue
from indicators.model import Break, Indicator
from indicators.vocabulary import AreaType, Origin, Role

_NAMED = 12
_FAR = 5
"""Points of difference between a published and a computed figure from which on a chart says so."""
_FEW, _FEW_AREAS = 3, 9
_WORDS_OF_TREND = {
    "edition": "Edition",
    "computed": "Computed",
    "projection": "Projection",
    "path needed": "Required pace",
}


def content(found: Found) -> list[Content]:
    """Everything below the title for a view; without rows, the reason and what does exist."""
    view, frame = found.view, found.frame
    if frame.empty:
        return [
            notices(view.problems),
            html.P(why_empty(found), className="why-empty"),
            *_left_out(found),
            island(definitions(view.indicator, set())),
        ]
    file = _file(found)
    sources = list(dict.fromkeys((row.source, row.edition) for row in rows(frame)))
    figures = html.Section(
        [
            html.Div(
                [html.H2("Figures"), download("Download CSV", file, found.build, "download-csv")],
                className="row",
            ),
            figures_table(frame, view.indicator, find=view.chosen.find),
        ],
        className="panel",
    )
    return [
        share_bar(citation(f"{view.target.short}: {subtitle(view)}", sources, found.build)),
        notices(view.problems),
        *group_note(view, frame),
        *([html.P(exits_words(found.exits), className="soft")] if found.exits else []),
        *([html.P(newer, className="soft")] if (newer := newer_shares_text(found.newer, view.indicator)) else []),
        *_charts(found, file),
        *_missing(found.missing),
        *_not_first(frame),
        island(
            [
                figures,
                *other_figures(found),
                *computed_parts(found),
                definitions(view.indicator, set(frame["area_id"])),
                sources_of(found),
            ]
        ),
    ]


def indicator_label(indicator: Indicator) -> str:
    """An indicator in a list: its title, and what it is to the target when it is not the headline."""
    return indicator.title if indicator.role is Role.HEADLINE else f"{indicator.title} ({indicator.role})"


def _file(found: Found) -> File:
    """All rows of a view, or those that its address seeks."""
    frame = sought(found.frame, found.selection.find) if found.selection.find else found.frame
    editions = editions_in_words(sorted(set(frame["edition"])))
    return File("observations", found.selection.query_string(), extents.of_observations(frame), editions)


def _charts(found: Found, file: File) -> list[Content]:
    view, frame, judged, badge = found.view, found.frame, found.judged, found.badge
    indicator = view.indicator
    colours = colours_of(found.areas) | colours_of_breakdowns(rows(frame))
    first, latest = shown_first(frame), latest_of_each_line(frame)
    benchmark = indicator.benchmark_for(badge.area_id if badge is not None else "WLD", view.lens.benchmark_set)
    shared = indicator.shared_benchmark(list(latest["area_id"]), view.lens.benchmark_set)
    ahead = NO_FUTURE if is_crowd(frame) else future(found)
    source = _source_line(frame, found.build.catalogue, benchmark.citation if benchmark else None)
    data = formats_menu("Data", "this chart", file, found.build) if file.extent.rows == len(frame) else None
    charts: list[Content] = []
    jumps = jumps_of(found.suspected)
    if len({row.year for row in rows(frame)}) > 1 or len(frame) > len(latest):  # no bar shows what is not shown first
        charts.append(
            chart(
                "trend",
                trend(frame, indicator, benchmark, colours, _breaks(found), ahead, remarks=_unlike(found)),
                trend_title(frame, indicator, jumps),
                measured(view),
                f"{in_words(first, indicator, jumps)} {projected_in_words(judged, indicator)}",
                source,
                legend=explained(f"{editions_words(view)} {ahead_in_words(ahead, badge)}".rstrip(), _WORDS_OF_TREND),
                data=data,
            )
        )
    if not charts or found.selection.named_edition:
        charts.append(
            chart(
                "ranking",
                ranking(latest, indicator, shared, colours),
                ranking_title(latest, indicator, shared),
                f"{indicator.title}, {indicator.unit_label}: newest observation of each line",
                in_words(latest, indicator),
                source,
                data=data if len(latest) == len(frame) else None,
            )
        )
    return [*charts, about([indicator]), *_left_out(found), island(standing(found))]


def _unlike(found: Found) -> list[Remark]:
    """Where the history of a line is computed and lies far from what is published: so at the last of its figures."""
    if is_crowd(found.frame):
        return []
    figures = rows(found.frame)
    starts: dict[LineKey, int] = {}
    for row in figures:
        if row.is_headline:
            starts[line_key(row)] = min(row.year, starts.get(line_key(row), row.year))
    far = {
        (line_key(one), one.computed_edition): one.difference
        for one in found.differences
        if abs(one.difference) > _FAR and one.year == starts.get(line_key(one))
    }
    ends = {(line_key(row), row.edition): row for row in figures if row.is_history and row.origin == Origin.COMPUTED}
    return [
        Remark(end, f"computed: {change(far[key], found.view.indicator)} in {starts[key[0]]}")
        for key, end in ends.items()
        if key in far
    ]


def _left_out(found: Found) -> list[Content]:
    """How many figures or lines of other editions are left out, and the way to them."""
    if found.further:
        view = replace(found.view, chosen=found.view.chosen.but(edition=DISTINCT))
        words = f"Show {counted(found.further, 'figure')} of other editions"
        link = html.A(words, href=f"/targets/{view.target.id}?{view.query_string}")
        return [island(html.P([link, "."], className="left-out soft"))]
    many = sum(one.lines for one in found.repeating)
    if not many:
        return []
    view = replace(found.view, chosen=found.view.chosen.but(edition=ALL))
    said = "line of another edition says" if many == 1 else "lines of other editions say"
    link = html.A("show them" if many > 1 else "show it", href=f"/targets/{view.target.id}?{view.query_string}")
    return [island(html.P([f"{number(many, 0)} {said} the same: ", link, "."], className="left-out soft"))]


def _missing(silent: tuple[Absent, ...]) -> list[Content]:
    """The areas without a row, by the reason why; many of them in a list that opens."""
    reasons: dict[str, list[str]] = {}
    for one in silent:
        reasons.setdefault(absence.why(one), []).append(one.area.short_name)
    told = [f"{_some(tuple(names))}: {reason}." for reason, names in reasons.items()]
    if len(told) < _FEW:
        return [html.P(sentence, className="missing") for sentence in told]
    summary = html.Summary(f"{counted(len(silent), 'area')} without a figure, and why")
    return [island(html.Details([summary, html.Ul([html.Li(one) for one in told])], className="missing"))]


def _not_first(frame: pd.DataFrame) -> list[html.P]:
    """The areas that a ranking leaves out, though the table has them; where it leaves out all, the trend says so."""
    first = {row.area_id for row in rows(frame) if row.is_headline}
    others = tuple(dict.fromkeys(row.short_name for row in rows(frame) if row.area_id not in first))
    if not first or not others:
        return []
    sentence = f"Of the years chosen only editions that are not shown first have a figure of {_some(others)}."
    return [html.P(sentence, className="missing")]


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")


def subtitle(view: TargetView) -> str:
    """What a view shows, in words: indicator, unit, comparison, breakdowns and editions."""
    return f"{measured(view)} {editions_words(view)}"


def editions_words(view: TargetView) -> str:
    """Which editions a view shows, and how each is drawn."""
    chosen = view.chosen
    return {
        HISTORY: "Bold: the newest edition of each area; thin: its history before that, in part computed.",
        LATEST: "The newest edition of each area.",
        DISTINCT: "Bold: the newest edition of each area; thin: computed; open dots: others that say something else.",
        ALL: "Bold: the newest edition of each area; thin: computed; open dots: other editions.",
    }.get(chosen.edition, f"Edition {chosen.edition}.")


def measured(view: TargetView) -> str:
    """What a view measures, for whom: indicator, unit, comparison and breakdowns."""
    chosen = view.chosen
    by = BY[AreaType(chosen.area_type[0])]
    words = [breakdown_word(name, one) for name in ("sex", "age", "location", "level") for one in getattr(chosen, name)]
    plain = [word.lower() for word in words if word and word not in ("Both sexes", "All ages", "Urban and rural")]
    return f"{view.indicator.title}, {view.indicator.unit_label}, {', '.join([by, *plain])}."


def _source_line(frame: pd.DataFrame, catalogue: Catalogue, benchmark_source: str | None) -> str:
    figures = rows(frame)
    line = f"Source: {source_line(figures, catalogue)}. Version {figures[0].build_id}."
    return f"{line} Benchmark: {benchmark_source}." if benchmark_source else line


def _breaks(found: Found) -> tuple[Break, ...]:
    """The declared breaks of the areas in view, and the suspected ones of few areas, which say that they are."""
    view, frame = found.view, found.frame
    shown = set(frame["area_id"])
    first, last = frame["year"].min(), frame["year"].max()
    few = len(shown) <= _FEW_AREAS
    declared = [
        each
        for each in view.indicator.breaks
        if first < each.year <= last and (not each.areas or (shown & set(each.areas) and few))
    ]
    suspected = [
        Break(one.year, f"{SUSPECTED} in {one.year}: the line jumps as if the method had changed", (one.area_id,))
        for one in found.suspected
        if one.area_id in shown and first < one.year <= last and few
    ]
    return *declared, *suspected
