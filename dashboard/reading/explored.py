"""The rows behind a view of the page Explore: the same for chart, table, words and export."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.address.explore import ExploreView
from dashboard.address.selection import ALL, LATEST, Selection
from dashboard.reading import own_groups, queries
from dashboard.reading.breakdowns import breakdowns, default_breakdown
from dashboard.reading.judgements import progress
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Row, latest_of_each_line, rows
from dashboard.theme import Key, colours_of, colours_of_breakdowns
from indicators.model import Area, Indicator
from indicators.vocabulary import BREAKDOWNS, AreaType

_LEAST_SHARE, _USUAL_SPAN = 0.5, 10


@dataclass(frozen=True)
class Findings:
    """What a view's question found.

    `all_rows` are all observations of its indicators, areas, breakdowns, years and editions; `frame` those that its
    chart draws (both with the columns of queries.observations). `exists` is breakdowns of each indicator.
    """

    view: ExploreView
    indicators: tuple[Indicator, ...]
    areas: tuple[Area, ...]
    exists: dict[str, pd.DataFrame]
    all_rows: pd.DataFrame
    frame: pd.DataFrame

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

    def of(self, indicator: Indicator) -> pd.DataFrame:
        """The drawn rows of one indicator."""
        return self.frame[self.frame["indicator_id"] == indicator.id]


def find(snapshot: Snapshot, view: ExploreView) -> Findings:
    """The rows that a view asks for."""
    indicators = tuple(snapshot.catalogue.indicator_by_id[one] for one in view.indicators)
    exists = {one.id: breakdowns(snapshot, one.id) for one in indicators}
    areas = asked_areas(snapshot, view)
    found = [own_groups.observations(snapshot, selection_of(view, areas, one, exists[one.id])) for one in indicators]
    frame = pd.concat(found, ignore_index=True) if len(found) > 1 else found[0]
    # A selection without areas is one of all areas, and one of a type has its composite areas too, which none asks for.
    frame = frame[frame["area_id"].isin({one.area_id for one in areas})]
    if view.data.edition not in (LATEST, ALL):
        frame = frame.assign(is_headline=True)
    return Findings(view, indicators, areas, exists, frame, drawn(frame, view, indicators))


def asked_areas(snapshot: Snapshot, view: ExploreView) -> tuple[Area, ...]:
    """The areas that a view asks for, in the order of the catalogue, the reader's own group last; on a map, those that
    have a tile.
    """
    asked, catalogue = view.areas, snapshot.catalogue
    ids = set(asked.area)
    if asked.member_of:
        ids |= set(queries.members(snapshot, asked.member_of))
    listed = [
        one
        for one in catalogue.areas
        if one.area_id in ids or (one.area_type.value in asked.area_type and not one.composite)
    ]
    if view.chart == "map":
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
    whole = own.area_type if own.area_type and not (own.area or own.member_of) and view.chart != "map" else ()
    return Selection(
        indicator=(indicator.id,),
        area=() if whole else listed,
        area_type=whole,
        group=own.group if view.chart != "map" else (),
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


def drawn(frame: pd.DataFrame, view: ExploreView, indicators: tuple[Indicator, ...]) -> pd.DataFrame:
    """Of all rows of a view those that its chart draws."""
    if view.chart in ("trend", "panels", "table") or frame.empty:
        return frame
    speaking = spoken(frame, view)
    if view.chart == "heat":
        return speaking
    if view.chart == "change":
        years = two_years(speaking, view)
        both = speaking[speaking["year"].isin(years)]
        twice = both.groupby(["area_id", *BREAKDOWNS])["year"].transform("count") == 2
        return both[twice]
    if view.year is not None:
        newest = speaking[speaking["year"] == view.year]
    elif len(indicators) == 1:
        newest = latest_of_each_line(speaking)
    else:
        newest = pd.concat([latest_of_each_line(same) for _, same in speaking.groupby("indicator_id", sort=False)])
    if view.chart != "scatter":
        return newest
    both = newest.groupby("area_id")["indicator_id"].transform("nunique") == 2
    return newest[both]


def spoken(frame: pd.DataFrame, view: ExploreView) -> pd.DataFrame:
    """The observations of headline lines; on a map and in a scatter, which have one place for an area, of one
    breakdown: the first of those chosen that any area has.
    """
    speaking = frame[frame["is_headline"] & frame["is_observed"]]
    if view.chart not in ("map", "scatter") or speaking.empty:
        return speaking
    first = speaking.groupby("indicator_id")[list(BREAKDOWNS)].transform("first")
    return speaking[(speaking[list(BREAKDOWNS)] == first).all(axis=1)]


def two_years(frame: pd.DataFrame, view: ExploreView) -> tuple[int, int] | tuple[()]:
    """The two years that a change is told between: those asked for, or the newest that half of the lines have, and
    one about ten years before it.
    """
    counts = frame["year"].value_counts()
    if counts.empty:
        return ()
    lines = frame.groupby(["area_id", *BREAKDOWNS]).ngroups
    common = sorted(int(year) for year in counts.index if counts[year] >= _LEAST_SHARE * lines) or [
        int(counts.idxmax())
    ]
    known, asked = set(frame["year"]), view.data
    last = asked.year_to if asked.year_to is not None and asked.year_to in known else common[-1]
    if asked.year_from is not None and asked.year_from in known:
        return (asked.year_from, last) if asked.year_from < last else ()
    earlier = [year for year in common if year < last]
    return (min(earlier, key=lambda year: abs(last - _USUAL_SPAN - year)), last) if earlier else ()


def judged(snapshot: Snapshot, found: Findings) -> pd.DataFrame:
    """The judgements of a view's areas, first indicator and first breakdown through its lens (columns of
    progress.progress): one for each tile of a map.
    """
    view, indicator = found.view, found.indicator
    selection = selection_of(view, found.areas, indicator, found.exists[indicator.id])
    lens = view.lens
    asked = selection.but(
        horizon=(str(lens.horizon),), benchmark=lens.benchmark, year_from=None, year_to=None, edition=LATEST, group=()
    )
    verdicts = progress(snapshot, asked)
    if verdicts.empty or not found.areas:
        return verdicts.iloc[:0]
    return verdicts[(verdicts[list(BREAKDOWNS)] == verdicts[list(BREAKDOWNS)].iloc[0]).all(axis=1)]


def missing(snapshot: Snapshot, found: Findings, indicator: Indicator) -> dict[str, str]:
    """Why an area that is asked for has no drawn row of an indicator, in a few words, by area_id."""
    shown = set(found.of(indicator)["area_id"])
    absent = [one.area_id for one in found.areas if one.area_id not in shown and one.area_type is not AreaType.GROUP]
    if not absent:
        return {}
    query = """
        select area_id, year, sex, age, location, level, edition, is_headline, is_observed
        from series
        where indicator_id = $indicator and list_contains($areas, area_id)
    """
    held: dict[str, list[Row]] = {}
    for row in rows(snapshot.frame(query, {"indicator": indicator.id, "areas": absent})):
        held.setdefault(row.area_id, []).append(row)
    selection = selection_of(found.view, found.areas, indicator, found.exists[indicator.id])
    return {area_id: _why(held.get(area_id, []), selection) for area_id in absent}


def _why(held: list[Row], selection: Selection) -> str:
    if not held:
        return "no figure of this indicator in this build"
    same = [row for row in held if all(getattr(row, name) in getattr(selection, name) for name in BREAKDOWNS)]
    if not same:
        return "figures exist for other breakdowns only"
    first, last = min(row.year for row in same), max(row.year for row in same)
    span = str(first) if first == last else f"{first}–{last}"
    if selection.edition not in (LATEST, ALL) and not any(row.edition == selection.edition for row in same):
        return f"no figure in edition {selection.edition}; other editions have {span}"
    return f"no figure for what is drawn here; figures exist for {span}"
