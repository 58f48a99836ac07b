"""Scatter: two indicators of each economy against each other."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from dashboard.address.explore import ExploreView
from dashboard.figures.scatter import Measured, Pair, scatter
from dashboard.figures.style import Figure
from dashboard.numbers import counted, figure
from dashboard.pages.explore.kinds.drawing import Choice, Drawing, year_field
from dashboard.pages.explore.regions import region_names, regions_of
from dashboard.reading.explored import Findings, newest, of_one_breakdown
from dashboard.rows import Observation, rows, where
from dashboard.words.spoken import measure
from indicators.model import Indicator
from indicators.vocabulary import AreaType

_OTHER = "soft"
_STRONG, _WEAK, _FEW = 0.6, 0.25, 10


class Scatter(Drawing):
    """One disc for each economy that has a figure of both indicators."""

    name, label, own = "scatter", "Scatter", ("year",)
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
        across, up = (Measured(one, found.benchmarks[one.id]) for one in found.indicators)
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
        """The year."""
        return [year_field(found)]


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
