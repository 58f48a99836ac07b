"""CSV (RFC 4180): UTF-8, a header, lines that end in CRLF, every text in quotes, a missing cell empty without them.

Excel of a country that writes 1,5 opens `delimiter=semicolon&decimal=comma&bom=1`.
"""

import io
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from dashboard.address.selection import Problem
from dashboard.api.formats.format import About, Format, Options
from dashboard.api.formats.texts import moments_as_text
from dashboard.reading.streams import Rows

_FORMULA = r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]"
_NUMBER = r"^-\d+(\.\d+)?([eE][+-]?\d+)?$"
_ODD = np.isin(np.arange(256), [*b"=+-@ \t\n\v\f\r", "＝".encode()[0]])
_DELIMITERS = {"comma": ",", "semicolon": ";"}
_ROWS = 2_048
"""Of one piece of text: some hundred kB."""

_BOM = "\ufeff".encode()


def _write(rows: Rows, about: About, options: Options) -> Iterator[bytes]:
    comma, delimiter = options["decimal"] == "comma", _DELIMITERS[options["delimiter"]]
    if options["bom"] == "1":
        yield _BOM
    header = True
    for piece in rows.pieces(about.first, about.last):
        shown = without_formulas(moments_as_text(piece))
        for start in range(0, len(shown), _ROWS):
            part = shown.slice(start, _ROWS)
            yield lines_of(_with_commas(part) if comma else part, delimiter, header=header)
            header = False
    if header:
        yield lines_of(rows.schema.empty_table(), delimiter, header=True)


def _wrong(options: Options) -> Problem | None:
    if options["decimal"] == "comma" and options["delimiter"] == "comma":
        message = "decimal=comma needs delimiter=semicolon: a comma cannot stand for both"
        return Problem("not_together", "decimal", "comma", message, ("point",))
    return None


def lines_of(piece: pa.Table, delimiter: str = ",", *, header: bool) -> bytes:
    """Rows as the lines of a file, with or without the one that names the columns."""
    buffer = io.BytesIO()
    pyarrow.csv.write_csv(
        piece,
        buffer,
        pyarrow.csv.WriteOptions(include_header=header, delimiter=delimiter, eol="\r\n", batch_size=len(piece) or 1),
    )
    return buffer.getvalue()


def without_formulas(piece: pa.Table) -> pa.Table:
    """The same rows, with an apostrophe before each text that a spreadsheet would compute instead of showing it."""
    for place, column in enumerate(piece.schema):
        if pa.types.is_string(column.type):
            cells = piece.column(place)
            if _begins_oddly(cells) and pc.any(_computes(pc.unique(cells))).as_py():
                before, nothing = pa.scalar("'", column.type), pa.scalar("", column.type)
                shown = pc.if_else(_computes(cells), pc.binary_join_element_wise(before, cells, nothing), cells)
                piece = piece.set_column(place, column.name, shown)
    return piece


def _begins_oddly(cells: pa.ChunkedArray) -> bool:
    """Whether any text begins as one that computes may begin: to look at first bytes takes a tenth of the time."""
    for chunk in cells.chunks:
        _, offsets, content = chunk.buffers()
        if content is None:
            continue
        ends = np.frombuffer(offsets, np.int32)[chunk.offset : chunk.offset + len(chunk) + 1]
        begins = ends[:-1][ends[:-1] < ends[1:]]
        if _ODD[np.frombuffer(content, np.uint8)[begins]].any():
            return True
    return False


def _computes(cells: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """Whether a spreadsheet would take a text for a formula; a negative number is none."""
    formula = pc.match_substring_regex(cells, _FORMULA)
    return pc.and_not(formula, pc.match_substring_regex(cells, _NUMBER))


def _with_commas(piece: pa.Table) -> pa.Table:
    """The same rows, numbers with a decimal comma; as they hold no quotes, they are written like numbers."""
    for place, column in enumerate(piece.schema):
        if pa.types.is_floating(column.type):
            cells = pc.replace_substring(piece.column(place).cast(pa.string()), ".", ",")
            piece = piece.set_column(place, column.name, cells)
    return piece


FORMAT = Format(
    "csv",
    "text/csv",
    "CSV",
    _write,
    wrong=_wrong,
    options={"bom": ("0", "1"), "delimiter": ("comma", "semicolon"), "decimal": ("point", "comma")},
)
