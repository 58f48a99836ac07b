"""What the served build holds of an indicator, found in one step."""

from dataclasses import dataclass

from dashboard.reading import holding
from dashboard.reading.holding import Age, Chain, Covered, Made, Part
from dashboard.reading.outlooks import SuspectedBreak, suspected_breaks
from dashboard.reading.warehouse import Build, Snapshot
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.vocabulary import AreaType


@dataclass(frozen=True)
class Found:
    """An indicator and what the served build holds of it."""

    indicator: Indicator
    build: Build
    chains: list[Chain]
    covered: list[Covered]
    ages: list[Age]
    parts: list[Part]
    suspected: list[SuspectedBreak]
    made: Made

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the build."""
        return self.build.catalogue

    @property
    def economies(self) -> int:
        """Of how many economies a published figure is held."""
        return sum(one.economies for one in self.ages)

    @property
    def all_economies(self) -> list[Area]:
        """The economies that are tracked."""
        return [area for area in self.catalogue.areas if area.area_type is AreaType.ECONOMY]

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year with a published figure of anybody; None without any."""
        if not self.chains:
            return None
        return min(one.first_year for one in self.chains), max(one.last_year for one in self.chains)

    @property
    def newest(self) -> Chain | None:
        """The edition with the newest figures; None without any."""
        return max(self.chains, key=lambda one: (one.last_year, one.vintage), default=None)


def find(snapshot: Snapshot, indicator: Indicator) -> Found:
    """Everything that is said of an indicator, each question put once."""
    asked = snapshot, indicator.id
    return Found(
        indicator,
        snapshot.build,
        holding.chains(*asked),
        holding.covered(*asked),
        holding.ages(*asked),
        holding.parts(*asked),
        suspected_breaks(*asked),
        holding.computed(*asked),
    )
