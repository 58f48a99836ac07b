"""The text of DATA_LICENSES.md: whose figures these are, and on what terms, as the catalogue says it.

What the catalogue does not say, how to read the terms and what to do when data are passed on, stands in licences.md.
"""

from collections.abc import Sequence
from pathlib import Path

from etl.reading.rows import ReadFile
from indicators.catalogue import Catalogue
from indicators.sources import Source

_TEMPLATE = Path(__file__).parent / "licences.md"
_NONE_EMBEDDED = "none comes with the project"
_READ_AS = {"publication": "in the publication", "table": "in a copy of a table", "quoted": "as quoted"}


def licences(catalogue: Catalogue, embedded: Sequence[ReadFile]) -> str:
    """The whole text: every source with its files, licence, attribution and terms; who is asked by a refresh and for
    what; and which embedded figures were read through others.
    """
    return (
        _TEMPLATE.read_text(encoding="utf-8")
        .replace("{publishers}", "\n\n".join(_section(alike) for alike in _alike(catalogue.sources)))
        .replace("{services}", _services(catalogue))
        .replace("{read_through}", _read_through(catalogue, embedded))
    )


def _alike(sources: Sequence[Source]) -> list[list[Source]]:
    """Sources of one publisher under one licence together, in the order of the catalogue."""
    found: dict[tuple[str, str, str], list[Source]] = {}
    for one in sources:
        found.setdefault((one.publisher, one.licence, one.licence_url), []).append(one)
    return list(found.values())


def _section(alike: Sequence[Source]) -> str:
    first = alike[0]
    address = f" ({first.licence_url})" if first.licence_url else ""
    cells = [[one.title, _files(one), one.attribution] for one in alike]
    terms: dict[str, list[str]] = {}
    for one in alike:
        terms.setdefault(one.terms, []).append(one.title)
    told = [words if len(terms) == 1 else f"{', '.join(of)}: {words}" for words, of in terms.items() if words]
    table = _table(("source", "files", "attribution to print"), cells)
    return "\n\n".join([f"## {first.publisher}", f"Licence: **{first.licence}**{address}.", *told, table])


def _files(source: Source) -> str:
    return ", ".join(f"`{one.file}`" for one in source.publications) or _NONE_EMBEDDED


def _services(catalogue: Catalogue) -> str:
    """A row for each source that is asked, or of which a downloaded file is used, with the indicators it fills."""
    cells = []
    for source in catalogue.sources:
        fills = list(dict.fromkeys(indicator.title for indicator, _ in catalogue.feeds_of(source.id)))
        if source.asked or fills:
            how = "a refresh asks it" if source.asked else "a downloaded file of it is used"
            cells.append([f"{source.title} (`{source.id}`)", how, source.licence, "; ".join(fills) or "no indicator"])
    return _table(("source", "how its figures come", "licence", "indicators it can fill"), cells)


def _read_through(catalogue: Catalogue, embedded: Sequence[ReadFile]) -> str:
    """A row for each source and way in which its figures were read, where that was not the publication alone."""
    files: dict[tuple[str, str, str], dict[str, None]] = {}
    for file in embedded:
        for row in file.rows:
            read_in, quoted_by = row.fields.get("read_in", ""), row.fields.get("quoted_by", "")
            if read_in != "publication" or quoted_by:
                files.setdefault((file.source_id, read_in, quoted_by), {})[file.file] = None
    order = {source.id: place for place, source in enumerate(catalogue.sources)}
    cells = [
        [
            catalogue.source_by_id[source_id].title,
            ", ".join(f"`{name}`" for name in names),
            _READ_AS.get(read_in, read_in),
            quoted_by or "nobody named",
        ]
        for (source_id, read_in, quoted_by), names in sorted(
            files.items(), key=lambda one: (order[one[0][0]], *one[0][1:])
        )
    ]
    return _table(("figures of", "in the files", "read", "quoted or copied by"), cells)


def _table(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    rows = [heads, ["---"] * len(heads), *cells]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows)
