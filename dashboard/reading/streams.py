"""Rows as a stream: what every answer of the API is written from, piece by piece, however many rows there are."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.columns import Column
from dashboard.reading.patience import SECONDS_OF_A_PIECE, limited
from dashboard.reading.warehouse import Parameters

_FIRST, _PIECE = 2_048, 16_384
"""Rows of the first piece, so that a reader need not wait for it, and of every further one: some 8 MB."""

_DIGITS = 12
"""Significant digits of a computed number: arithmetic leaves its traces in the fourteenth and after."""

_TYPES = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
    "day": pa.date32(),
    "moment": pa.timestamp("s", tz="UTC"),
}


@dataclass(frozen=True)
class Rows:
    """The rows of an answer: their columns, how many there are, and the rows themselves in pieces, in a stable order.

    `read(first, last)` gives those from place `first` up to but not with `last`; whoever reads asks `pieces`. `used`
    names the source_ids of the figures. `close` gives back what is held open; it may be called at any time, and twice.
    """

    columns: tuple[Column, ...]
    total: int
    read: Callable[[int, int], Iterator[pa.Table]]
    used: Callable[[], Sequence[str]] = tuple
    close: Callable[[], None] = lambda: None

    @cached_property
    def schema(self) -> pa.Schema:
        """The Arrow schema of every piece."""
        return schema_of(self.columns)

    def pieces(self, first: int = 0, last: int | None = None) -> Iterator[pa.Table]:
        """The rows from one place to another, or all, as Arrow tables of `schema` with some thousand rows each.

        Numbers that were computed have lost what arithmetic left in their last digits (Column.noise).
        """
        for piece in self.read(first, self.total if last is None else min(last, self.total)):
            yield _tidied(piece, self.columns)

    def then(self, others: "Rows") -> "Rows":
        """These rows and after them others with the same columns."""

        def read(first: int, last: int) -> Iterator[pa.Table]:
            if first < self.total:
                yield from self.read(first, min(last, self.total))
            if last > self.total:
                yield from others.read(max(first - self.total, 0), last - self.total)

        def close() -> None:
            self.close()
            others.close()

        return replace(
            self,
            total=self.total + others.total,
            read=read,
            used=lambda: tuple(dict.fromkeys((*self.used(), *others.used()))),
            close=close,
        )


def schema_of(columns: Sequence[Column]) -> pa.Schema:
    """The Arrow schema of columns."""
    return pa.schema([pa.field(one.name, _TYPES[one.kind]) for one in columns])


def of_frame(frame: pd.DataFrame, columns: tuple[Column, ...], used: Sequence[str] | None = None) -> Rows:
    """The rows of a frame that was computed; it may have more columns than these. `used` where it names no sources."""
    schema = schema_of(columns)
    arrays = [_array(frame[one.name], schema.field(one.name).type) for one in columns]
    table = pa.Table.from_arrays(arrays, schema=schema)

    def read(first: int, last: int) -> Iterator[pa.Table]:
        for start, stop in _parts(first, last):
            yield table.slice(start, stop - start)

    return Rows(columns, len(frame), read, lambda: tuple(dict.fromkeys(frame["source_id"])) if used is None else used)


def of_query(
    cursor: duckdb.DuckDBPyConnection,
    query: str,
    parameters: Parameters,
    columns: tuple[Column, ...],
    used: Callable[[], Sequence[str]] = tuple,
) -> Rows:
    """The rows of a query that says their order, through a cursor that is theirs alone."""
    values, schema = dict(parameters), schema_of(columns)

    def read(first: int, last: int) -> Iterator[pa.Table]:
        part = f"select * from ({query}) limit {last - first} offset {first}"
        for batch in cursor.sql(part, params=values).to_arrow_reader(_PIECE):
            yield _of_schema(pa.Table.from_batches([batch]), schema)

    with limited(cursor, SECONDS_OF_A_PIECE):
        ((count,),) = cursor.execute(f"select count(*) from ({query})", values).fetchall()
    return Rows(columns, count, read, used, cursor.close)


def of_stretches(
    cursor: duckdb.DuckDBPyConnection,
    lengths: np.ndarray,
    between: Callable[[int, int], pa.Table],
    columns: tuple[Column, ...],
    used: Callable[[], Sequence[str]],
) -> Rows:
    """The rows of a table that lies in the order of them, read from those stretches of it that the piece at hand needs.

    `lengths` says how many rows each stretch has, one after the other; `between` gives all rows from one stretch to
    another, both included, with what they are ordered by as their first column. To sort whole rows would take as long
    as to read them, and hold all of them; to find the place of each would hold a number a row.
    """
    schema, reading, ends = schema_of(columns), Lock(), np.cumsum(lengths, dtype=np.int64)

    def piece(start: int, stop: int) -> pa.Table:
        opening, closing = (int(one) for one in np.searchsorted(ends, [start, stop - 1], side="right"))
        before = int(ends[opening] - lengths[opening])
        with reading, limited(cursor, SECONDS_OF_A_PIECE):
            found = between(opening, closing)
        if len(found) != ends[closing] - before:
            raise ValueError(f"{len(found)} rows in stretches that have {ends[closing] - before}; expected all of them")
        order = found.column(0).to_numpy()
        if (order[1:] < order[:-1]).any():  # two threads have read it
            found = found.take(pc.sort_indices(found.column(0)))
        return _of_schema(found.slice(start - before, stop - start), schema)

    def read(first: int, last: int) -> Iterator[pa.Table]:
        return _ahead(piece, list(_parts(first, last)))

    def close() -> None:
        with reading:
            cursor.close()

    return Rows(columns, int(ends[-1]) if len(ends) else 0, read, used, close)


def _ahead(piece: Callable[[int, int], pa.Table], parts: Sequence[tuple[int, int]]) -> Iterator[pa.Table]:
    """The pieces of all parts, each read while the one before it is written."""
    if not parts:
        return
    with ThreadPoolExecutor(1) as worker:
        found = piece(*parts[0])
        for part in parts[1:]:
            coming = worker.submit(piece, *part)
            yield found
            found = coming.result()
        yield found


def named_in(cursor: duckdb.DuckDBPyConnection, query: str, parameters: Parameters) -> tuple[str, ...]:
    """What a query of one column gives, also while rows are read through this cursor."""
    with cursor.cursor() as another:
        return tuple(one for (one,) in another.execute(query, dict(parameters)).fetchall())


def _parts(first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where the pieces of the rows from `first` up to `last` begin and end."""
    size = _FIRST
    while first < last:
        yield first, min(first + size, last)
        first, size = first + size, _PIECE


def _of_schema(found: pa.Table, schema: pa.Schema) -> pa.Table:
    return found.select(schema.names).cast(schema)


def _array(cells: pd.Series, kind: pa.DataType) -> pa.Array:
    if pa.types.is_integer(kind) and cells.dtype.kind == "f":
        return pa.array(cells.to_numpy(), from_pandas=True).cast(kind)
    values = [None if value != value else value for value in cells]  # noqa: PLR0124 - what is missing is not itself
    if pa.types.is_integer(kind):
        return pa.array(values, pa.float64()).cast(kind)
    return pa.array(values, kind)


def _tidied(piece: pa.Table, columns: Sequence[Column]) -> pa.Table:
    """The same rows, numbers that were computed with as many digits as they have a meaning."""
    computed = None
    for place, column in enumerate(columns):
        if column.noise == "never":
            continue
        values = piece.column(place).to_numpy()
        rounded = _rounded(values)
        if column.noise == "of computed":
            if computed is None:
                computed = pc.equal(piece.column("origin"), "computed").to_numpy()
            rounded = np.where(computed, rounded, values)
        piece = piece.set_column(place, piece.field(place), pa.array(rounded, pa.float64(), from_pandas=True))
    return piece


def _rounded(values: np.ndarray) -> np.ndarray:
    """Numbers with at most _DIGITS significant digits, each the nearest that a double can be to what it then reads."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        places = _DIGITS - 1 - np.floor(np.log10(np.abs(values)))
        plain = (places >= 0) & (places <= 22)  # whose power of ten is a double itself
        power = 10.0 ** np.where(plain, places, 0)
        rounded = np.where(plain, np.round(values * power) / power, values)
    odd = ~plain & np.isfinite(values) & (values != 0)
    if odd.any():
        rounded[odd] = [float(f"{value:.{_DIGITS}g}") for value in values[odd]]
    return rounded + 0.0  # of two zeros the one without a sign
