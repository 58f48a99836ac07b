"""The trends of an area beside its region and the world, one panel for each target that has one."""

from dataclasses import dataclass

from dash import html

from dashboard.address.selection import Selection
from dashboard.figures.panels import BENCHMARK, Panel, panels
from dashboard.numbers import words_of
from dashboard.pages.areas.facts import WORLD, Facts, Key, compared
from dashboard.pages.areas.target_table import indicator_name
from dashboard.parts.chart import chart
from dashboard.parts.download import File, data_menu, editions_in_words
from dashboard.parts.table import figures_table
from dashboard.reading import extents
from dashboard.reading.gaps import distance
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Observation, frame_of, known
from dashboard.theme import colours_of
from dashboard.words.comparable import Jumps, is_median
from dashboard.words.pace import yearly
from dashboard.words.sources import source_line
from dashboard.words.spoken import course
from indicators.areas import Area
from indicators.model import Indicator
from indicators.pace import standing_still
from indicators.plan import Target
from indicators.vocabulary import TOTALS, Direction

_COLUMNS, _YEARS = 3, 15


@dataclass(frozen=True)
class Course:
    """The lines of one target's trend: the area's own first, then those beside it."""

    target: Target
    indicator: Indicator
    key: Key
    lines: tuple[list[Observation], ...]


def courses(facts: Facts) -> list[Course]:
    """Of each target the first indicator with two or more observations of the area, or else of the one beside it."""
    found = []
    for target in facts.catalogue.targets:
        keys = facts.keys_of(target)
        own = next(
            (key for area in facts.view.areas for key in keys if len(facts.lines.get((key, area.area_id), [])) > 1),
            None,
        )
        if own is not None:
            held = [line for area in _shown(facts) if (line := facts.lines.get((own, area.area_id)))]
            found.append(Course(target, facts.catalogue.indicator_by_id[own[0]], own, _recent(held)))
    return found


def _recent(held: list[list[Observation]]) -> tuple[list[Observation], ...]:
    """The last years of the first line, so that a small panel shows its recent course, and the others since."""
    first = held[0][-1].year - _YEARS
    shown = ([row for row in line if row.year >= first] for line in held)
    return tuple(line for line in shown if line)


def _shown(facts: Facts) -> list[Area]:
    region = facts.region_of(facts.view.area)
    beside = [region] if region and facts.view.other is None else []
    world = facts.catalogue.area_by_id[WORLD]
    return list({one.area_id: one for one in (*facts.view.areas, *beside, world)}.values())


def trends(snapshot: Snapshot, facts: Facts) -> html.Figure | html.P:
    """The panels with their finding; where no target has a trend, a sentence that says so."""
    found = courses(facts)
    if not found:
        return html.P(
            f"No target has two observations of {facts.view.area.name} in one edition, so no trend can be drawn.",
            className="why-empty",
        )
    shown = [
        Panel(
            f"{one.target.id} {one.indicator.short}",
            frame_of([row for line in one.lines for row in line]),
            one.indicator,
            one.indicator.benchmark_for(facts.view.area.area_id, facts.view.lens.benchmark_set),
        )
        for one in found
    ]
    source = source_line((row for one in found for line in one.lines for row in line), facts.catalogue)
    return chart(
        "trends",
        panels(shown, colours_of(_shown(facts)), _COLUMNS, shared=False),
        trends_title(facts, found),
        f"One panel for each target with two figures or more of one edition, from at most {_YEARS} years before "
        f"the newest of the first line on. Each has its own scale.{_of_medians(found)}",
        " ".join(_in_words(one, facts.jumps) for one in found),
        f"Source: {source}. Version {found[0].lines[0][0].build_id}.",
        [figures_table(panel.frame, panel.indicator, label=f"Figures, {panel.title}") for panel in shown],
        f"Thin line: {BENCHMARK}. Bare dots: the years between are not known.",
        data_menu(
            [(panel.title, _file(snapshot, one)) for panel, one in zip(shown, found, strict=True)], snapshot.build
        ),
    )


def _file(snapshot: Snapshot, one: Course) -> File:
    """The rows of a panel: the lines of its areas for everybody together, over the years that it shows."""
    drawn = [row for line in one.lines for row in line]
    years, (indicator_id, level), (sex, age, location, _) = [row.year for row in drawn], one.key, TOTALS
    asked = Selection(
        indicator=(indicator_id,),
        area=tuple(line[0].area_id for line in one.lines),
        sex=(sex,),
        age=(age,),
        location=(location,),
        level=(level,),
        year_from=min(years),
        year_to=max(years),
    )
    extent = extents.of_lines(snapshot, indicator_id, drawn)
    return File("observations", asked.query_string(), extent, editions_in_words(sorted({row.edition for row in drawn})))


def _of_medians(found: list[Course]) -> str:
    """That prices of groups are of other economies every year, as a sentence; empty where none is drawn."""
    if not any(is_median(line[-1], one.indicator) for one in found for line in one.lines):
        return ""
    return " Of groups, prices are medians of those economies that have one in each year."


def trends_title(facts: Facts, found: list[Course]) -> str:
    """The finding of the trends: on how many of the targets that compare an area moves faster than another."""
    area = facts.view.area
    other = facts.view.other or facts.catalogue.area_by_id[WORLD]
    if other is area:
        return _alone(facts, found, area)
    name = "the world" if other.area_id == WORLD else other.name
    pairs = [(one, compared(facts, one.indicator, one.key, area.area_id, other.area_id)) for one in found]
    told = [(one, same) for one, same in pairs if same is not None and same.is_faster is not None]
    if not told:
        return f"{area.name}: no pace can be held against that of {name} over the same years"
    faster = [one for one, same in told if same.is_faster]
    if len(told) == 1:
        ((one, same),) = told
        mine, theirs = (
            yearly(change, one.indicator, other)
            for change, other in ((same.mine, same.theirs), (same.theirs, same.mine))
        )
        years = f"from {same.first_year} to {same.last_year}"
        return (
            f"{one.target.short}: {mine} a year {years}, {'faster' if faster else 'slower'} than {name} with {theirs}"
        )
    count = f"{words_of(len(faster)) if faster else 'none'} of the {words_of(len(told))} targets"
    return f"{area.name} moved faster than {name} on {count} that compare over the same years"


def _alone(facts: Facts, found: list[Course], area: Area) -> str:
    """How many trends go the better way, how many the other, and of how many none is told."""
    ways = [_way(facts, one, area) for one in found]
    better, worse = sum(way == 1 for way in ways), sum(way == -1 for way in ways)
    still, silent = ways.count(0), ways.count(None)
    rest = [
        f"{words_of(worse)} the other" if worse else "",
        f"{words_of(still)} neither" if still else "",
        f"of {words_of(silent)} no present pace can be told" if silent else "",
    ]
    verb = "goes" if better == 1 else "go"
    many = words_of(better) if better else "none"
    first = f"{area.name}: {many} of {_trends(len(found))} {verb} the better way"
    return ", ".join([first, *filter(None, rest)])


def _trends(count: int) -> str:
    """So many trends, in words: "the one trend", "the six trends"."""
    return f"the {words_of(count)} trend{'' if count == 1 else 's'}"


def _way(facts: Facts, one: Course, area: Area) -> int | None:
    """Which way an area's yearly change goes: 1 the better, -1 the worse, 0 neither; None where none is told."""
    judged = facts.verdicts.get((one.key, area.area_id))
    if judged is None or not known(judged.recent_a_year):
        return None
    change, newest = float(judged.recent_a_year), float(judged.latest_value)
    if abs(change) <= standing_still(one.indicator, newest):
        return 0
    if one.indicator.direction is Direction.BAND:
        return 1 if distance(newest - change) > distance(newest) else -1
    way = {Direction.UP: 1, Direction.DOWN: -1}.get(one.indicator.direction)
    return None if way is None else way if change > 0 else -way


def _in_words(one: Course, jumps: Jumps) -> str:
    told = [f"{line[0].area} {course(line, one.indicator, jumps)} (edition {line[-1].edition})" for line in one.lines]
    return f"{one.target.id} {indicator_name(one.indicator, one.key[1])}: {'; '.join(told)}."
