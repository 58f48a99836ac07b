"""ITU DataHub: its CSV downloads (v2 and v3) and the answers of its undocumented API.

A series is known by its number alone: codes have been renamed (9230 was HHU4212_HHCFemale, then HHU4212-%_POP-FEMALE-),
and a file may hold two series of one name and unit (fixed broadband: 19257 is a count, 19303 is per 100). Areas are
known by their code: Palestine has two names. Notes hold line breaks, and the newest year has a few economies only.
Version 3 says in columns of its own what a row is a part of (sex, age, location; also speeds, technologies): a part of
people is used only under a series that is about that part.
The service may turn a program away; a file downloaded by hand gives the same figures.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from etl.asking.answer import Answer
from etl.asking.session import Session
from etl.errors import EmptyError, FaultError, MovedError
from etl.layouts.documents import Document
from etl.layouts.file_layout import Layout
from etl.reading.desk import Reading

ID = "itu_datahub"
BASE = "https://api.datahub.itu.int"
_ROUTES = ("/v2/data/bycode/", "/v3/data/bycode/")
_DOCUMENT = "ITU DataHub"
_URL = "https://datahub.itu.int/data/"
_V2 = ("seriesid", "entityiso", "datavalue", "datayear")
_V3 = ("seriesid", "areacode", "year", "value")
_LISTS = (
    {"CountryID", "IsoCode"},
    {"regionID", "className"},
    {"category", "subCategory"},
    {"codeID", "codeDesc"},
)


def fetch(session: Session) -> None:
    """Ask for one series; when the service answers at all, ask for the others, each once."""
    codes = session.series()
    route, first = _first(session, codes[0])
    for code in codes:
        with session.part(code):
            session.keep(code, API, [_filled(first if code == codes[0] else _ask(session, route, code), code)])


def _first(session: Session, code: str) -> tuple[str, Answer | None]:
    """The route that is there, with its answer. What it raises ends the whole source: nothing more is asked then."""
    try:
        return _ROUTES[0], _ask(session, _ROUTES[0], code)
    except MovedError:
        return _ROUTES[1], _ask(session, _ROUTES[1], code)


def _ask(session: Session, route: str, code: str) -> Answer | None:
    """The answer; None where the service has no data of the series, which it says with status 500."""
    try:
        return session.get(f"{route}{code}")
    except FaultError as error:
        if "No data available" in str(error):
            return None
        raise


def _filled(answer: Answer | None, code: str) -> Answer:
    if answer is None or answer.json() == []:
        raise EmptyError(f"{ID}: the service has no data of {code}; expected some: has the series another number now?")
    return answer


_ABOUT = frozenset(
    {
        *("seriesid", "seriescode", "seriesname", "seriesparent", "seriesunits", "seriesdescription"),
        *("entityid", "entityiso", "entityname", "datayear", "datanote", "datasource"),
        *("series", "unit", "database", "year", "areaname", "areacode", "notes", "source", "lastmodifiedon"),
        *("disaggregationgroup", "disaggregation1", "disaggregation2"),
    }
)
"""The columns of both versions that hold no figures."""


def _rows(
    document: Document, reading: Reading, columns: Sequence[str], value: str
) -> Iterator[tuple[int, dict[str, str]]]:
    for table in document.tables_with(*columns):
        yield from table.records(reading, [value], _ABOUT)


def _is_v2(document: Document) -> bool:
    return document.table(*_V2) is not None


def _read_v2(document: Document, reading: Reading) -> None:
    for line, row in _rows(document, reading, _V2, "datavalue"):
        series, note, source = row["seriesid"].strip(), row.get("datanote", ""), row.get("datasource", "")
        if parent := _parent_of_a_total(reading, series, row):
            reading.leave(f"a part of series {parent}, under a series that is carried as a whole", line)
            continue
        reading.offer(
            line,
            series,
            row["entityiso"].strip(),
            row["datayear"].strip(),
            row["datavalue"],
            schemes=("iso3",),
            status=_status(note, source),
            note=_note(note, source),
        )


def _parent_of_a_total(reading: Reading, series: str, row: Mapping[str, str]) -> str:
    """The series of which a row is a part, as it says, where its own is carried as the whole; a whole names none."""
    parent = row.get("seriesparent", "").strip()
    if not parent or not reading.carries(series) or parent in {series, row.get("seriescode", "").strip()}:
        return ""
    return parent[:40] if all(reading.carried_as(series, by) == {word} for by, word in _WHOLE.items()) else ""


def _is_v3(document: Document) -> bool:
    return document.table(*_V3) is not None


def _read_v3(document: Document, reading: Reading) -> None:
    """Rows of regions stand among the economies, under region codes; they are known by their names."""
    changed: dict[str, int] = {}
    for line, row in _rows(document, reading, _V3, "value"):
        changed.setdefault(row.get("lastmodifiedon", ""), line)
        series, note, source = row["seriesid"].strip(), row.get("notes", ""), row.get("source", "")
        if reading.carries(series) and (part := _other_part(reading, series, row)):
            reading.leave(f"a part ({part}) under a series that is not about it", line)
            continue
        code, name = row["areacode"].strip(), row.get("areaname", "")
        is_group = _is_group(reading, code, name)
        reading.offer(
            line,
            series,
            name if is_group else code,
            row["year"].strip(),
            row["value"],
            schemes=("itu_group",) if is_group else ("iso3",),
            groups=is_group,
            status="estimated" if is_group else _status(note, source),
            note=_note(note, source),
        )
    reading.changed(reading.dated(changed, next(iter(changed.values()), 0)))


_PARTS = {
    "female": ("sex", "female"),
    "women": ("sex", "female"),
    "male": ("sex", "male"),
    "men": ("sex", "male"),
    "urban": ("location", "urban"),
    "rural": ("location", "rural"),
}
_BY = {"sex": "sex", "gender": "sex", "age": "age", "location": "location", "area": "location"}
_WHOLE = {"sex": "both", "age": "all", "location": "total", "level": ""}
_ALL = frozenset({"", "total", "all", "both", "both sexes", "all ages", "national"})


def _other_part(reading: Reading, series: str, row: Mapping[str, str]) -> str:
    """The part of people that a row is about where its series is about another one, or about all; empty if none is."""
    groups = re.split(r"[,/]", row.get("disaggregationgroup", "").lower())
    known = [_BY[word.strip()] for word in groups if word.strip() in _BY]
    for column in ("disaggregation1", "disaggregation2"):
        said = " ".join(row.get(column, "").split())
        by, word = _PARTS.get(said.lower(), ("", ""))
        if not by and known and said.lower() not in _ALL:
            by = "age" if "age" in known and re.search(r"\d", said) else known[0]
            word = _age(said) if by == "age" else ""
        if by and reading.carried_as(series, by) != {word}:
            return f"{by}: {said}"
    return ""


def _age(text: str) -> str:
    """The word for an age as ITU writes it: 15-24, 75+, <15, 14 and younger."""
    numbers = re.findall(r"\d+", text)
    if len(numbers) == 2:
        return f"{numbers[0]}-{numbers[1]}"
    if re.search(r"young|under|less|below|<", text.lower()):
        return "0-14" if numbers in (["14"], ["15"]) else ""
    return f"{numbers[0]}+" if len(numbers) == 1 else ""


def _is_group(reading: Reading, code: str, name: str) -> bool:
    """Whether a row is of a region; some of its codes (LDC) are ids of areas here, and others are none."""
    desk = reading.desk
    found = desk.codes.find(code, "iso3")
    if found is not None and (not found.area_id or desk.catalogue.area_by_id[found.area_id].area_type == "economy"):
        return False
    return desk.codes.find(name, "itu_group") is not None


def _is_api(document: Document) -> bool:
    match document.data:
        case [{"codeID": _, "isoCode": _, "dataYear": _, "answer": _}, *_]:
            return True
        case _:
            return False


def _read_api(document: Document, reading: Reading) -> None:
    for line, row in enumerate(document.data, start=1):
        reading.records += 1
        note, source = row.get("dataNote") or "", row.get("dataSource") or ""
        reading.offer(
            line,
            str(row["codeID"]),
            row.get("isoCode") or "",
            str(row["dataYear"]),
            _value(row),
            schemes=("iso3",),
            status=_status(note, source),
            note=_note(note, source),
        )


def _is_regions(document: Document) -> bool:
    match document.data:
        case [{"codeID": _, "regionName": _, "dataYear": _, "answer": _}, *_]:
            return True
        case _:
            return False


def _read_regions(document: Document, reading: Reading) -> None:
    """Regions go by their names: one asked for as number 3 is answered as number 647 of another classification."""
    for line, row in enumerate(document.data, start=1):
        reading.records += 1
        reading.changed(str(row.get("updateDate", "")))
        reading.offer(
            line,
            str(row["codeID"]),
            row["regionName"],
            str(row["dataYear"]),
            _value(row),
            schemes=("itu_group",),
            status="estimated",
            groups=True,
        )


def _is_list(document: Document) -> bool:
    match document.data:
        case [dict(first), *_]:
            return any(keys <= set(first) for keys in _LISTS)
        case _:
            return False


def _read_list(document: Document, reading: Reading) -> None:
    reading.records = len(document.data)
    reading.leave("a list of areas, categories or series: no figures", figures=len(document.data))


def _value(row: dict[str, Any]) -> str:
    """The value as text: a string for economies, a number for regions, or nothing."""
    match row["answer"]:
        case [{"value": str(text)}, *_]:
            return text
        case [{"value": int() | float() as number}, *_]:
            return repr(number)
        case _:
            return ""


def _status(*remarks: str) -> str:
    """Estimated where ITU says so, wherever in its note or source it does."""
    said = " ".join(" ".join(remarks).lower().split())
    return "estimated" if re.search(r"\bitu estimate|\bestimated? (by|of) itu\b", said) else "reported"


def _note(*parts: str) -> str:
    return "; ".join(part.strip() for part in parts if part.strip())


CSV_V2 = Layout(ID, "ITU DataHub, CSV download", _DOCUMENT, _is_v2, _read_v2, _URL)
CSV_V3 = Layout(ID, "ITU DataHub, CSV download (v3)", _DOCUMENT, _is_v3, _read_v3, _URL)
_VALUES = frozenset({"answer.value"})
_NUMBERS = frozenset({"codeID", "countryID", "regionID", "classID", "dataYear", "dataID", "answer.id"})
API = Layout(ID, "ITU DataHub, answer of the API", _DOCUMENT, _is_api, _read_api, _URL, values=_VALUES, about=_NUMBERS)
REGIONS = Layout(
    ID,
    "ITU DataHub, answer of the API on a region",
    _DOCUMENT,
    _is_regions,
    _read_regions,
    _URL,
    values=_VALUES,
    about=_NUMBERS,
)
LISTS = Layout(ID, "ITU DataHub, list of areas or series", _DOCUMENT, _is_list, _read_list, _URL)
LAYOUTS = (CSV_V2, CSV_V3, API, REGIONS, LISTS)
