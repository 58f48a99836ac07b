"""ITU's regional and global key ICT indicators: one workbook a year with figures of the world and of groups.

Its sheets hold stacked tables: a label such as "Individuals using the Internet (Millions)", a row of years, a row for
each group. Beside the block of absolute numbers stands one of the same years per 100 inhabitants or in %; other sheets
put blocks for women and men, youth and others, towns and country side by side. Only relative figures are used. Several
sheets repeat the same totals. All figures are ITU's estimates, rounded to one decimal. `itu_tables` makes out columns.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from etl.asking.session import Session
from etl.errors import RefusedFileError
from etl.formats.delimited import Row
from etl.layouts.documents import Document
from etl.layouts.file_layout import Layout
from etl.layouts.tables import numbers_in
from etl.publishers import itu_files
from etl.publishers.itu_tables import Column, columns_of, is_of_years, plain, unmarked, words_in
from etl.reading.desk import NO_VALUE, Reading
from etl.written.numbers import is_number

ID = "itu_aggregates"
BASE = itu_files.BASE
_NAME = "key-ict-indicators"
_FILE = "ITU_regional_global_Key_ICT_indicator_aggregates_{month}_{year}.xlsx"
_FOLDER = "/en/ITU-D/Statistics/Documents/facts"
_KNOWN = 2025
_DOCUMENT = "Regional and global key ICT indicators"
_URL = "https://www.itu.int/en/ITU-D/Statistics/Pages/stat/default.aspx"
_REGIONS = {"arab states", "asia-pacific", "cis"}
_LABELS = {
    "individuals using the internet",
    "individuals owning a mobile phone",
    "fixed-broadband subscriptions",
    "active mobile-broadband subscriptions",
    "mobile-cellular telephone subscriptions",
    "households with internet access at home",
    "population covered by a mobile-cellular network",
    "population covered by at least a 3g mobile network",
    "population covered by at least a 5g mobile network",
    "population covered by at least an lte/wimax mobile network",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_VERSION = re.compile(r"\bversion:? (" + "|".join(_MONTHS) + r")[a-z]*\.? (20\d\d)", re.IGNORECASE)


def fetch(session: Session) -> None:
    """Ask for the workbook of this November, or else of the one before."""
    this_year = max(datetime.now(UTC).year, _KNOWN)
    years = range(this_year, max(this_year - 2, _KNOWN - 1), -1)
    with session.part(_NAME):
        paths = [f"{_FOLDER}/{_FILE.format(month='Nov', year=year)}" for year in years]
        session.keep(_NAME, WORKBOOK, [itu_files.newest(session, _NAME, paths)])


def _is_workbook(document: Document) -> bool:
    """Whether some first cells name a region of ITU, and others one of the tables."""
    first = [cells[0] for rows in document.grids.values() for _, cells in rows if cells and cells[0]]
    return any(unmarked(text).lower() in _REGIONS for text in first) and any(plain(text) in _LABELS for text in first)


def _read_workbook(document: Document, reading: Reading) -> None:
    _released(document, reading)
    feeds = [feed for _, feed in reading.desk.catalogue.feeds_of(ID)]
    book = _Book(reading, {plain(code): code for feed in feeds for code in feed.series})
    for sheet, rows in document.grids.items():
        book.read_sheet(sheet, rows)
    missing = sorted(set(book.series_of.values()) - book.found)
    if not book.found:
        raise RefusedFileError(
            f"{document.name}: no table of relative figures was found in the sheets {', '.join(document.grids)}; "
            f"expected labels such as {missing[0] if missing else 'Individuals using the Internet'!r} above rows of "
            "years and groups: has ITU changed the layout?"
        )
    for series in missing:
        reading.leave(f"no relative figures of '{series}' were found in the workbook", figures=0)


def _released(document: Document, reading: Reading) -> None:
    """The edition as the notes state it ("Version November 2025"), by the name that the embedded figures give it."""
    texts = (cell for rows in document.grids.values() for _, cells in rows for cell in cells if "ersion" in cell)
    stated = [match.groups() for text in texts if (match := _VERSION.search(text))]
    if stated:
        year, number = max((year, _MONTHS.index(month.capitalize())) for month, year in stated)
        reading.document = _FILE.format(month=_MONTHS[number], year=year)
        reading.released(f"{year} ({_MONTHS[number]})", f"{year}-{number + 1:02}")


@dataclass
class _Book:
    """One workbook being read; `series_of` holds the series of the catalogue by their plain labels."""

    reading: Reading
    series_of: Mapping[str, str]
    found: set[str] = field(default_factory=set)
    _seen: dict[tuple[str, ...], float | None] = field(default_factory=dict)
    _group: str = ""
    _numbers: int = 0

    def read_sheet(self, sheet: str, rows: Sequence[Row]) -> None:
        """Offer the figures of every table of a sheet: what stands above a row of figures says what they are.

        Numbers that stand in none of its tables are set aside.
        """
        before = self._numbers
        heading: list[tuple[str, ...]] = []
        table: dict[int, Column] = {}
        label = ""
        for line, cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            columns, newest = columns_of(heading, label, self.series_of) if heading else (table, label)
            if _is_row(cells, columns):
                table, label, heading = columns, newest, []
                self.reading.records += 1
                self._read_row(sheet, line, cells, table)
            else:
                heading.append(cells)
        count, first = numbers_in(rows)
        self.reading.expect(sheet, self._numbers - before)
        if (outside := count - self._numbers + before) > 0:
            self.reading.pass_over(f"a number of the sheet {sheet!r} outside of its tables", first, outside)

    def _read_row(self, sheet: str, line: int, cells: Sequence[str], table: Mapping[int, Column]) -> None:
        words = self._place([cell for cell in cells[: min(table)] if cell.strip()])
        filled = {at: column for at, column in table.items() if at < len(cells) and cells[at].strip()}
        self._numbers += sum(is_number(cells[at]) for at in filled)
        for at, column in filled.items():
            if column.kind == "relative":
                self._offer(sheet, line, column, cells[at].strip(), column.words | words)
        if absolute := sum(1 for column in filled.values() if column.kind == "absolute"):
            self.reading.leave("an absolute number: its relative figure is used", line, absolute)
        if unclear := sum(1 for column in filled.values() if not column.kind):
            self.reading.leave("neither per 100 nor in %, as far as its table says", line, unclear)

    def _place(self, texts: Sequence[str]) -> dict[str, str]:
        """Take the group of a row from its first cells, or keep that of the row above; words of sex or place remain."""
        names = [unmarked(text) for text in texts]
        group = next((name for name in names if self.reading.desk.codes.find(name, "itu_group")), "")
        words = {by: word for name in names if name != group for by, word in words_in(name).items()}
        self._group = group or (self._group if words else names[0])
        return words

    def _offer(self, sheet: str, line: int, column: Column, value: str, words: dict[str, str]) -> None:
        known = self.reading.desk.codes.find(self._group, "itu_group")
        key = (column.series, known.area_id if known else self._group, column.year, *sorted(words.values()))
        number = _rounded(value)
        if number is not None and self._seen.get(key) == number:
            self.reading.leave("the same figure as in another table of the workbook", line)
            return
        self._seen.setdefault(key, number)
        if self.reading.carries(column.series):
            self.found.add(column.series)
        self.reading.offer(
            line,
            column.series,
            self._group,
            column.year,
            value,
            schemes=("itu_group",),
            status="estimated",
            words=words,
            groups=True,
            locator=", ".join(filter(None, (f'sheet "{sheet}"', column.caption))),
        )


def _is_row(cells: Sequence[str], columns: Mapping[int, Column]) -> bool:
    """Whether a name stands before the columns, and a figure (or the word that there is none) in one of them."""
    if not columns or is_of_years(cells) or not any(cell.strip() for cell in cells[: min(columns)]):
        return False
    values = [cells[at].strip() for at in columns if at < len(cells) and cells[at].strip()]
    return any(_rounded(value) is not None or value.lower() in NO_VALUE for value in values)


def _rounded(value: str) -> float | None:
    try:
        return round(float(value), 1)
    except ValueError:
        return None


WORKBOOK = Layout(
    ID, "ITU key ICT indicators, regional and global workbook", _DOCUMENT, _is_workbook, _read_workbook, _URL
)
LAYOUTS = (WORKBOOK,)
