"""Parquet: typed columns, each with its unit and meaning, and what the file is in its metadata; compressed (zstd)."""

import json
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.api.formats.format import About, Format, Options
from dashboard.api.formats.sink import Sink
from dashboard.api.formats.telling import SOURCE_FACTS, facts
from dashboard.reading.streams import Rows

_SOUGHT = ("target_id", "indicator_id", "area_id", "year", "horizon")
"""The columns by which readers pass over groups of rows: their bounds are told, which of long texts would cost as much
as to write them.
"""

_ROW_GROUP = 15_000
"""Rows that are compressed together: readers over HTTP ask for whole groups, and a group is held in memory."""


def _write(rows: Rows, about: About, options: Options) -> Iterator[bytes]:  # noqa: ARG001 - Parquet has no options
    sink = Sink()
    sought = [name for name in _SOUGHT if name in rows.schema.names]
    file = pa.PythonFile(sink, mode="w")
    with pq.ParquetWriter(file, schema_of(rows, about), compression="zstd", write_statistics=sought) as writer:
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
