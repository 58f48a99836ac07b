"""JSON: {"data": […], "meta": {…}}, with the whole answer or, by `limit` and `cursor`, a page of it."""

import json
from collections.abc import Iterator

import pyarrow as pa

from dashboard.api.formats.format import About, Format, Options
from dashboard.api.formats.texts import moments_as_text
from dashboard.reading.streams import Rows

_ROWS = 1_000
"""Of one piece of text: Python's objects take many times the room of Arrow's."""


def _write(rows: Rows, about: About, options: Options) -> Iterator[bytes]:  # noqa: ARG001 - JSON has no options
    before = '{"data":['
    for piece in rows.pieces(about.first, about.last):
        for part in moments_as_text(piece).to_batches(_ROWS):
            yield f"{before}{_text(part)}".encode()
            before = ","
    if before != ",":
        yield before.encode()
    yield f'],"meta":{_dumped(_meta(about))}}}\n'.encode()


def _text(part: pa.RecordBatch) -> str:
    return _dumped(part.to_pylist())[1:-1]


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _meta(about: About) -> dict[str, object]:
    return {
        "build_id": about.build.build_id,
        "built_at": about.built_at,
        "rows": about.last - about.first,
        "total": about.total,
        "next_cursor": about.next_cursor,
        "query": about.query,
    }


FORMAT = Format("json", "application/json", "JSON", _write, paged=True)
