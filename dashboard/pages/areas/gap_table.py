"""The gaps within an area: ratios with their verdicts, the two shares behind them, or why there is neither."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import dcc, html

from dashboard.numbers import decimals_of, figure, fixed, words_of
from dashboard.pages.areas.facts import Facts
from dashboard.parts.markup import Content, island
from dashboard.parts.status import badge
from dashboard.parts.table import framed
from dashboard.reading.absences import Absences
from dashboard.reading.gaps import AreaGap, ratios
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Observation
from dashboard.words import absence
from dashboard.words.sides import SIDES
from dashboard.words.status import why
from indicators.areas import Area
from indicators.model import Indicator, RatioOf

_OTHER_SHARES = (
    RatioOf("households_internet", "location", "urban", "rural"),
    RatioOf("coverage_5g", "location", "urban", "rural"),
)
"""Pairs of shares of which no ratio is an indicator of its own."""


@dataclass(frozen=True)
class Pair:
    """The newest shares of two parts of an area's people, of one year and edition; or the one of them that is known."""

    upper: Observation | None
    lower: Observation | None

    @property
    def points(self) -> float | None:
        """By how many points the first is ahead; None where one is unknown."""
        return None if self.upper is None or self.lower is None else self.upper.value - self.lower.value


@dataclass(frozen=True)
class Gap:
    """One gap of an area: the ratio with its verdict where there is one, and the shares behind it."""

    indicator: Indicator
    of: RatioOf | None
    ratio: AreaGap | None
    pair: Pair

    @property
    def is_known(self) -> bool:
        """Whether anything is known of the gap."""
        return self.ratio is not None or self.pair.upper is not None or self.pair.lower is not None


def gaps_of(snapshot: Snapshot, facts: Facts, area: Area) -> list[Gap]:
    """The gaps of an area: each ratio that the page of gaps shows, known or not, and what else is known by parts."""
    found = []
    for one in ratios(snapshot, snapshot.catalogue.ratios, facts.judged, [area]):
        of = one.indicator.ratio_of
        found.append(Gap(one.indicator, of, one.gap_of(area.area_id), _pair(facts, area, of)))
    more = [
        Gap(snapshot.catalogue.indicator_by_id[of.indicator], of, None, _pair(facts, area, of)) for of in _OTHER_SHARES
    ]
    return [*found, *(gap for gap in more if gap.is_known)]


def _pair(facts: Facts, area: Area, of: RatioOf | None) -> Pair:
    """The newest two shares; where they are of different years or editions, both are told and no difference is."""
    if of is None:
        return Pair(None, None)
    mine = [row for row in facts.parts if row.area_id == area.area_id and row.indicator_id == of.indicator]
    alone = [row for row in mine if not row.level]
    upper, lower = (
        next((row for row in alone if getattr(row, of.by) == side), None) for side in (of.numerator, of.denominator)
    )
    return Pair(upper, lower)


def gap_section(facts: Facts, exists: Absences, found: Sequence[tuple[Area, Sequence[Gap]]]) -> html.Section:
    """The gaps of the page's areas as one table; what is not known says why."""
    several = len(found) > 1
    heads = [
        *(["Area"] if several else []),
        "Ratio",
        f"Status by {facts.view.lens.horizon}",
        "Its way",
        "The shares",
        "Apart",
    ]
    kinds = [*([""] if several else []), "number", "judged", "", "shares", "number"]
    columns = [("Gap", "title"), *zip(heads, kinds, strict=True)]
    head = html.Tr([html.Th(word, scope="col", className=kind) for word, kind in columns])
    indicators = dict.fromkeys(gap.indicator.id for _, gaps in found for gap in gaps)
    body = [
        _row(facts, exists, area, gap, heads, kinds, several=several)
        for one in indicators
        for area, gaps in found
        for gap in gaps
        if gap.indicator.id == one
    ]
    names = " and ".join(area.name for area, _ in found)
    caption = f"{names}: 1 is even; above it, the first of the two is ahead"
    table = framed(caption, [head], body, "figures cards-below gaps-within")
    return html.Section(
        [
            html.H2(gap_title(found)),
            island(table),
        ],
        id="gaps-within",
    )


def gap_title(found: Sequence[tuple[Area, Sequence[Gap]]]) -> str:
    """The finding on gaps: the widest known difference in points, or how much is not known."""
    area, gaps = found[0]
    measured = [(points, gap) for gap in gaps if (points := _points(gap)) is not None]
    if measured:
        points, gap = max(measured, key=lambda each: abs(each[0]))
        of = gap.of or _OTHER_SHARES[0]
        ahead, behind = (SIDES[side] for side in (of.numerator, of.denominator)[:: 1 if points >= 0 else -1])
        amount = fixed(abs(points), _decimals(gap.pair))
        year = gap.pair.upper.year if gap.pair.upper is not None else ""
        if not float(amount):
            return f"{gap.indicator.short}: {ahead} and {behind} level in {year}; no wider gap is known"
        return (
            f"{gap.indicator.short}: {ahead} {amount} points ahead of {behind} in {year}, the widest gap that is known"
        )
    known = sum(gap.is_known for gap in gaps)
    return f"Gaps: {words_of(known) if known else 'none'} of {words_of(len(gaps))} known for {area.name}"


def _points(gap: Gap) -> float | None:
    upper, lower = gap.pair.upper, gap.pair.lower
    if upper is None or lower is None or (upper.year, upper.edition) != (lower.year, lower.edition):
        return None
    if upper.qualifier or lower.qualifier:
        return None
    return gap.pair.points


def _decimals(pair: Pair) -> int:
    return decimals_of([row.value for row in (pair.upper, pair.lower) if row is not None], 1)


def _row(
    facts: Facts, exists: Absences, area: Area, gap: Gap, heads: Sequence[str], kinds: Sequence[str], *, several: bool
) -> html.Tr:
    name = html.Th(
        dcc.Link(
            gap.indicator.title,
            href=facts.view.lens.href(f"/targets/{gap.indicator.target}", indicator=gap.indicator.id),
        ),
        scope="row",
        className="title",
    )
    first = [html.Td(html.Div(area.short_name), **{"data-label": "Area"})] if several else []
    if not gap.is_known:
        reason = absence.why(exists.why(gap.indicator, area))
        rest = html.Td(f"{reason[0].upper()}{reason[1:]}.", colSpan=len(heads) - len(first), className="silent")
        return html.Tr([name, *first, rest], className="without")
    cells = [*_ratio_cells(facts, area, gap), _shares(facts, gap), _apart(gap)]
    return html.Tr(
        [name, *first]
        + [
            html.Td(html.Div(cell), className=kind, **{"data-label": head})
            for cell, kind, head in zip(cells, kinds[len(first) :], heads[len(first) :], strict=True)
        ]
    )


def _ratio_cells(facts: Facts, area: Area, gap: Gap) -> list[Content]:
    if gap.ratio is None:
        return [["–", html.Small("no ratio is held")], "–", "–"]
    newest, judged = gap.ratio.newest, gap.ratio.judged
    address = facts.view.lens.href(f"/targets/{gap.indicator.target}", indicator=gap.indicator.id, badge=area.area_id)
    because = why(judged.reason)
    status = [dcc.Link(badge(judged.status), href=address), *([html.Small(because)] if because else [])]
    ratio = [
        html.B(newest.text),
        *([html.Sup("c")] if newest.origin == "computed" else []),
        html.Small(str(newest.year)),
    ]
    since, last = gap.ratio.since, gap.ratio.course[-1]
    way: list[Content] = [gap.ratio.way]
    if since is not None:
        way.append(html.Small(f"{since.text} in {since.year}, {last.text} in {last.year}"))
    return [ratio, status, way]


def _shares(facts: Facts, gap: Gap) -> Content:
    if gap.of is None or (gap.pair.upper is None and gap.pair.lower is None):
        return ["–", html.Small("neither share is held")]
    decimals = _decimals(gap.pair)
    share = facts.catalogue.indicator_by_id[gap.of.indicator]
    sides = ((gap.pair.upper, gap.of.numerator), (gap.pair.lower, gap.of.denominator))
    told = [
        f"{SIDES[side]} {figure(round(row.value, decimals), share, row.qualifier)}"
        for row, side in sides
        if row is not None
    ]
    years = list(dict.fromkeys(str(row.year) for row, _ in sides if row is not None))
    absent = [SIDES[side] for row, side in sides if row is None]
    more = f"; no figure of {absent[0]}" if absent else ""
    return [", ".join(told), html.Small(f"{' and '.join(years)}{more}")]


def _apart(gap: Gap) -> Content:
    points = _points(gap)
    if points is None:
        both = gap.pair.upper is not None and gap.pair.lower is not None
        return ["–", html.Small("not of one year and edition" if both else "one share is missing")]
    return f"{fixed(abs(points), _decimals(gap.pair))} points"
