"""Takes delimited text apart: its encoding, the sign between its fields, its rows."""

import codecs
import csv
import io
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain, islice
from typing import overload

from etl.errors import RefusedFileError

HEADER_WITHIN = 40
"""In how many first rows of a table its header is looked for: a preamble may stand above it."""

Row = tuple[int, tuple[str, ...]]
"""A row and the number of the line in which it begins."""

_HELD = 50_000
_PIECE = 1 << 20
_EARLY = 100_000
_SIGNS = ",;\t|"
_END = "\x03 end of the text"


class Rows(Sequence[Row]):
    """Rows as `make` gives them: few are held, many are made anew whenever they are gone through.

    They are gone through at once, which raises what `make` raises, but for those that are known to be `many`.
    """

    def __init__(self, make: Callable[[], Iterable[Row]], *, many: bool = False) -> None:
        self.many, self._make = many, make
        self._held: list[Row] = []
        if not many:
            _ = self._looked

    @cached_property
    def _looked(self) -> tuple[int, deque[Row]]:
        """How many there are, and the last of them."""
        rows = iter(self._make())
        self._held = list(islice(rows, 0 if self.many else _HELD))
        count, last = len(self._held), deque(self._held, 1)
        for row in rows:
            count += 1
            last.append(row)
        if count > len(self._held):
            self.many, self._held = True, []
        return count, last

    def __len__(self) -> int:
        return self._looked[0]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._held or self._make())

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> "Rows": ...
    def __getitem__(self, at: int | slice) -> "Row | Rows":
        if isinstance(at, slice):
            return Rows(partial(self._some, *at.indices(len(self))))
        place = range(len(self))[at]
        return self._looked[1][0] if place == len(self) - 1 else next(islice(self, place, None))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def _some(self, start: int, stop: int, step: int) -> Iterable[Row]:
        return islice(self, start, stop, step)


@dataclass(frozen=True)
class DelimitedText:
    """A text whose fields are divided by one of several signs; which one, its header tells."""

    name: str
    content: bytes

    @cached_property
    def beginnings(self) -> dict[str, list[Row]]:
        """The first rows, as each of the signs divides them: the words of a header show under the right one alone."""
        early = self._opened.read(_EARLY).replace("\0", "")
        return {sign: list(islice(_early_rows(early, sign), HEADER_WITHIN)) for sign in _SIGNS}

    @cached_property
    def likely(self) -> str:
        """The sign that divides the first rows evenly and into many fields."""
        return max(_SIGNS, key=lambda sign: _fields_of_even_rows(self.beginnings[sign]))

    def rows(self, sign: str) -> Rows:
        """All rows. Raises RefusedFileError when the text ends within quotation marks, as one that was cut off does."""
        if sign not in self._read:
            self._read[sign] = self._all_rows(sign)
        return self._read[sign]

    @cached_property
    def _read(self) -> dict[str, Rows]:
        return {}

    @property
    def _opened(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(io.BytesIO(self.content), self._encoding, newline="")

    @cached_property
    def _encoding(self) -> str:
        return encoding_of(self.content)

    def _lines(self) -> Iterable[str]:
        return (line.replace("\0", "") for line in self._opened) if b"\0" in self.content else self._opened

    @cached_property
    def _apart(self) -> Callable[..., Iterator[Row]]:
        """What takes lines apart: where nothing is quoted, a row is a line."""
        return _rows if b'"' in self.content else _rows_of_a_line

    def _all_rows(self, sign: str) -> Rows:
        try:
            return Rows(lambda: self._apart(self._lines(), sign, strict=True))
        except csv.Error:
            pass
        try:  # something after a closing mark is no reason to refuse a file, a mark that is never closed is
            return Rows(lambda: self._but_the_end(_rows(chain(self._lines(), (_END,)), sign, strict=False)))
        except csv.Error as error:
            raise RefusedFileError(f"{self.name}: the file is not CSV ({error}); expected a table as text") from None

    def _but_the_end(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows before the last, which must be the mark of the end."""
        waiting: Row | None = None
        for row in rows:
            if waiting is not None:
                yield waiting
            waiting = row
        if waiting is None or waiting[1] != (_END,):
            raise RefusedFileError(
                f"{self.name}: the file ends within quotation marks: it was cut off; download it again"
            )


def decoded(content: bytes) -> str:
    """The text of a file, without signs of no width that some services leave in it (NUL)."""
    return content.decode(encoding_of(content)).replace("\0", "")


def encoding_of(content: bytes) -> str:
    """How a text is written: UTF-8 with or without a mark, UTF-16 with one, or else Latin-1 as Windows writes it."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return next((one for one in (("utf-16",) if marked else ("utf-8-sig", "cp1252")) if _is(content, one)), "latin-1")


def _is(content: bytes, encoding: str) -> bool:
    machine, view = codecs.getincrementaldecoder(encoding)(), memoryview(content)
    try:
        for at in range(0, len(content), _PIECE):
            machine.decode(view[at : at + _PIECE])
        machine.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _early_rows(text: str, sign: str) -> Iterator[Row]:
    return _rows(io.StringIO(text, newline=""), sign, strict=False)


def _rows(lines: Iterable[str], sign: str, *, strict: bool) -> Iterator[Row]:
    reader, line = csv.reader(lines, delimiter=sign, strict=strict), 1
    for cells in reader:
        yield line, tuple(cells)
        line = reader.line_num + 1


def _rows_of_a_line(lines: Iterable[str], sign: str, *, strict: bool) -> Iterator[Row]:
    return enumerate(map(tuple, csv.reader(lines, delimiter=sign, strict=strict)), start=1)


def _fields_of_even_rows(rows: Iterable[Row]) -> int:
    widths = Counter(len(cells) for _, cells in rows)
    return max((times * width for width, times in widths.items() if width > 1), default=0)
