"""World Bank, Indicators API v2: series of World Development Indicators, as JSON, bulk CSV or zip.

Its aggregates stand among the countries and are the bank's own; they are set aside. An error comes with status 200
and a list of one element; the newest year is thin and may be wholly empty.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from etl.asking.session import Session
from etl.errors import EmptyError, RefusedFileError, ShapeError
from etl.layouts.documents import Document
from etl.layouts.file_layout import Layout
from etl.layouts.tables import Table
from etl.reading.desk import Reading

ID = "worldbank"
BASE = "https://api.worldbank.org/v2"
_DOCUMENT = "World Development Indicators"
_PAGE = 20_000
_SCHEMES = ("iso3", "worldbank_aggregate", "iso2")
_ABOUT = ("country name", "country code", "indicator name", "indicator code", "series name", "series code")


def fetch(session: Session) -> None:
    """Ask for every series that an indicator is fed from, and for the list of countries."""
    version = _last_updated(session)
    for series in session.series():
        with session.part(series):
            if session.is_current(series, version):
                continue
            first = session.get(f"/country/all/indicator/{series}", {"format": "json", "per_page": str(_PAGE)})
            pages = [first]
            for number in range(2, _pages(first.json()) + 1):
                asked = {"format": "json", "per_page": str(_PAGE), "page": str(number)}
                pages.append(session.get(f"/country/all/indicator/{series}", asked))
            session.keep(series, API, pages, version)


def _last_updated(session: Session) -> str:
    """The day on which the database was last updated, empty when the service does not say."""
    answer = session.hint("/sources/2", {"format": "json"})
    match answer:
        case [_, [{"lastupdated": str(day)}, *_]]:
            return day
        case _:
            return ""


def _pages(data: Any) -> int:
    match data:
        case [{"message": [{"value": str(said)}, *_]}, *_]:
            raise EmptyError(f"{ID}: the service answers {said!r}; expected figures: has the series been renamed?")
        case [{"pages": int(pages)}, *_]:
            return pages
        case _:
            raise ShapeError(f"{ID}: the answer has no pages and no rows; expected a list of two: has the API changed?")


def _is_api(document: Document) -> bool:
    match document.data:
        case [{"message": [*_]}]:
            return True
        case [{"page": _, "total": _}, None | []]:
            return True
        case [{"page": _, "total": _}, [{"countryiso3code": _, "date": _, "value": _}, *_]]:
            return True
        case _:
            return False


def _read_api(document: Document, reading: Reading) -> None:
    if len(document.data) == 1:
        said = document.data[0]["message"][0].get("value", "an error")
        raise RefusedFileError(f"{document.name}: an error of the service ({said}), not figures; download it again")
    meta, rows = document.data
    _released(reading, str(meta.get("lastupdated") or ""))
    for line, row in enumerate(rows or (), start=1):
        reading.records += 1
        area = (row["countryiso3code"] or "").strip() or row["country"]["id"] or ""
        reading.offer(
            line,
            row["indicator"]["id"],
            area,
            str(row["date"]),
            "" if row["value"] is None else repr(row["value"]),
            schemes=_SCHEMES,
            status=_STATUS.get(row.get("obs_status") or "", "reported"),
        )


_STATUS = {"E": "estimated", "F": "projected", "P": "reported"}


def _bulk(document: Document) -> Iterator[tuple[Table, str]]:
    """The tables of a bulk download, or of one from DataBank, with the header of its series."""
    for series in ("indicator code", "series code"):
        for table in document.tables_with("country name", "country code", series):
            if table.years:
                yield table, series


def _missing(pages: Sequence[Document]) -> str:
    """Which pages of an answer are not there, by what each says of the whole."""
    answers = [page.data for page in pages if len(page.data) == 2]
    numbers = {int(meta["page"]) for meta, _ in answers}
    last = max((int(meta.get("pages") or 1) for meta, _ in answers), default=1)
    got, total = (
        sum(len(rows or ()) for _, rows in answers),
        max((int(meta["total"]) for meta, _ in answers), default=0),
    )
    if not answers or (got >= total and numbers >= set(range(1, last + 1))):
        return ""
    return f"page {', '.join(map(str, sorted(numbers)))} of {last}, {got:,} of {total:,} records"


def _is_bulk(document: Document) -> bool:
    return next(_bulk(document), None) is not None


def _read_bulk(document: Document, reading: Reading) -> None:
    for table, series in _bulk(document):
        for at, cells in enumerate(table.above, start=1):
            if len(cells) > 1 and cells[0].strip().lower() == "last updated date":
                _released(reading, cells[1], at)
        for line, row in table.records(reading, table.years, _ABOUT):
            for year in table.years:
                if row[year].strip():
                    reading.offer(line, row[series], row["country code"], year, row[year], schemes=_SCHEMES)


def _released(reading: Reading, stated: str, line: int = 0) -> None:
    if day := reading.dated([stated], line):
        reading.released(f"WDI {day}", day[:7])


def _is_countries(document: Document) -> bool:
    match document.data:
        case [{"total": _}, [{"iso2Code": _, "incomeLevel": _}, *_]]:
            return True
        case _:
            return document.table("country code", "region", "incomegroup", "tablename") is not None


def _read_countries(document: Document, reading: Reading) -> None:
    count = len(document.data[1]) if document.data else 0
    table = document.table("country code", "region", "incomegroup", "tablename") if not document.data else None
    for _ in table.records(reading) if table else ():
        count += 1
    reading.records = count
    reading.leave("a list of countries with their income groups: no figures", figures=count)


API = Layout(
    ID,
    "World Bank, answer of the API",
    _DOCUMENT,
    _is_api,
    _read_api,
    values=frozenset({"value"}),
    about=frozenset({"page", "pages", "per_page", "total", "decimal"}),
    missing=_missing,
)
BULK = Layout(ID, "World Bank, bulk CSV", _DOCUMENT, _is_bulk, _read_bulk)
COUNTRIES = Layout(ID, "World Bank, list of countries", _DOCUMENT, _is_countries, _read_countries)
LAYOUTS = (API, BULK, COUNTRIES)
