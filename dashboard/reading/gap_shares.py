"""What stands behind and beside a ratio: the two shares, the people, and the published figure of the same year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.reading.gaps import Ratio
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Printed, lines
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.parity import gap_people
from indicators.populations import Populations
from indicators.vocabulary import Origin

_WHOLE = 1e-9
_ROUNDED_TWICE = 4
"""How many printed shares a change of a difference rests on."""


@dataclass(frozen=True)
class Shares:
    """Two shares of one area, year and edition, in %."""

    year: int
    edition: str
    origin: str
    numerator: float
    denominator: float

    @property
    def decimals(self) -> int:
        """The decimals that the two are printed with: none or one."""
        return 0 if all(abs(share - round(share)) < _WHOLE for share in (self.numerator, self.denominator)) else 1

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
class Comparison:
    """A computed ratio beside the published one of its area and year; None where that year has none."""

    published: Printed | None
    computed: Printed
    same_vintage: bool


def shares_of_groups(snapshot: Snapshot, indicator: Indicator) -> dict[str, list[list[Shares]]]:
    """The pairs of shares behind a ratio of the world and its groups."""
    groups = snapshot.catalogue.groups()
    return snapshot.of_build((shares, indicator.id), lambda: shares(snapshot, indicator, groups))


def shares(snapshot: Snapshot, indicator: Indicator, areas: Iterable[Area]) -> dict[str, list[list[Shares]]]:
    """The pairs of shares behind a ratio, by area: one list for each edition, the newest last, years in order.

    Means of economies count only where both rest on the same economies, as their ratio does.
    """
    of = indicator.ratio_of
    if of is None:
        return {}
    pairs_of_years = snapshot.records(
        f"""
        with sides as (
            select area_id, year, edition, vintage, source_id, origin, {of.by} as side, value
            from series
            where indicator_id = $shares and is_observed and list_contains([$numerator, $denominator], {of.by})
                and qualifier not in ('at_least', 'more_than', 'at_most', 'less_than')
                and list_contains($areas, area_id)
        ),

        ratios as (
            select area_id, year, edition, source_id, value
            from series
            where indicator_id = $ratio and origin = 'computed' and list_contains($areas, area_id)
        )

        select tops.area_id, tops.year, tops.edition, tops.origin, tops.value as numerator, bottoms.value as denominator
        from sides as tops
        join sides as bottoms using (area_id, year, edition, source_id)
        join ratios using (area_id, year, edition, source_id)
        where tops.side = $numerator and bottoms.side = $denominator
            and abs(tops.value / bottoms.value - ratios.value) < 1e-6
        order by tops.area_id, tops.vintage, len(tops.edition), tops.edition, tops.year
        """,
        {
            "shares": of.indicator,
            "ratio": indicator.id,
            "numerator": of.numerator,
            "denominator": of.denominator,
            "areas": [area.area_id for area in areas],
        },
    )
    found: dict[str, list[list[Shares]]] = {}
    for line in lines(pairs_of_years, ("area_id", "edition")):
        pairs = [Shares(int(r.year), r.edition, r.origin, float(r.numerator), float(r.denominator)) for r in line]
        found.setdefault(line[0].area_id, []).append(pairs)
    return found


def newer_shares(snapshot: Snapshot, indicator: Indicator, area_id: str, year: int) -> Shares | None:
    """The newest published shares of an area that are newer than the year of its ratio; None where there are none."""
    area = snapshot.catalogue.area_by_id.get(area_id)
    if indicator.ratio_of is None or area is None:
        return None
    among_groups = area in snapshot.catalogue.groups()
    of_area = shares_of_groups(snapshot, indicator) if among_groups else shares(snapshot, indicator, [area])
    pairs = [pair for line in of_area.get(area_id, []) for pair in line]
    newer = [pair for pair in pairs if pair.year > year and pair.origin == Origin.PUBLISHED]
    return max(newer, key=lambda pair: pair.year, default=None)


def shares_at(of_area: Iterable[list[Shares]], newest: Printed) -> Shares | None:
    """The shares of a ratio's year: of its own edition, or else of the newest edition that has both."""
    same_year = [pair for line in of_area for pair in line if pair.year == newest.year]
    own = [pair for pair in same_year if pair.edition == newest.edition]
    return next(reversed(own or same_year), None)


def told_in_points(of_area: list[list[Shares]]) -> list[list[Shares]]:
    """The lines of shares that tell an area's gap in points: the newest with a course, or else each pair there is."""
    lasting = [line for line in of_area if len(line) > 1]
    return [max(lasting, key=lambda line: line[-1].year)] if lasting else of_area


def widening(line: Sequence[Shares]) -> float:
    """By how many points the gap grew from the first to the newest pair, whichever side is ahead; 0 within rounding."""
    grown = abs(line[-1].points) - abs(line[0].points)
    rounding = _ROUNDED_TWICE * 0.5 * 10 ** -max(pair.decimals for pair in line)
    return grown if abs(grown) > rounding + _WHOLE else 0.0


def published_people(ratio: Ratio) -> dict[str, list[People]]:
    """The gaps in people that are published, by area, oldest first; of a year the one that is shown first."""
    found: dict[str, dict[int, People]] = {}
    for row in ratio.people:
        found.setdefault(row.area_id, {}).setdefault(row.year, People(int(row.year), float(row.value), row.edition))
    return {area_id: [by_year[year] for year in sorted(by_year)] for area_id, by_year in found.items()}


def populations(snapshot: Snapshot) -> Populations:
    """The populations of all economies."""
    return Populations(snapshot.rows("select area_id, year, people from populations"))


def estimated_people(
    indicator: Indicator, area_id: str, pair: Shares, people: Populations, catalogue: Catalogue, day: date
) -> People | None:
    """The gap in people of two shares by sex, if women and men are equally many; None where that says nothing.

    A group is what it is on the `day` of the build, as behind its shares. How many live in towns, how many are young
    and how many are ten or older is not in the build.
    """
    of = indicator.ratio_of
    if of is None or of.by != "sex" or not catalogue.indicator_by_id[of.indicator].of_everyone:
        return None
    half = sum(people.at(member, pair.year) or 0.0 for member in catalogue.members_on(area_id, day)) / 2
    return People(pair.year, gap_people(pair.numerator, pair.denominator, half, half) / 1e6) if half else None


def comparisons(ratio: Ratio, catalogue: Catalogue) -> list[Comparison]:
    """Every computed ratio of an area that has a published one of the same year, or none of a year as new.

    Of several published ones that of the same vintage stands beside it, or else the one shown first.
    """
    vintages = {
        (source.id, edition.name): edition.vintage
        for source in catalogue.sources
        for publication in source.publications
        for edition in publication.editions
    }
    found = []
    for of_area in lines((row for row in ratio.figures if ratio.gap_of(row.area_id)), ("area_id",)):
        printed = [row for row in of_area if row.origin == Origin.PUBLISHED]
        newest = max((row.year for row in printed), default=0)
        for computed in (row for row in of_area if printed and row.origin == Origin.COMPUTED):
            vintage = vintages.get((computed.source_id, computed.edition))
            beside = [row for row in printed if row.year == computed.year]
            same = [row for row in beside if vintages.get((row.source_id, row.edition)) == vintage]
            if beside or computed.year > newest:
                found.append(Comparison(next(iter(same or beside), None), computed, bool(same)))
    return sorted(found, key=lambda one: -one.computed.year)


def stated(ratio: Ratio) -> list[Printed]:
    """The areas without a figure of which a publication says that the benchmark is reached."""
    return [row for row in ratio.stated if row.value == 1 and ratio.gap_of(row.area_id) is None]
