"""What a file says of itself, in the same words in every format: what it shows, of which build, and whose figures."""

from dashboard.api.formats.format import About
from dashboard.columns import Column

SOURCE_FACTS = ("id", "title", "publisher", "url", "licence", "licence_url", "attribution", "terms")
"""What is told of each source; empty where it says nothing."""

CODEBOOK = ("column", "kind", "unit", "meaning")
"""The header of a codebook."""


def facts(about: About) -> dict[str, str]:
    """What an answer is, in the order in which it is told."""
    return {
        "title": about.title,
        "query": f"{about.resource}?{about.query}" if about.query else about.resource,
        "address": about.address,
        "rows": str(about.last - about.first),
        "build_id": about.build.build_id,
        "built_at": about.built_at,
        "citation": about.citation,
    }


def codebook(columns: tuple[Column, ...]) -> list[tuple[str, str, str, str]]:
    """A row for each column, under CODEBOOK."""
    return [(one.name, one.kind, one.unit, one.meaning) for one in columns]
