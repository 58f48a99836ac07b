"""The parts of the page of gaps: its finding, the three ratios of the world, charts, table, and what stands beside."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from dashboard import gap_shares as behind
from dashboard import gaps as found
from dashboard.controls import chart
from dashboard.figures.gap_course import gap_course
from dashboard.figures.gap_range import gap_range
from dashboard.findings import words_of
from dashboard.gap_shares import People, Shares
from dashboard.gaps import RATIOS, AreaGap, Movement
from dashboard.lens import Lens
from dashboard.numbers import MINUS, fixed, number
from dashboard.pace import yearly
from dashboard.status import WORDS, badge, why
from dashboard.tables import plain_table
from dashboard.theme import MOST_LINES, colours_of
from dashboard.views import BY
from dashboard.warehouse import Snapshot
from indicators.model import Indicator
from indicators.vocabulary import AreaType, Origin, Status

_SIDES = {"female": "women", "male": "men", "urban": "towns", "rural": "countryside", "15-24": "aged 15–24",
          "not 15-24": "the rest"}  # fmt: skip


def title(indicator: Indicator, gaps: Sequence[AreaGap]) -> str:
    """The finding: how many are even, who is furthest from it, and who moves away from it."""
    if not gaps:
        return f"{indicator.title}: no figure for the world or any group"
    groups = [gap for gap in gaps if gap.area.area_id != "WLD"] or list(gaps)
    furthest = max(gaps, key=lambda gap: found.distance(gap.newest.value))
    opening = [gap.area.short_name for gap in gaps if gap.movement is Movement.OPENS]
    first = f"{indicator.short}: {furthest.area.short_name} furthest from even at {furthest.newest.text}"
    if indicator.benchmarks:
        even = sum(gap.judged.status == Status.MET for gap in groups)
        counted = f"{words_of(even)} of {words_of(len(groups))} groups at parity"
        first = f"{indicator.short}: {counted}, {furthest.area.short_name} at {furthest.newest.text}"
    if not opening:
        return f"{first}; no gap widens"
    shown = ", ".join(opening[:3]) + (f" and {len(opening) - 3} more" if len(opening) > 3 else "")
    return f"{first}; the gap widens in {shown}"


def at_a_glance(snapshot: Snapshot, lens: Lens) -> html.Ul:
    """The world's newest ratio of each kind with its status, and the way to its page."""
    items = []
    for indicator_id in RATIOS:
        indicator = snapshot.catalogue.indicator_by_id[indicator_id]
        world = next((one for one in found.area_gaps(snapshot, indicator, lens) if one.area.area_id == "WLD"), None)
        link = dcc.Link(indicator.title, href=lens.href("/gaps", indicator=indicator_id))
        if world is None:
            items.append(html.Li([html.B("–"), " ", link, html.Small(" no figure for the world")]))
            continue
        because = why(world.judged.reason)
        said = [badge(world.judged.status), html.Small(f" {because}")] if because else [badge(world.judged.status)]
        items.append(html.Li([html.B(world.newest.text), " ", link, f", {int(world.newest.year)} ", *said]))
    return html.Ul(items, className="glance")


def parts(snapshot: Snapshot, indicator: Indicator, gaps: Sequence[AreaGap], lens: Lens) -> list[Any]:
    """Charts, table, comparison and absences of one ratio."""
    if not gaps:
        return [html.P("No figure of this ratio is in the build.", className="why-empty")]
    selection = found.exported(indicator, gaps)
    return [
        *_charts(indicator, gaps),
        html.Section(
            [
                html.Div(
                    [
                        html.H2("Who closes the gap, who opens it"),
                        html.Span(
                            [
                                html.A(
                                    "Download CSV",
                                    href=f"/api/v1/observations.csv?{selection.query_string()}",
                                    className="button",
                                    id="download-csv",
                                ),
                                " ",
                                html.A(
                                    "Download judgements",
                                    href=f"/api/v1/progress.csv?{_judging(selection, lens)}",
                                    className="button",
                                ),
                            ]
                        ),
                    ],
                    className="row",
                ),
                _table(snapshot, indicator, gaps, lens),
            ],
            className="panel",
        ),
        *_comparison(snapshot, indicator, gaps),
        _absent(snapshot, indicator, gaps),
    ]


def _judging(selection: Any, lens: Lens) -> str:
    return str(selection.but(horizon=(str(lens.horizon),), benchmark=lens.benchmark).query_string())


def _charts(indicator: Indicator, gaps: Sequence[AreaGap]) -> list[Any]:
    colours = colours_of(gap.area for gap in gaps)
    benchmark = indicator.benchmarks[0] if indicator.benchmarks else None
    frame = found.range_frame(gaps)
    source = _source(gaps)
    charts = [
        chart(
            "range", gap_range(frame, benchmark, colours), _range_title(gaps),
            f"{indicator.title}, {indicator.unit_label}: first (open) and newest (full) observation of the judged "
            "line; pale: another line where that has one observation. Symmetric scale.",
            _in_words(gaps), source,
        )
    ]  # fmt: skip
    for name, few in _small_multiples(gaps):
        charts.append(
            chart(
                name, gap_course(found.course_frame(few), benchmark, colours), _course_title(name),
                f"{indicator.title}, {indicator.unit_label}: one edition a line; thin: computed from two shares. "
                "Symmetric scale.",
                _in_words(few), source,
            )
        )  # fmt: skip
    return charts


def _small_multiples(gaps: Sequence[AreaGap]) -> list[tuple[str, list[AreaGap]]]:
    """The areas with a course in one chart, or, of more than a chart can label, by kind beside the world."""
    lasting = [gap for gap in gaps if len(gap.course) > 1]
    if len(lasting) <= MOST_LINES + 1:
        return [("course", lasting)] if lasting else []
    world = [gap for gap in lasting if gap.area.area_type is AreaType.WORLD]
    kinds = (AreaType.ITU_REGION, AreaType.DEVELOPMENT_LEVEL, AreaType.INCOME_GROUP)
    parts = [(f"course-{kind}", [gap for gap in lasting if gap.area.area_type is kind]) for kind in kinds]
    return [(name, [*world, *few]) for name, few in parts if few]


def _course_title(name: str) -> str:
    kind = name.removeprefix("course").removeprefix("-")
    return f"The course {BY[AreaType(kind)]}" if kind else "The course over the years"


def _range_title(gaps: Sequence[AreaGap]) -> str:
    counts = {move: sum(gap.movement is move for gap in gaps) for move in Movement}
    words = {Movement.CLOSES: "closing", Movement.OPENS: "opening", Movement.STILL: "standing still"}
    told = [f"{counts[move]} {word}" for move, word in words.items() if counts[move]]
    return f"Of {len(gaps)} areas: {', '.join(told)}" if told else f"{len(gaps)} areas, one figure each"


def _in_words(gaps: Sequence[AreaGap]) -> str:
    sentences = []
    for gap in gaps:
        first, last = gap.course[0], gap.course[-1]
        start = f"from {first.text} in {int(first.year)} to " if len(gap.course) > 1 else ""
        sentences.append(
            f"{gap.area.name} (edition {last.edition}): {start}{last.text} in {int(last.year)}, {gap.movement.value}."
        )
    return " ".join(sentences)


def _source(gaps: Sequence[AreaGap]) -> str:
    named = dict.fromkeys(
        f"{row.source} (edition {row.edition})" for gap in gaps for row in (gap.line[-1], gap.course[-1])
    )
    return f"Source: {'; '.join(named)}. Build {gaps[0].newest.build_id}."


def _table(snapshot: Snapshot, indicator: Indicator, gaps: Sequence[AreaGap], lens: Lens) -> html.Div:
    pairs = behind.shares(snapshot, indicator)
    printed, people = behind.published_people(snapshot, indicator), behind.populations(snapshot)
    cells = []
    for gap in gaps:
        pair = behind.shares_at(pairs.get(gap.area.area_id, []), gap.newest)
        estimate = (
            behind.estimated_people(indicator, gap.area.area_id, pair, people, snapshot.catalogue) if pair else None
        )
        told = printed.get(gap.area.area_id, [])
        cells.append(
            [
                gap.area.name,
                dcc.Link(
                    badge(gap.judged.status),
                    href=lens.href(f"/targets/{indicator.target}", indicator=indicator.id, badge=gap.area.area_id),
                ),
                f"{gap.newest.text} ({int(gap.newest.year)})",
                f"{gap.course[0].text} ({int(gap.course[0].year)})" if len(gap.course) > 1 else "–",
                "–" if gap.change is None else yearly(gap.change, indicator),
                gap.movement.value,
                _points(pair),
                _people(told[-1] if told else estimate),
                html.Small(_origin(gap)),
            ]
        )
    of = indicator.ratio_of
    sides = f"{_SIDES[of.numerator]} minus {_SIDES[of.denominator]}" if of else "gap"
    heads = ["Area", f"Status by {lens.horizon}", "Newest", "First", "Change a year", "The gap", f"Points: {sides}",
             "People", "Figure"]  # fmt: skip
    caption = (
        f"{indicator.title}. Points and people: the shares of the same year; people marked “about” are estimated "
        "as if women and men were equally many, since populations by sex are not in this build"
    )
    return plain_table(caption, heads, cells, numeric=(2, 3, 4, 6, 7))


def _points(pair: Shares | None) -> str:
    if pair is None:
        return "–"
    text = number(pair.points, 1)
    signed = text if text.startswith(MINUS) or text == "0" else f"+{text}"
    return f"{signed} ({number(pair.numerator, 1)} and {number(pair.denominator, 1)}\u202f%)"


def _people(people: People | None) -> str:
    if people is None:
        return "–"
    about = "" if people.edition else "about "
    return f"{about}{number(people.millions, 0)} million ({people.year})"


def _origin(gap: AreaGap) -> str:
    newest = gap.newest
    where = f"edition {newest.edition}"
    said = f"published, {where}" if newest.origin == Origin.PUBLISHED else f"computed, {where}"
    return f"{said}; change from edition {gap.course[-1].edition}" if gap.stands_in else said


def _comparison(snapshot: Snapshot, indicator: Indicator, gaps: Sequence[AreaGap]) -> list[html.Details]:
    beside = behind.comparisons(snapshot, indicator, gaps)
    if not beside:
        return []
    cells = [
        [
            f"{one.computed.short_name} {int(one.computed.year)}",
            f"{one.published.text} ({one.published.edition})" if one.published else "none of this year",
            f"{fixed(one.computed.value, 3)} ({one.computed.edition})",
            fixed(one.computed.value - one.published.value, 3) if one.published else "–",
            html.Small(one.computed.note),
        ]
        for one in beside
    ]
    heads = ["Area and year", "Published", "Computed", "Difference", "How it was computed"]
    table = plain_table(
        "Ratios that are published, beside those computed from two shares", heads, cells, numeric=(1, 2, 3)
    )
    summary = html.Summary(f"Published beside computed: {len(beside)} ratios")
    note = html.P(
        "A published ratio comes from unrounded shares, a computed one from shares as they are printed. Of whole per "
        "cents it can be off by a hundredth or two: such a ratio is never shown first.",
        className="soft",
    )
    return [html.Details([summary, note, table], className="panel")]


def _absent(snapshot: Snapshot, indicator: Indicator, gaps: Sequence[AreaGap]) -> html.P:
    stated = behind.stated(snapshot, indicator, gaps)
    shown = {gap.area.area_id for gap in gaps} | {row.area_id for row in stated}
    missing = [area.short_name for area in snapshot.catalogue.groups() if area.area_id not in shown]
    told = [f"{row.area}: {WORDS[Status.MET].lower()}, without a score ({row.edition})" for row in stated]
    sentences = [f"Stated as reached without a figure: {'; '.join(told)}." if told else ""]
    sentences.append(
        f"No figure is published, nor both shares in one edition, for {', '.join(missing)}." if missing else ""
    )
    return html.P(" ".join(filter(None, sentences)), className="missing")
