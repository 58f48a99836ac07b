"""Ranking: one bar for each area, by the newest figure or that of one year."""

import pandas as pd

from dashboard.address.explore import ExploreView
from dashboard.figures.colour_key import colour_key
from dashboard.figures.ranking import ranking
from dashboard.figures.style import Figure
from dashboard.pages.explore.kinds.drawing import Choice, Drawing, small, year_field
from dashboard.pages.explore.regions import region_names, regions_of
from dashboard.reading.explored import Findings, newest, speaking
from dashboard.rows import rows
from dashboard.theme import LIGHT, MOST_LINES
from dashboard.words.findings import ranking_title
from dashboard.words.spoken import measure
from indicators.vocabulary import AreaType

_OTHER = "soft"


class Ranking(Drawing):
    """The first indicator of each line, ranked."""

    name, label, own, most, is_newest = "ranking", "Ranking", ("year",), 1, True

    def draws(self, frame: pd.DataFrame, view: ExploreView) -> pd.DataFrame:
        """The newest figure of each line that is shown first, or that of the year chosen."""
        return newest(speaking(frame), view)

    def figure(self, found: Findings) -> Figure:
        """Bars against the benchmark; many economies wear the colour of their region."""
        benchmark = found.benchmarks[found.indicator.id]
        economies = [row for row in rows(found.frame) if row.area_type == AreaType.ECONOMY]
        if len(economies) <= MOST_LINES:
            return ranking(found.frame, found.indicator, benchmark, found.colours)
        regions = regions_of(found.catalogue, found.build.built_at.year)
        worn = {row.area_id: regions.get(row.area_id, _OTHER) for row in economies}
        names = region_names(found.catalogue) | {_OTHER: "no ITU region"}
        colours = found.colours | {area_id: LIGHT[region] for area_id, region in worn.items()}
        key = colour_key([one for one in names if one in worn.values()], names)
        return ranking(found.frame, found.indicator, benchmark, colours, key)

    def title(self, found: Findings) -> str:
        """How many reach the benchmark, or who is first and last."""
        benchmark = found.benchmarks[found.indicator.id]
        named = measure(found.indicator.short, rows(found.frame))
        return f"{named}: {small(ranking_title(found.frame, found.indicator, benchmark))}"

    def fields(self, found: Findings) -> list[Choice]:
        """The year."""
        return [year_field(found)]
