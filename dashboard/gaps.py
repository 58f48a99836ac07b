"""What the page of gaps rests on: each area's ratio and its course, the shares and the people behind it.

Everything is computed from one snapshot; nothing is drawn or worded here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from dashboard import queries
from dashboard.lens import Lens
from dashboard.lines import Row, lines, rows
from dashboard.numbers import bound, fixed
from dashboard.pace import known
from dashboard.progress import progress
from dashboard.selection import ALL, Selection
from dashboard.warehouse import Snapshot
from indicators.aggregation import Populations
from indicators.assessment import SHORTEST_SPAN, standing_still
from indicators.catalogue import Catalogue
from indicators.model import Area, Indicator
from indicators.parity import gap_people, symmetric
from indicators.series import WINDOW, fit_line
from indicators.vocabulary import Origin

RATIOS = (
    "internet_gender_parity", "internet_urban_rural_ratio", "internet_youth_ratio", "mobile_ownership_gender_parity",
)  # fmt: skip
"""The ratios that the page can show, the one it opens on first."""

PUBLISHED_PEOPLE = {"internet_gender_parity": "men_minus_women_online"}
"""The indicator that publishes a ratio's gap in people (denominator minus numerator), where there is one."""

STATED = {"internet_gender_parity": "gender_parity_achieved"}
"""The indicator that says of areas, without a number, that a ratio is within its band."""

OF_EVERYONE = "internet_users"
"""The shares that are of the whole population; those of mobile-phone owners are of ages 10 and over."""

_COMPUTED_DECIMALS = 2
_CLOSE = 1e-9


class Movement(StrEnum):
    """Which way a ratio goes, seen from even."""

    CLOSES = "closes"
    OPENS = "opens"
    STILL = "stands still"
    UNKNOWN = "one figure"


@dataclass(frozen=True)
class Shares:
    """Two shares of one area, year and edition, in %."""

    year: int
    edition: str
    origin: str
    numerator: float
    denominator: float

    @property
    def points(self) -> float:
        """By how many percentage points the numerator is ahead; negative where the denominator is."""
        return self.numerator - self.denominator


@dataclass(frozen=True)
class People:
    """By how many million people the denominator is ahead in a year; without an edition it is an estimate of ours."""

    year: int
    millions: float
    edition: str = ""


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


@dataclass(frozen=True)
class Comparison:
    """A computed ratio beside the published one of its area and year; None where that year has none."""

    published: Row | None
    computed: Row
    same_vintage: bool


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


def area_gaps(snapshot: Snapshot, indicator: Indicator, lens: Lens) -> list[AreaGap]:
    """The gaps of the world and its groups that have a figure, in the order of areas."""
    groups = {area.area_id: area for area in snapshot.catalogue.groups()}
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
    """What figures.gap_range draws: one row for each line, the judged one first; last, areas with words for a number.

    Columns: area_id, area, short_name, area_type, first_year, first, first_text, newest_year, newest, newest_text,
    edition, origin, source, is_judged, movement. A line of one observation has no first; a statement no newest either.
    """
    found = []
    for gap in gaps:
        found.append(_ends(gap, gap.line, is_judged=True))
        if gap.stands_in:
            found.append(_ends(gap, gap.course, is_judged=False))
    for row in stated:
        found.append(
            {"area_id": row.area_id, "area": row.area, "short_name": row.short_name, "area_type": row.area_type,
             "newest_year": row.year, "edition": row.edition, "origin": row.origin, "source": row.source,
             "is_judged": True, "movement": "stated", "first_text": "", "newest_text": ""}
        )  # fmt: skip
    return pd.DataFrame(found)


def _ends(gap: AreaGap, line: Sequence[Row], *, is_judged: bool) -> dict[str, object]:
    first, newest = (line[0] if len(line) > 1 else None), line[-1]
    return {
        "area_id": gap.area.area_id, "area": gap.area.name, "short_name": gap.area.short_name,
        "area_type": gap.area.area_type.value,
        "first_year": first.year if first else None, "first": first.value if first else None,
        "first_text": first.text if first else "",
        "newest_year": newest.year, "newest": newest.value, "newest_text": newest.text,
        "edition": newest.edition, "origin": newest.origin, "source": newest.source, "is_judged": is_judged,
        "movement": gap.movement.value,
    }  # fmt: skip


def course_frame(gaps: Iterable[AreaGap]) -> pd.DataFrame:
    """What figures.gap_course draws: the observations of every course that has more than one."""
    return pd.DataFrame([row._asdict() for gap in gaps if len(gap.course) > 1 for row in gap.course])


def shares(snapshot: Snapshot, indicator: Indicator) -> dict[str, list[list[Shares]]]:
    """The pairs of shares behind a ratio by area: one list for each edition, the newest last, years in order.

    Means of economies count only where both rest on the same economies, as their ratio does.
    """
    of = indicator.ratio_of
    if of is None:
        return {}
    frame = snapshot.frame(
        f"""
        with sides as (
            select area_id, year, edition, vintage, source_id, origin, {of.by} as side, value
            from series
            where indicator_id = $shares and is_observed and list_contains([$numerator, $denominator], {of.by})
                and qualifier not in ('at_least', 'more_than', 'at_most')
        ),

        ratios as (
            select area_id, year, edition, source_id, value
            from series
            where indicator_id = $ratio and origin = 'computed'
        )

        select tops.area_id, tops.year, tops.edition, tops.origin, tops.value as numerator, bottoms.value as denominator
        from sides as tops
        join sides as bottoms using (area_id, year, edition, source_id)
        join ratios using (area_id, year, edition, source_id)
        where tops.side = $numerator and bottoms.side = $denominator
            and abs(tops.value / bottoms.value - ratios.value) < 1e-6
        order by tops.area_id, tops.vintage, len(tops.edition), tops.edition, tops.year
        """,
        {"shares": of.indicator, "ratio": indicator.id, "numerator": of.numerator, "denominator": of.denominator},
    )
    found: dict[str, list[list[Shares]]] = {}
    for line in lines(rows(frame), ("area_id", "edition")):
        pairs = [Shares(int(r.year), r.edition, r.origin, float(r.numerator), float(r.denominator)) for r in line]
        found.setdefault(line[0].area_id, []).append(pairs)
    return found


def shares_at(of_area: Iterable[list[Shares]], newest: Row) -> Shares | None:
    """The shares of a ratio's year: of its own edition, or else of the newest edition that has both."""
    same_year = [pair for line in of_area for pair in line if pair.year == newest.year]
    own = [pair for pair in same_year if pair.edition == newest.edition]
    return next(reversed(own or same_year), None)


def published_people(snapshot: Snapshot, indicator: Indicator) -> dict[str, list[People]]:
    """The gaps in people that are published, by area, oldest first; of a year the one that is shown first."""
    if indicator.id not in PUBLISHED_PEOPLE:
        return {}
    chosen = Selection(indicator=(PUBLISHED_PEOPLE[indicator.id],), edition=ALL)
    found: dict[str, dict[int, People]] = {}
    for row in rows(queries.observations(snapshot, chosen)):
        found.setdefault(row.area_id, {}).setdefault(row.year, People(int(row.year), float(row.value), row.edition))
    return {area_id: [by_year[year] for year in sorted(by_year)] for area_id, by_year in found.items()}


def populations(snapshot: Snapshot) -> Populations:
    """The populations of all economies."""
    return Populations(snapshot.cursor.execute("select area_id, year, people from populations").fetchall())


def estimated_people(
    indicator: Indicator, area_id: str, pair: Shares, people: Populations, catalogue: Catalogue
) -> People | None:
    """The gap in people of two shares by sex, if women and men are equally many; None where that says nothing.

    How many live in towns, how many are young and how many are ten or older is not in the build.
    """
    of = indicator.ratio_of
    if of is None or of.by != "sex" or of.indicator != OF_EVERYONE:
        return None
    half = sum(people.at(member, pair.year) or 0.0 for member in catalogue.members(area_id, pair.year)) / 2
    return People(pair.year, gap_people(pair.numerator, pair.denominator, half, half) / 1e6) if half else None


def comparisons(snapshot: Snapshot, indicator: Indicator, gaps: Iterable[AreaGap]) -> list[Comparison]:
    """Every computed ratio of an area that has a published one of the same year, or none of a year as new.

    Of several published ones that of the same vintage stands beside it, or else the one shown first.
    """
    vintages = {
        (source.id, edition.name): edition.vintage
        for source in snapshot.catalogue.sources
        for publication in source.publications
        for edition in publication.editions
    }
    chosen = exported(indicator, gaps).but(edition=ALL)
    found = []
    for of_area in lines(rows(figures(snapshot, chosen)), ("area_id",)):
        printed = [row for row in of_area if row.origin == Origin.PUBLISHED]
        newest = max((row.year for row in printed), default=None)
        for computed in (row for row in of_area if row.origin == Origin.COMPUTED and newest is not None):
            vintage = vintages.get((computed.source_id, computed.edition))
            beside = [row for row in printed if row.year == computed.year]
            same = [row for row in beside if vintages.get((row.source_id, row.edition)) == vintage]
            if beside or computed.year > newest:
                found.append(Comparison((same or beside or [None])[0], computed, bool(same)))
    return sorted(found, key=lambda one: -one.computed.year)


def stated(snapshot: Snapshot, indicator: Indicator, gaps: Iterable[AreaGap]) -> list[Row]:
    """The areas without a figure of which a publication says that the benchmark is reached; observations of STATED."""
    if indicator.id not in STATED:
        return []
    told = {gap.area.area_id for gap in gaps}
    frame = queries.observations(snapshot, Selection(indicator=(STATED[indicator.id],), latest=True))
    return [row for row in rows(frame) if row.area_id not in told and row.value == 1]
