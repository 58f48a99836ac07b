"""XLSX: the sheets data, codebook and about. Its cells are typed: a text is a text whatever it begins with.

xlsxwriter makes the workbook with all but the rows: sheets, styles, filter, frozen header. The rows are put into their
sheet as Arrow writes them, while the file is sent: a tenth of the time that the library takes cell by cell, which would
keep a server from everything else, and no more than a piece of them in memory.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import partial

import pyarrow as pa
import xlsxwriter

from dashboard.api.formats.archive import Archive
from dashboard.api.formats.cells import Styles, rows_of
from dashboard.api.formats.format import About, Format, Options
from dashboard.api.formats.telling import CODEBOOK, SOURCE_FACTS, codebook, facts
from dashboard.reading.streams import Rows

_SHEET = "xl/worksheets/sheet1.xml"
_ROWS = 2_048
_MOST = 1_048_575
"""The rows of a sheet of Excel, but for the header."""

_WIDTHS = {"number": 12, "integer": 10, "flag": 9, "day": 12, "moment": 20}
_WIDE, _NARROW = 40, 16
_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}

_FORMATS = ("General", "0", *(f"0.{'0' * decimals}" for decimals in range(1, 7)), "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss")


def _write(rows: Rows, about: About, options: Options) -> Iterator[bytes]:  # noqa: ARG001 - a workbook has no options
    with zipfile.ZipFile(io.BytesIO(_workbook(about))) as shell:
        archive = Archive(about.build.built_at)
        for name in shell.namelist():
            if name == _SHEET:
                yield from archive.member(name, _sheet(shell.read(name).decode(), rows, about))
            else:
                yield from archive.member(name, [shell.read(name)])
        yield from archive.end()


def _sheet(shell: str, rows: Rows, about: About) -> Iterator[bytes]:
    """The data sheet: that of the shell, whose second row shows each number format once, with all rows instead."""
    header, _, rest = shell.partition('<row r="2"')
    sample, _, tail = rest.partition("</row>")
    styles: Styles = dict(zip(_FORMATS, re.findall(r'<c r="[A-Z]+2" s="(\d+)"', sample), strict=True))
    total = about.last - about.first
    yield re.sub(r'<dimension ref="[^"]*"/>', f'<dimension ref="A1:{_corner(about, total)}"/>', header).encode()
    place = 2
    for piece in rows.pieces(about.first, about.last):
        for start in range(0, len(piece), _ROWS):
            part: pa.Table = piece.slice(start, _ROWS)
            yield rows_of(part, about, styles, place)
            place += len(part)
    yield tail.encode()


def _corner(about: About, total: int) -> str:
    return f"{xlsxwriter.utility.xl_col_to_name(len(about.columns) - 1)}{total + 1}"


def _workbook(about: About) -> bytes:
    """The workbook without its rows."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _AS_TEXT) as book:
        book.set_properties(
            {"title": about.title[:255], "comments": about.citation, "created": about.build.built_at, "author": ""}
        )
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        top = book.add_format({"valign": "top"})
        data = book.add_worksheet("data")
        for place, column in enumerate(about.columns):
            data.write_string(0, place, column.name, bold)
            wide = _WIDE if column.name in ("indicator", "citation", "note", "benchmark_source") else _NARROW
            data.set_column(place, place, _WIDTHS.get(column.kind, wide))
        for place, form in enumerate(_FORMATS):
            data.write_number(1, place, 0, book.add_format({"num_format": form, "align": "right"}))
        data.freeze_panes(1, 0)
        data.autofilter(0, 0, about.last - about.first, len(about.columns) - 1)
        table = partial(_table, bold=bold, first=top, others=wrap)
        table(book.add_worksheet("codebook"), CODEBOOK, codebook(about.columns), (22, 10, 20, 90), start=0)
        told = book.add_worksheet("about")
        table(told, ("about", ""), list(facts(about).items()), (22, 60), start=0)
        given = [tuple(str(getattr(source, name)) for name in SOURCE_FACTS) for source in about.sources]
        table(told, ("source", *SOURCE_FACTS[1:]), given, (22, 60, 30, 30, 30, 30, 60, 60), start=len(facts(about)) + 2)
    return buffer.getvalue()


def _table(
    sheet: xlsxwriter.worksheet.Worksheet,
    header: tuple[str, ...],
    body: Sequence[tuple[str, ...]],
    widths: tuple[int, ...],
    *,
    bold: xlsxwriter.format.Format,
    first: xlsxwriter.format.Format,
    others: xlsxwriter.format.Format,
    start: int,
) -> None:
    for place, (word, width) in enumerate(zip(header, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(start, place, word, bold)
    for row, cells in enumerate(body, start + 1):
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell, others if place else first)


FORMAT = Format(
    "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "Excel",
    _write,
    most_rows=_MOST,
)
