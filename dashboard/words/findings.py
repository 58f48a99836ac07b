"""What the figures say, as sentences computed from the data; no number is typed in here."""

from collections.abc import Iterable, Sequence
from operator import attrgetter

import pandas as pd

from dashboard.numbers import benchmark_text, figure, number, span, suffix, with_unit, words_of
from dashboard.rows import LINE, Judgement, Observation, breakdown_words, known, observations, varying
from dashboard.rows import lines as lines_of
from dashboard.theme import MOST_LINES
from dashboard.words.comparable import NO_JUMPS, Jumps, is_median, jumps_between
from dashboard.words.pace import faster, gap_text, judged_by, short_by, was_due
from dashboard.words.spoken import listed, measure
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.plan import Target
from indicators.stated import DOUBTED
from indicators.vocabulary import BREAKDOWNS, AreaType, Direction, Origin, Reason, Status

_LINE = attrgetter("area_id", *BREAKDOWNS)


def target_title(
    target: Target,
    indicator: Indicator,
    judged: Judgement | None,
    figures: Sequence[Observation] = (),
    asked: str = "",
) -> str:
    """A target page's finding: the judged figure, and in one sentence how it stands to its benchmark; of one among the
    `figures` in view that others contradict, that it is implausible. `asked` names the area that the address asks for.
    """
    if judged is None or not known(judged.latest_year) or not known(judged.latest_value):
        name = judged.area if judged is not None and judged.area_id != "WLD" else asked if judged is None else ""
        place = name or "the world as a whole"
        short = indicator.short if indicator.target == target.id else target.short
        return f"{short}: no figure for {place}"
    where = "".join(
        f", {word}" for word in ([] if judged.area_id == "WLD" else [judged.area]) + breakdown_words(judged)
    )
    value = with_unit(judged.latest_value, indicator, judged.latest_qualifier)
    what = f"{indicator.short}{where}: {value} in {int(judged.latest_year)}"
    benchmark = indicator.benchmark_for(judged.area_id, judged.benchmark_set or "")
    mine = (row for row in figures if (row.area_id, row.year) == (judged.area_id, judged.latest_year))
    rounding = " (within rounding)" if judged.firm is False else ""
    return f"{what}{_doubt(mine)}{_standing(judged, indicator, benchmark)}{rounding}"


def _doubt(figures: Iterable[Observation]) -> str:
    """That a figure is contradicted by others; empty where none is."""
    return ", as printed, which is implausible" if any(row.note.startswith(DOUBTED) for row in figures) else ""


def _standing(judged: Judgement, indicator: Indicator, benchmark: Benchmark | None) -> str:
    if benchmark is None:
        return ""
    level = benchmark_text(benchmark, indicator)
    quicker, by, past = faster(judged) or "faster", judged_by(judged), was_due(judged)
    due = f", due by {by}" if past else ""
    return {
        Status.MET: f", {level} reached{_on_its_way_out(judged)}",
        Status.ON_TRACK: f", {'then ' if past else ''}on track to reach {level} by {by}",
        Status.STALLED: f"; standing still, {gap_text(judged, indicator, benchmark)}",
        Status.REVERSING: f"; moving away from {level}",
        Status.MISSED: f"; {level} was due by {by} and missed{_by(judged, indicator)}",
        Status.SHORT: f", {gap_text(judged, indicator, benchmark)}{due}; no present pace can be told",
        Status.NOT_ASSESSABLE: _too_old(judged, indicator, benchmark),
    }.get(Status(judged.status), f"; the pace {'had to' if past else 'must'} be {quicker} to reach {level} by {by}")


def _by(judged: Judgement, indicator: Indicator) -> str:
    return f" by {short_by(judged, indicator)}" if known(judged.gap) and judged.gap else ""


def _on_its_way_out(judged: Judgement) -> str:
    if not judged.at_risk:
        return ""
    return ", but falling" if known(judged.recent_a_year) and judged.recent_a_year < 0 else ", but rising out of it"


def _too_old(judged: Judgement, indicator: Indicator, benchmark: Benchmark) -> str:
    if judged.reason == Reason.TYPICAL_ECONOMY:
        return ", the median economy"
    distance = gap_text(judged, indicator, benchmark)
    said = f", {distance}" if distance else ""
    return f"{said}; too old to be called the present state" if judged.reason == Reason.STALE else said


def trend_title(frame: pd.DataFrame, indicator: Indicator, jumps: Jumps = NO_JUMPS) -> str:
    """A trend chart's finding: who gained most and least over the years that all shown headline lines share.

    No gain is told across a break, declared or suspected, nor where an area has several lines, nor of means of
    economies, which are not the same ones every year; one between figures that are bounds or "about" is itself about.
    """
    lines = [row for row in observations(frame) if row.is_headline and row.is_observed]
    if not lines:
        years = sorted({row.year for row in observations(frame)})
        when = "these years" if len(years) > 1 else str(years[0])
        if any(row.is_headline for row in observations(frame)):
            return f"{indicator.title}: of {when} there are only projections of the publisher"
        return f"{indicator.title}: of {when} only editions that are not shown first have a figure"
    return _who_gained(lines, indicator, jumps)


def _who_gained(lines: list[Observation], indicator: Indicator, jumps: Jumps) -> str:
    newest = {row.area_id: row for row in lines}
    names = {area_id: "the world" if row.short_name == "World" else row.short_name for area_id, row in newest.items()}
    if len(names) > MOST_LINES + 1:
        many = f"{len(names)} {'economies' if all(row.area_type == AreaType.ECONOMY for row in lines) else 'areas'}"
        return f"{measure(indicator.short, lines)}, {many}: {_ends(list(newest.values()), indicator)}"
    spans: dict[object, list[int]] = {}
    for row in lines:
        spans.setdefault(_LINE(row), []).append(row.year)
    start, end = max(map(min, spans.values())), min(map(max, spans.values()))
    ends = {(row.area_id, row.year): row for row in lines if row.year in (start, end)}
    if len(spans) != len(names) or start >= end or len(ends) != 2 * len(names):
        computed = any(row.origin == Origin.COMPUTED for row in lines)
        return f"{measure(indicator.title, lines)}, {'in part computed' if computed else 'as published'}"
    if unlike := _unlike(lines, indicator, (start, end), jumps):
        return unlike
    changed = {area_id: ends[area_id, end].value - ends[area_id, start].value for area_id in names}
    ranked = sorted(names, key=lambda area_id: changed[area_id])
    about = {area_id: any(ends[area_id, year].qualifier for year in (start, end)) for area_id in names}
    moves = {area_id: _moved(changed[area_id], indicator, about=about[area_id]) for area_id in names}
    if len(ranked) == 1:
        (only,) = ranked
        return f"{measure(indicator.short, lines)}, {names[only]}: {moves[only]} from {start} to {end}"
    down = indicator.direction is Direction.DOWN
    most, least = (ranked[0], ranked[-1]) if down else (ranked[-1], ranked[0])
    alike = changed[most] * changed[least] > 0
    first = f"{names[most]} {moves[most]} from {start} to {end}"
    second = f"{names[least]} {moves[least].split(' ', 1)[1] if alike else moves[least]}"
    return f"{measure(indicator.short, lines)}: {first}, {second}"


def _unlike(lines: list[Observation], indicator: Indicator, years: tuple[int, int], jumps: Jumps) -> str:
    """What a trend is called whose ends do not compare, with the reason; empty where they do."""
    start, end = years
    if any(indicator.is_broken(row.area_id, start, end) for row in lines):
        return f"{measure(indicator.title, lines)}: {start} and {end} do not compare, for a break between them"
    within = lines_of([row for row in lines if start <= row.year <= end], LINE)
    if jumping := [line[-1].short_name for line in within if jumps_between(line, jumps)]:
        said = f"{measure(indicator.title, lines)}: {start} and {end} may not compare"
        if len(jumping) == 1:
            return f"{said}, for a jump of {jumping[0]} between them that looks like another method"
        return f"{said}, for jumps of {listed(jumping)} between them that look like another method"
    if any(known(row.economies_with_data) for row in lines):
        return f"{measure(indicator.title, lines)}, in part computed from economies"
    if any(is_median(row, indicator) for row in lines):
        return f"{indicator.title}: medians of those economies that have a price in each year"
    return ""


def _moved(difference: float, indicator: Indicator, *, about: bool) -> str:
    amount = number(abs(difference), indicator.decimals)
    if amount == "0":
        return "did not change"
    unit = " points" if suffix(indicator) else ""
    return f"{'rose' if difference > 0 else 'fell'} by {'about ' if about else ''}{amount}{unit}"


def ranking_title(latest: pd.DataFrame, indicator: Indicator, benchmark: Benchmark | None) -> str:
    """A ranking's finding: how many reach the benchmark, or who is first and last."""
    figures = observations(latest)
    if benchmark:
        places = [row for row in figures if row.area_id != "WLD"]
        reached = sum(benchmark.satisfied_by(row.value) for row in places)
        if len(places) > 1:
            years = [row.year for row in places]
            when = f"figures of {span(min(years), max(years))}"
            return f"{_how_many(reached, len(places))} {'reaches' if reached < 2 else 'reach'} the benchmark ({when})"
    if len(figures) == 1:
        (only,) = figures
        return f"{only.short_name}: {with_unit(only.value, indicator, only.qualifier)}{_doubt(figures)}"
    ends = _ends(figures, indicator)
    return f"{ends[0].upper()}{ends[1:]}"


def _ends(figures: list[Observation], indicator: Indicator) -> str:
    ranked = sorted(figures, key=lambda row: row.value)
    apart_by = varying(ranked)
    one_area = len({row.area_id for row in ranked}) == 1
    low, high = (
        f"{figure(row.value, indicator, row.qualifier)} ({', '.join(_whose(row, indicator, apart_by, one_area))})"
        for row in (ranked[0], ranked[-1])
    )
    return f"from {low} to {high}"


def _whose(row: Observation, indicator: Indicator, apart_by: list[str], one_area: bool) -> list[str]:
    """Of whom a figure is, unless all are of one area, and of which year; a group's median economy is called that."""
    name = [] if one_area else [row.short_name]
    typical = ["median economy"] if indicator.shows_typical_economy and is_median(row, indicator) else []
    return [*name, *typical, *breakdown_words(row, apart_by), str(row.year)]


def _how_many(reached: int, places: int) -> str:
    if places == 2:
        return ("Neither of the two", "One of the two", "Both")[reached]
    return f"{'None' if not reached else words_of(reached).capitalize()} of the {words_of(places)}"
