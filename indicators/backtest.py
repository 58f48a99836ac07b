"""How close projections came: lines carried on from an earlier year, and held against what was observed since."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from indicators.curves import Curve, curves_of, default_curve, floor, steps, straight, within
from indicators.model import Indicator
from indicators.pace import carried_on, slope_of, told_from
from indicators.series import WINDOW, Line, Point, is_wide
from indicators.vocabulary import Scale

HELD_OUT = 3
"""How many years a back-test leaves out and then predicts; a projection made later is not held against anything."""

CAME_CLOSE = 80
"""The per cent of earlier projections that came as close as a band is wide."""

FEWEST = 30
"""How many errors of a lead time a band needs."""

LONGEST = 10
"""The longest lead time that is tested, in years."""

_RELATIVE = (Scale.PRICE, Scale.PARITY)


def errors(points: Sequence[Point], indicator: Indicator) -> dict[Curve, tuple[float, ...]]:
    """The absolute errors, in the indicator's unit, of the points of the last three years, each predicted along every
    curve from the six years before these; none of too few points for a fit, or of those of a mere start.
    """
    if not points:
        return {}
    cut = points[-1].year - HELD_OUT
    told = told_from([point for point in points if cut - WINDOW <= point.year <= cut], indicator)
    if not is_wide(told):
        return {}
    years, start = tuple([point.year for point in told]), told[-1]
    later = [point for point in points if point.year > cut]
    found = {}
    for curve in curves_of(indicator):
        slope = slope_of(years, [straight(curve, point.value, indicator) for point in told])
        ways = [slope * steps(curve, point.year - start.year) for point in later]
        expected = carried_on(curve, start.value, ways, indicator)
        found[curve] = tuple([abs(at - point.value) for at, point in zip(expected, later, strict=True)])
    return found


def lead_errors(points: Sequence[Point], indicator: Indicator) -> Iterator[tuple[int, float]]:
    """Lead time in years and error, on the scale of a band, of every projection along the indicator's own curve that
    was made from an observation three or more years before the newest.
    """
    curve = default_curve(indicator)
    if curve is None or not points:
        return
    years = tuple([point.year for point in points])
    places = [straight(curve, point.value, indicator) for point in points]
    came = _placed([point.value for point in points], indicator)
    first = 0
    for after, start in enumerate(points, start=1):
        if start.year > years[-1] - HELD_OUT:
            return
        while years[first] < start.year - WINDOW:
            first += 1
        told = told_from(points[first:after], indicator)
        if not is_wide(told):
            continue
        since = after - len(told)
        slope = slope_of(years[since:after], places[since:after])
        leads = [year - start.year for year in years[after : bisect_right(years, start.year + LONGEST)]]
        expected = carried_on(curve, start.value, [slope * steps(curve, lead) for lead in leads], indicator)
        for lead, at, then in zip(leads, _placed(expected, indicator), came[after:], strict=False):
            yield lead, abs(at - then)


def _placed(values: list[float], indicator: Indicator) -> list[float]:
    """Values on the scale on which errors of the indicator's kind are alike: ln of a price or a ratio, the part of the
    range of an index, points of a share.
    """
    if indicator.scale in _RELATIVE:
        least = floor(indicator)
        return [log(max(value, least)) for value in values]
    if indicator.scale is Scale.INDEX:
        whole = _range(indicator)
        return [value / whole for value in values]
    return values


def _range(indicator: Indicator) -> float:
    unit = indicator.unit_of_measure
    return unit.high - unit.low


class Kind(NamedTuple):
    """What projections are tested together: lines of one scale, of economies or of groups."""

    scale: Scale
    of_economy: bool


@dataclass(frozen=True, slots=True)
class Width:
    """How far off four of five projections were at most after so many years, on the scale of a band; of how many."""

    lead: int
    width: float
    tested: int


_AT_ONCE = Width(0, 0.0, 0)

Bands = Mapping[Kind, tuple[Width, ...]]
"""The widths of every kind with enough errors, by lead time."""


Errors = Mapping[tuple[Kind, int], Sequence[float]]
"""Errors, on the scale of a band, by kind and lead time."""


def widths(found: Errors) -> dict[Kind, tuple[Width, ...]]:
    """The bands that errors make: for each kind and lead time with at least FEWEST errors their 80th percentile.

    No width is smaller than that of a shorter lead time.
    """
    by_lead: dict[Kind, dict[int, Sequence[float]]] = defaultdict(dict)
    for (kind, lead), of in found.items():
        by_lead[kind][lead] = of
    bands = {}
    for kind, leads in by_lead.items():
        tested = [(lead, of) for lead, of in sorted(leads.items()) if len(of) >= FEWEST]
        widest = np.maximum.accumulate([float(np.percentile(of, CAME_CLOSE)) for _, of in tested])
        if tested:
            bands[kind] = tuple(
                Width(lead, float(width), len(of)) for (lead, of), width in zip(tested, widest, strict=True)
            )
    return bands


def band(value: float, lead: int, line_kind: Kind, bands: Bands, indicator: Indicator) -> tuple[float, float] | None:
    """The values that four of five earlier projections of the kind would have kept within, around a projected value so
    many years ahead, in the indicator's unit; None where too few were tested.

    Between tested lead times the width is interpolated, beyond them it grows with the lead time.
    """
    tested = bands.get(line_kind)
    if not tested:
        return None
    width = _width(tested, lead)
    if indicator.scale in _RELATIVE:
        ends = value * exp(-width), value * exp(width)
    else:
        by = width * _range(indicator) if indicator.scale is Scale.INDEX else width
        ends = value - by, value + by
    return within(ends[0], indicator), within(ends[1], indicator)


def _width(tested: Sequence[Width], lead: int) -> float:
    longest = tested[-1]
    if lead > longest.lead:
        return longest.width * lead / longest.lead
    place = bisect_left(tested, lead, key=attrgetter("lead"))
    after, before = tested[place], tested[place - 1] if place else _AT_ONCE
    if after.lead == lead:
        return after.width
    return (after.width - before.width) / (after.lead - before.lead) * (lead - before.lead) + before.width


def kind_of(line: Line) -> Kind:
    """With which lines the projections of a line are tested."""
    return Kind(line.indicator.scale, line.of_economy)
