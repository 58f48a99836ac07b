"""The rows of a sheet as XML (ECMA-376, sheetData), made of whole columns by Arrow."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter.utility import xl_col_to_name

from dashboard.api.formats.format import About
from dashboard.columns import OF_THE_INDICATOR, Column

Styles = Mapping[str, str]
"""The number of each number format in the workbook's list of styles."""

_MOST = 32_767
_CUT = " … (cut here, where a cell of Excel ends; the CSV has the whole text)"
_FIRST_DAY = 25_569
"""The number that Excel gives to 1 January 1970."""

_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
_MEANT = "_(x[0-9A-Fa-f]{4}_)"
_NO_XML = "[\\x00-\\x08\\x0b-\\x1f\\x{fffe}\\x{ffff}]"


def rows_of(part: pa.Table, about: About, styles: Styles, place: int) -> bytes:
    """The XML of some rows, the first of which is row `place` of the sheet."""
    numbers = pa.array(range(place, place + len(part)), pa.int64()).cast(pa.string())
    pieces: list[pa.Array | str] = ['<row r="', numbers, '">']
    decimals = _decimals(part, about)
    for number, column in enumerate(about.columns):
        cells = part.column(number).combine_chunks()
        kind, style, value = _cell(part, cells, column, decimals, styles)
        start = f'<c r="{xl_col_to_name(number)}'
        pieces.append(_joined(start, numbers, '"', kind, style, value))
    pieces.append("</row>")
    return "".join(_joined(*pieces, missing="").to_pylist()).encode()


def _joined(*pieces: pa.Array | str, missing: str | None = None) -> pa.Array:
    """Texts joined row by row; a row in which one is missing is missing, or has `missing` in its place."""
    handling = "emit_null" if missing is None else "replace"
    return pc.binary_join_element_wise(*pieces, "", null_handling=handling, null_replacement=missing or "")


def _cell(
    part: pa.Table, cells: pa.Array, column: Column, decimals: np.ndarray | None, styles: Styles
) -> tuple[str, pa.Array | str, pa.Array]:
    """The type of a column's cells, their style, and what stands in them up to the end of the cell."""
    if column.kind == "text":
        return ' t="inlineStr"><is><t xml:space="preserve">', "", _joined(_texts(cells), "</t></is></c>")
    if column.kind == "flag":
        return ' t="b"', "><v>", _joined(pc.if_else(cells, "1", "0"), "</v></c>")
    if column.kind == "day":
        days = pc.add(cells.cast(pa.int32()), _FIRST_DAY).cast(pa.string())
        return f' s="{styles["yyyy-mm-dd"]}"', "><v>", _joined(days, "</v></c>")
    if column.kind == "moment":
        days = pc.add(pc.divide(cells.cast(pa.int64()).cast(pa.float64()), 86_400.0), float(_FIRST_DAY))
        return f' s="{styles["yyyy-mm-dd hh:mm:ss"]}"', "><v>", _joined(days.cast(pa.string()), "</v></c>")
    numbers = _joined(cells.cast(pa.string()), "</v></c>")
    if column.kind == "number" and column.unit == OF_THE_INDICATOR and decimals is not None:
        return ' s="', _fitting(cells, decimals, _computed(part, column), styles), _joined('"><v>', numbers)
    return "", "><v>", numbers


def _texts(cells: pa.Array) -> pa.Array:
    """Texts as XML holds them; a column has few, each many times."""
    known = cells.dictionary_encode()
    words = known.dictionary
    if pc.any(pc.greater(pc.utf8_length(words), _MOST)).as_py():
        cut = _joined(pc.utf8_slice_codeunits(words, 0, _MOST - len(_CUT)), _CUT)
        words = pc.if_else(pc.greater(pc.utf8_length(words), _MOST), cut, words)
    words = pc.if_else(pc.equal(words, ""), pa.scalar(None, pa.string()), words)
    words = pc.replace_substring_regex(words, _MEANT, r"_x005F_\1")
    for sign, escape in _ESCAPES:
        words = pc.replace_substring(words, sign, escape)
    if pc.any(pc.match_substring_regex(words, _NO_XML)).as_py():
        words = pa.array([_without_controls(word) for word in words.to_pylist()], pa.string())
    return words.take(known.indices)


def _without_controls(word: str) -> str:
    """A text in which what XML cannot hold stands as Excel writes it: _x000D_ for the end of a line of old."""
    return "".join(f"_x{ord(sign):04X}_" if _is_no_xml(sign) else sign for sign in word)


def _is_no_xml(sign: str) -> bool:
    return (sign < " " and sign not in "\t\n") or sign in "\ufffe\uffff"


def _decimals(part: pa.Table, about: About) -> np.ndarray | None:
    """With how many decimals the indicator of each row is shown; None where rows name no indicator."""
    if "indicator_id" not in part.column_names:
        return None
    known = part.column("indicator_id").combine_chunks().dictionary_encode()
    indicators = about.build.catalogue.indicator_by_id
    shown = [indicators[one].decimals if one in indicators else 0 for one in known.dictionary.to_pylist()]
    return np.array([*shown, 0])[known.indices.fill_null(len(shown)).to_numpy()]


def _computed(part: pa.Table, column: Column) -> np.ndarray | bool:
    """Which numbers of a column were computed."""
    if column.noise == "of computed":
        return pc.equal(part.column("origin"), "computed").to_numpy()
    return column.noise == "always"


def _fitting(cells: pa.Array, decimals: np.ndarray, computed: np.ndarray | bool, styles: Styles) -> pa.Array:
    """The style of each number: the indicator's decimals where they show all of a published number, or, of a computed
    one, more than a zero; else as many digits as there are.
    """
    values = np.nan_to_num(cells.to_numpy(zero_copy_only=False))
    shown = np.round(values * 10.0**decimals) / 10.0**decimals
    fits = np.where(computed, shown != 0, np.isclose(shown, values, rtol=1e-12, atol=0))
    forms = np.where(fits | (values == 0), decimals + 1, 0)
    of_decimals = [styles["General"], styles["0"], *(styles[f"0.{'0' * many}"] for many in range(1, 7))]
    return pa.array(np.array(of_decimals)[np.minimum(forms, len(of_decimals) - 1)], pa.string())
