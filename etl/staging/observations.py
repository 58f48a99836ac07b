"""Observations, the rows that keep the row contract, held in columns."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, overload

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from etl.reading.columns import Column, Columns, Texts, Words, as_arrow, together

KEY = ("indicator_id", "area_id", "year", "sex", "age", "location", "level", "source_id", "edition")


class Observation(NamedTuple):
    """A row that keeps the contract; the fields are the columns of the table `observations`."""

    indicator_id: str
    area_id: str
    year: int
    sex: str
    age: str
    location: str
    level: str
    value: float
    unit: str
    qualifier: str
    value_status: str
    source_id: str
    edition: str
    document: str
    locator: str
    url: str
    quoted_by: str
    read_in: str
    note: str
    file: str
    line: int


_COUNTED = {"year": "i", "value": "d", "line": "i"}
_OWN = "note"


class Observations(Sequence[Observation]):
    """Observations in columns: each is put together when it is asked for."""

    def __init__(self) -> None:
        self._columns = _empty()

    def append(self, one: Observation) -> None:
        """Add one at the end."""
        self._columns.append(one)

    def join(self, column_of: Callable[[str], Column]) -> None:
        """Add some at the end that are given as columns, one after the other by the names of Observation."""
        self._columns.join(column_of)

    def clear(self) -> None:
        """Let all of them go."""
        self._columns = _empty()

    def only(self, kept: Sequence[object]) -> "Observations":
        """Those for which `kept` is true."""
        found = Observations()
        found._columns = self._columns.only(kept)
        return found

    def keys(self) -> NDArray[np.int64]:
        """A number for each observation; two have the same one when they have one key."""
        columns = self._columns.by_name
        return together((columns[name] for name in KEY), len(self))

    def table(self) -> pa.Table:
        """The same as a table of Arrow; a text that many share is held once for all of them."""
        return pa.table({name: as_arrow(column) for name, column in self._columns.by_name.items()})

    def __len__(self) -> int:
        return len(self._columns)

    def __iter__(self) -> Iterator[Observation]:
        return map(Observation._make, self._columns.rows())

    @overload
    def __getitem__(self, at: int) -> Observation: ...
    @overload
    def __getitem__(self, at: slice) -> list[Observation]: ...
    def __getitem__(self, at: int | slice) -> Observation | list[Observation]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        return Observation._make(self._columns.row(at))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def _empty() -> Columns:
    kinds = {name: array(_COUNTED[name]) if name in _COUNTED else Words() for name in Observation._fields}
    return Columns(kinds | {_OWN: Texts()})
