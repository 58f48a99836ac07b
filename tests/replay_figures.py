"""The figures with which the replayed services answer: real ones from data/published, and made-up ones beside them.

A series of a service answers, for a third of the economies, with the published figures of the indicator that it fills,
whoever published them; for a quick run, with those of the files whose rows share nothing. Where these have none for
economies (businesses using the Internet, online services of authorities, secondary schools as a whole, digital skills
…) the figures are MADE UP FOR THE TESTS: 10 + 2 n for the nth economy, and one more each year.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from indicators.catalogue import Catalogue
from indicators.catalogue_files import load_catalogue
from indicators.feed import Feed
from indicators.model import Indicator
from indicators.settings import Settings

MADE_UP_ECONOMIES = ("CHE", "FRA", "DEU", "GRC", "GBR", "ITA", "NOR", "POL", "BRA", "KEN", "JPN", "ZAF")
MADE_UP_GROUPS = ("WLD", "LDC", "LLDC", "SIDS")
MADE_UP_YEARS = range(2020, 2025)
VERSIONS = {
    "worldbank": "2026-07-13",
    "unsd_sdg": "2026.Q2.G.02",
    "uis": "20260507-91260335",
    "unctad": "4711",
    "eurostat": "2026-03-12T11:00:00+0100",
    "owid": "2026-04-20",
    "itu_prices": "2025-12-10",
}
SIZES = ("", "micro", "small", "medium", "large")


@dataclass(frozen=True)
class Figure:
    """One figure in the words of the row contract."""

    area: str
    year: int
    value: float
    sex: str = "both"
    age: str = "all"
    location: str = "total"
    level: str = ""

    @property
    def key(self) -> tuple[str, int, str, str, str, str]:
        """All but the value."""
        return self.area, self.year, self.sex, self.age, self.location, self.level


class Figures:
    """The published figures by indicator, and the codes of areas."""

    def __init__(self) -> None:
        settings = Settings()
        self.catalogue: Catalogue = load_catalogue(settings.catalogue)
        self._published: dict[str, dict[tuple[object, ...], Figure]] = {}
        whole = {one.file for of in self.catalogue.sources for one in of.publications if not one.shared}
        for path in sorted(settings.published / name for name in whole):
            for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
                if not row["qualifier"]:
                    words = {by: row[by] for by in ("sex", "age", "location", "level")}
                    one = Figure(row["area_id"], int(row["year"]), float(row["value"]), **words)
                    self._published.setdefault(row["indicator_id"], {}).setdefault(one.key, one)
        with (settings.catalogue / "area_codes.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self._codes = {(row["scheme"], row["area_id"]): row["code"] for row in reversed(rows)}

    @cached_property
    def _economies(self) -> frozenset[str]:
        """Every third economy, so that a run is quick, and those of the made-up figures."""
        economies = sorted(area.area_id for area in self.catalogue.areas if area.area_type == "economy")
        return frozenset((*economies[::3], *MADE_UP_ECONOMIES))

    def code(self, scheme: str, area: str) -> str:
        """The first code of an area in a scheme; empty where it has none."""
        return self._codes.get((scheme, area), "")

    def feeds(self, source_id: str, series: str) -> list[tuple[Indicator, Feed]]:
        """What a series of a source fills, by any of its codes."""
        feeds = self.catalogue.feeds_of(source_id)
        return [(indicator, feed) for indicator, feed in feeds if series in feed.series]

    def of(self, source_id: str, series: str, *, split: bool = False, groups: bool = False) -> list[Figure]:
        """The figures of a series: of the breakdown that its code means, or of all with `split`."""
        found = self.feeds(source_id, series)
        if not found:
            return []
        indicator, feed = found[0]
        figures = list(self._published_of(indicator.id, feed, split=split, groups=groups))
        if feed.gives == "groups":
            figures = [one for one in figures if one.area in MADE_UP_GROUPS]
        if any(feed.gives == "groups" or one.area in self._economies for one in figures):
            return figures
        levels = SIZES if source_id == "unctad" else (feed.level,)
        return [
            Figure(area, year, 10 + 2 * place + year - MADE_UP_YEARS[0], feed.sex, feed.age, feed.location, level)
            for level in levels
            for place, area in enumerate(MADE_UP_GROUPS if feed.gives == "groups" else MADE_UP_ECONOMIES)
            for year in MADE_UP_YEARS
        ]

    def _published_of(self, indicator: str, feed: Feed, *, split: bool, groups: bool) -> Iterator[Figure]:
        for one in self._published.get(indicator, {}).values():
            same = (one.sex, one.age, one.location, one.level) == (feed.sex, feed.age, feed.location, feed.level)
            is_group = groups and self.catalogue.area_by_id[one.area].area_type != "economy"
            if (split or same) and (is_group or one.area in self._economies):
                yield one


@lru_cache(1)
def all_figures() -> Figures:
    """The figures, read once."""
    return Figures()


@dataclass
class Holdings:
    """What the services have; a test changes it through the fields, by source id.

    `version`: what the service calls its present data. `scale`: a factor on its figures. `drop`: the share of rows
    that are missing. `unknown`: series codes that it does not know (any more). `refuses`: ids of services that turn
    programs away. `most`: the rows of a page, or of an answer of the UIS.
    """

    version: dict[str, str] = field(default_factory=lambda: dict(VERSIONS))
    scale: dict[str, float] = field(default_factory=dict)
    drop: dict[str, float] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    refuses: set[str] = field(default_factory=set)
    most: dict[str, int] = field(
        default_factory=lambda: {"worldbank": 400, "data360": 400, "unsd_sdg": 200, "uis": 100_000}
    )

    def figures(self, source_id: str, series: str, *, split: bool = False, groups: bool = False) -> list[Figure]:
        """The figures that a service has of a series at present."""
        if series in self.unknown:
            return []
        share, factor = self.drop.get(source_id, 0.0), self.scale.get(source_id, 1.0)
        found = all_figures().of(source_id, series, split=split, groups=groups)
        kept = [one for place, one in enumerate(found) if place * 619 % 1_000 >= 1_000 * share]
        return [replace(one, value=round(one.value * factor, 6)) for one in kept]
