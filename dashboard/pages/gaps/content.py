"""The parts of the page of gaps: its finding, the world's ratios at a glance, the charts, and the order of all."""

from collections.abc import Sequence

from dash import dcc, html

from dashboard.figures.gap_course import gap_course
from dashboard.figures.gap_range import gap_range, symmetric_span
from dashboard.numbers import words_of
from dashboard.pages.gaps import files
from dashboard.pages.gaps.beside import absent, comparison
from dashboard.pages.gaps.economies import economies
from dashboard.pages.gaps.found import Found
from dashboard.pages.gaps.tables import sizes, standing
from dashboard.pages.gaps.view import GapsView
from dashboard.parts.chart import chart
from dashboard.parts.markup import Content
from dashboard.parts.status import badge
from dashboard.parts.table import figures_table
from dashboard.reading import gap_shares as behind
from dashboard.reading.gap_shares import widening
from dashboard.reading.gaps import AreaGap, Movement, Ratio, course_frame, distance, range_frame
from dashboard.theme import MOST_LINES, colours_of
from dashboard.words.newer_shares import newer_shares_text
from dashboard.words.sides import sides_of
from dashboard.words.sources import source_line
from dashboard.words.spoken import listed
from dashboard.words.status import why
from indicators.catalogue import Catalogue
from indicators.series import WINDOW
from indicators.vocabulary import AREA_TYPES, AreaType, Reason, Status

_MOVES = {Movement.CLOSES: "closing", Movement.OPENS: "opening", Movement.STILL: "standing still"}
_KINDS = (AreaType.ITU_REGION, AreaType.DEVELOPMENT_LEVEL, AreaType.INCOME_GROUP)


def title(found: Found) -> str:
    """The finding: how many are even, who is furthest from it and who moves away from it.

    Where a ratio closes it also names the areas whose gap in points widens all the same. Figures that are too old to
    be judged are not compared with newer ones, unless there are no others.
    """
    indicator = found.indicator
    gaps = [gap for gap in found.gaps if gap.judged.reason != Reason.STALE] or found.gaps
    if not gaps:
        return f"{indicator.title}: no figure for the world or any group"
    groups = [gap for gap in gaps if gap.area.area_id != "WLD"] or list(gaps)
    furthest = max(groups, key=lambda gap: distance(gap.newest.value))
    last = f"{furthest.newest.text} in {int(furthest.newest.year)}"
    what = f"{indicator.short}: {furthest.area.short_name} furthest from even at {last}"
    if indicator.benchmarks:
        even = sum(gap.judged.status == Status.MET for gap in groups)
        counted = f"{words_of(even) if even else 'none'} of {words_of(len(groups))} groups at parity"
        what = f"{indicator.short}: {counted}; {furthest.area.short_name} furthest from it at {last}"
    opening = [gap for gap in gaps if gap.movement is Movement.OPENS]
    if opening == [furthest]:
        return f"{what}, and moving away"
    if opening:
        return f"{what}; the gap widens in {listed([gap.area.short_name for gap in opening])}"
    closing = sum(gap.movement is Movement.CLOSES for gap in groups)
    courses = sum(gap.movement is not Movement.UNKNOWN for gap in groups)
    if not courses:
        return what
    where = f"{words_of(closing)} of {words_of(courses)} groups" if courses > 1 else "the one group with a course"
    closes = f"{what}; the ratio closes in {where}" if closing else f"{what}; no ratio closes"
    wider = widening_areas(found)
    return f"{closes}, the gap in points widens in {listed(wider)}" if wider else closes


def widening_areas(found: Found) -> list[str]:
    """The areas whose gap in points grew over the line of shares that tells it."""
    return [gap.area.short_name for gap in found.gaps for line in found.told_in_points(gap) if widening(line) > 0]


def at_a_glance(found: Found) -> html.Nav:
    """The world's newest ratio of each kind with its status and way, and the way to its page."""
    items = [_glance(ratio, found.view) for ratio in found.ratios]
    return html.Nav(html.Ul(items, className="glance"), **{"aria-label": "Which gap, with the world's newest ratio"})


def _glance(ratio: Ratio, view: GapsView) -> html.Li:
    world, indicator = ratio.gap_of("WLD"), ratio.indicator
    value = html.B(world.newest.text if world else "–")
    more = {"aria-current": "page"} if indicator.id == view.indicator.id else {}
    where = view.lens.href("/gaps", indicator=indicator.id)
    link = html.A(indicator.short, href=where, **more) if more else dcc.Link(indicator.short, href=where)
    if world is None:
        return html.Li([value, html.Span([link, html.Small("no figure for the world")])])
    because = why(world.judged.reason)
    said = f"World, {int(world.newest.year)}: {world.movement}{f'; {because}' if because else ''}"
    return html.Li([value, html.Span([link, badge(world.judged.status), html.Small(said)])])


def parts(found: Found) -> list[Content]:
    """Charts, tables, comparison and absences of one ratio."""
    if not found.gaps:
        return [html.P("No figure of this ratio is held.", className="why-empty")]
    return [*_charts(found), standing(found), *economies(found), *sizes(found), *comparison(found), *absent(found)]


def _charts(found: Found) -> list[Content]:
    indicator, gaps, stated = found.indicator, found.gaps, found.stated
    areas = found.catalogue.area_by_id
    colours = colours_of([*(gap.area for gap in gaps), *(areas[row.area_id] for row in stated)])
    benchmark = indicator.benchmarks[0] if indicator.benchmarks else None
    said = (
        f"{indicator.title}, {indicator.unit_label}: first (open) and newest (full) figure of one edition; "
        f"beside them, which way it went in its last {words_of(WINDOW)} years or fewer, and from which figure."
    )
    notes = [
        "Pale: the course of another edition, where the newest has one figure." * any(gap.stands_in for gap in gaps),
        "Pale bar: stated to be within the band, without a score." * bool(stated),
        _stated_later(found),
        _newer_shares(found),
        "Symmetric scale: twice is as far from even as half.",
    ]
    source = _source(gaps, benchmark.citation if benchmark else "", found.catalogue)
    first = chart(
        "range",
        gap_range(range_frame(gaps, stated), benchmark, colours, sides_of(indicator)),
        f"How far from even: {_counts(gaps)}",
        said,
        _in_words(gaps),
        source,
        legend=" ".join(filter(None, notes)),
        data=files.of_range(found),
    )
    frame = course_frame(gaps)
    if frame.empty:
        return [first]
    span = symmetric_span(list(frame["value"]), benchmark)
    said = f"{indicator.title}, {indicator.unit_label}, one edition a line; dots bridge years without a figure."
    thin = " Thin, open dots: not the edition judged." * any(gap.stands_in for gap in gaps)
    courses = [
        chart(
            name,
            gap_course(figures, benchmark, colours, span),
            heading,
            f"{said}{thin}",
            _in_words(few),
            source,
            figures_table(figures, indicator, label=f"Figures, {heading}"),
            data=files.of_courses(found, few),
        )
        for name, heading, few in _small_multiples(gaps)
        for figures in [course_frame(few)]
    ]
    return [first, html.Div(courses, className="courses")]


def _stated_later(found: Found) -> str:
    """What a publication says, without a number, of areas whose figure here is older; empty where it says nothing."""
    newest = {gap.area.area_id: gap.newest.year for gap in found.gaps}
    later = [row for row in found.ratio.stated if row.value == 1 and row.year > newest.get(row.area_id, row.year)]
    if not later:
        return ""
    names, first = listed([row.area for row in later]), later[0]
    return f"Stated to be within the band in {first.year} (edition {first.edition}), later than the figure: {names}."


def _newer_shares(found: Found) -> str:
    """What the two shares of a later year make, which stand beside the figure shown; empty where there are none."""
    shown = {gap.area.area_id: gap.newest.year for gap in found.gaps}
    later = [one.computed for one in found.comparisons if one.published is None]
    later = [row for row in later if row.year > shown.get(row.area_id, row.year)]
    if not later:
        return ""
    pairs = ((row, behind.shares_at(found.shares.get(row.area_id, []), row)) for row in later)
    return " ".join(f"{row.short_name}: {newer_shares_text(pair, found.indicator)}" for row, pair in pairs)


def _small_multiples(gaps: Sequence[AreaGap]) -> list[tuple[str, str, list[AreaGap]]]:
    """The areas with a course in one chart, or, of more than a chart can label, by kind beside the world."""
    lasting = [gap for gap in gaps if len(gap.course) > 1]
    if len(lasting) <= MOST_LINES:
        return [("course", f"Over the years: {_counts(lasting)}", lasting)] if lasting else []
    world = [gap for gap in lasting if gap.area.area_type is AreaType.WORLD]
    by_kind = [(kind, [gap for gap in lasting if gap.area.area_type is kind]) for kind in _KINDS]
    return [(f"course-{kind}", f"{AREA_TYPES[kind]}: {_counts(few)}", [*world, *few]) for kind, few in by_kind if few]


def _counts(gaps: Sequence[AreaGap]) -> str:
    counts = {word: sum(gap.movement is move for gap in gaps) for move, word in _MOVES.items()}
    told = [f"{words_of(count)} {word}" for word, count in counts.items() if count]
    return ", ".join(told) or (
        "one figure each" if all(len(gap.course) == 1 for gap in gaps) else "no course can be told"
    )


def _in_words(gaps: Sequence[AreaGap]) -> str:
    sentences = []
    for gap in gaps:
        first, last = gap.since or gap.course[0], gap.course[-1]
        start = f"from {first.text} in {int(first.year)} to " if len(gap.course) > 1 else ""
        course = f"{start}{last.text} in {int(last.year)} (edition {last.edition}), {gap.way}"
        newest = f"{gap.newest.text} in {int(gap.newest.year)} (edition {gap.newest.edition}); in another edition "
        sentences.append(f"{gap.area.name}: {newest if gap.stands_in else ''}{course}.")
    return " ".join(sentences)


def _source(gaps: Sequence[AreaGap], benchmark: str, catalogue: Catalogue) -> str:
    drawn = (row for gap in gaps for row in (gap.line[-1], gap.course[-1]))
    line = f"Source: {source_line(drawn, catalogue)}. Version {gaps[0].newest.build_id}."
    return f"{line} Band: {benchmark}." if benchmark else line
