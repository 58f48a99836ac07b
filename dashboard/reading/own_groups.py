"""Groups that a user builds: their figures and judgements, computed when they are asked for.

The same functions do it that computed the warehouse's own groups (indicators.aggregation, indicators.progress).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import get_type_hints

import pandas as pd

from dashboard.address.selection import DEFAULT_SET, DISTINCT, HISTORY, LATEST, Selection
from dashboard.reading import judgements as judged
from dashboard.reading import outlooks, queries
from dashboard.reading.queries import Repeating
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Judgement, Observation
from indicators.aggregation import GroupLine, broken_in, describe, group_lines
from indicators.areas import Area
from indicators.assessment import Present
from indicators.backtest import band, kind_of
from indicators.held import Held
from indicators.model import Indicator
from indicators.populations import Populations
from indicators.progress import judge, projection_of
from indicators.series import Line, Point, TypicalPace, agree
from indicators.vocabulary import BREAKDOWNS, Aggregation, AreaType

_JOIN = "+"
_NUMBERS = {name for kind in (Observation, Judgement) for name, of in get_type_hints(kind).items() if of is float}
_OF_A_LINE = ("target", "indicator", *BREAKDOWNS, "group")


@dataclass(frozen=True)
class ComputedLine:
    """A group's line in one edition: its key, where it comes from, what was computed, and the line that is judged."""

    indicator: Indicator
    breakdown: tuple[str, ...]
    edition: str
    vintage: str
    source_id: str
    source: str
    citation: str
    figures: GroupLine
    notes: tuple[str, ...]
    line: Line


def area_of(snapshot: Snapshot, group: tuple[str, ...]) -> Area:
    """The group as an area: its id joins the economies' ids, its name their names."""
    names = [snapshot.catalogue.area_by_id[one].short_name for one in group]
    name = f"{', '.join(names[:-1])} and {names[-1]}" if 1 < len(names) < 5 else names[0]
    if len(names) > 4:
        name = f"Your group of {len(names)} economies"
    short = "Your group" if len(names) > 1 else names[0]
    return Area(_JOIN.join(group), name, short, AreaType.GROUP, composite=True, itu_member=False, sort=0)


def observations(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """queries.observations, and of a selection with a group the figures computed for it, last.

    A selection that names a group and no other areas is about the group alone.
    """
    if not selection.group:
        return queries.observations(snapshot, selection)
    alone = not (selection.area or selection.area_type or selection.member_of)
    others = pd.DataFrame() if alone else queries.observations(snapshot, selection)
    own = list(_observation_rows(snapshot, selection))
    return _together(others, own, (*queries.OBSERVATION_COLUMNS, *queries.FURTHER_COLUMNS))


def progress(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """progress.progress, and of a selection with a group the judgements computed for it, last."""
    if not selection.group:
        return judged.progress(snapshot, selection)
    alone = not (selection.area or selection.area_type or selection.member_of)
    others = pd.DataFrame() if alone else judged.progress(snapshot, selection)
    return _together(others, list(_progress_rows(snapshot, selection)), judged.PROGRESS_COLUMNS)


def _together(others: pd.DataFrame, computed: list[dict[str, object]], columns: tuple[str, ...]) -> pd.DataFrame:
    own = pd.DataFrame(computed, columns=None if computed else columns)
    own = own.astype({name: float for name in own if name in _NUMBERS})
    return own if others.empty else others if own.empty else pd.concat([others, own], ignore_index=True)


def used_points(snapshot: Snapshot, row: Judgement, selection: Selection) -> tuple[Point, ...]:
    """The observations that the pace of a judgement is measured on, of the user's own group too."""
    if row.area_type != AreaType.GROUP:
        used = judged.used_points(snapshot, row)
        return tuple(Point(int(one.year), float(one.value), one.qualifier) for one in used)
    lines = headline_lines(snapshot, selection.but(indicator=(row.indicator_id,)))
    breakdown = (row.sex, row.age, row.location, row.level)
    return next((one.line.window for one in lines if one.breakdown == breakdown), ())


def headline_lines(snapshot: Snapshot, selection: Selection) -> list[ComputedLine]:
    """Of each indicator and breakdown of a selection the group's line with the newest year, then the newest edition."""
    return _headlines(computed_lines(snapshot, selection))


def _headlines(found: tuple[ComputedLine, ...]) -> list[ComputedLine]:
    return [max(same, key=_newness) for _, same in groupby(sorted(found, key=_key), key=_key)]


def projected(snapshot: Snapshot, one: ComputedLine) -> list[tuple[int, float, float | None, float | None]]:
    """Where a group's line is heading: year, value, and the ends of its band; empty where it is not carried on."""
    heading, bands, line = projection_of(Present(one.line)), outlooks.bands(snapshot), one.line
    if heading is None:
        return []
    found = []
    for lead, (year, value) in enumerate(zip(heading.years, heading.values, strict=True), start=1):
        low, high = band(value, lead, kind_of(line), bands, line.indicator) or (None, None)
        found.append((year, value, low, high))
    return found


def _key(one: ComputedLine) -> tuple[str, tuple[str, ...]]:
    return one.indicator.id, one.breakdown


def _newness(one: ComputedLine) -> tuple[int, str, str, int]:
    latest = one.line.latest
    return latest.year if latest else 0, one.vintage, one.edition, len(one.line.points)


def computed_lines(snapshot: Snapshot, selection: Selection) -> tuple[ComputedLine, ...]:
    """The lines of a selection's group, one for each indicator, breakdown and edition of its economies' figures.

    They do not depend on what else a selection asks for, and are computed once for a snapshot.
    """
    of_the_group = Selection(**{name: getattr(selection, name) for name in _OF_A_LINE})
    return snapshot.once((computed_lines, of_the_group), lambda: tuple(_computed_lines(snapshot, of_the_group)))


def _computed_lines(snapshot: Snapshot, selection: Selection) -> Iterator[ComputedLine]:
    conditions, parameters = queries.filters(selection)
    parameters["group"] = list(selection.group)
    observed = snapshot.rows(
        f"""
        select
            points.indicator_id, points.sex, points.age, points.location, points.level, points.edition, points.vintage,
            points.source_id, points.area_id, points.year, points.value, points.qualifier, points.document
        from series as points
        join areas using (area_id)
        where {" and ".join(conditions)} and list_contains($group, points.area_id)
            and points.is_observed and points.origin = 'published'
        order by all
        """,
        parameters,
    )
    if not observed:
        return
    populations = _populations(snapshot, selection.group)
    asked = sorted({row[0] for row in observed})
    newest, typical = _newest_years(snapshot, asked), _typical_paces(snapshot, asked)
    names = {area.area_id: area.short_name for area in snapshot.catalogue.areas}
    for key, same in groupby(observed, key=lambda row: row[:8]):
        indicator = snapshot.catalogue.indicator_by_id[key[0]]
        if indicator.aggregation is Aggregation.NONE:
            continue
        values: dict[str, dict[int, Point]] = {}
        document = ""
        for *_, area_id, year, value, qualifier, document in same:  # noqa: B007 - the last document names the source
            values.setdefault(area_id, {})[year] = Point(year, value, qualifier)
        (figures,) = group_lines(Held(indicator, values, populations), [selection.group], newest[(key[0], key[5])])
        notes = tuple(
            describe(one, indicator, [names[each] for each in broken_in(indicator, one.year, values, selection.group)])
            for one in figures.shown
        )
        source = snapshot.catalogue.source_by_id[key[7]]
        yield ComputedLine(
            indicator,
            key[1:5],
            key[5],
            key[6],
            key[7],
            source.title,
            f"{source.publisher}, computed from {document}",
            figures,
            notes,
            Line(
                indicator,
                _JOIN.join(selection.group),
                tuple(Point(one.year, one.value) for one in figures.shown),
                max(year for (indicator_id, _), year in newest.items() if indicator_id == key[0]),
                snapshot.build.built_at.year,
                bool(figures.withheld),
                _panel(figures),
                typical.get(key[0]),
                indicator.shows_typical_economy,
            ),
        )


def _panel(figures: GroupLine) -> tuple[Point, ...] | None:
    return figures.panel.points if len(figures.shown) > 1 and figures.panel is not None else None


def _populations(snapshot: Snapshot, group: tuple[str, ...]) -> Populations:
    query = "select area_id, year, people from populations where list_contains($group, area_id)"
    return snapshot.once((_populations, group), lambda: Populations(snapshot.rows(query, {"group": list(group)})))


def _newest_years(snapshot: Snapshot, indicators: list[str]) -> dict[tuple[str, str], int]:
    """The newest observed year of each of the indicators and its editions, over all areas."""
    query = """
        select indicator_id, edition, max(year) from series
        where is_observed and list_contains($indicators, indicator_id)
        group by all
    """
    found = snapshot.rows(query, {"indicators": indicators})
    return {(indicator_id, edition): year for indicator_id, edition, year in found}


def _typical_paces(snapshot: Snapshot, indicators: list[str]) -> dict[str, TypicalPace]:
    query = """
        select indicator_id, from_level, to_level, change_a_year from typical_pace
        where list_contains($indicators, indicator_id)
        order by all
    """
    steps: dict[str, list[tuple[float, float, float]]] = {}
    for indicator_id, *step in snapshot.rows(query, {"indicators": indicators}):
        steps.setdefault(indicator_id, []).append((step[0], step[1], step[2]))
    return {indicator_id: TypicalPace(tuple(of)) for indicator_id, of in steps.items()}


def _common(snapshot: Snapshot, selection: Selection, one: ComputedLine) -> dict[str, object]:
    area = area_of(snapshot, selection.group)
    return {
        "target_id": one.indicator.target,
        "indicator_id": one.indicator.id,
        "indicator": one.indicator.title,
        "area_id": area.area_id,
        "area": area.name,
        "area_type": area.area_type.value,
        "iso3": None,
        "origin": "computed",
        "edition": one.edition,
        "build_id": snapshot.build.build_id,
        "short_name": area.short_name,
        "sort": 0,
        **dict(zip(BREAKDOWNS, one.breakdown, strict=True)),
    }


def repeating(snapshot: Snapshot, selection: Selection) -> list[Repeating]:
    """queries.repeating, and of a selection with a group the lines computed for it that are left out, last."""
    if not selection.group:
        return queries.repeating(snapshot, selection)
    alone = not (selection.area or selection.area_type or selection.member_of)
    others = [] if alone else queries.repeating(snapshot, selection)
    found = computed_lines(snapshot, selection)
    first = {_key(one): one for one in _headlines(found)}
    own = [
        Repeating(one.edition, "computed", [one.source_id], 1)
        for one in found
        if _repeats(one, found, first[_key(one)])
        and any(_is_of(selection, figure.year) for figure in one.figures.shown)
    ]
    return [*others, *own]


def _repeats(one: ComputedLine, found: Iterable[ComputedLine], first: ComputedLine) -> bool:
    """Whether a group's line says nothing that another of its lines does not say, as `repeats` of the table series."""
    longer = (each for each in found if _key(each) == _key(one) and _reach(each) > _reach(one))
    return one is not first and any(_says(each, one) for each in (first, *longer))


def _reach(one: ComputedLine) -> tuple[int, tuple[int, str, str, int]]:
    return len(one.figures.shown), _newness(one)


def _says(one: ComputedLine, other: ComputedLine) -> bool:
    """Whether a line has every figure of another, to the decimals of the indicator."""
    said = {figure.year: figure.value for figure in one.figures.shown}
    return all(
        figure.year in said and agree(figure.value, said[figure.year], one.indicator.decimals)
        for figure in other.figures.shown
    )


def _history(one: ComputedLine, found: Iterable[ComputedLine], first: ComputedLine) -> tuple[int, ...]:
    """The years before a group's headline line, of the line that goes furthest back; empty for every other line."""
    start = min((figure.year for figure in first.figures.shown), default=0)

    def before(line: ComputedLine) -> tuple[int, ...]:
        return tuple(figure.year for figure in line.figures.shown if figure.year < start)

    others = [each for each in found if _key(each) == _key(one) and each is not first]
    furthest = max(others, key=lambda each: (len(before(each)), _newness(each)))
    return before(one) if furthest is one else ()


def _is_of(selection: Selection, year: int) -> bool:
    """Whether a selection asks for a year."""
    too_old = selection.year_from is not None and year < selection.year_from
    too_new = selection.year_to is not None and year > selection.year_to
    return not too_old and not too_new


def _observation_rows(snapshot: Snapshot, selection: Selection) -> Iterator[dict[str, object]]:
    if selection.origin and "computed" not in selection.origin:
        return
    found = computed_lines(snapshot, selection)
    first = {_key(one): one for one in _headlines(found)}
    for one in found:
        is_headline = first[_key(one)] is one
        if selection.edition == LATEST and not is_headline:
            continue
        older = () if is_headline else _history(one, found, first[_key(one)])
        if selection.edition == HISTORY and not is_headline and not older:
            continue
        if selection.edition == DISTINCT and _repeats(one, found, first[_key(one)]):
            continue
        if selection.named_edition not in ("", one.edition):
            continue
        for figure, note in zip(one.figures.shown, one.notes, strict=True):
            is_latest = figure is one.figures.shown[-1]
            if not _is_of(selection, figure.year) or (selection.latest and not is_latest):
                continue
            if selection.edition == HISTORY and not is_headline and figure.year not in older:
                continue
            yield _common(snapshot, selection, one) | {
                "year": figure.year,
                "value": figure.value,
                "unit": one.indicator.unit_label,
                "value_status": "estimated",
                "coverage_population": figure.coverage,
                "economies_with_data": figure.economies_with_data,
                "economies_total": figure.economies_total,
                "source_id": one.source_id,
                "source": one.source,
                "citation": one.citation,
                "note": note,
                "qualifier": "",
                "url": "",
                "is_headline": is_headline,
                "is_latest": is_latest,
                "is_observed": True,
                "is_history": figure.year in older,
            }


def _is_asked(selection: Selection, one: ComputedLine) -> bool:
    """Whether the judged line is of the edition, origin and years (of its newest figure) that a selection asks for."""
    if selection.named_edition not in ("", one.edition) or (selection.origin and "computed" not in selection.origin):
        return False
    newest = one.line.latest.year if one.line.latest else None
    bounds = (selection.year_from, selection.year_to)
    if newest is None:
        return bounds == (None, None)
    return (bounds[0] or newest) <= newest <= (bounds[1] or newest)


def _progress_rows(snapshot: Snapshot, selection: Selection) -> Iterator[dict[str, object]]:
    benchmark_set = "" if selection.benchmark == DEFAULT_SET else selection.benchmark
    bands = outlooks.bands(snapshot)
    for one in headline_lines(snapshot, selection):
        if not _is_asked(selection, one):
            continue
        benchmark = one.indicator.benchmark_for(one.line.area_id, benchmark_set)
        last = one.figures.shown[-1] if one.figures.shown else None
        panel = one.figures.panel
        for horizon in snapshot.catalogue.plan.years:
            if selection.horizon and str(horizon) not in selection.horizon:
                continue
            row = _common(snapshot, selection, one) | judge(one.line, benchmark, horizon).columns(bands)
            status = row[f"status_{selection.method}" if selection.method else "status"]
            if not selection.status or status in selection.status:
                yield row | {
                    "benchmark_set": benchmark_set,
                    "coverage_population": last.coverage if last else None,
                    "economies_with_data": last.economies_with_data if last else None,
                    "economies_total": last.economies_total if last else None,
                    "panel_population": panel.population if panel is not None and panel.points else None,
                    "panel_without": panel.without if panel is not None else None,
                }
