"""Figures derived from published ones of the same edition: sums of two shares, 100 less a share, ratios of two."""

from collections.abc import Iterator, Mapping
from typing import Any

from etl.model.editions import Breakdown, Edition, Key, columns, coverage
from indicators.aggregation import group_lines
from indicators.catalogue import Catalogue
from indicators.held import Held
from indicators.model import Indicator
from indicators.parity import ratio_range
from indicators.populations import Populations
from indicators.series import Point
from indicators.vocabulary import Qualifier

_WHOLE = 1e-9
_WHOLE_SHARE = 100
"""Two shares that make up more than this do not exclude each other, whatever their publisher calls them."""

_TURNED = {
    Qualifier.AT_LEAST: Qualifier.AT_MOST,
    Qualifier.MORE_THAN: Qualifier.LESS_THAN,
    Qualifier.AT_MOST: Qualifier.AT_LEAST,
    Qualifier.LESS_THAN: Qualifier.MORE_THAN,
    Qualifier.NEARLY: Qualifier.ABOUT,
}
"""What the word before a share says of the rest: of "nearly 20 %" it is about 80."""


def sums(indicator: Indicator, editions: dict[Key, Edition]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The sum of two shares that exclude each other, wherever one edition gives both of an area and year; and what is
    withheld, for two that are more than the whole cannot exclude each other.

    The sums are put into `editions` too, as figures from which those of groups are computed.
    """
    made: list[dict[str, Any]] = []
    withheld: list[dict[str, Any]] = []
    if indicator.sum_of is None:
        return made, withheld
    first, second = indicator.sum_of
    for key, edition in list(editions.items()):
        other = editions.get((second, *key[1:]))
        if key[0] != first or other is None:
            continue
        of_sum = (indicator.id, *key[1:])
        into = editions.setdefault(of_sum, Edition(edition.vintage, edition.document))
        for ours, parts, others in (
            (into.economies, edition.economies, other.economies),
            (into.groups, edition.groups, other.groups),
        ):
            for area_id, points in parts.items():
                for year, one in points.items():
                    rest = others.get(area_id, {}).get(year)
                    if rest is None or one.is_bound or rest.is_bound or year in ours.get(area_id, {}):
                        continue
                    value = float(f"{one.value + rest.value:.10g}")
                    common = columns(of_sum, edition, indicator, area_id) | {"year": year}
                    if value > _WHOLE_SHARE:
                        withheld.append(common | {"reason": "parts_exceed_whole"})
                        continue
                    ours.setdefault(area_id, {})[year] = Point(year, value)
                    note = f"sum of {one.value:.4g} and {rest.value:.4g}, which exclude each other"
                    made.append(common | {"value": value, "qualifier": "", "note": note, "gives_way": False})
    return made, withheld


def complements(indicator: Indicator, editions: dict[Key, Edition], catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """100 less the published share of those without, wherever an edition gives that and not the share itself."""
    if indicator.complement_of is None:
        return
    without = catalogue.indicator_by_id[indicator.complement_of]
    for key, edition in editions.items():
        if key[0] != without.id:
            continue
        of_rest = (indicator.id, *key[1:])
        held = editions[of_rest].everyone if of_rest in editions else {}
        for area_id, points in edition.everyone.items():
            for year, point in points.items():
                if year not in held.get(area_id, {}):
                    yield columns(of_rest, edition, indicator, area_id) | {
                        "year": year,
                        "value": float(f"{100 - point.value:.10g}"),
                        "qualifier": _TURNED.get(Qualifier(point.qualifier), point.qualifier),
                        "note": f"100 - published {point.value:g} %: {without.title}",
                        "gives_way": False,
                    }


def ratios(
    indicator: Indicator,
    editions: dict[Key, Edition],
    catalogue: Catalogue,
    groups: Mapping[str, frozenset[str]],
    populations: Populations,
) -> Iterator[dict[str, Any]]:
    """The ratio of two shares wherever one edition holds both; for groups also from the economies that have both."""
    of = indicator.ratio_of
    if of is None:
        return
    place = ("sex", "age", "location").index(of.by)
    total = ("both", "all", "total")[place]
    for key, upper in editions.items():
        indicator_id, breakdown, edition, source_id = key
        if indicator_id != of.indicator or breakdown[place] != of.numerator:
            continue
        lower = editions.get((indicator_id, _with(breakdown, place, of.denominator), edition, source_id))
        if lower is None:
            continue
        common = columns((indicator.id, _with(breakdown, place, total), edition, source_id), upper, indicator, "")
        for area_id, points in upper.everyone.items():
            for year, top in points.items():
                bottom = lower.everyone.get(area_id, {}).get(year)
                if bottom and bottom.value > 0 and not (top.is_bound or bottom.is_bound):
                    yield common | {"area_id": area_id, "year": year} | _ratio(top.value, bottom.value, indicator)
        yield from _group_ratios(catalogue.indicator_by_id[of.indicator], upper, lower, common, groups, populations)


def _with(breakdown: Breakdown, place: int, word: str) -> Breakdown:
    words = [*breakdown[:place], word, *breakdown[place + 1 :]]
    return (words[0], words[1], words[2], words[3])


def _ratio(top: float, bottom: float, indicator: Indicator) -> dict[str, Any]:
    rough = all(abs(value - round(value)) < _WHOLE for value in (top, bottom))
    low, high = ratio_range(top, bottom, 0 if rough else 1)
    spread = f"{low:.{indicator.decimals}f} to {high:.{indicator.decimals}f}"
    note = f"ratio of shares printed as whole per cents: {spread}" if rough else "ratio of two published shares"
    return {"value": top / bottom, "note": note, "gives_way": rough}


def _group_ratios(
    shares: Indicator,
    upper: Edition,
    lower: Edition,
    common: dict[str, Any],
    groups: Mapping[str, frozenset[str]],
    populations: Populations,
) -> Iterator[dict[str, Any]]:
    both = {area: set(points) & lower.economies.get(area, {}).keys() for area, points in upper.economies.items()}
    newest = max((year for years in both.values() for year in years), default=None)
    if newest is None:
        return
    held = [
        Held(
            shares,
            {area: {year: one.economies[area][year] for year in years} for area, years in both.items()},
            populations,
        )
        for one in (upper, lower)
    ]
    uppers, lowers = (group_lines(one, groups.values(), newest) for one in held)
    for group_id, tops, bottoms in zip(groups, uppers, lowers, strict=True):
        for top, bottom in zip(tops.shown, bottoms.shown, strict=True):
            if bottom.value > 0:
                span = f", {top.first_year}–{top.year}" if shares.sparse and top.first_year < top.year else ""
                note = f"ratio of the means of economies with both shares{span}"
                figure = coverage(top) | {"economies_meeting": None, "expected_error": None}
                ratio = {"value": top.value / bottom.value, "note": note, "gives_way": False}
                yield common | figure | {"area_id": group_id} | ratio
