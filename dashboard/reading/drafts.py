"""What a draft of the annual report rests on: of every indicator of the plan's targets the line that speaks for an area
in a year, the verdicts, and why figures are missing. All is asked once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from dashboard.address.report import ReportView
from dashboard.address.selection import ALL, Selection
from dashboard.numbers import decimals_of
from dashboard.reading import outlooks, selected
from dashboard.reading.absences import Absences, absences
from dashboard.reading.judgements import of_groups
from dashboard.reading.outlooks import SuspectedBreak
from dashboard.reading.warehouse import Build, Snapshot
from dashboard.rows import LINE, Judgement, Observation, known, lines, observations
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.plan import Target
from indicators.vocabulary import AreaType, Origin, Role

GROUPS = (AreaType.WORLD, AreaType.ITU_REGION, AreaType.DEVELOPMENT_LEVEL, AreaType.INCOME_GROUP)

Key = tuple[str, str, str, str, str, str]
"""A figure without its year: indicator, area, sex, age, location and level."""

Line = tuple[Observation, ...]


@dataclass(frozen=True)
class Found:
    """What a draft rests on.

    `lines` are those that speak for an area, up to the year of the draft; `others` what other editions print for the
    same years as their newest figures, where that is another number; `verdicts` those of the newest figures, by
    indicator, area and horizon. `computed` are the indicators, areas and editions of which nothing is published.
    """

    view: ReportView
    build: Build
    lines: Mapping[Key, Line]
    others: Mapping[Key, Line]
    verdicts: Mapping[tuple[str, str, int], Judgement]
    absences: Absences
    suspected: tuple[SuspectedBreak, ...]
    computed: frozenset[tuple[str, str, str]]

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the build."""
        return self.build.catalogue

    def line(self, indicator: Indicator, area_id: str, **parts: str) -> Line:
        """The line that speaks for an area: everybody together, but for the `parts` that are named; empty for none."""
        said = {"sex": "both", "age": "all", "location": "total", "level": indicator.default_level} | parts
        return self.lines.get((indicator.id, area_id, *said.values()), ())  # type: ignore[arg-type]

    def areas(self, kind: AreaType) -> list[Area]:
        """The areas of a kind, without those that are made of others."""
        return [one for one in self.catalogue.groups() if one.area_type is kind and not one.composite]


def years_of(snapshot: Snapshot) -> tuple[int, int]:
    """The first and the last year that a draft can be about: from the year before the plan on to the newest figures."""
    plan = snapshot.catalogue.plan
    return plan.first_year - 1, max(plan.first_year, snapshot.build.newest_year)


def told_of(target: Target, catalogue: Catalogue, year: int) -> list[Indicator]:
    """The indicators that a draft tells of a target: those of its card, those that it asks of all at once, and official
    ones that have a benchmark or are the ratio of a gap. Of one that is official for some years only not in others.
    """
    own = [one for one in catalogue.indicators_of(target.id) if one.role is Role.HEADLINE and one.target == target.id]
    official = [one.id for one in own if one.benchmarks or one in catalogue.ratios]
    named = dict.fromkeys([*target.card, *target.together, *official])
    return [one for name in named if (one := catalogue.indicator_by_id[name]).official.covers(year)]


def editions_of(snapshot: Snapshot) -> tuple[str, ...]:
    """The editions that have a figure of the world for an indicator that a draft tells, the newest first."""
    return snapshot.of_build((editions_of,), lambda: _editions(snapshot))


def _editions(snapshot: Snapshot) -> tuple[str, ...]:
    found = snapshot.rows(
        """
        select edition
        from lines
        where is_observed and area_id = 'WLD' and origin = 'published' and list_contains($told, indicator_id)
        group by edition
        order by max(vintage) desc, edition desc
        """,
        {"told": sorted({one.id for one in _all_told(snapshot.catalogue)})},
    )
    return tuple(edition for (edition,) in found)


def _all_told(catalogue: Catalogue) -> list[Indicator]:
    years = range(catalogue.plan.first_year - 1, catalogue.plan.last_year + 1)
    named = {one.id: one for year in years for each in catalogue.targets for one in told_of(each, catalogue, year)}
    return list(named.values())


def find(snapshot: Snapshot, view: ReportView) -> Found:
    """All that a draft tells."""
    return snapshot.of_build((find, view), lambda: _find(snapshot, view))


def _find(snapshot: Snapshot, view: ReportView) -> Found:
    catalogue = snapshot.catalogue
    told = {one.id: one for target in catalogue.targets for one in told_of(target, catalogue, view.year)}
    asked = Selection(indicator=tuple(told), area_type=GROUPS, year_to=view.year, edition=view.named_edition or ALL)
    years = tuple(str(year) for year in catalogue.plan.years)
    judged = of_groups(snapshot, Selection(indicator=tuple(told), horizon=years))
    figures = observations(selected.observations(snapshot, asked))
    lines_ = speaking(figures, told)
    return Found(
        view,
        snapshot.build,
        lines_,
        printed_otherwise(figures, lines_, told),
        {(row.indicator_id, row.area_id, int(row.horizon)): row for row in judged},
        absences(snapshot, list(told.values()), catalogue.groups()),
        tuple(outlooks.suspected_breaks(snapshot)),
        snapshot.of_build((_computed,), lambda: _computed(snapshot)),
    )


def _computed(snapshot: Snapshot) -> frozenset[tuple[str, str, str]]:
    found = snapshot.rows(
        """
        select indicator_id, area_id, edition
        from lines
        where area_type <> 'economy'
        group by all
        having bool_and(origin = 'computed')
        """
    )
    return frozenset((indicator_id, area_id, edition) for indicator_id, area_id, edition in found)


def speaking(figures: Iterable[Observation], indicators: Mapping[str, Indicator]) -> dict[Key, Line]:
    """Of each figure the line that speaks for it, of `figures` up to a year: the one that is shown first, where none of
    its figures is left out; else that with the newest observed year; then what is published, before what is computed
    from published figures, before what is computed from economies; then what is shown first; then the newest edition,
    as they come. The median economy speaks for a group only where nothing else does.
    """
    held: dict[Key, list[Sequence[Observation]]] = {}
    for line in lines([row for row in figures if row.is_observed], ("indicator_id", *LINE)):
        held.setdefault(_key(line[0]), []).append(line)
    return {key: tuple(max(of, key=partial(_speaks, indicators[key[0]]))) for key, of in held.items()}


def printed_otherwise(
    figures: Iterable[Observation], speaking_: Mapping[Key, Line], indicators: Mapping[str, Indicator]
) -> dict[Key, Line]:
    """What other editions publish for the year of the newest figure of a line, where it is not the same to the digits
    that both have; each number once, the newest edition first.
    """
    found: dict[Key, dict[float, Observation]] = {}
    for row in figures:
        line = speaking_.get(_key(row))
        if line is None or row.year != line[-1].year or row.origin != Origin.PUBLISHED or not row.is_observed:
            continue
        most = indicators[row.indicator_id].decimals
        digits = min(decimals_of([one.value], most) for one in (row, line[-1]))
        if round(row.value, digits) != round(line[-1].value, digits):
            found.setdefault(_key(row), {}).setdefault(round(row.value, most), row)
    return {key: tuple(of.values()) for key, of in found.items()}


def _key(row: Observation) -> Key:
    return row.indicator_id, row.area_id, row.sex, row.age, row.location, row.level


def _speaks(indicator: Indicator, line: Sequence[Observation]) -> tuple[bool, bool, int, bool, bool, bool]:
    last = line[-1]
    is_whole = last.is_headline and last.is_latest
    of_economies = known(last.economies_with_data)
    is_typical = indicator.shows_typical_economy and of_economies
    return is_whole, not is_typical, last.year, last.origin == Origin.PUBLISHED, not of_economies, last.is_headline
