"""What the page of gaps rests on: each area's ratio, its course and what is published beside it.

Everything is computed from one snapshot; nothing is drawn or worded here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from dashboard.address.lens import Lens
from dashboard.address.selection import ALL, Selection
from dashboard.numbers import bound, fixed
from dashboard.reading import selected
from dashboard.reading.judgements import progress
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Judgement, Observation, Printed, frame_of, judgements, known, lines, rows
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.pace import standing_still
from indicators.parity import symmetric
from indicators.series import SHORTEST_SPAN, WINDOW, fit_line
from indicators.vocabulary import AreaType, Origin

_COMPUTED_DECIMALS = 2
_CLOSE = 1e-9


class Movement(StrEnum):
    """Which way a ratio goes, seen from even."""

    CLOSES = "closes"
    OPENS = "opens"
    STILL = "stands still"
    UNKNOWN = "no course can be told"


@dataclass(frozen=True)
class AreaGap:
    """One area's gap: its judgement, the judged line, and the line whose course is told.

    `course` is the judged line, or, where that has one observation, the newest other line that has more.
    `change` is the course's yearly change, None where none can be told, and `since` the observation of the course from
    which on it is measured.
    """

    area: Area
    judged: Judgement
    line: tuple[Printed, ...]
    course: tuple[Printed, ...]
    change: float | None
    movement: Movement
    since: Printed | None

    @property
    def newest(self) -> Printed:
        """The newest observation of the judged line."""
        return self.line[-1]

    @property
    def way(self) -> str:
        """Which way the ratio goes, in words; of one without a course, why none is told."""
        if self.movement is not Movement.UNKNOWN:
            return self.movement.value
        return "one figure" if len(self.course) == 1 else "too short a course to tell a way"

    @property
    def stands_in(self) -> bool:
        """Whether the course is that of another line than the judged one."""
        return self.course[0] is not self.line[0]


@dataclass(frozen=True)
class Ratio:
    """What is known of one ratio of two shares: each area's gap, in the order of areas, and every figure of it.

    `figures` are those of all editions. `people` are the published gaps in people, of
    all editions too; `stated` the newest statements, without a number, that the ratio is within its band.
    """

    indicator: Indicator
    gaps: tuple[AreaGap, ...]
    figures: tuple[Printed, ...]
    people: tuple[Printed, ...]
    stated: tuple[Printed, ...]

    def gap_of(self, area_id: str) -> AreaGap | None:
        """The gap of one area; None where it has no figure."""
        return next((gap for gap in self.gaps if gap.area.area_id == area_id), None)


def value_text(row: Observation, indicator: Indicator) -> str:
    """A ratio as printed, with all decimals of its publication; a computed one with two."""
    decimals = indicator.decimals if row.origin == Origin.PUBLISHED else _COMPUTED_DECIMALS
    return f"{bound(row.qualifier)}{fixed(row.value, decimals)}"


def movement(indicator: Indicator, latest: float, change: float | None) -> Movement:
    """Whether a ratio came closer to even in its last year at a yearly change, on the symmetric scale."""
    if change is None or not known(change):
        return Movement.UNKNOWN
    if abs(change) <= standing_still(indicator, latest) + _CLOSE:
        return Movement.STILL
    return Movement.CLOSES if distance(latest) < distance(latest - change) else Movement.OPENS


def distance(ratio: float) -> float:
    """How far a ratio is from even on the symmetric scale, whichever side is ahead."""
    return abs(symmetric(ratio) - 1)


def exported(indicator: Indicator, gaps: Iterable[AreaGap]) -> Selection:
    """The judged lines of areas: what charts and table show, and what the page's file holds."""
    return Selection(indicator=(indicator.id,), area=tuple(gap.area.area_id for gap in gaps))


def ratios_of_groups(snapshot: Snapshot, lens: Lens) -> tuple[Ratio, ...]:
    """What is known of every ratio in the world and its groups, seen through a lens."""
    return snapshot.of_build((ratios_of_groups, lens), lambda: _ratios_of_groups(snapshot, lens))


def _ratios_of_groups(snapshot: Snapshot, lens: Lens) -> tuple[Ratio, ...]:
    groups, every = snapshot.catalogue.groups(), snapshot.catalogue.ratios
    asked = lens.selection(indicator=tuple(one.id for one in every), area=tuple(area.area_id for area in groups))
    return ratios(snapshot, every, judgements(progress(snapshot, asked)), groups)


def ratios(
    snapshot: Snapshot, indicators: Collection[Indicator], judged: Iterable[Judgement], areas: Collection[Area]
) -> tuple[Ratio, ...]:
    """What is known of ratios in areas: their figures are asked for, their verdicts are among those `judged`."""
    area_ids = tuple(area.area_id for area in areas)
    beside = (of_id for one in indicators if (of := one.ratio_of) for of_id in (of.people, of.stated) if of_id)
    own = tuple(one.id for one in indicators)
    asked = Selection(indicator=(*own, *beside), area=area_ids, edition=ALL)
    figures: dict[str, list[Printed]] = {one: [] for one in asked.indicator}
    for row in rows(_with_text(selected.observations(snapshot, asked), snapshot.catalogue)):
        figures[row.indicator_id].append(row)
    verdicts: dict[str, dict[str, Judgement]] = {one: {} for one in own}
    for verdict in judged:
        if verdict.indicator_id in verdicts:
            verdicts[verdict.indicator_id][verdict.area_id] = verdict
    by_id = {area.area_id: area for area in areas}
    found = []
    for one in indicators:
        people, stated = (one.ratio_of.people, one.ratio_of.stated) if one.ratio_of else ("", "")
        found.append(
            Ratio(
                one,
                tuple(_gaps(one, figures[one.id], verdicts[one.id], by_id)),
                tuple(figures[one.id]),
                tuple(figures.get(people, [])),
                tuple(row for row in figures.get(stated, []) if row.is_headline and row.is_latest),
            )
        )
    return tuple(found)


def _with_text(frame: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    known_indicators = catalogue.indicator_by_id
    return frame.assign(text=[value_text(row, known_indicators[row.indicator_id]) for row in rows(frame)])


def _gaps(
    indicator: Indicator, figures: Iterable[Printed], verdicts: Mapping[str, Judgement], areas: Mapping[str, Area]
) -> Iterator[AreaGap]:
    every = lines(figures)
    for line in (one for one in every if one[0].is_headline):
        area_id = line[0].area_id
        others = [one for one in every if one[0].area_id == area_id and len(one) > 1]
        course = line if len(line) > 1 or not others else max(others, key=lambda one: int(one[-1].year))
        judged = verdicts[area_id]
        used = [row for row in course if row.year >= _used_from(judged, course, of_the_judged=course is line)]
        change = judged.recent_a_year if course is line else _slope(used)
        change = None if change is None or not known(change) else float(change)
        move = movement(indicator, course[-1].value, change)
        since = None if change is None else used[0]
        yield AreaGap(areas[area_id], judged, tuple(line), tuple(course), change, move, since)


def _used_from(judged: Judgement, course: Sequence[Printed], *, of_the_judged: bool) -> float:
    """The first year that the yearly change of a course is measured on: a judgement says its own."""
    if of_the_judged and known(judged.window_from):
        return judged.window_from
    return course[-1].year - WINDOW


def _slope(used: Sequence[Printed]) -> float | None:
    """The yearly change over some observations by least squares; None where they lie too close together."""
    if used[-1].year - used[0].year < SHORTEST_SPAN:
        return None
    return fit_line([row.year for row in used], [row.value for row in used]).slope


def range_frame(gaps: Iterable[AreaGap], stated: Sequence[Printed] = ()) -> pd.DataFrame:
    """What figures.gap_range draws: one row for each line (Ends), of an area the judged one first; also words for a
    number. Areas stand by kind, the furthest from even first, areas with words only last.
    """
    found = []
    in_order = sorted(gaps, key=lambda gap: -distance(gap.newest.value))
    for gap in in_order:
        found.append(_ends(gap, gap.line, is_judged=True))
        if gap.stands_in:
            found.append(_ends(gap, gap.course, is_judged=False))
    for row in stated:
        found.append(
            {
                "area_id": row.area_id,
                "area": row.area,
                "short_name": row.short_name,
                "area_type": row.area_type,
                "newest_year": row.year,
                "edition": row.edition,
                "origin": row.origin,
                "source": row.source,
                "is_judged": True,
                "movement": "stated",
                "first_text": "",
                "newest_text": "",
                "since_text": "",
            }
        )
    kinds = list(AreaType)
    return pd.DataFrame(sorted(found, key=lambda row: kinds.index(AreaType(str(row["area_type"])))))


def _ends(gap: AreaGap, line: Sequence[Printed], *, is_judged: bool) -> dict[str, object]:
    first, newest = (line[0] if len(line) > 1 else None), line[-1]
    since = gap.since if line[0] is gap.course[0] else None
    return {
        "area_id": gap.area.area_id,
        "area": gap.area.name,
        "short_name": gap.area.short_name,
        "area_type": gap.area.area_type.value,
        "first_year": first.year if first else None,
        "first": first.value if first else None,
        "first_text": first.text if first else "",
        "newest_year": newest.year,
        "newest": newest.value,
        "newest_text": newest.text,
        "edition": newest.edition,
        "origin": newest.origin,
        "source": newest.source,
        "is_judged": is_judged,
        "movement": gap.way,
        "since_year": since.year if since else None,
        "since_text": since.text if since else "",
    }


def course_frame(gaps: Iterable[AreaGap]) -> pd.DataFrame:
    """What figures.gap_course draws: the observations of every course that has more than one."""
    return frame_of([row for gap in gaps if len(gap.course) > 1 for row in gap.course])
