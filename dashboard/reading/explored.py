"""The rows behind a view of the page Explore: the same for chart, table, words and export."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

import pandas as pd

from dashboard.address.explore import ExploreView
from dashboard.address.selection import Selection
from dashboard.columns import OBSERVATIONS, PROGRESS
from dashboard.reading import groups, outlooks, own_groups
from dashboard.reading.absences import Absent, absences, question_of
from dashboard.reading.breakdowns import breakdowns, default_breakdown
from dashboard.reading.judgements import PROGRESS_COLUMNS, progress, sources_of
from dashboard.reading.outlooks import SuspectedBreak
from dashboard.reading.streams import Rows, of_frame
from dashboard.reading.warehouse import Build, Snapshot
from dashboard.rows import latest_of_each_line, picked, rows, where
from dashboard.theme import Key, colours_of, colours_of_breakdowns
from indicators.areas import Area
from indicators.benchmark import Benchmark
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.place_names import folded
from indicators.vocabulary import BREAKDOWNS, AreaType

_WORDS = attrgetter(*BREAKDOWNS)
_POINT = attrgetter("indicator_id", "area_id", *BREAKDOWNS, "year")

Reasons = Mapping[str, Mapping[str, Absent]]
"""Why areas are not drawn, by indicator and area."""


@dataclass(frozen=True)
class Findings:
    """What a view's question found, all of one build.

    `all_rows` are all observations of its indicators, areas, breakdowns, years and editions; `frame` those that its
    chart draws (both with the columns of selected.observations). `exists` is breakdowns of each indicator, `verdicts`
    the judgements that a chart of them draws (columns of judgements.progress), `people` the newest number of people of
    each economy where a chart needs pairs, `reasons` why areas are not drawn, `suspected` the jumps of the lines shown
    first that look like another method.
    """

    view: ExploreView
    build: Build
    indicators: tuple[Indicator, ...]
    areas: tuple[Area, ...]
    exists: Mapping[str, pd.DataFrame]
    all_rows: pd.DataFrame
    frame: pd.DataFrame
    verdicts: pd.DataFrame
    people: Mapping[str, int]
    reasons: Reasons
    suspected: tuple[SuspectedBreak, ...]

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the build."""
        return self.build.catalogue

    @property
    def exported(self) -> pd.DataFrame:
        """The rows that are drawn, of the areas that are sought: observations, or judgements."""
        return self.sought(self.verdicts if self.view.judges else self.frame)

    @property
    def count(self) -> int:
        """How many figures, or judgements, are drawn."""
        return len(self.verdicts if self.view.judges else self.frame)

    def sought(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of areas whose name holds the words that the address seeks; all, if it seeks none."""
        wanted = folded(self.view.find).strip()
        return where(frame, lambda row: wanted in folded(row.area)) if wanted else frame

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to draw."""
        return (self.verdicts if self.view.judges else self.frame).empty

    @property
    def indicator(self) -> Indicator:
        """The first indicator."""
        return self.indicators[0]

    @cached_property
    def colours(self) -> dict[Key, str]:
        """The light colour of each area that has a row."""
        shown = set(self.frame["area_id"])
        return colours_of(one for one in self.areas if one.area_id in shown) | colours_of_breakdowns(rows(self.frame))

    @cached_property
    def years(self) -> list[int]:
        """The years for which any of the indicators has a row, oldest first."""
        return sorted(int(year) for year in self.all_rows["year"].unique())

    @cached_property
    def benchmarks(self) -> dict[str, Benchmark | None]:
        """Of each indicator the benchmark that all drawn areas are judged by; None where they have several."""
        chosen = self.view.lens.benchmark_set
        return {
            one.id: one.shared_benchmark(list(latest_of_each_line(self.of(one))["area_id"]), chosen)
            for one in self.indicators
        }

    def of(self, indicator: Indicator) -> pd.DataFrame:
        """The drawn rows of one indicator."""
        return self._of_each[indicator.id]

    @cached_property
    def _of_each(self) -> dict[str, pd.DataFrame]:
        return {one.id: _of(one.id, self.frame) for one in self.indicators}


def find(snapshot: Snapshot, view: ExploreView) -> Findings:
    """The rows that a view asks for, and what its chart and its words need beside them."""
    indicators = tuple(snapshot.catalogue.indicator_by_id[one] for one in view.indicators)
    exists = {one.id: breakdowns(snapshot, one.id) for one in indicators}
    areas = asked_areas(snapshot, view)
    asked = {one.id: selection_of(view, areas, one, exists[one.id]) for one in indicators}
    found = [own_groups.observations(snapshot, one) for one in asked.values()]
    frame = pd.concat(found, ignore_index=True) if len(found) > 1 else found[0]
    # A selection without areas is one of all areas, and one of a type has its composite areas too, which none asks for.
    ids = {one.area_id for one in areas}
    frame = where(frame, lambda row: row.area_id in ids)
    if view.data.named_edition:
        frame = frame.assign(is_headline=True)
    drawn = view.kind.draws(frame, view) if len(frame) else frame
    return Findings(
        view=view,
        build=snapshot.build,
        indicators=indicators,
        areas=areas,
        exists=exists,
        all_rows=frame,
        frame=drawn,
        verdicts=_verdicts(snapshot, view, areas, asked[indicators[0].id]),
        people=groups.people(snapshot) if view.kind.pair and len(drawn) else {},
        reasons=_reasons(snapshot, areas, [(one, _within(view, asked[one.id])) for one in indicators], drawn),
        suspected=tuple(each for one in indicators for each in outlooks.suspected_breaks(snapshot, one.id)),
    )


def stream(snapshot: Snapshot, view: ExploreView) -> Rows:
    """The rows that a view draws, of the areas that it seeks, as a stream: observations, or judgements."""
    exported = find(snapshot, view).exported
    return (
        of_frame(exported, PROGRESS, sources_of(snapshot, exported))
        if view.judges
        else of_frame(exported, OBSERVATIONS)
    )


def asked_areas(snapshot: Snapshot, view: ExploreView) -> tuple[Area, ...]:
    """The areas that a view asks for, in the order of the catalogue, the reader's own group last; on a map, those that
    have a tile.
    """
    asked, catalogue = view.areas, snapshot.catalogue
    ids = set(asked.area)
    if asked.member_of:
        ids |= set(groups.members(snapshot, asked.member_of))
    listed = [
        one
        for one in catalogue.areas
        if one.area_id in ids or (one.area_type.value in asked.area_type and not one.composite)
    ]
    if view.kind.of_tiles:
        tiled = {tile.area_id for tile in catalogue.tiles}
        return tuple(one for one in listed if one.area_id in tiled)
    own = [own_groups.area_of(snapshot, asked.group)] if asked.group else []
    return (*listed, *own)


def selection_of(view: ExploreView, areas: Iterable[Area], indicator: Indicator, exists: pd.DataFrame) -> Selection:
    """The observations of one indicator that a view asks for; breakdowns left open are those the indicator opens on."""
    chosen = {name: getattr(view.data, name) for name in BREAKDOWNS}
    usual = default_breakdown(indicator, exists)
    breakdown = {name: _known(name, words, exists) or usual[name] for name, words in chosen.items()}
    own = view.areas
    listed = tuple(one.area_id for one in areas if one.area_type is not AreaType.GROUP)
    whole = own.area_type if own.area_type and not (own.area or own.member_of) and not view.kind.of_tiles else ()
    return Selection(
        indicator=(indicator.id,),
        area=() if whole else listed,
        area_type=whole,
        group=() if view.kind.of_tiles else own.group,
        year_from=view.data.year_from,
        year_to=view.data.year_to,
        edition=view.data.edition,
    ).but(**breakdown)


def _known(name: str, words: tuple[str, ...], exists: pd.DataFrame) -> tuple[str, ...]:
    """The asked words that an indicator is broken down by; of several indicators each keeps to its own."""
    if not words or exists.empty:
        return words
    known = set(exists[name])
    return tuple(word for word in words if word in known) or (() if known == {""} else words)


def speaking(frame: pd.DataFrame) -> pd.DataFrame:
    """The observations of lines that are shown first, one an area, breakdown and year.

    Charts have one place for it: of an edition chosen by name published and computed lines both count as shown first,
    and the published one speaks.
    """
    first: dict[object, int] = {}
    for place, row in enumerate(rows(frame)):
        if row.is_headline and row.is_observed:
            first.setdefault(_POINT(row), place)
    return picked(frame, list(first.values()))


def of_one_breakdown(frame: pd.DataFrame) -> pd.DataFrame:
    """The observations of lines shown first, of one breakdown for each indicator: the first that any area has.

    For charts that have one place for an area.
    """
    words: dict[str, object] = {}
    return where(speaking(frame), lambda row: words.setdefault(row.indicator_id, _WORDS(row)) == _WORDS(row))


def newest(frame: pd.DataFrame, view: ExploreView) -> pd.DataFrame:
    """Of observations those of the year that a view asks for, or the newest of each line."""
    if view.year is not None:
        return where(frame, lambda row: row.year == view.year)
    indicators = dict.fromkeys(row.indicator_id for row in rows(frame))
    same = [latest_of_each_line(_of(one, frame)) for one in indicators]
    return pd.concat(same) if len(same) > 1 else same[0] if same else frame


def _of(indicator_id: str, frame: pd.DataFrame) -> pd.DataFrame:
    return where(frame, lambda row: row.indicator_id == indicator_id)


def _verdicts(snapshot: Snapshot, view: ExploreView, areas: Sequence[Area], selection: Selection) -> pd.DataFrame:
    """The judgements of areas through the lens of a view (columns of judgements.progress), of the first breakdown that
    has any: one for each place of a chart; of a chart of figures none.
    """
    if not view.judges or not areas:
        return pd.DataFrame(columns=PROGRESS_COLUMNS)
    lens = view.lens
    verdicts = progress(
        snapshot,
        selection.but(
            horizon=(str(lens.horizon),),
            benchmark=lens.benchmark,
            group=(),
        ),
    )
    if verdicts.empty:
        return verdicts
    words = _WORDS(rows(verdicts)[0])
    return where(verdicts, lambda row: _WORDS(row) == words)


def _within(view: ExploreView, selection: Selection) -> Selection:
    """The observations that a view asks for, of its one year where it has one."""
    return selection if view.year is None else selection.but(year_from=view.year, year_to=view.year)


def _reasons(
    snapshot: Snapshot,
    areas: Sequence[Area],
    asked: Sequence[tuple[Indicator, Selection]],
    drawn: pd.DataFrame,
) -> dict[str, dict[str, Absent]]:
    """Why an area that is asked for has no drawn row of an indicator; of the reader's own group nothing is said."""
    shown = {(row.indicator_id, row.area_id) for row in rows(drawn)}
    listed = [one for one in areas if one.area_type is not AreaType.GROUP]
    silent = [
        (indicator, area, question_of(selection))
        for indicator, selection in asked
        for area in listed
        if (indicator.id, area.area_id) not in shown
    ]
    reasons: dict[str, dict[str, Absent]] = {indicator.id: {} for indicator, _ in asked}
    if silent:
        found = absences(snapshot, [indicator for indicator, _ in asked], [area for _, area, _ in silent])
        for indicator, area, question in silent:
            reasons[indicator.id][area.area_id] = found.why(indicator, area, question)
    return reasons
