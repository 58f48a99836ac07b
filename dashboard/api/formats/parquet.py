"""Parquet: typed columns, each with its unit and meaning, and what the file is in its metadata; compressed (zstd)."""

import json
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.api.formats.format import About, Format, Options
from dashboard.api.formats.sink import Sink
from dashboard.api.formats.telling import SOURCE_FACTS, facts
from dashboard.reading.streams import Rows

_ROW_GROUP = 30_000
"""Rows that are compressed together: readers over HTTP ask for whole groups, and a group is held in memory."""


def _write(rows: Rows, about: About, options: Options) -> Iterator[bytes]:  # noqa: ARG001 - Parquet has no options
    sink = Sink()
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema_of(rows, about), compression="zstd") as writer:
        for group in _groups(rows.pieces(about.first, about.last)):
            writer.write_table(group.cast(writer.schema), row_group_size=len(group))
            yield sink.taken()
    yield sink.taken()


def schema_of(rows: Rows, about: About) -> pa.Schema:
    """The schema of the file: of every column its meaning and unit, of the file what it is and whose figures it has."""
    fields = [
        field.with_metadata({"description": one.meaning, **({"unit": one.unit} if one.unit else {})})
        for field, one in zip(rows.schema, about.columns, strict=True)
    ]
    sources = [{name: getattr(source, name) for name in SOURCE_FACTS} for source in about.sources]
    return pa.schema(fields, {**facts(about), "sources": json.dumps(sources, ensure_ascii=False)})


def _groups(pieces: Iterator[pa.Table]) -> Iterator[pa.Table]:
    gathered, length = list[pa.Table](), 0
    for piece in pieces:
        gathered.append(piece)
        length += len(piece)
        if length >= _ROW_GROUP:
            yield pa.concat_tables(gathered)
            gathered, length = [], 0
    if gathered:
        yield pa.concat_tables(gathered)


FORMAT = Format("parquet", "application/vnd.apache.parquet", "Parquet", _write)
