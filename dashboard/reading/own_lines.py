"""The lines of a group that a user builds, computed when they are asked for: one for each edition of its economies.

The same functions do it that computed the warehouse's own groups (indicators.aggregation).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from dashboard.address.selection import Selection
from dashboard.reading import outlooks
from dashboard.reading.conditions import filters
from dashboard.reading.warehouse import Snapshot
from indicators.aggregation import GroupLine, broken_in, describe, group_lines
from indicators.assessment import Present
from indicators.backtest import band, kind_of
from indicators.held import Held
from indicators.model import Indicator
from indicators.populations import Populations
from indicators.progress import projection_of
from indicators.series import Line, Point, TypicalPace, agree
from indicators.vocabulary import BREAKDOWNS, Aggregation

_OF_A_LINE = ("target", "indicator", *BREAKDOWNS, "group")


def id_of(group: tuple[str, ...]) -> str:
    """The id of a group as an area: it joins the ids of its economies."""
    return "+".join(group)


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


def computed_lines(snapshot: Snapshot, selection: Selection) -> tuple[ComputedLine, ...]:
    """The lines of a selection's group, one for each indicator, breakdown and edition of its economies' figures.

    They do not depend on what else a selection asks for, and are computed once for a snapshot.
    """
    of_the_group = Selection(**{name: getattr(selection, name) for name in _OF_A_LINE})
    return snapshot.once((computed_lines, of_the_group), lambda: tuple(_computed_lines(snapshot, of_the_group)))


def headline_lines(snapshot: Snapshot, selection: Selection) -> list[ComputedLine]:
    """Of each indicator and breakdown of a selection the group's line with the newest year, then the newest edition."""
    return headlines(computed_lines(snapshot, selection))


def headlines(found: tuple[ComputedLine, ...]) -> list[ComputedLine]:
    """Of each indicator and breakdown the line that is shown first."""
    return [max(same, key=_newness) for _, same in groupby(sorted(found, key=key_of), key=key_of)]


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


def key_of(one: ComputedLine) -> tuple[str, tuple[str, ...]]:
    """The id of a line's indicator, and its breakdown: lines of several editions share it."""
    return one.indicator.id, one.breakdown


def history_of(one: ComputedLine, found: Iterable[ComputedLine], first: ComputedLine) -> tuple[int, ...]:
    """The years before a group's headline line, of the line that goes furthest back; empty for every other line."""
    start = min((figure.year for figure in first.figures.shown), default=0)

    def before(line: ComputedLine) -> tuple[int, ...]:
        return tuple(figure.year for figure in line.figures.shown if figure.year < start)

    others = [each for each in found if key_of(each) == key_of(one) and each is not first]
    furthest = max(others, key=lambda each: (len(before(each)), _newness(each)))
    return before(one) if furthest is one else ()


def repeats(one: ComputedLine, found: Iterable[ComputedLine], first: ComputedLine) -> bool:
    """Whether a group's line says nothing that another of its lines does not say, as `repeats` of the table series."""
    longer = (each for each in found if key_of(each) == key_of(one) and _reach(each) > _reach(one))
    return one is not first and any(_says(each, one) for each in (first, *longer))


def _newness(one: ComputedLine) -> tuple[int, str, str, int]:
    latest = one.line.latest
    return latest.year if latest else 0, one.vintage, one.edition, len(one.line.points)


def _reach(one: ComputedLine) -> tuple[int, tuple[int, str, str, int]]:
    return len(one.figures.shown), _newness(one)


def _says(one: ComputedLine, other: ComputedLine) -> bool:
    """Whether a line has every figure of another, to the decimals of the indicator."""
    said = {figure.year: figure.value for figure in one.figures.shown}
    return all(
        figure.year in said and agree(figure.value, said[figure.year], one.indicator.decimals)
        for figure in other.figures.shown
    )


def _computed_lines(snapshot: Snapshot, selection: Selection) -> Iterator[ComputedLine]:
    conditions, parameters = filters(selection)
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
                id_of(selection.group),
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
