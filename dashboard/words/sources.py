"""Sources in words: the publisher first, which links lead to it, and how what is shown of them is cited."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from dashboard.reading.warehouse import Build
from dashboard.rows import Observation, cited
from indicators.catalogue import Catalogue
from indicators.sources import Source

_SHORT = re.compile(r"\(([^)]+)\)$")


def publisher_of(source: Source) -> str:
    """The publisher by its short name where it has one: ITU, UN DESA, World Bank."""
    short = _SHORT.search(source.publisher)
    return short[1] if short else source.publisher


def leads_to_publisher(url: str, source: Source) -> bool:
    """Whether an address is one of the source's publisher, and not of somebody who copied or quoted it."""
    return bool(url) and _domain(url) == _domain(source.url)


def _domain(url: str) -> str:
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])


def source_line(figures: Iterable[Observation], catalogue: Catalogue) -> str:
    """Every edition that is drawn, by publisher: "ITU: Facts and Figures, edition 2025; ITU DataHub, Apr 2026"."""
    named: dict[str, dict[str, None]] = {}
    for row in figures:
        publisher = publisher_of(catalogue.source_by_id[row.source_id])
        named.setdefault(publisher, {})[cited(row.source, row.edition)] = None
    return "; ".join(f"{publisher}: {', '.join(editions)}" for publisher, editions in named.items())


def citation(title: str, sources: Iterable[tuple[str, str]], build: Build) -> str:
    """How to cite a view: what it shows, sources with editions, the build and its day; its address is to be added."""
    return cited_as(title, (cited(source, edition) for source, edition in sources), build)


def cited_as(title: str, sources: Iterable[str], build: Build) -> str:
    """The same of sources as they are called, each named once."""
    named = "; ".join(dict.fromkeys(sources))
    data = f" Data: {named}." if named else ""
    return (
        f"{title.rstrip('.')}. {build.catalogue.plan.title}, target tracker, version {build.build_id} "
        f"of {build.built_at:%-d %B %Y}.{data}"
    )
