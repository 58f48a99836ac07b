"""Opens a file by its content: text tables, workbooks, JSON, and archives of these; its name is only a label.

What is no figure file at all (a page, a pointer, a broken archive) is refused here, with the reason.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from typing import Any

from etl.errors import NoFiguresError, RefusedFileError
from etl.formats import archives
from etl.formats.archives import Allowance
from etl.formats.delimited import HEADER_WITHIN, DelimitedText, Row, Rows, decoded
from etl.formats.workbooks import Workbook
from etl.layouts.tables import Table, header_of

_MARKS = b"\xef\xbb\xbf\xff\xfe"
_NOT_FIGURES = {
    b"%PDF": "a PDF; expected the data as a table: download the CSV or the workbook instead",
    b"\x89PNG": "a picture; expected a table",
}
_OTHER_KINDS = {
    b"\xd0\xcf\x11\xe0": "a workbook of the old kind (.xls) or with a password; open it and save it as .xlsx or CSV",
    b"PAR1": "a Parquet file; expected CSV, a workbook or JSON",
    b"version https://git-lfs": "a pointer of Git LFS, not the file itself; fetch the file with git lfs pull",
}
_ESCAPED_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<!--", b"<?xml", b"<error")


@dataclass(frozen=True)
class Document:
    """One opened file: `kind` is table, workbook or json."""

    name: str
    content: bytes
    kind: str

    @cached_property
    def data(self) -> Any:
        """What a JSON document holds; None for the others."""
        return json.loads(decoded(self.content)) if self.kind == "json" else None

    @cached_property
    def grids(self) -> dict[str, Sequence[Row]]:
        """The rows of every sheet (one, named '', for a text table) with their line numbers."""
        if self.kind == "table":
            return {"": self._delimited.rows(self._delimited.likely)}
        if self.kind == "workbook":
            return {sheet: list(self._workbook.rows(sheet)) for sheet in self._workbook.sheets}
        return {}

    @property
    def hidden(self) -> dict[str, list[Row]]:
        """The rows of the sheets of a workbook that a spreadsheet does not show."""
        if self.kind == "workbook":
            return {sheet: list(self._workbook.rows(sheet)) for sheet in self._workbook.hidden}
        return {}

    @property
    def first_rows(self) -> Sequence[Row]:
        """The first rows of a table, or of the first sheet that has any; none of JSON."""
        if self.kind == "table":
            return self._delimited.beginnings[self._delimited.likely]
        return next((rows[:HEADER_WITHIN] for rows in self.grids.values() if rows), [])

    def table(self, *columns: str) -> Table | None:
        """The first table whose header holds all these columns (lower case), wherever it stands in the document."""
        return next(self.tables_with(*columns), None)

    def tables_with(self, *columns: str) -> Iterator[Table]:
        """The tables of all sheets with such a header, as a workbook with a sheet a year has them."""
        wanted = set(columns)
        return self.tables(lambda header: wanted <= set(header))

    def tables(self, fits: Callable[[tuple[str, ...]], bool]) -> Iterator[Table]:
        """The tables whose header (lower case) fits, one of a sheet at most, wherever they stand in the document."""
        beginnings = self._delimited.beginnings if self.kind == "table" else self.grids
        for place, first in beginnings.items():
            for number, (_, cells) in enumerate(first[:HEADER_WITHIN]):
                if fits(tuple([cell.strip().lower() for cell in cells])):
                    if (place, number) not in self._made:
                        self._made[place, number] = self._table(place, number, header_of(cells))
                    yield self._made[place, number]
                    break
            else:
                continue
            if self.kind == "table":
                return

    @cached_property
    def _made(self) -> dict[tuple[str, int], Table]:
        return {}

    def _table(self, place: str, number: int, header: tuple[str, ...]) -> Table:
        """The table whose header is in a row of a sheet, or of the text as a sign divides it."""
        if self.kind != "table":
            rows = self.grids[place]
            return Table(place, header, tuple(rows[number + 1 :]), tuple(one for _, one in rows[:number]))
        rows = self._delimited.rows(place)
        below = Rows(partial(_below, rows, number, len(header)), many=rows.many)
        if len(rows[-1][1]) < len(header):
            self._refuse_torn_end(below, len(header))
        return Table("", header, below, tuple(one for _, one in rows[:number]), place)

    @cached_property
    def _delimited(self) -> DelimitedText:
        return DelimitedText(self.name, self.content)

    @cached_property
    def _workbook(self) -> Workbook:
        return Workbook(self.name, self.content)

    def _refuse_torn_end(self, rows: Sequence[Row], width: int) -> None:
        if rows and 1 < len(rows[-1][1]) < width and not self.content.endswith((b"\n", b"\0")):
            raise RefusedFileError(
                f"{self.name}: the file ends in the middle of line {rows[-1][0]}: it was cut off; download it again"
            )


def open_documents(name: str, content: bytes) -> list[Document]:
    """The documents in a file: itself, or the members of an archive, named archive/member.

    Members of an archive that can hold no figures (a licence as PDF) are passed over. Raises RefusedFileError, one
    sentence, when nothing is left, or anything is broken.
    """
    return _opened(name, content, Allowance())


def _opened(name: str, content: bytes, allowance: Allowance) -> list[Document]:
    head = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not content.strip(_MARKS + b"\0 \t\r\n"):
        raise NoFiguresError(f"{name}: the file is empty; download it again")
    for magic, what in _NOT_FIGURES.items():
        if head.startswith(magic):
            raise NoFiguresError(f"{name}: the file is {what}")
    for magic, what in _OTHER_KINDS.items():
        if head.startswith(magic):
            raise RefusedFileError(f"{name}: the file is {what}")
    if head.lower().startswith(_MARKUP):
        raise NoFiguresError(
            f"{name}: the file is a web page, not data; the service may have refused the download: try again by hand"
        )
    if content.startswith(archives.ZIP):
        members = archives.unzipped(name, content, allowance)
        return _each(members, allowance) if members is not None else [_workbook(name, content)]
    if content.startswith(archives.SEVEN_ZIP):
        return _each(archives.unpacked(name, content, allowance), allowance)
    if content.startswith(archives.GZIP):
        return _opened(name, archives.gunzipped(name, content, allowance), allowance)
    if b"\0" in content.rstrip(b"\0")[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NoFiguresError(f"{name}: the file is binary and of no known kind; expected CSV, a workbook or JSON")
    if head[:1] in (b"{", b"["):
        return [_json(name, content)]
    return [Document(name, content, "table")]


def _each(files: Iterable[tuple[str, bytes]], allowance: Allowance) -> list[Document]:
    found: list[Document] = []
    others: list[NoFiguresError] = []
    for name, content in files:
        try:
            found += _opened(name, content, allowance)
        except NoFiguresError as error:
            others.append(error)
    if others and not found:
        raise others[0]
    return found


def _json(name: str, content: bytes) -> Document:
    document = Document(name, content, "json")
    try:
        _ = document.data
    except json.JSONDecodeError as error:
        raise RefusedFileError(
            f"{name}: the JSON breaks off or is faulty in line {error.lineno} ({error.msg}); download it again"
        ) from None
    except RecursionError:
        raise RefusedFileError(f"{name}: the JSON is nested too deeply to be read; expected figures") from None
    except ValueError:
        raise RefusedFileError(
            f"{name}: the JSON holds a number of thousands of digits; expected figures: download it again"
        ) from None
    if _ESCAPED_HALF.search(content.replace(b"\0", b"")) and not _is_text(document.data):
        raise RefusedFileError(
            f"{name}: the JSON holds a half of a character (a lone surrogate), which is no text; download it again"
        )
    return document


def _is_text(data: Any) -> bool:
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _workbook(name: str, content: bytes) -> Document:
    Workbook(name, content).open()
    return Document(name, content, "workbook")


def _below(rows: Iterable[Row], number: int, width: int) -> Iterator[Row]:
    """The rows below the one of a number, mended."""
    return _mended(islice(rows, number + 1, None), width)


def _mended(rows: Iterable[Row], width: int) -> Iterator[Row]:
    """The rows, those joined again that an unquoted line break within a field has split in two."""
    waiting: Row | None = None
    for row in rows:
        cells = row[1]
        if waiting is not None:
            first, begun = waiting
            waiting = None
            if len(begun) + len(cells) - 1 == width:
                yield first, (*begun[:-1], f"{begun[-1]}\n{cells[0]}", *cells[1:])
                continue
            yield first, begun
        if 1 < len(cells) < width:
            waiting = row
        else:
            yield row
    if waiting is not None:
        yield waiting
