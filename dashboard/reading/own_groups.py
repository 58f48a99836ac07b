"""Groups that a user builds, beside what the warehouse holds: the rows of their figures and of their judgements.

Their lines are computed by own_lines; the same function judges them that judged the warehouse's (indicators.progress).
"""

from collections.abc import Iterator
from typing import get_type_hints

import pandas as pd

from dashboard import columns
from dashboard.address.selection import DEFAULT_SET, DISTINCT, HISTORY, LATEST, Selection
from dashboard.columns import Column
from dashboard.reading import judgements as judged
from dashboard.reading import outlooks, selected
from dashboard.reading.own_lines import (
    ComputedLine,
    computed_lines,
    headline_lines,
    headlines,
    history_of,
    id_of,
    key_of,
    repeats,
)
from dashboard.reading.selected import Repeating
from dashboard.reading.streams import Rows, of_frame
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Judgement, Observation, sought
from indicators.areas import Area
from indicators.progress import judge
from indicators.series import Point
from indicators.vocabulary import BREAKDOWNS, AreaType

_NUMBERS = {name for kind in (Observation, Judgement) for name, of in get_type_hints(kind).items() if of is float}


def area_of(snapshot: Snapshot, group: tuple[str, ...]) -> Area:
    """The group as an area: its id joins the economies' ids, its name their names."""
    names = [snapshot.catalogue.area_by_id[one].short_name for one in group]
    name = f"{', '.join(names[:-1])} and {names[-1]}" if 1 < len(names) < 5 else names[0]
    if len(names) > 4:
        name = f"Your group of {len(names)} economies"
    short = "Your group" if len(names) > 1 else names[0]
    return Area(id_of(group), name, short, AreaType.GROUP, composite=True, itu_member=False, sort=0)


def observations(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """selected.observations, and of a selection with a group the figures computed for it, last.

    A selection that names a group and no other areas is about the group alone.
    """
    if not selection.group:
        return selected.observations(snapshot, selection)
    others = pd.DataFrame() if _is_alone(selection) else selected.observations(snapshot, selection)
    return _together(others, _own_observations(snapshot, selection))


def stream_of_observations(
    snapshot: Snapshot, selection: Selection, wanted: tuple[Column, ...] = columns.OBSERVATIONS
) -> Rows:
    """The same rows as a stream, with columns out of columns.OBSERVATIONS and columns.QUALIFIER."""
    if selection.find:
        return of_frame(sought(observations(snapshot, selection), selection.find), wanted)
    if not selection.group:
        return selected.stream(snapshot, selection, wanted)
    own = of_frame(_own_observations(snapshot, selection), wanted)
    return own if _is_alone(selection) else selected.stream(snapshot, selection, wanted).then(own)


def progress(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """progress.progress, and of a selection with a group the judgements computed for it, last."""
    if not selection.group:
        return judged.progress(snapshot, selection)
    others = pd.DataFrame() if _is_alone(selection) else judged.progress(snapshot, selection)
    return _together(others, _own_progress(snapshot, selection))


def stream_of_progress(snapshot: Snapshot, selection: Selection) -> Rows:
    """The same rows as a stream, with the columns of judgements.PROGRESS_COLUMNS."""
    if not selection.group:
        return judged.stream(snapshot, selection)
    used = tuple(dict.fromkeys(one.source_id for one in headline_lines(snapshot, selection)))
    own = of_frame(_own_progress(snapshot, selection), columns.PROGRESS, used)
    return own if _is_alone(selection) else judged.stream(snapshot, selection).then(own)


def _is_alone(selection: Selection) -> bool:
    return not (selection.area or selection.area_type or selection.member_of)


def _own_observations(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    own = list(_observation_rows(snapshot, selection))
    return _own(own, Observation._fields)


def _own_progress(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    return _own(list(_progress_rows(snapshot, selection)), judged.PROGRESS_COLUMNS)


def _own(computed: list[dict[str, object]], names: tuple[str, ...]) -> pd.DataFrame:
    own = pd.DataFrame(computed, columns=None if computed else names)
    return own.astype({name: float for name in own if name in _NUMBERS})


def _together(others: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    return own if others.empty else others if own.empty else pd.concat([others, own], ignore_index=True)


def used_points(snapshot: Snapshot, row: Judgement, selection: Selection) -> tuple[Point, ...]:
    """The observations that the pace of a judgement is measured on, of the user's own group too."""
    if row.area_type != AreaType.GROUP:
        used = judged.used_points(snapshot, row)
        return tuple(Point(int(one.year), float(one.value), one.qualifier) for one in used)
    lines = headline_lines(snapshot, selection.but(indicator=(row.indicator_id,)))
    breakdown = (row.sex, row.age, row.location, row.level)
    return next((one.line.window for one in lines if one.breakdown == breakdown), ())


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
    """selected.repeating, and of a selection with a group the lines computed for it that are left out, last."""
    if not selection.group:
        return selected.repeating(snapshot, selection)
    others = [] if _is_alone(selection) else selected.repeating(snapshot, selection)
    found = computed_lines(snapshot, selection)
    first = {key_of(one): one for one in headlines(found)}
    own = [
        Repeating(one.edition, "computed", [one.source_id], 1)
        for one in found
        if repeats(one, found, first[key_of(one)])
        and any(_is_of(selection, figure.year) for figure in one.figures.shown)
    ]
    return [*others, *own]


def _is_of(selection: Selection, year: int) -> bool:
    """Whether a selection asks for a year."""
    too_old = selection.year_from is not None and year < selection.year_from
    too_new = selection.year_to is not None and year > selection.year_to
    return not too_old and not too_new


def _observation_rows(snapshot: Snapshot, selection: Selection) -> Iterator[dict[str, object]]:
    if selection.origin and "computed" not in selection.origin:
        return
    found = computed_lines(snapshot, selection)
    first = {key_of(one): one for one in headlines(found)}
    for one in found:
        is_headline = first[key_of(one)] is one
        if selection.edition == LATEST and not is_headline:
            continue
        older = () if is_headline else history_of(one, found, first[key_of(one)])
        if selection.edition == HISTORY and not is_headline and not older:
            continue
        if selection.edition == DISTINCT and repeats(one, found, first[key_of(one)]):
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
                "locator": "",
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
