"""Columns in which millions of rows are held: each text that many share is held once for all of them.

A column is appended to, gone through and asked by its position like a list, and takes some bytes a row in place of
hundreds. What is in it goes into a table of Arrow, or to another process, as it lies.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, pairwise
from typing import Any, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_TOGETHER = 4_096
_LARGEST = 1 << 62


class Words:
    """A column of texts of which many are alike: `words` are the different ones, `codes` their numbers row by row."""

    def __init__(self) -> None:
        self.codes = array("i")
        self.words: list[str] = []
        self._known: dict[str, int] = {}

    def extend(self, texts: Sequence[str]) -> None:
        """Add texts at the end."""
        for text in dict.fromkeys(texts):
            if text not in self._known:
                self._known[text] = len(self.words)
                self.words.append(text)
        self.codes.extend(map(self._known.__getitem__, texts))

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[str]:
        return map(self.words.__getitem__, self.codes)

    def __getitem__(self, at: int) -> str:
        return self.words[self.codes[at]]

    @classmethod
    def of(cls, codes: NDArray[np.int32], words: Sequence[str]) -> Self:
        """The column of such numbers of words, of which two may be alike."""
        found = cls()
        known = [found._known.setdefault(word, len(found._known)) for word in words]
        found.words = list(found._known)
        found.codes.frombytes(np.asarray(known, np.int32)[codes].tobytes())
        return found

    def join(self, other: Self) -> None:
        """Add the texts of another column at the end."""
        used = np.unique(np.asarray(other.codes)).tolist()
        mine = np.zeros(len(other.words), np.int32)
        for code in used:
            word = other.words[code]
            if word not in self._known:
                self._known[word] = len(self.words)
                self.words.append(word)
            mine[code] = self._known[word]
        self.codes.frombytes(mine[np.asarray(other.codes)].tobytes())

    def __getstate__(self) -> "tuple[array[int], list[str]]":
        return self.codes, self.words

    def __setstate__(self, state: "tuple[array[int], list[str]]") -> None:
        self.codes, self.words = state
        self._known = {word: code for code, word in enumerate(self.words)}

    def only(self, kept: Iterable[object]) -> Self:
        """The column with those rows alone for which `kept` is true."""
        found = type(self)()
        found.__setstate__((array("i", compress(self.codes, kept)), self.words))
        return found

    def arrow(self) -> pa.Array:
        """The column for a table of Arrow."""
        return pa.DictionaryArray.from_arrays(pa.array(np.asarray(self.codes)), pa.array(self.words, pa.string()))


class Texts:
    """A column of texts of which few are alike, one after the other."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("q", [0])

    def extend(self, texts: Iterable[str]) -> None:
        """Add texts at the end."""
        for text in texts:
            self._bytes += text.encode()
            self._ends.append(len(self._bytes))

    def join(self, other: Self) -> None:
        """Add the texts of another column at the end."""
        ends = np.asarray(other._ends)[1:] + len(self._bytes)
        self._bytes += other._bytes
        self._ends.frombytes(ends.tobytes())

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[str]:
        return (self._bytes[first:end].decode() for first, end in pairwise(self._ends))

    def __getitem__(self, at: int) -> str:
        place = range(len(self))[at]
        return self._bytes[self._ends[place] : self._ends[place + 1]].decode()

    def only(self, kept: Iterable[object]) -> Self:
        """The column with those rows alone for which `kept` is true."""
        found = type(self)()
        found.extend(compress(self, kept))
        return found

    def arrow(self) -> pa.Array:
        """The column for a table of Arrow, without a copy."""
        buffers = [None, pa.py_buffer(self._ends), pa.py_buffer(self._bytes)]
        return pa.Array.from_buffers(pa.large_string(), len(self), buffers)


Column = Words | Texts | array


def only(column: Column, kept: Sequence[object]) -> Column:
    """A column with those rows alone for which `kept` is true."""
    return array(column.typecode, compress(column, kept)) if isinstance(column, array) else column.only(kept)


def join(column: Column, other: Column) -> None:
    """Add what is in another column of the same kind at the end of one."""
    column.extend(other) if isinstance(column, array) else column.join(other)  # type: ignore[arg-type]


def numbered(column: Column) -> tuple[NDArray[np.int64], int]:
    """A number for each row, equal ones where the values are, and how many there can be; of whole numbers or words."""
    if isinstance(column, Words):
        return np.asarray(column.codes, np.int64), max(len(column.words), 1)
    numbers = np.asarray(column, np.int64)
    least = int(numbers.min(initial=0))
    return numbers - least, int(numbers.max(initial=0)) - least + 1


def together(columns: Iterable[Column], rows: int) -> NDArray[np.int64]:
    """A number for each of so many rows; two have the same one where they are alike in all of the columns."""
    keys, span = np.zeros(rows, np.int64), 1
    for column in columns:
        numbers, many = numbered(column)
        if span * many >= _LARGEST:
            keys = np.unique(keys, return_inverse=True)[1]
            span = rows
        keys, span = keys * many + numbers, span * many
    return keys


def as_arrow(column: Column) -> pa.Array:
    """A column for a table of Arrow."""
    return pa.array(np.asarray(column)) if isinstance(column, array) else column.arrow()


class Columns:
    """Columns of one length by their names. Rows are added one by one and taken in some thousand at a time."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self._columns = dict(columns)
        self._waiting: list[tuple[Any, ...]] = []

    def append(self, row: tuple[Any, ...]) -> None:
        """Add a row at the end: a value for each column, in their order."""
        self._waiting.append(row)
        if len(self._waiting) >= _TOGETHER:
            self._take_in()

    def join(self, column_of: Callable[[str], Column]) -> None:
        """Add rows at the end, given as columns, one after the other by their names."""
        for name, column in self.by_name.items():
            join(column, column_of(name))

    @property
    def by_name(self) -> dict[str, Column]:
        """The columns with all rows in them."""
        self._take_in()
        return self._columns

    def only(self, kept: Sequence[object]) -> "Columns":
        """The columns with those rows alone for which `kept` is true."""
        return Columns({name: only(column, kept) for name, column in self.by_name.items()})

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows in order."""
        return zip(*self.by_name.values(), strict=True)

    def row(self, at: int) -> tuple[Any, ...]:
        """The row at a position."""
        return tuple([column[at] for column in self.by_name.values()])

    def __len__(self) -> int:
        return len(next(iter(self._columns.values()))) + len(self._waiting)

    def _take_in(self) -> None:
        if self._waiting:
            for column, values in zip(self._columns.values(), zip(*self._waiting, strict=True), strict=True):
                column.extend(values)
            self._waiting = []
