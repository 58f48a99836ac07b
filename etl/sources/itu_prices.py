"""ITU ICT price baskets: one workbook with the prices of economies since 2008 and the medians of groups.

The sheet of the economies carries the edition in its name (economies_2008-2025), so it is known by its columns. The
sheet of the medians has two title rows above its header and three blocks of medians of the same economies at the
right, whose years repeat: the first block, of all economies with data in the year, is the one that is read.
"""

import re
from datetime import UTC, datetime

from etl.asking.session import Session
from etl.layouts.documents import Document
from etl.layouts.file_layout import Layout
from etl.layouts.tables import Table
from etl.publishers import itu_files
from etl.reading.desk import Reading

ID = "itu_prices"
BASE = itu_files.BASE
_NAME = "ict-price-baskets"
_FOLDER = "/en/ITU-D/Statistics/Documents"
_KNOWN = 2025
_DOCUMENT = "ITU ICT Price Baskets, historical data series"
_URL = "https://www.itu.int/en/ITU-D/Statistics/Pages/ICTprices/default.aspx"
_ECONOMIES = ("isocode", "code", "unit")
_MEDIANS = ("code", "unit", "grouping", "group")
_ABOUT = ("isocode", "economy", "code", "basket name", "unit", "ituregion", "ldc", "lldc", "sids")
_EMPTY = {"", "na"}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_RELEASE = re.compile(r"\b(" + "|".join(month[:3] for month in _MONTHS) + r")[a-z]*\.? (20\d\d) release")
_OF_ALL = (
    "median of the economies with data in that year; ITU advises the same-economies medians for year-on-year comparison"
)


def fetch(session: Session) -> None:
    """Ask for the newest workbook: its address changes each December."""
    with session.part(_NAME):
        session.keep(_NAME, WORKBOOK, [itu_files.newest(session, _NAME, _addresses())])


def _addresses() -> list[str]:
    """Where the workbook of a year may lie, newest year first; the folder of 2024 was another than that of 2025."""
    paths = []
    for year in range(max(datetime.now(UTC).year, _KNOWN), _KNOWN - 1, -1):
        file = f"ITU_ICTPriceBaskets_2008-{year}.xlsx"
        paths += [f"{_FOLDER}/ICT_Prices/{file}", f"{_FOLDER}/publications/prices{year}/{file}"]
    return paths


def _is_workbook(document: Document) -> bool:
    return document.table(*_ECONOMIES) is not None or document.table(*_MEDIANS) is not None


def _read_workbook(document: Document, reading: Reading) -> None:
    _released(document, reading)
    for economies in document.tables_with(*_ECONOMIES):
        _read_economies(economies, reading)
    for medians in document.tables_with(*_MEDIANS):
        _read_medians(medians, reading)


def _released(document: Document, reading: Reading) -> None:
    """The edition as the overview states it ("Dec 2025 release"), by the name that the embedded figures give it."""
    texts = (cell for rows in document.grids.values() for _, cells in rows[:60] for cell in cells if "release" in cell)
    found = next((match for text in texts if (match := _RELEASE.search(text))), None)
    if found is None:
        return
    short, year = found.groups()
    number, month = next((n, month) for n, month in enumerate(_MONTHS, start=1) if month.startswith(short))
    reading.document = f"{_DOCUMENT}, {month} {year} release"
    reading.released(f"{year} ({short})", f"{year}-{number:02}")


def _read_economies(table: Table, reading: Reading) -> None:
    about = [*_ABOUT, *(name for name in table.header if name.startswith("income_"))]
    for line, row in table.records(reading, table.years, about):
        for column, year in table.years.items():
            if row[column].strip().lower() not in _EMPTY:
                series = row["code"].strip()
                reading.offer(
                    line,
                    series,
                    row["isocode"].strip(),
                    column,
                    row[column],
                    schemes=("iso3",),
                    unit=row["unit"].strip(),
                    note=_experimental(reading, series, year.digits),
                    locator=f"sheet {table.sheet}, {series}",
                )


def _read_medians(table: Table, reading: Reading) -> None:
    """Offer the medians of groups; the file's records are those of the economies, 221 × 45 codes."""
    first, records = _first_block(table), reading.records
    others = [name for name in table.header if name and name not in first and name not in _MEDIANS]
    for line, row in table.records(reading, [*first, *others], _MEDIANS):
        series, unit, group = (row[name].strip() for name in ("code", "unit", "group"))
        for column, year in first.items():
            if row[column].strip().lower() not in _EMPTY:
                note = "; ".join(filter(None, (_OF_ALL, _experimental(reading, series, year))))
                reading.offer(
                    line,
                    series,
                    group,
                    column,
                    row[column],
                    schemes=("itu_group",),
                    unit=unit,
                    note=note,
                    groups=True,
                    locator=f"sheet {table.sheet}, all economies with data in the year",
                )
        if more := sum(row[name].strip().lower() not in _EMPTY for name in others):
            reading.leave("a median of the same economies of several years, not of all", line, more)
    reading.records = records


def _first_block(table: Table) -> dict[str, str]:
    """The columns of the first run of ascending years, with their years: a later run begins with a year once more."""
    found: dict[str, str] = {}
    for name in table.header:
        year = table.years[name].digits if name in table.years else ""
        if found and (not year or year <= max(found.values())):
            break
        if year:
            found[name] = year
    return found


def _experimental(reading: Reading, series: str, year: str) -> str:
    """A remark on a basket that was not, or not yet, ITU's official one in the year."""
    official = not year or all(indicator.official.covers(int(year)) for indicator in reading.fills(series))
    return "" if official else f"experimental in {year}: not ITU's official basket of that year"


WORKBOOK = Layout(ID, "ITU ICT price baskets, workbook", _DOCUMENT, _is_workbook, _read_workbook, _URL)
LAYOUTS = (WORKBOOK,)
