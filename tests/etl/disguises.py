"""The same file as it may come to us: packed, saved by another program, with more in it and around it."""

import csv
import gzip
import io
import zipfile
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

import py7zr

from etl.reading.rows import COLUMNS, ReadFile

MARK = b"\xef\xbb\xbf"
_AS_READ = itemgetter(*(name for name in COLUMNS if name not in ("note", "edition")))


def zipped(**members: bytes) -> bytes:
    """A zip with these members, which keeps no dates."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def seven_zipped(password: str | None = None, **members: bytes) -> bytes:
    """A 7z archive with these members."""
    packed = io.BytesIO()
    with py7zr.SevenZipFile(packed, "w", password=password) as archive:
        for name, content in members.items():
            archive.writestr(content, name)
    return packed.getvalue()


def in_a_zip(content: bytes) -> bytes:
    """The file alone in a zip, in a folder and under a name that says nothing."""
    return zipped(**{"new folder/1": content})


def in_a_gzip(content: bytes) -> bytes:
    """The file as gzip, which keeps no date."""
    return gzip.compress(content, 1, mtime=0)


def with_the_other_line_ends(content: bytes) -> bytes:
    """CRLF for LF and the other way round."""
    return content.replace(b"\r\n", b"\n") if b"\r\n" in content else content.replace(b"\n", b"\r\n")


def with_or_without_a_mark(content: bytes) -> bytes:
    """The byte-order mark taken away or added."""
    return content.removeprefix(MARK) if content.startswith(MARK) else MARK + content


def with_semicolons_in_cp1252(content: bytes) -> bytes:
    """As a spreadsheet of western Europe saves it: semicolons, no mark, marks of quotation only where needed."""
    rows, delimiter = _parsed(content)
    text = _written(rows, "," if delimiter == ";" else ";", "\r\n")
    return text.encode("cp1252", errors="replace")


def reversed_with_a_column_more(content: bytes) -> bytes:
    """The columns of the table from the last to the first, with one more that nobody knows; its preamble as it was."""
    rows, delimiter = _parsed(content)
    at = header_at(rows)
    width = len(rows[at])
    wider = [[*row[::-1], "x" if row is not rows[at] else "Remark"] if len(row) == width else row for row in rows[at:]]
    return _written([*rows[:at], *wider], delimiter, "\n").encode()


def with_a_preamble_and_a_footer(content: bytes) -> bytes:
    """Three lines above everything, one below."""
    above = b"Downloaded by hand\nOn;the first of May\n\n"
    return above + content.removeprefix(MARK) + b"\n\nSource: the service"


def header_at(rows: Sequence[Sequence[str]]) -> int:
    """Where the header is: the first of the widest rows."""
    widest = max(map(len, rows))
    return next(number for number, row in enumerate(rows) if len(row) == widest)


def account(files: Sequence[ReadFile]) -> list[tuple[Any, ...]]:
    """What came of each file: its layout, the counts of its account, and its rows, apart from remarks and places.

    The edition is left out as well: how old a file is may stand in its name, or in the archive.
    """
    return [
        (
            file.layout,
            file.records,
            file.figures,
            {one.reason: one.figures for one in file.aside},
            sorted(_AS_READ(row.fields) for row in file.rows),
        )
        for file in files
    ]


def _parsed(content: bytes) -> tuple[list[list[str]], str]:
    text = content.decode("utf-8-sig")
    delimiter = max(",;", key=lambda sign: max(line.count(sign) for line in text.splitlines()[:1]))
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)), delimiter


def _written(rows: Sequence[Sequence[str]], delimiter: str, end: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue()


PACKED: dict[str, Callable[[bytes], bytes]] = {"in a zip": in_a_zip, "as gzip": in_a_gzip}
AS_TEXT: dict[str, Callable[[bytes], bytes]] = {
    "with the other line ends": with_the_other_line_ends,
    "with or without a mark": with_or_without_a_mark,
}
AS_TABLE: dict[str, Callable[[bytes], bytes]] = {
    "with semicolons in cp1252": with_semicolons_in_cp1252,
    "reversed with a column more": reversed_with_a_column_more,
    "with a preamble and a footer": with_a_preamble_and_a_footer,
}
