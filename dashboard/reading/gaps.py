"""What the page of gaps rests on: each area's ratio and its course, the shares and the people behind it.

Everything is computed from one snapshot; nothing is drawn or worded here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from dashboard.address.lens import Lens
from dashboard.address.selection import ALL, Selection
from dashboard.numbers import bound, fixed
from dashboard.reading import queries
from dashboard.reading.judgements import progress
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Row, known, lines, rows
from indicators.assessment import SHORTEST_SPAN, standing_still
from indicators.model import Area, Indicator
from indicators.parity import symmetric
from indicators.series import WINDOW, fit_line
from indicators.vocabulary import AreaType, Origin

RATIOS = (
    "internet_gender_parity",
    "internet_urban_rural_ratio",
    "internet_youth_ratio",
    "mobile_ownership_gender_parity",
)
"""The ratios that the page can show, the one it opens on first."""

_COMPUTED_DECIMALS = 2
_CLOSE = 1e-9


class Movement(StrEnum):
    """Which way a ratio goes, seen from even."""

    CLOSES = "closes"
    OPENS = "opens"
    STILL = "stands still"
    UNKNOWN = "one figure"


@dataclass(frozen=True)
class AreaGap:
    """One area's gap: its judgement, the judged line, and the line whose course is told.

    `course` is the judged line, or, where that has one observation, the newest other line that has more.
    `change` is the course's yearly change, None where none can be told.
    """

    area: Area
    judged: Row
    line: tuple[Row, ...]
    course: tuple[Row, ...]
    change: float | None
    movement: Movement

    @property
    def newest(self) -> Row:
        """The newest observation of the judged line."""
        return self.line[-1]

    @property
    def stands_in(self) -> bool:
        """Whether the course is that of another line than the judged one."""
        return self.course[0] is not self.line[0]


def value_text(row: Row, indicator: Indicator) -> str:
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


def figures(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """The observations of a selection, each with its value as `text` (value_text)."""
    frame = queries.observations(snapshot, selection)
    known_indicators = snapshot.catalogue.indicator_by_id
    return frame.assign(text=[value_text(row, known_indicators[row.indicator_id]) for row in rows(frame)])


def exported(indicator: Indicator, gaps: Iterable[AreaGap]) -> Selection:
    """The judged lines of areas: what charts and table show, and what the page's file holds."""
    return Selection(indicator=(indicator.id,), area=tuple(gap.area.area_id for gap in gaps))


def area_gaps(snapshot: Snapshot, indicator: Indicator, lens: Lens, only: str = "") -> list[AreaGap]:
    """The gaps of the world and its groups that have a figure, or of one area only, in the order of areas."""
    asked = [snapshot.catalogue.area_by_id[only]] if only else snapshot.catalogue.groups()
    groups = {area.area_id: area for area in asked}
    chosen = Selection(indicator=(indicator.id,), area=tuple(groups))
    verdicts = {row.area_id: row for row in rows(progress(snapshot, lens.selection(**_filters(chosen))))}
    every = lines(rows(figures(snapshot, chosen.but(edition=ALL))))
    found = []
    for line in (one for one in every if one[0].is_headline):
        area_id = line[0].area_id
        others = [one for one in every if one[0].area_id == area_id and len(one) > 1]
        course = line if len(line) > 1 or not others else max(others, key=lambda one: int(one[-1].year))
        judged = verdicts[area_id]
        change = judged.change_a_year if course is line else _slope(course)
        change = None if change is None or not known(change) else float(change)
        move = movement(indicator, course[-1].value, change)
        found.append(AreaGap(groups[area_id], judged, tuple(line), tuple(course), change, move))
    return found


def _filters(selection: Selection) -> dict[str, tuple[str, ...]]:
    return {"indicator": selection.indicator, "area": selection.area}


def _slope(line: Sequence[Row]) -> float | None:
    """The yearly change of a line by least squares over the window that judgements use."""
    used = [row for row in line if row.year >= line[-1].year - WINDOW]
    if used[-1].year - used[0].year < SHORTEST_SPAN:
        return None
    return fit_line([row.year for row in used], [row.value for row in used]).slope


def range_frame(gaps: Iterable[AreaGap], stated: Sequence[Row] = ()) -> pd.DataFrame:
    """What figures.gap_range draws: one row for each line, of an area the judged one first; also words for a number.

    Areas stand by kind, the furthest from even first, areas with words only last.

    Columns: area_id, area, short_name, area_type, first_year, first, first_text, newest_year, newest, newest_text,
    edition, origin, source, is_judged, movement. A line of one observation has no first; a statement no newest either.
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
            }
        )
    kinds = list(AreaType)
    return pd.DataFrame(sorted(found, key=lambda row: kinds.index(AreaType(str(row["area_type"])))))


def _ends(gap: AreaGap, line: Sequence[Row], *, is_judged: bool) -> dict[str, object]:
    first, newest = (line[0] if len(line) > 1 else None), line[-1]
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
        "movement": gap.movement.value,
    }


def course_frame(gaps: Iterable[AreaGap]) -> pd.DataFrame:
    """What figures.gap_course draws: the observations of every course that has more than one."""
    return pd.DataFrame([row._asdict() for gap in gaps if len(gap.course) > 1 for row in gap.course])
