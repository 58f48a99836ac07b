"""Takes delimited text apart: its encoding, the sign between its fields, its rows."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from etl.errors import RefusedFileError

HEADER_WITHIN = 40
"""In how many first rows of a table its header is looked for: a preamble may stand above it."""

Row = tuple[int, tuple[str, ...]]
"""A row and the number of the line in which it begins."""

_EARLY = 100_000
_SIGNS = ",;\t|"
_END = "\x03 end of the text"


@dataclass(frozen=True)
class DelimitedText:
    """A text whose fields are divided by one of several signs; which one, its header tells."""

    name: str
    content: bytes

    @cached_property
    def beginnings(self) -> dict[str, list[Row]]:
        """The first rows, as each of the signs divides them: the words of a header show under the right one alone."""
        return {sign: list(islice(_rows(self._text[:_EARLY], sign, strict=False), HEADER_WITHIN)) for sign in _SIGNS}

    @cached_property
    def likely(self) -> str:
        """The sign that divides the first rows evenly and into many fields."""
        return max(_SIGNS, key=lambda sign: _fields_of_even_rows(self.beginnings[sign]))

    def rows(self, sign: str) -> list[Row]:
        """All rows. Raises RefusedFileError when the text ends within quotation marks, as one that was cut off does."""
        if sign not in self._read:
            self._read[sign] = self._all_rows(sign)
        return self._read[sign]

    @cached_property
    def _read(self) -> dict[str, list[Row]]:
        return {}

    @cached_property
    def _text(self) -> str:
        return decoded(self.content)

    def _all_rows(self, sign: str) -> list[Row]:
        try:
            return list(_rows(self._text, sign, strict=True))
        except csv.Error:
            pass
        try:  # something after a closing mark is no reason to refuse a file, a mark that is never closed is
            *rows, (_, last) = _rows(f"{self._text}\n{_END}", sign, strict=False)
        except csv.Error as error:
            raise RefusedFileError(f"{self.name}: the file is not CSV ({error}); expected a table as text") from None
        if last != (_END,):
            raise RefusedFileError(
                f"{self.name}: the file ends within quotation marks: it was cut off; download it again"
            )
        return rows


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 with or without a mark, UTF-16 with one, or else Latin-1 as Windows writes it."""
    for encoding in ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1").replace("\0", "")


def _rows(text: str, sign: str, *, strict: bool) -> Iterator[Row]:
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=strict), 1
    for cells in reader:
        yield line, tuple(cells)
        line = reader.line_num + 1


def _fields_of_even_rows(rows: Iterable[Row]) -> int:
    widths = Counter(len(cells) for _, cells in rows)
    return max((times * width for width, times in widths.items() if width > 1), default=0)
