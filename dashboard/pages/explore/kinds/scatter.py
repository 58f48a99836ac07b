"""Scatter: two indicators of each economy against each other."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from dashboard.address.explore import AXES, LINEAR_AXIS, ExploreView
from dashboard.figures.scales import Place
from dashboard.figures.scatter import Measured, Pair, scatter
from dashboard.figures.style import Figure
from dashboard.numbers import counted, figure
from dashboard.pages.explore.kinds.drawing import Choice, Drawing, year_field
from dashboard.pages.explore.regions import region_names, regions_of
from dashboard.reading.explored import Findings, newest, of_one_breakdown
from dashboard.rows import Observation, rows, where
from dashboard.words.spoken import listed, measure
from indicators.model import Indicator
from indicators.vocabulary import AreaType, Scale

_OTHER = "soft"
_STRONG, _WEAK, _FEW = 0.6, 0.25, 10


class Scatter(Drawing):
    """One disc for each economy that has a figure of both indicators."""

    name, label, own = "scatter", "Scatter", ("year", "axis")
    most, pair, of_economies, is_newest = 2, True, True, True

    def draws(self, frame: pd.DataFrame, view: ExploreView) -> pd.DataFrame:
        """The newest figure of both indicators, or that of the year chosen, of areas that have both."""
        found = newest(of_one_breakdown(frame), view)
        held: dict[str, set[str]] = {}
        for row in rows(found):
            held.setdefault(row.area_id, set()).add(row.indicator_id)
        return where(found, lambda row: len(held[row.area_id]) == 2)

    def figure(self, found: Findings) -> Figure:
        """Discs, as large as there are people, in the colours of the ITU regions."""
        across, up = (
            Measured(one, found.benchmarks[one.id], Place(_is_logarithmic(found, one))) for one in found.indicators
        )
        return scatter(pairs_of(found), across, up, region_names(found.catalogue) | {_OTHER: "no ITU region"})

    def title(self, found: Findings) -> str:
        """How closely the two go together."""
        return _title(pairs_of(found), found.indicators)

    def words(self, found: Findings) -> str:
        """Both figures of every economy."""
        x, y = found.indicators
        return " ".join(
            f"{pair.x.area}: {x.short} {figure(pair.x.value, x, pair.x.qualifier)} ({pair.x.year}), "
            f"{y.short} {figure(pair.y.value, y, pair.y.qualifier)} ({pair.y.year})."
            for pair in pairs_of(found)
        )

    def why_nothing(self, found: Findings) -> str:
        """That no area has both."""
        return "No area has a figure of both indicators."

    def fields(self, found: Findings) -> list[Choice]:
        """The year, and of prices the scale."""
        if not any(one.scale is Scale.PRICE for one in found.indicators):
            return [year_field(found)]
        options = [("", "Logarithmic"), (LINEAR_AXIS, AXES[LINEAR_AXIS])]
        chosen = found.view.axis if found.view.axis == LINEAR_AXIS else ""
        return [year_field(found), ("axis", "Axis of prices", options, chosen)]

    def notes(self, found: Findings) -> list[str]:
        """Which areas have no place on a logarithmic axis."""
        by_id = {pair.x.area_id: pair for pair in pairs_of(found)}
        said = []
        for one in found.indicators:
            free = (
                [row.area for row in rows(found.of(one)) if row.area_id in by_id and row.value <= 0]
                if _is_logarithmic(found, one)
                else []
            )
            if free:
                said.append(
                    f"A logarithmic axis has no place for zero: not drawn is {one.short} of {listed(free)}. "
                    "On a linear axis of prices all are."
                )
        return said


def _is_logarithmic(found: Findings, indicator: Indicator) -> bool:
    """Whether an indicator's axis is: prices differ by orders of magnitude, and are drawn so unless told otherwise."""
    held = bool((found.of(indicator)["value"] > 0).any())
    return indicator.scale is Scale.PRICE and found.view.axis != LINEAR_AXIS and held


def pairs_of(found: Findings) -> list[Pair]:
    """The figures of the two indicators by area, with its region and its people."""
    across, up = ({row.area_id: row for row in rows(found.of(indicator))} for indicator in found.indicators)
    regions = regions_of(found.catalogue, found.build.built_at.year)
    return [
        Pair(row, up[area_id], regions.get(area_id, _OTHER), found.people.get(area_id))
        for area_id, row in across.items()
        if area_id in up
    ]


def _title(pairs: Sequence[Pair], indicators: tuple[Indicator, ...]) -> str:
    x, y = (measure(one.short, figures) for one, figures in _sides(pairs, indicators))
    alone = all(pair.x.area_type == AreaType.ECONOMY for pair in pairs)
    many = counted(len(pairs), "economy", "economies") if alone else counted(len(pairs), "area")
    if len(pairs) < _FEW:
        return f"{x} and {y} in {many}"
    rank = rank_correlation([pair.x.value for pair in pairs], [pair.y.value for pair in pairs])
    together = f"the higher {x}, the {'higher' if rank > 0 else 'lower'} {y}"
    said = {True: together, False: f"{together}, loosely"}[abs(rank) >= _STRONG]
    if abs(rank) < _WEAK:
        said = f"{x} and {y} hardly go together"
    return f"In {many}, {said} (rank correlation {_rank_text(rank)})"


def _sides(pairs: Sequence[Pair], indicators: tuple[Indicator, ...]) -> Iterator[tuple[Indicator, list[Observation]]]:
    x, y = indicators
    yield x, [pair.x for pair in pairs]
    yield y, [pair.y for pair in pairs]


def _rank_text(rank: float) -> str:
    """A correlation with two decimals and a true minus."""
    return f"{rank:.2f}".replace("-", "−")


def rank_correlation(x: Sequence[float], y: Sequence[float]) -> float:
    """Spearman's rank correlation; ties share the mean of their ranks. 0 where one of the two does not vary."""
    ranks = [pd.Series(values).rank().to_numpy() for values in (x, y)]
    if any(float(np.ptp(one)) == 0 for one in ranks):
        return 0.0
    return float(np.corrcoef(*ranks)[0, 1])
