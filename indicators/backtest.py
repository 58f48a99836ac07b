"""How close projections came: lines carried on from an earlier year, and held against what was observed since."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

import numpy as np

from indicators.curves import Curve, default_curve, floor, steps, straight, within
from indicators.model import Indicator
from indicators.pace import carried_on, slope_of, told_from
from indicators.projection import project
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


def errors(points: Sequence[Point], curve: Curve, indicator: Indicator) -> tuple[float, ...] | None:
    """The absolute errors, in the indicator's unit, of the points of the last three years, each predicted from the six
    years before these; None of too few points for a fit, or of those of a mere start.
    """
    if not points:
        return None
    cut = points[-1].year - HELD_OUT
    told = told_from([point for point in points if cut - WINDOW <= point.year <= cut], indicator)
    projection = project(told, curve, indicator, last_year=points[-1].year)
    if projection is None:
        return None
    later = [(point.value, projection.at(point.year)) for point in points if point.year > cut]
    return tuple(abs(at - value) for value, at in later if at is not None) or None


def lead_errors(points: Sequence[Point], indicator: Indicator) -> Iterator[tuple[int, float]]:
    """Lead time in years and error, on the scale of a band, of every projection along the indicator's own curve that
    was made from an observation three or more years before the newest.
    """
    curve = default_curve(indicator)
    if curve is None or not points:
        return
    places = [straight(curve, point.value, indicator) for point in points]
    for number, start in enumerate(points):
        if start.year > points[-1].year - HELD_OUT:
            return
        first = next(n for n, point in enumerate(points) if point.year >= start.year - WINDOW)
        told = told_from(points[first : number + 1], indicator)
        if not is_wide(told):
            continue
        slope = slope_of(tuple([point.year for point in told]), places[number + 1 - len(told) : number + 1])
        for later in points[number + 1 :]:
            lead = later.year - start.year
            if lead > LONGEST:
                break
            at = carried_on(curve, start.value, slope * steps(curve, lead), indicator)
            yield lead, abs(_place(at, indicator) - _place(later.value, indicator))


def _place(value: float, indicator: Indicator) -> float:
    """A value on the scale on which errors of the indicator's kind are alike: ln of a price or a ratio, the part of the
    range of an index, points of a share.
    """
    if indicator.scale in _RELATIVE:
        return log(max(value, floor(indicator)))
    return value / _range(indicator) if indicator.scale is Scale.INDEX else value


def _range(indicator: Indicator) -> float:
    unit = indicator.unit_of_measure
    return unit.high - unit.low


@dataclass(frozen=True, slots=True)
class Kind:
    """What projections are tested together: lines of one scale, of economies or of groups."""

    scale: Scale
    of_economy: bool


@dataclass(frozen=True, slots=True)
class Width:
    """How far off four of five projections were at most after so many years, on the scale of a band; of how many."""

    lead: int
    width: float
    tested: int


Bands = Mapping[Kind, tuple[Width, ...]]
"""The widths of every kind with enough errors, by lead time."""


def widths(found: Iterable[tuple[Kind, int, float]]) -> dict[Kind, tuple[Width, ...]]:
    """The bands that errors make: for each kind and lead time with at least FEWEST errors their 80th percentile.

    No width is smaller than that of a shorter lead time.
    """
    by_lead: dict[Kind, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for kind, lead, error in found:
        by_lead[kind][lead].append(error)
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


@lru_cache(maxsize=1024)
def _width(tested: tuple[Width, ...], lead: int) -> float:
    longest = tested[-1]
    if lead > longest.lead:
        return longest.width * lead / longest.lead
    return float(np.interp(lead, [0, *(one.lead for one in tested)], [0.0, *(one.width for one in tested)]))


def kind_of(line: Line) -> Kind:
    """With which lines the projections of a line are tested."""
    return Kind(line.indicator.scale, line.of_economy)
