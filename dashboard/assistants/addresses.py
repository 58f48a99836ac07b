"""Permanent addresses: which route of the API, and which page, gives the rows of an answer again."""

from dataclasses import dataclass

from dashboard.address.selection import OF_A_VIEW, OF_OBSERVATIONS, OF_PROGRESS, Selection
from dashboard.assistants.answers import Addresses

DEFAULT_BASE = "http://127.0.0.1:8050"
"""Where `make run` serves the pages and the API."""

_FIELDS = {"from": "year_from", "to": "year_to"}


@dataclass(frozen=True)
class Base:
    """The address of the root of the pages, without its last slash, and the build that addresses of the API name."""

    root: str = DEFAULT_BASE
    build: str = ""

    def at(self, path: str, query: str = "") -> str:
        """The whole address of a path."""
        return f"{self.root}{path}?{query}" if query else f"{self.root}{path}"

    def api(self, route: str, query: str = "") -> str:
        """The whole address of a route of the API, which gives the same rows as long as the build is kept."""
        named = f"build={self.build}" if self.build else ""
        return self.at(f"/api/v1/{route}", "&".join(filter(None, (query, named))))

    def observations(self, selection: Selection, indicators: tuple[str, ...] = ()) -> Addresses:
        """Of the observations of a selection; `indicators` are those that have a row, which the page then names."""
        query = _only(selection, OF_OBSERVATIONS).query_string()
        return Addresses(
            api=self.api("observations.json", query),
            csv=self.api("observations.csv", query),
            page=self._explored(selection, selection.indicator or indicators),
        )

    def progress(self, selection: Selection, page: str = "") -> Addresses:
        """Of the judgements of a selection, with the path of the page that shows them."""
        query = _only(selection, OF_PROGRESS).query_string()
        return Addresses(
            api=self.api("progress.json", query),
            csv=self.api("progress.csv", query),
            page=f"{self.root}{page}" if page else self._explored(selection, selection.indicator),
        )

    def list_of(self, name: str, page: str) -> Addresses:
        """Of one of the lists of the API, with the path of the page that shows it."""
        return Addresses(api=self.api(f"{name}.json"), csv=self.api(f"{name}.csv"), page=f"{self.root}{page}")

    def _explored(self, selection: Selection, indicators: tuple[str, ...]) -> str:
        """Explore's table of a selection, as far as an address of a page can say it."""
        if not indicators:
            return self.at("/indicators")
        shown = _only(selection, OF_A_VIEW).but(indicator=indicators).query_string()
        return self.at("/explore", f"{shown}&chart=table")


def _only(selection: Selection, parameters: tuple[str, ...]) -> Selection:
    """A selection without what an address of some parameters cannot say."""
    return Selection(**{field: getattr(selection, field) for field in (_FIELDS.get(one, one) for one in parameters)})
