"""coverage: how well an indicator or an area is known, what computed figures rest on, and what is missing and why."""

from dashboard.address.selection import ALL, Problem, Selection, unknown
from dashboard.assistants.answers import (
    Addresses,
    CoverageAnswer,
    CoveredYear,
    EditionHeld,
    IndicatorHeld,
    Quoted,
    Silence,
)
from dashboard.assistants.arguments import CoverageArguments
from dashboard.assistants.asked import MOST_ROWS, Asking, RefusedError, counted
from dashboard.assistants.figures import quote, silence
from dashboard.numbers import counted as how_many_of
from dashboard.numbers import percent, span
from dashboard.reading import indicator_facts, judgements, own_groups
from dashboard.reading.absences import absences
from dashboard.reading.held import held_figures
from dashboard.rows import breakdown_words, cited, lines, observations
from dashboard.words import absence
from dashboard.words.computed import difference_text
from dashboard.words.indicator_facts import computed, how_many, made, title, who
from indicators.areas import Area
from indicators.model import Indicator
from indicators.vocabulary import TOTALS, Origin, Role

_MOST_SUSPECTED = 40


def coverage(asking: Asking, asked: CoverageArguments) -> CoverageAnswer:
    """What is held of an indicator, of an area, or of both. Raises RefusedError where neither is named."""
    if not asked.indicator and not asked.area:
        message = "coverage takes an indicator, an area, or both; search_indicators and list_areas find their ids"
        raise RefusedError(Problem("nothing_asked", "indicator", "", message))
    targets = tuple(asking.snapshot.catalogue.target_by_id)
    if asked.target and asked.target not in targets:
        raise RefusedError(unknown("unknown_value", "target", asked.target, targets))
    area = asking.area(asked.area) if asked.area else None
    if asked.indicator:
        return _of_indicator(asking, asking.indicator(asked.indicator), area)
    assert area is not None  # noqa: S101 - one of the two is named
    return _of_area(asking, area, asked.target)


def _of_indicator(asking: Asking, indicator: Indicator, area: Area | None) -> CoverageAnswer:
    snapshot = asking.snapshot
    found = indicator_facts.find(snapshot, indicator)
    rows, repeat = _computed(asking, indicator, area)
    of_groups = [area.area_id] if area else [one.area_id for one in snapshot.catalogue.groups()]
    silent = [] if area is None else _silent(asking, [indicator], area)
    return CoverageAnswer(
        said=[
            f"{title(found)}.",
            who(found),
            *filter(None, (how_many(found), computed(found), made(indicator))),
            *(one.said for one in silent),
        ],
        years=[
            CoveredYear(
                said=f"{one.year}: {how_many_of(one.economies, 'economy', 'economies')}, where "
                f"{percent(one.share_of_people)} of the people live{'; the world, too' if one.world else ''}.",
                year=one.year,
                economies=one.economies,
                share_of_people=one.share_of_people,
                world=one.world,
            )
            for one in reversed(found.covered)
        ],
        editions=[
            EditionHeld(
                said=f"{cited(one.source, one.edition)}: {how_many_of(one.figures, 'figure')}, "
                f"{span(one.first_year, one.last_year)} ({one.document}; {one.licence}).",
                source=one.source,
                publisher=one.publisher,
                edition=one.edition,
                document=one.document,
                locator=one.locator or "",
                licence=one.licence,
                figures=one.figures,
                economies=one.economies,
                first_year=one.first_year,
                last_year=one.last_year,
            )
            for one in found.chains
        ],
        breaks=_breaks(found, area),
        computed=rows[:MOST_ROWS],
        withheld=_withheld(asking, indicator, of_groups),
        beside_published=[
            difference_text(one, indicator)
            for one in judgements.differences(snapshot, indicator.id, of_groups if area else ["WLD"])[:MOST_ROWS]
        ],
        held=[],
        missing=silent,
        counted=counted(len(rows), min(len(rows), MOST_ROWS), repeat.csv),
        repeat=repeat,
        build=asking.build,
    )


def _computed(asking: Asking, indicator: Indicator, area: Area | None) -> tuple[list[Quoted], Addresses]:
    """The computed figures of an area, in every edition; without an area none, and the addresses of all figures."""
    catalogue = asking.snapshot.catalogue
    selection = Selection(indicator=(indicator.id,), edition=ALL)
    if area is None:
        return [], asking.base.observations(selection).model_copy(
            update={"page": asking.base.at(f"/indicators/{indicator.id}")}
        )
    sex, age, location, _ = TOTALS
    selection = selection.but(
        area=(area.area_id,), origin=(Origin.COMPUTED.value,), sex=(sex,), age=(age,), location=(location,)
    )
    found = observations(own_groups.observations(asking.snapshot, selection))
    newest_first = sorted(found, key=lambda row: (not row.is_headline, -row.year))
    return [quote(row, catalogue) for row in newest_first], asking.base.observations(selection)


def _breaks(found: indicator_facts.Found, area: Area | None) -> list[str]:
    """Declared and suspected breaks of everybody or of an area, the newest first, and how many more there are."""
    names = found.catalogue.area_by_id
    declared = [
        f"Declared, {one.year}, {', '.join(names[each].short_name for each in one.areas) or 'everybody'}: {one.note}"
        for one in sorted(found.indicator.breaks, key=lambda one: -one.year)
        if area is None or not one.areas or area.area_id in one.areas
    ]
    jumps = [one for one in found.suspected if area is None or one.area_id == area.area_id]
    suspected = [
        f"Suspected, {one.year}, {', '.join([one.area, *breakdown_words(one)])}: from {one.before:g} to {one.after:g} "
        "in a year, as if the method had changed; none is declared"
        for one in jumps[:_MOST_SUSPECTED]
    ]
    more = len(jumps) - len(suspected)
    rest = f"{more} more suspected breaks are not here; the page of the indicator lists how many, by year"
    return [*declared, *suspected, *([rest] if more else [])]


def _withheld(asking: Asking, indicator: Indicator, areas: list[str]) -> list[str]:
    names = asking.snapshot.catalogue.area_by_id
    found = judgements.withheld(asking.snapshot, indicator.id, areas)
    newest = [line[-1] for line in lines(found, ("area_id", "sex", "age", "location", "level"))]
    return [
        f"{', '.join([indicator.short, names[one.area_id].short_name, *breakdown_words(one)])}: "
        f"{absence.rests_on(one)}."
        for one in newest
    ]


def _of_area(asking: Asking, area: Area, target: str) -> CoverageAnswer:
    snapshot = asking.snapshot
    held = [one for one in held_figures(snapshot, area.area_id) if target in ("", one.target_id)]
    speaking = [
        one
        for one in snapshot.catalogue.indicators
        if one.role in (Role.HEADLINE, Role.PROXY) and target in ("", one.target)
    ]
    silent = _silent(asking, speaking, area)
    figures = sum(one.figures for one in held)
    what = f"{area.name}{f', target {target}' if target else ''}"
    years = span(min(one.first_year for one in held), max(one.newest_year for one in held)) if held else ""
    said = (
        f"{what}: {how_many_of(figures, 'figure')} of {how_many_of(len(held), 'indicator')} in the editions that are "
        f"shown first, {years}."
        if held
        else f"Nothing is held of {what}."
    )
    selection = Selection(area=(area.area_id,), target=(target,) if target else ())
    repeat = asking.base.observations(selection, tuple(one.indicator_id for one in held))
    return CoverageAnswer(
        said=[said, *(one.said for one in silent)],
        years=[],
        editions=[],
        breaks=[],
        computed=[],
        withheld=[],
        beside_published=[],
        held=[
            IndicatorHeld(
                said=f"{one.title}: {how_many_of(one.figures, 'figure')}, {span(one.first_year, one.newest_year)} "
                f"({'; '.join(one.sources)}).",
                target_id=one.target_id or "",
                indicator_id=one.indicator_id,
                role=one.role,
                figures=one.figures,
                first_year=one.first_year,
                newest_year=one.newest_year,
                editions=one.editions,
                sources=one.sources,
            )
            for one in held
        ],
        missing=silent,
        counted=counted(len(held), len(held), repeat.csv),
        repeat=repeat.model_copy(update={"page": asking.base.at(f"/areas/{area.area_id}")}),
        build=asking.build,
    )


def _silent(asking: Asking, indicators: list[Indicator], area: Area) -> list[Silence]:
    """Those of some indicators that have no figure of an area for everybody together, and why."""
    held = {one.indicator_id for one in held_figures(asking.snapshot, area.area_id)}
    absent = absences(asking.snapshot, indicators, [area])
    lacking = ((one, absent.why(one, area)) for one in indicators if one.id not in held)
    return [silence(one, [area], why.reason.value, absence.why(why)) for one, why in lacking]
