"""get_observations: figures as they were published or computed, each with all that it takes to quote it."""

from collections.abc import Iterable, Sequence

from dashboard.address.selection import LATEST, OF_OBSERVATIONS, Selection
from dashboard.assistants.answers import Bound, ObservationsAnswer, Quoted, Silence
from dashboard.assistants.arguments import ObservationsArguments
from dashboard.assistants.asked import MOST_ROWS, Asking, counted
from dashboard.numbers import figure, rests_on
from dashboard.reading import groups, outlooks, own_groups
from dashboard.reading.absences import absences, question_of
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import LINE, Observation, breakdown_words, known, lines, observations
from dashboard.words import absence
from dashboard.words.comparable import jumps_of
from dashboard.words.quoted import BOUNDS, quoted
from dashboard.words.spoken import course, listed
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.vocabulary import Origin, Qualifier, Role

_MOST_COURSES = 12
_MOST_NAMED = 8
NOTHING = "No figure is held for what was asked. That does not mean zero."


def get_observations(asking: Asking, asked: ObservationsArguments) -> ObservationsAnswer:
    """The observations of a selection, the courses of their lines, and why areas that were asked for have none."""
    snapshot = asking.snapshot
    selection = asking.selection(asked, OF_OBSERVATIONS)
    found = observations(own_groups.observations(snapshot, selection))
    given = found[:MOST_ROWS]
    repeat = asking.base.observations(selection, tuple(dict.fromkeys(row.indicator_id for row in found)))
    silent = missing(snapshot, selection, {(row.indicator_id, row.area_id) for row in found})
    said = courses(snapshot, given)
    if not found:
        said = [NOTHING]
    return ObservationsAnswer(
        said=said,
        rows=[quote(row, snapshot.catalogue) for row in given],
        counted=counted(len(found), len(given), repeat.csv),
        missing=silent,
        sources=asking.sources(given),
        repeat=repeat,
        build=asking.build,
    )


def quote(row: Observation, catalogue: Catalogue) -> Quoted:
    """An observation with all that it takes to quote it; a bound has no value of its own."""
    indicator = catalogue.indicator_by_id[row.indicator_id]
    bound = BOUNDS.get(Qualifier(row.qualifier))
    return Quoted(
        said=quoted(row, catalogue),
        indicator_id=row.indicator_id,
        area_id=row.area_id,
        area=row.area,
        year=int(row.year),
        sex=row.sex,
        age=row.age,
        location=row.location,
        level=row.level,
        figure=figure(row.value, indicator, row.qualifier),
        value=None if bound else float(row.value),
        bound=Bound(word=bound, value=float(row.value)) if bound else None,
        qualifier=row.qualifier.replace("_", " "),
        unit=row.unit,
        value_status=row.value_status,
        origin=row.origin,
        rests_on=rests_on(row.coverage_population) if row.origin == Origin.COMPUTED else "",
        coverage_population=number_or_none(row.coverage_population),
        economies_with_data=count_or_none(row.economies_with_data),
        economies_total=count_or_none(row.economies_total),
        is_observed=bool(row.is_observed),
        is_shown_first=bool(row.is_headline),
        edition=row.edition,
        source_id=row.source_id,
        source=row.source,
        locator=row.locator,
        citation=row.citation,
        licence=catalogue.source_by_id[row.source_id].licence,
        note=row.note,
    )


def number_or_none(value: float | None) -> float | None:
    """A number of a frame, or None where it is missing."""
    return float(value) if known(value) else None


def count_or_none(value: float | None) -> int | None:
    """A count of a frame, or None where it is missing."""
    return int(value) if known(value) else None


def courses(snapshot: Snapshot, rows: Sequence[Observation]) -> list[str]:
    """What each line of some rows does over its years, with breaks and jumps; nothing of very many lines."""
    found = [line for line in lines(rows, ("indicator_id", *LINE)) if len(line) > 1]
    if len(found) > _MOST_COURSES:
        return []
    said = []
    for line in found:
        last = line[-1]
        indicator = snapshot.catalogue.indicator_by_id[last.indicator_id]
        jumps = jumps_of(outlooks.suspected_breaks(snapshot, indicator.id))
        what = ", ".join([indicator.short, last.area, *breakdown_words(last)])
        computed = ", computed" if last.origin == Origin.COMPUTED else ""
        said.append(f"{what} (edition {last.edition}{computed}): {course(line, indicator, jumps)}.")
    return said


def missing(snapshot: Snapshot, selection: Selection, held: set[tuple[str, str]]) -> list[Silence]:
    """Why areas that a selection asks for have no figure of its indicators, those with one reason together.

    `held` are the indicators and areas that have a row. Of bounds on the figures, and of one origin, nothing is told:
    what does not lie within them is not missing.
    """
    if selection.over is not None or selection.under is not None or selection.origin or selection.status:
        return []
    areas = _areas(snapshot, selection)
    indicators = _indicators(snapshot.catalogue, selection)
    if not areas or not indicators:
        return []
    absent = absences(snapshot, indicators, areas)
    question = question_of(selection)
    alike: dict[tuple[str, str, str], list[Area]] = {}
    for indicator in indicators:
        for area in areas:
            if (indicator.id, area.area_id) not in held:
                why = absent.why(indicator, area, question)
                alike.setdefault((indicator.id, why.reason.value, absence.why(why)), []).append(area)
    known_indicators = snapshot.catalogue.indicator_by_id
    return [
        silence(known_indicators[indicator_id], of, reason, why) for (indicator_id, reason, why), of in alike.items()
    ]


def silence(indicator: Indicator, areas: Sequence[Area], reason: str, why: str) -> Silence:
    """That areas have no figure of an indicator, and why."""
    names = [area.short_name for area in areas]
    more = len(names) - _MOST_NAMED
    told = f"{', '.join(names[:_MOST_NAMED])} and {more} more" if more > 0 else listed(names)
    return Silence(
        said=f"{indicator.short}, {told}: {why}.",
        indicator_id=indicator.id,
        reason=reason,
        areas=[area.area_id for area in areas],
    )


def _areas(snapshot: Snapshot, selection: Selection) -> list[Area]:
    """The areas that a selection asks for by name, by group or by kind; none where it asks for any."""
    catalogue = snapshot.catalogue
    if selection.area:
        return [catalogue.area_by_id[one] for one in selection.area]
    if selection.member_of:
        return [catalogue.area_by_id[one] for one in groups.members(snapshot, selection.member_of)]
    return [one for one in catalogue.areas if one.area_type in selection.area_type and not one.composite]


def _indicators(catalogue: Catalogue, selection: Selection) -> list[Indicator]:
    """The indicators that a selection names, or else those that speak for its targets."""
    if selection.indicator:
        return [catalogue.indicator_by_id[one] for one in selection.indicator]
    return [
        one
        for target in selection.target
        for one in catalogue.indicators
        if one.target == target and one.role in (Role.HEADLINE, Role.PROXY)
    ]


def newest_of_each(asking: Asking, rows: Iterable[tuple[str, str]], selection: Selection) -> dict[object, Observation]:
    """The newest observation of the lines shown first, by indicator, area and breakdown, of the areas of some rows."""
    pairs = list(dict.fromkeys(rows))
    asked = selection.but(
        indicator=tuple(dict.fromkeys(one for one, _ in pairs)),
        target=(),
        horizon=(),
        status=(),
        edition=LATEST,
        latest=True,
        year_from=None,
        year_to=None,
        over=None,
        under=None,
    )
    found = observations(own_groups.observations(asking.snapshot, asked)) if pairs else []
    return {line_of(row): row for row in found}


def line_of(row: object) -> tuple[object, ...]:
    """What tells a line that is shown first from others: indicator, area and breakdown."""
    return tuple(getattr(row, name) for name in ("indicator_id", "area_id", "sex", "age", "location", "level"))
