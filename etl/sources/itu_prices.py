"""ITU ICT price baskets: one workbook with the prices of economies since 2008 and the medians of groups.

The sheet of the economies carries the edition in its name (economies_2008-2025), so it is known by its columns. The
sheet of the medians has two title rows above its header and three blocks of medians of the same economies at the
right, whose years repeat: the first block, of all economies with data in the year, is the one that is read.
"""

import re
from datetime import UTC, datetime

from etl import itu_files
from etl.documents import Document, Table, is_remark
from etl.file_layout import Layout
from etl.reading import Reading
from etl.session import Session

ID = "itu_prices"
BASE = itu_files.BASE
_NAME = "ict-price-baskets"
_FOLDER = "/en/ITU-D/Statistics/Documents"
_KNOWN = 2025
_DOCUMENT = "ITU ICT Price Baskets, historical data series"
_URL = "https://www.itu.int/en/ITU-D/Statistics/Pages/ICTprices/default.aspx"
_ECONOMIES = ("isocode", "code", "unit")
_MEDIANS = ("code", "unit", "grouping", "group")
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
    if economies := document.table(*_ECONOMIES):
        _read_economies(economies, reading)
    if medians := document.table(*_MEDIANS):
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
    years = table.years
    for line, row in table.records(reading):
        for column, year in years.items():
            if row[column].strip().lower() not in _EMPTY:
                series = row["code"].strip()
                reading.offer(
                    line,
                    series,
                    row["isocode"].strip(),
                    year,
                    row[column],
                    schemes=("iso3",),
                    unit=row["unit"].strip(),
                    note=_experimental(reading, series, year),
                    locator=f"sheet {table.sheet}, {series}",
                )


def _read_medians(table: Table, reading: Reading) -> None:
    """Offer the medians of groups; the file's records are those of the economies, 221 × 45 codes."""
    first, at = _first_block(table), {name: table.header.index(name) for name in _MEDIANS}
    end = max(first, default=0) + 1
    for line, cells in table.rows:
        if is_remark(cells):
            continue
        series, unit, group = (cells[at[name]].strip() for name in ("code", "unit", "group"))
        for column, year in first.items():
            if cells[column].strip().lower() not in _EMPTY:
                note = "; ".join(filter(None, (_OF_ALL, _experimental(reading, series, year))))
                reading.offer(
                    line,
                    series,
                    group,
                    year,
                    cells[column],
                    schemes=("itu_group",),
                    unit=unit,
                    note=note,
                    groups=True,
                    locator=f"sheet {table.sheet}, all economies with data in the year",
                )
        if others := sum(1 for cell in cells[end:] if cell.strip().lower() not in _EMPTY):
            reading.leave("a median of the same economies of several years, not of all", line, others)


def _first_block(table: Table) -> dict[int, str]:
    """The columns of the first run of ascending years: column → year."""
    found: dict[int, str] = {}
    for column, name in enumerate(table.header):
        year = table.years.get(name, "")
        if found and year <= max(found.values()):
            break
        if year:
            found[column] = year
    return found


def _experimental(reading: Reading, series: str, year: str) -> str:
    """A remark on a basket that was not, or not yet, ITU's official one in the year."""
    official = all(indicator.official.covers(int(year)) for indicator in reading.fills(series))
    return "" if official else f"experimental in {year}: not ITU's official basket of that year"


WORKBOOK = Layout(ID, "ITU ICT price baskets, workbook", _DOCUMENT, _is_workbook, _read_workbook, _URL)
LAYOUTS = (WORKBOOK,)
