"""Ranking: one bar for each area, by the newest figure or that of one year."""

import pandas as pd

from dashboard.address.explore import ExploreView
from dashboard.figures.ranking import ranking
from dashboard.figures.style import Figure
from dashboard.pages.explore.kinds.drawing import Choice, Drawing, small, year_field
from dashboard.reading.explored import Findings, newest, speaking
from dashboard.rows import rows
from dashboard.words.findings import ranking_title
from dashboard.words.spoken import measure


class Ranking(Drawing):
    """The first indicator of each line, ranked."""

    name, label, own, most, is_newest = "ranking", "Ranking", ("year",), 1, True

    def draws(self, frame: pd.DataFrame, view: ExploreView) -> pd.DataFrame:
        """The newest figure of each line that is shown first, or that of the year chosen."""
        return newest(speaking(frame), view)

    def figure(self, found: Findings) -> Figure:
        """Bars against the benchmark."""
        return ranking(found.frame, found.indicator, found.benchmarks[found.indicator.id], found.colours)

    def title(self, found: Findings) -> str:
        """How many reach the benchmark, or who is first and last."""
        benchmark = found.benchmarks[found.indicator.id]
        named = measure(found.indicator.short, rows(found.frame))
        return f"{named}: {small(ranking_title(found.frame, found.indicator, benchmark))}"

    def fields(self, found: Findings) -> list[Choice]:
        """The year."""
        return [year_field(found)]
