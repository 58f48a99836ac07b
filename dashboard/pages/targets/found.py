"""What a target page shows, found in one step: everything under, in and beside its title is drawn from it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.address.selection import DEFAULT_SET, DISTINCT, HISTORY, LATEST, Selection
from dashboard.figures.future import LineKey, Projected, line_key
from dashboard.pages.targets.view import YOUR_GROUP, TargetView
from dashboard.reading import groups, judgements, outlooks, own_groups, own_lines, selected
from dashboard.reading.absences import Absent, absences, question_of
from dashboard.reading.gap_shares import Shares, newer_shares
from dashboard.reading.groups import ScheduledExit, scheduled_exits
from dashboard.reading.judgements import Difference, Reaching, TierCount, Withheld
from dashboard.reading.outlooks import SuspectedBreak
from dashboard.reading.selected import OtherFigure, Repeating
from dashboard.reading.warehouse import Build, Snapshot
from dashboard.rows import Backtest, Judgement, known, lines, rows
from dashboard.rows import judgements as judgements_of
from indicators.absence import Question
from indicators.areas import Area
from indicators.series import Point
from indicators.vocabulary import BREAKDOWNS, AreaType


@dataclass(frozen=True)
class Found:
    """A view with its rows.

    `selection` is that of its observations: the same for chart, table and export. `frame` are the observations,
    `further` how many figures of other editions are not among them, `of_all` how many lines have a figure without the
    bounds on it,
    `repeating` the lines left out of them since they say the same, `judged` the judgements of the view's areas through
    its lens, `badge` the one under the title, which rests on `points`. `tested` are the back-tests by curve,
    `projected` where each line is heading, `of_the_world` the world's figures in every edition, `missing` why the areas
    without a row have none, `silent` why the area of the badge has no figure, if it has none; `differences`,
    `withheld`, `reaching` and `tiers` tell of computed figures. `areas` are those that have a row, in its order;
    `exits` the scheduled ones, not confirmed, from the groups in view; `newer` the shares that are newer than the
    badge's ratio, if it is one.
    """

    view: TargetView
    build: Build
    selection: Selection
    frame: pd.DataFrame
    repeating: tuple[Repeating, ...]
    further: int
    judged: pd.DataFrame
    of_all: int
    badge: Judgement | None
    points: tuple[Point, ...]
    tested: Mapping[str, Backtest]
    projected: dict[LineKey, Projected]
    areas: tuple[Area, ...]
    missing: tuple[Absent, ...]
    silent: Absent | None
    of_the_world: tuple[OtherFigure, ...]
    differences: tuple[Difference, ...]
    withheld: tuple[Withheld, ...]
    reaching: tuple[Reaching, ...]
    tiers: tuple[TierCount, ...]
    suspected: tuple[SuspectedBreak, ...]
    exits: tuple[ScheduledExit, ...]
    newer: Shares | None

    @property
    def judging(self) -> Selection:
        """The judgements, through the view's lens, of the areas and breakdowns in view."""
        return _judging(self.view, self.view.chosen)


def find(snapshot: Snapshot, view: TargetView) -> Found:
    """Everything that the page shows for a view; each question is put to the warehouse once."""
    selection = selection_of(snapshot, view)
    frame = observations_of(snapshot, view, selection)
    judged = own_groups.progress(snapshot, _judging(view, selection))
    badge = _badge(snapshot, view, judged)
    in_view = dict.fromkeys(row.area_id for row in rows(frame))
    indicator = view.indicator.id
    known_areas = snapshot.catalogue.area_by_id
    own = own_groups.area_of(snapshot, view.chosen.group) if view.chosen.group else None
    empty = frame.empty
    bounded = view.chosen.over is not None or view.chosen.under is not None
    missing, silent = ((), None) if bounded else _absent(snapshot, view, selection, set(in_view), badge)
    return Found(
        view,
        snapshot.build,
        selection,
        frame,
        tuple(own_groups.repeating(snapshot, selection)) if selection.edition == DISTINCT else (),
        selected.further_figures(snapshot, selection) if selection.edition == HISTORY else 0,
        judged,
        _of_all(snapshot, view, selection, judged),
        badge,
        _points(snapshot, view, badge),
        {one.curve: one for one in outlooks.backtests(snapshot, indicator)} if badge is not None else {},
        {} if empty else _projected(snapshot, view, in_view),
        tuple(area for one in in_view if (area := known_areas.get(one) or own)),
        missing,
        silent,
        () if empty else tuple(selected.other_figures(snapshot, indicator, "WLD")),
        () if empty else tuple(judgements.differences(snapshot, indicator, in_view)),
        () if empty else tuple(judgements.withheld(snapshot, indicator, in_view)),
        () if empty or not view.indicator.benchmarks else tuple(judgements.reaching(snapshot, indicator)),
        () if empty or not view.indicator.tiers else tuple(judgements.tier_counts(snapshot, indicator)),
        () if empty else _suspected(snapshot, view),
        tuple(scheduled_exits(snapshot, [*_groups(snapshot, in_view), *view.chosen.member_of])),
        _newer(snapshot, view, badge),
    )


def _of_all(snapshot: Snapshot, view: TargetView, selection: Selection, judged: pd.DataFrame) -> int:
    """How many lines of a view have a figure, those too that a bound on the newest figure leaves out."""
    if view.chosen.over is not None or view.chosen.under is not None:
        judged = own_groups.progress(snapshot, _judging(view, selection).but(over=None, under=None))
    return sum(known(row.latest_year) for row in judgements_of(judged))


def _newer(snapshot: Snapshot, view: TargetView, badge: Judgement | None) -> Shares | None:
    if badge is None or not known(badge.latest_year):
        return None
    return newer_shares(snapshot, view.indicator, badge.area_id, int(badge.latest_year))


def _suspected(snapshot: Snapshot, view: TargetView) -> tuple[SuspectedBreak, ...]:
    """The suspected breaks of the breakdowns in view; asked where economies are, for only theirs are looked for."""
    chosen = view.chosen
    if chosen.area_type != (AreaType.ECONOMY,):
        return ()
    every = outlooks.suspected_breaks(snapshot, view.indicator.id)
    return tuple(one for one in every if all(getattr(one, name) in getattr(chosen, name) for name in BREAKDOWNS))


def _groups(snapshot: Snapshot, area_ids: Collection[str]) -> list[str]:
    """Those of some areas that are groups of economies."""
    groups = {area.area_id for area in snapshot.catalogue.groups()}
    return [area_id for area_id in area_ids if area_id in groups]


def selection_of(snapshot: Snapshot, view: TargetView) -> Selection:
    """The observations that a view asks for: groups and economies beside the world, the economies of a group alone."""
    chosen = view.chosen.but(horizon=(), benchmark=DEFAULT_SET)
    if chosen.area_type != (AreaType.ECONOMY,):
        kinds = dict.fromkeys((AreaType.WORLD.value, *chosen.area_type))
        return chosen.but(area_type=tuple(kinds), area=(), member_of=())
    if chosen.member_of:
        return chosen.but(area=())
    areas = chosen.area or tuple(groups.largest_economies(snapshot))
    return chosen.but(area_type=(), area=("WLD", *areas))


def observations_of(snapshot: Snapshot, view: TargetView, selection: Selection) -> pd.DataFrame:
    """The observations of a view; a line of an edition chosen by name counts as the line shown first."""
    frame = own_groups.observations(snapshot, selection)
    return frame.assign(is_headline=True) if view.chosen.named_edition else frame


def _judging(view: TargetView, selection: Selection) -> Selection:
    lens = view.lens
    return selection.but(
        horizon=(str(lens.horizon),), benchmark=lens.benchmark, year_from=None, year_to=None, edition=LATEST, origin=()
    )


def _badge(snapshot: Snapshot, view: TargetView, judged: pd.DataFrame) -> Judgement | None:
    """The judgement of the area that the address names, or of the world; of chosen economies, where the world has no
    figure, that of the first with one. Economies that nobody chose, those of the bare page, do not speak.
    """
    every = judgements_of(judged)
    if view.badge == YOUR_GROUP:
        found = [row for row in every if row.area_type == AreaType.GROUP]
    elif view.badge:
        found = [row for row in every if row.area_id == view.badge]
        if not found:
            asked = _judging(view, view.chosen).but(area=(view.badge,), area_type=(), member_of=(), group=())
            found = judgements_of(own_groups.progress(snapshot, asked))
    elif view.of_a_set:
        return None
    else:
        chosen = bool(view.chosen.area or view.chosen.member_of)
        may_speak = [row for row in every if chosen or row.area_type != AreaType.ECONOMY]
        with_figures = [row for row in may_speak if known(row.latest_year)]
        world = [row for row in every if row.area_id == "WLD"]
        of_the_world = [row for row in world if known(row.latest_year)]
        found = of_the_world or (with_figures if chosen else []) or world or with_figures or may_speak
    return found[0] if found else None


def _points(snapshot: Snapshot, view: TargetView, badge: Judgement | None) -> tuple[Point, ...]:
    if badge is None or not known(badge.window_from):
        return ()
    return own_groups.used_points(snapshot, badge, view.chosen)


def _projected(snapshot: Snapshot, view: TargetView, areas: Collection[str]) -> dict[LineKey, Projected]:
    """Where each line of the areas is heading, the user's own group too."""
    found: dict[LineKey, Projected] = {}
    held = outlooks.projections(snapshot, view.indicator.id, areas)
    for path in lines(held, ("area_id", *BREAKDOWNS)):
        found[line_key(path[0])] = [(row.year, row.value, _or_none(row.low), _or_none(row.high)) for row in path]
    if view.chosen.group:
        for one in own_lines.headline_lines(snapshot, view.chosen):
            if steps := own_lines.projected(snapshot, one):
                found[one.line.area_id, *one.breakdown] = steps
    return found


def _or_none(value: float | None) -> float | None:
    return float(value) if known(value) else None


def _absent(
    snapshot: Snapshot, view: TargetView, selection: Selection, shown: set[str], badge: Judgement | None
) -> tuple[tuple[Absent, ...], Absent | None]:
    """Why the areas that the view asks for and that have no row in it have none, and why the area of the badge has no
    figure; None where it has one, or is the reader's own group.
    """
    chosen, catalogue = view.chosen, snapshot.catalogue
    asked = selection.area or tuple(
        groups.members(snapshot, chosen.member_of)
        if chosen.member_of
        else [a.area_id for a in catalogue.areas if a.area_type in selection.area_type and not a.composite]
    )
    without = [catalogue.area_by_id[area_id] for area_id in asked if area_id not in shown]
    judged = catalogue.area_by_id.get(badge.area_id) if badge is not None and not known(badge.latest_year) else None
    areas = [*without, *([judged] if judged is not None else [])]
    if not areas:
        return (), None
    found = absences(snapshot, [view.indicator], areas)
    missing = tuple(found.why(view.indicator, area, question_of(chosen)) for area in without)
    if badge is None or judged is None:
        return missing, None
    newest = Question((badge.sex,), (badge.age,), (badge.location,), (badge.level,))
    return missing, found.why(view.indicator, judged, newest)
