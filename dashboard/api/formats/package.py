"""Zip: the rows as CSV, their codebook, a Data Package that describes them to programs, and a README for people.

The CSV comes first, so that what describes it can name its length and its SHA-256.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping

from dashboard.api.formats import csv as csv_format
from dashboard.api.formats.archive import Archive
from dashboard.api.formats.format import About, Format, Options
from dashboard.api.formats.telling import CODEBOOK, codebook, facts
from dashboard.columns import Column
from dashboard.reading.streams import Rows
from indicators.sources import Source

_LARGE = 1_000_000
"""From how many rows on the CSV may be longer than an archive of the old kind can hold."""

_TYPES = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "flag": "boolean",
    "day": "date",
    "moment": "datetime",
}


class _Measured:
    """Pieces as they pass, with their length and their SHA-256."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._digest = pieces, hashlib.sha256()
        self.length = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._digest.update(piece)
            self.length += len(piece)
            yield piece

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


def _write(rows: Rows, about: About, options: Options) -> Iterator[bytes]:  # noqa: ARG001 - a package has no options
    archive = Archive(about.build.built_at, large=rows.total > _LARGE)
    usual = {name: allowed[0] for name, allowed in csv_format.FORMAT.options.items()}
    table = _Measured(csv_format.FORMAT.write(rows, about, usual))
    name = f"{about.name}.csv"
    yield from archive.member(name, table)
    yield from archive.member("codebook.csv", [_codebook(about.columns)])
    yield from archive.member("datapackage.json", [_described(about, name, table)])
    yield from archive.member("README.md", [_told(about, name, table)])
    yield from archive.end()


def _codebook(columns: tuple[Column, ...]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(CODEBOOK)
    writer.writerows(codebook(columns))
    return text.getvalue().encode()


def _described(about: About, name: str, table: _Measured) -> bytes:
    """The Data Package (specs.frictionlessdata.io) of the CSV, with a table schema."""
    package = {
        "profile": "data-package",
        "name": _slug(about.name),
        "title": about.title,
        "description": about.citation,
        "homepage": about.address,
        "version": about.build.build_id,
        "created": about.built_at,
        "sources": [{"title": _named(source), "path": source.url} for source in about.sources],
        "licenses": _licences(about.sources),
        "resources": [
            {
                "name": _slug(about.resource),
                "path": name,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": table.length,
                "hash": f"sha256:{table.sha256}",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
                "schema": {"fields": [_field(column) for column in about.columns], "missingValues": [""]},
            },
            {
                "name": "codebook",
                "path": "codebook.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": [{"name": word, "type": "string"} for word in CODEBOOK]},
            },
        ],
    }
    if not package["licenses"]:
        del package["licenses"]
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _field(column: Column) -> Mapping[str, str]:
    unit = {"unit": column.unit} if column.unit else {}
    return {"name": column.name, "type": _TYPES[column.kind], "description": column.meaning, **unit}


def _licences(sources: tuple[Source, ...]) -> list[dict[str, str]]:
    """The licences of sources, each once."""
    named = {source.licence: source.licence_url for source in sources}
    return [
        {"name": _slug(licence), "title": licence, **({"path": url} if url else {})} for licence, url in named.items()
    ]


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", words.lower()).strip("-")


def _named(source: Source) -> str:
    return f"{source.publisher}: {source.title}"


def _told(about: About, name: str, table: _Measured) -> bytes:
    said = "\n".join(f"- {key.replace('_', ' ')}: {value}" for key, value in facts(about).items() if key != "citation")
    sources = "\n".join(_source(source) for source in about.sources)
    whose = f"\n## Whose figures\n\n{sources}" if sources else ""
    return f"""# {about.title}

{said}

`{name}` has {table.length:,} bytes; its SHA-256 is `{table.sha256}`. The same address gives the same file as long as
the build is served or kept.

- `{name}`: the rows. CSV (RFC 4180), UTF-8, comma, decimal point. An empty cell without quotation marks is no figure;
  it never means zero. An apostrophe stands before texts that a spreadsheet would take for a formula.
- `codebook.csv`: what each column means, with its unit.
- `datapackage.json`: the same for programs (Data Package with a table schema).

## How to cite

{about.citation}
{whose}
""".encode()


def _source(source: Source) -> str:
    terms = f" <{source.licence_url}>" if source.licence_url else ""
    said = [f"- **{_named(source)}**", f"  <{source.url}>", f"  Licence: {source.licence}{terms}"]
    said += [f"  {words}" for words in (source.attribution, source.terms) if words]
    return "\n".join(said)


FORMAT = Format("zip", "application/zip", "CSV with codebook and README (zip)", _write)
