"""Horizon and benchmark: through which progress is looked at on every page, kept in the address from page to page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.address.selection import DEFAULT_SET, Selection
from indicators.vocabulary import BENCHMARK_SETS, DEFAULT_HORIZON, HORIZONS

PARAMETERS = ("horizon", "benchmark")


@dataclass(frozen=True)
class Lens:
    """The year by which progress is judged, and the set of benchmarks: `default` or one of alternatives."""

    horizon: int = DEFAULT_HORIZON
    benchmark: str = DEFAULT_SET

    @property
    def benchmark_set(self) -> str:
        """The set as the catalogue knows it; empty for the default."""
        return "" if self.benchmark == DEFAULT_SET else self.benchmark

    def selection(self, **filters: object) -> Selection:
        """The judgements through this lens."""
        return Selection(horizon=(str(self.horizon),), benchmark=self.benchmark).but(**filters)

    def query(self, **more: str) -> str:
        """What differs from the default, and more, as a query string; may be empty."""
        own = {"horizon": str(self.horizon), "benchmark": self.benchmark}
        kept = {key: value for key, value in own.items() if value not in (str(DEFAULT_HORIZON), DEFAULT_SET)}
        return urlencode(kept | more, safe=",")

    def href(self, path: str, **more: str) -> str:
        """The address of a page seen through this lens."""
        query = self.query(**more)
        return f"{path}?{query}" if query else path


def lens_of(selection: Selection) -> Lens:
    """The lens that an address asks for; of several horizons the first."""
    horizon = int(selection.horizon[0]) if selection.horizon else DEFAULT_HORIZON
    return Lens(horizon, selection.benchmark)


HORIZON_WORDS = {year: str(year) for year in HORIZONS}
BENCHMARK_WORDS = {DEFAULT_SET: "Best published", **BENCHMARK_SETS}
