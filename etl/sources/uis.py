"""UNESCO Institute for Statistics, UIS database: answers of the public API, and its export or bulk CSV.

Parameters that the service does not know are ignored in silence, so that the answer is compared with what was asked;
problems come with status 200 under `hints`. More than 100,000 records are refused with 400. Groups of countries have
names such as "SDG: Africa" where a country has its ISO code; they are the institute's own.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from etl.asking.answer import Answer
from etl.asking.session import Session
from etl.errors import EmptyError, RefusedError, RefusedFileError, ShapeError
from etl.layouts.documents import Document
from etl.layouts.file_layout import Layout
from etl.layouts.tables import Table
from etl.reading.desk import Reading

ID = "uis"
BASE = "https://api.uis.unesco.org/api/public"
_NAME = "schools"
_FIRST_YEAR = 2000
_DOCUMENT = "UIS database"
_COLUMNS = (
    ("indicator_id", "country_id", "year", "value"),
    ("indicator_id", "region_id", "year", "value"),
    ("indicatorid", "geounit", "year", "value"),
)
_ABOUT = frozenset(name for columns in _COLUMNS for name in columns if name != "value") | {
    *("indicator_label", "country_name", "region_name", "magnitude", "qualifier", "type", "metadata")
}
_ESTIMATED = ("UIS_EST", "NAT_EST", "E")
_NOT_APPLICABLE = "NA"


def fetch(session: Session) -> None:
    """Ask for all series in one request, or one by one where that is too much for the service."""
    version = _version(session)
    with session.part(_NAME):
        asked = session.series()
        if session.is_current(_NAME, version):
            return
        try:
            answers = [_ask(session, asked, version)]
        except RefusedError as error:
            if "Too much data requested" not in str(error):
                raise
            answers = [_ask(session, [series], version) for series in asked]
        records = [_records(answer, asked) for answer in answers]
        said = _said([hint for answer in answers for hint in answer.json()["hints"]])
        if not any(records):
            raise EmptyError(f"{ID}: the answer has no record{said}; expected some: have the series been renamed?")
        found = {record["indicatorId"] for page in records for record in page}
        for series in (one for one in asked if one not in found):
            with session.part(series):
                raise EmptyError(f"{ID}: the service has no record of it{said}; expected some: has it been renamed?")
        session.keep(_NAME, API, [answer for answer, page in zip(answers, records, strict=True) if page], version)


def _version(session: Session) -> str:
    match session.hint("/versions/default"):
        case {"version": str(version)}:
            return version
        case _:
            return ""


def _ask(session: Session, series: Sequence[str], version: str) -> Answer:
    asked = [("indicator", one) for one in series]
    asked += [("geoUnitType", "NATIONAL"), ("start", str(_FIRST_YEAR)), ("end", str(_this_year()))]
    asked += [("footnotes", "true"), *([("version", version)] if version else [])]
    return session.get("/data/indicators", asked)


def _this_year() -> int:
    return datetime.now(UTC).year


def _records(answer: Answer, asked: Sequence[str]) -> list[Any]:
    """The records of an answer, after a look at whether they are what was asked for."""
    match answer.json():
        case {"records": [*records], "hints": [*_]}:
            pass
        case _:
            raise ShapeError(f"{ID}: the answer has no records and no hints; expected both: has the API changed?")
    for record in records:
        series, year = record.get("indicatorId"), record.get("year")
        if series not in asked or not (isinstance(year, int) and _FIRST_YEAR <= year <= _this_year()):
            raise ShapeError(
                f"{ID}: the answer holds {series} of {year}, which was not asked for; the service seems to ignore "
                "a parameter: compare the request with its documentation"
            )
    return records


def _said(hints: Iterable[Any]) -> str:
    """The texts of hints, to be put into a sentence."""
    texts = [str(hint.get("message") or hint) if isinstance(hint, dict) else str(hint) for hint in hints]
    return f" and says: {'; '.join(texts)[:300]}" if texts else ""


def _is_api(document: Document) -> bool:
    match document.data:
        case {"hints": [*_], "records": []}:
            return True
        case {"records": [{"indicatorId": _, "geoUnit": _, "year": _, "value": _}, *_]}:
            return True
        case _:
            return False


def _read_api(document: Document, reading: Reading) -> None:
    records = document.data["records"]
    if not records:
        raise RefusedFileError(
            f"{document.name}: the answer of the UIS has no record{_said(document.data['hints'])}; expected some: "
            "download it again with other series, countries or years"
        )
    _released(reading)
    for line, record in enumerate(records, start=1):
        reading.records += 1
        value = "" if record["value"] is None else str(record["value"])
        _offer(
            reading,
            line,
            record["indicatorId"],
            record["geoUnit"],
            str(record["year"]),
            value,
            record.get("magnitude") or "",
            record.get("qualifier") or "",
            _footnotes(record.get("footnotes")),
        )


def _footnotes(found: Any) -> str:
    match found:
        case [*notes]:
            return "; ".join(str(one.get("value", "")) if isinstance(one, dict) else str(one) for one in notes)
        case _:
            return ""


def _is_table(document: Document) -> bool:
    return any(document.table(*columns) for columns in _COLUMNS)


def _read_table(document: Document, reading: Reading) -> None:
    _released(reading)
    for columns in _COLUMNS:
        for table in document.tables_with(*columns):
            _read_rows(table, columns, reading)


def _read_rows(table: Table, columns: tuple[str, str, str, str], reading: Reading) -> None:
    series, area, year, value = columns
    for line, row in table.records(reading, [value], _ABOUT):
        if reading.carries(row[series]):
            _offer(
                reading,
                line,
                row[series],
                row[area],
                row[year],
                row[value],
                row.get("magnitude", ""),
                row.get("qualifier", ""),
                "",
            )
        else:  # thousands of series are in a bulk file: one reason for all
            reading.leave("a series that fills no indicator", line)


def _offer(
    reading: Reading,
    line: int,
    series: str,
    area: str,
    year: str,
    value: str,
    magnitude: str,
    qualifier: str,
    note: str,
) -> None:
    if not re.fullmatch("[A-Za-z]{3}", area.strip()):
        reading.leave("a group of countries of the institute's own", line)
        return
    magnitude, qualifier = magnitude.strip().upper(), qualifier.strip().upper()
    marks = [f"magnitude {magnitude}"] if magnitude else []
    estimated = qualifier.startswith(_ESTIMATED)
    marks += [f"qualifier {qualifier}"] if qualifier else []
    reading.offer(
        line,
        series,
        area,
        year,
        "" if magnitude == _NOT_APPLICABLE else value,
        schemes=("iso3",),
        status="estimated" if estimated else "reported",
        note="; ".join([*marks, *([note] if note else [])]),
    )


def _released(reading: Reading) -> None:
    """The version 20260507-91260335 is the database of 7 May 2026."""
    if found := re.match(r"(20\d\d)(0[1-9]|1[0-2])\d\d", reading.version):
        reading.released(f"UIS database {found[0]}", f"{found[1]}-{found[2]}")


_URL = "https://databrowser.uis.unesco.org"
API = Layout(
    ID,
    "UNESCO UIS, answer of the API",
    _DOCUMENT,
    _is_api,
    _read_api,
    _URL,
    values=frozenset({"records.value"}),
    about=frozenset({"records.year"}),
)
TABLE = Layout(ID, "UNESCO UIS, export or bulk CSV", _DOCUMENT, _is_table, _read_table, _URL)
LAYOUTS = (API, TABLE)
