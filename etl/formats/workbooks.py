"""Opens a workbook: its visible sheets row by row, and which are hidden.

The reader of cells shows an error and a formula without a value as an empty cell. Both are looked up in the sheet's
own text, so that they are told from a figure that is not there. Hidden rows and columns are read like others: a filter
hides rows, and what is filtered away is still the table's.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from etl.errors import RefusedFileError
from etl.formats.delimited import Row

_SHEET = re.compile(rb"<sheet\b[^>]*>")
_LINK = re.compile(rb"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_ERRORS = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"(?: s="\d+")? t="e"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL)
_FORMULAS = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>([^<]*)</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
_WITHOUT_VALUE = (b"</f></c>", b"</f><v></v>", b"</f><v/>", b"</f><v />", b"/></c>")
"""How a cell ends that may hold a formula and no value: most sheets with formulas have none."""


@dataclass(frozen=True)
class Workbook:
    """One workbook; `sheets` are the visible ones of cells, in their order, `hidden` the others."""

    name: str
    content: bytes

    def open(self) -> None:
        """Raise RefusedFileError where the workbook cannot be opened."""
        _ = self._book

    @cached_property
    def sheets(self) -> tuple[str, ...]:
        """The names of the visible sheets."""
        return tuple(one.name for one in self._listed if one.visible == SheetVisibleEnum.Visible)

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        """The names of the sheets that a spreadsheet does not show."""
        return tuple(one.name for one in self._listed if one.visible != SheetVisibleEnum.Visible)

    def rows(self, sheet: str) -> Iterator[Row]:
        """The rows of a sheet with their line numbers, every cell as text: whole numbers have no point."""
        try:
            cells = self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except CalamineError as error:
            raise RefusedFileError(f"{self.name}: the workbook is broken ({error}); download it again") from None
        lost = self._lost(sheet)
        for line, row in enumerate(cells, start=1):
            texts = tuple([_text(cell) for cell in row])
            yield line, _with(texts, lost[line]) if line in lost else texts

    @cached_property
    def _book(self) -> CalamineWorkbook:
        try:
            return CalamineWorkbook.from_object(io.BytesIO(self.content))
        except (CalamineError, ValueError) as error:
            raise RefusedFileError(
                f"{self.name}: the archive or workbook cannot be opened ({error}); download it again"
            ) from None

    @cached_property
    def _listed(self) -> list[Any]:
        return [one for one in self._book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]

    def _lost(self, sheet: str) -> dict[int, dict[int, str]]:
        """The errors of a sheet, and its formulas without a value, as "=…": line → place in the row → text."""
        found: dict[int, dict[int, str]] = {}
        part = self._parts.get(sheet, "")
        if not part:
            return found
        try:
            with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
                text = archive.read(part)
        except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
            return found
        if b't="e"' in text:
            for letters, line, said in _ERRORS.findall(text):
                found.setdefault(int(line), {})[_place(letters)] = unescape(said.decode("utf-8", "replace"))
        if any(end in text for end in _WITHOUT_VALUE):
            for letters, line, said in _FORMULAS.findall(text):
                found.setdefault(int(line), {})[_place(letters)] = f"={unescape(said.decode('utf-8', 'replace'))}"
        return found

    @cached_property
    def _parts(self) -> Mapping[str, str]:
        """Where the text of each sheet lies in an .xlsx; none in a workbook of another kind."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
                listed, linked = archive.read("xl/workbook.xml"), archive.read("xl/_rels/workbook.xml.rels")
        except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
            return {}
        targets = {one.get("Id", ""): one.get("Target", "") for one in map(_attributes, _LINK.findall(linked))}
        sheets = map(_attributes, _SHEET.findall(listed))
        return {one.get("name", ""): _path(targets.get(one.get("r:id", ""), "")) for one in sheets}


def _attributes(element: bytes) -> dict[str, str]:
    return {
        name.decode("ascii", "replace"): unescape(said.decode("utf-8", "replace"))
        for name, said in _ATTRIBUTE.findall(element)
    }


def _path(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}" if target else ""


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1


def _with(texts: tuple[str, ...], lost: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(text or lost.get(at, "") for at, text in enumerate(texts))


def _text(cell: Any) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return cell if isinstance(cell, str) else str(cell)
