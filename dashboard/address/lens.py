"""Horizon and benchmark: through which progress is looked at on every page, kept in the address from page to page."""

from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlencode

from dashboard.address.selection import DEFAULT_SET, Selection

PARAMETERS = ("horizon", "benchmark")


@dataclass(frozen=True)
class Lens:
    """The year by which progress is judged, and the set of benchmarks: `default` or one of alternatives.

    `usual` is the year that an address means when it names none.
    """

    horizon: int
    benchmark: str = DEFAULT_SET
    usual: int = field(default=0, compare=False)

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
        kept = {key: value for key, value in own.items() if value not in (str(self.usual), DEFAULT_SET)}
        return "&".join([_pair(key, value) for key, value in (kept | more).items()])

    def href(self, path: str, **more: str) -> str:
        """The address of a page seen through this lens."""
        query = self.query(**more)
        return f"{path}?{query}" if query else path


@lru_cache(maxsize=4096)
def _pair(key: str, value: str) -> str:
    return urlencode({key: value}, safe=",")


def lens_of(selection: Selection, usual: int) -> Lens:
    """The lens that an address asks for: of several horizons the first, without any the usual one of the plan."""
    horizon = int(selection.horizon[0]) if selection.horizon else usual
    return Lens(horizon, selection.benchmark, usual)
