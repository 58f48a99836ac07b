"""United Nations Statistics Division: the global SDG database, as downloads (of a goal, SDMX) and answers of its API.

Areas are M49 numbers without leading zeros; the groups are the plan's own (world, LDC, LLDC, SIDS, developed and
developing), other regions and former entities are not tracked. Dimensions are columns of their own that differ by
download; a figure is used only when every one is a total or has a word here. A row with a value is a figure whatever
its Nature: every aggregate has N, which says nothing of its value. The 5G series has rows without a value for years
before 5G, and shares of SE_ADT_ACTS lie above 100 %. A key can come twice, with another Nature or age scope. Files from
the CSV route can end in NUL bytes; values can be "NaN" or bounds such as ">95". Of economies the series on e-waste hold
other things than of groups (the catalogue says which).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from etl.asking.answer import Answer
from etl.asking.session import Session
from etl.errors import EmptyError, MovedError, RefusedFileError, ShapeError
from etl.layouts.documents import Document
from etl.layouts.file_layout import Layout
from etl.publishers import sdg_columns, sdg_dimensions
from etl.publishers.unit_multiplier import scaled
from etl.reading.desk import NO_VALUE, Reading
from indicators.area_codes import normal

ID = "unsd_sdg"
BASE = "https://unstats.un.org/sdgapi/v1/sdg"
_DOCUMENT = "Global SDG Indicators Database"
_PAGE = 20_000
_NATURE = {"C": "reported", "CA": "reported", "E": "estimated", "G": "estimated", "M": "modelled"}
"""How a figure came about; of several for one key the first is preferred: country data, adjusted, estimated …"""
_UNSAID = {"N": "not relevant", "NA": "not available"}
"""What the database says where it does not say how a figure came about: of every aggregate, and of some economies."""
_STATUS = {
    "B": "break in the series",
    "D": "definition differs",
    "P": "provisional",
    "U": "low reliability",
}
_FIGURES = frozenset({"value", "upperbound", "lowerbound"})
_UNITS = {"PT": "PERCENT"}


@dataclass(frozen=True)
class _Figure:
    line: int
    series: str
    area: str
    year: str
    value: str
    unit: str
    nature: str
    reporting: str
    status: str
    note: str
    dimensions: Mapping[str, str]


def fetch(session: Session) -> None:
    """Ask for every series that an indicator is fed from, unless its release is the one at hand."""
    releases = _releases(session)
    for series in session.series():
        with session.part(series):
            codes = session.aliases(series)
            known = [code for code in codes if code in releases]
            version = releases[known[0]] if known else ""
            if not session.is_current(series, version):
                session.keep(series, API, _pages(session, known or codes), version)


def _releases(session: Session) -> dict[str, str]:
    """The release of every series of the database by its code; empty when the service does not say."""
    listed = session.hint("/Series/List", {"allreleases": "false"})
    found = {}
    for entry in listed if isinstance(listed, list) else ():
        match entry:
            case {"code": str(code), "release": str(release)}:
                found[code] = release
    return found


def _pages(session: Session, codes: Sequence[str]) -> list[Answer]:
    """The pages of the first code that holds figures."""
    gone: MovedError | None = None
    for code in codes:
        try:
            pages = _pages_of(session, code)
        except MovedError as error:
            gone = error
            continue
        if pages:
            return pages
    if gone is not None:
        raise gone
    raise EmptyError(
        f"{ID}: the answer is empty for {' and '.join(codes)}; expected figures under one of them: look the code up "
        f"in {BASE}/Series/List and add it to the feeds of the catalogue"
    )


def _pages_of(session: Session, code: str) -> list[Answer]:
    pages: list[Answer] = []
    figures: list[Any] = []
    got = 0
    while True:
        number = len(pages) + 1
        asked = {"seriesCode": code, "page": str(number), "pageSize": str(_PAGE)}
        answer = session.get("/Series/Data", asked)
        match answer.json():
            case {"data": [*rows], **envelope}:
                pass
            case _:
                raise ShapeError(f"{ID}: {code}: the answer has no 'data'; expected a list: has the API changed?")
        if rows and rows == figures:
            raise ShapeError(f"{ID}: {code}: page {number} is the one before again; expected the next: ask again later")
        if rows:
            pages.append(answer)
        figures, got = rows, got + len(rows)
        if _is_last(envelope, number, len(rows), got):
            break
    total = envelope.get("totalElements")
    if isinstance(total, int) and got < total:
        raise ShapeError(f"{ID}: {code}: {got:,} of {total:,} figures came; expected all of them: ask again later")
    return pages


def _is_last(envelope: Mapping[object, Any], number: int, rows: int, got: int) -> bool:
    """Whether no page follows: by totalPages, which is not always there, or by a page that is not full."""
    match envelope:
        case {"totalPages": int(last)}:
            return number >= last or not rows
        case {"totalElements": int(total)}:
            return got >= total or not rows
        case _:
            return rows < (envelope.get("size") or _PAGE)


def _is_download(document: Document) -> bool:
    return next(document.tables(sdg_columns.fits), None) is not None


def _read_download(document: Document, reading: Reading) -> None:
    """Every sheet that has the columns; a value may be given in a power of ten of its unit, as SDMX has it."""
    figures = []
    for table in document.tables(sdg_columns.fits):
        about = [name for name in table.header if name and sdg_columns.named(name) not in _FIGURES]
        value_column = [name for name in table.header if sdg_columns.named(name) == "value"]
        for line, row in table.records(reading, value_column, about):
            fields, dimensions = sdg_columns.split(row)
            value, power = fields["value"], fields.get("unitmult", "")
            in_units = value if value.lower() in NO_VALUE else scaled(value, power)
            if fields.get("freq", "A") not in {"A", ""}:
                reading.leave("not a figure of a year", line)
            elif in_units is None:
                reading.leave(f"UNIT_MULT {power!r} cannot be applied to the value", line)
            else:
                one = _Figure(
                    line,
                    fields["seriescode"],
                    _area(fields["geoareacode"]),
                    fields["timeperiod"],
                    in_units,
                    fields.get("units", ""),
                    fields.get("nature", "").upper(),
                    fields.get("reportingtype", "").upper(),
                    fields.get("observationstatus", "").upper(),
                    fields.get("footnote", ""),
                    sdg_dimensions.of_sdmx(dimensions),
                )
                figures.append(one)
    _offer_all(reading, figures)


def _is_api(document: Document) -> bool:
    match document.data:
        case {"totalElements": _, "data": []}:
            return True
        case {"data": [{"series": _, "geoAreaCode": _, "timePeriodStart": _, "value": _}, *_]}:
            return True
        case _:
            return False


def _missing(pages: Sequence[Document]) -> str:
    """How much of an answer is not there, by the number of its pages and figures, either of which it may leave out."""
    answers = [page.data for page in pages]
    numbers = {int(one["pageNumber"]) for one in answers if one.get("pageNumber")}
    last = max(int(one.get("totalPages") or 1) for one in answers)
    got, total = sum(len(one["data"]) for one in answers), max(int(one.get("totalElements") or 0) for one in answers)
    if got >= total and len(answers) >= last:
        return ""
    which = f"page {', '.join(map(str, sorted(numbers)))} of {last}, " if numbers else ""
    return f"{which}{got:,} of {total:,} figures"


def _read_api(document: Document, reading: Reading) -> None:
    if not document.data["data"]:
        raise RefusedFileError(
            f"{document.name}: the answer of the SDG database has no figures; expected some: download it again under "
            "the code that the series has now"
        )
    if found := re.match(r"(\d{4})\.Q([1-4])\b", reading.version):
        reading.released(f"SDG database {reading.version}", f"{found[1]}-{3 * int(found[2]):02}")
    figures = []
    for line, row in enumerate(document.data["data"], start=1):
        reading.records += 1
        attributes, dimensions = row.get("attributes") or {}, row.get("dimensions") or {}
        codes = {name.lower(): str(code or "") for name, code in dimensions.items()}
        one = _Figure(
            line,
            row["series"],
            _area(str(row["geoAreaCode"])),
            str(row["timePeriodStart"]),
            "" if row["value"] is None else str(row["value"]),
            attributes.get("Units") or "",
            attributes.get("Nature") or "",
            codes.pop("reporting type", ""),
            attributes.get("Observation Status") or "",
            "; ".join(text for text in row.get("footnotes") or () if text),
            codes,
        )
        figures.append(one)
    _offer_all(reading, figures)


def _area(code: str) -> str:
    """An M49 number with three digits: it is padded or not at all, by download."""
    return next(iter(normal("m49", code)), code.strip())


def _offer_all(reading: Reading, figures: Iterable[_Figure]) -> None:
    """Offer the figures, of several for one key the preferred one alone."""
    by_key: dict[tuple[str | None, ...], list[_Figure]] = {}
    for one in figures:
        words = sdg_dimensions.words(one.series, one.dimensions)
        if not reading.carries(one.series):
            reading.leave(f"series {one.series} fills no indicator", one.line)
        elif one.value.strip().lower() in NO_VALUE:
            reading.leave("no value", one.line)
        elif one.reporting not in {"", "G"}:
            reading.leave(f"of reporting type {one.reporting}, where only the global figures (G) are used", one.line)
        elif other := sdg_dimensions.other_part(one.dimensions):
            reading.leave(f"a breakdown by {other} that is not carried", one.line)
        elif None in words.values():
            _offer(reading, one, words)
        else:
            by_key.setdefault((one.series, one.area, one.year, one.unit, *words.values()), []).append(one)
    for same in by_key.values():
        best = min(_rank(one) for one in same)
        for one in same:
            if _rank(one) == best:
                _offer(reading, one, sdg_dimensions.words(one.series, one.dimensions))
            else:
                reading.leave("another figure for the key has a wider age scope or a preferred Nature", one.line)


def _rank(one: _Figure) -> tuple[int, int]:
    nature = list(_NATURE).index(one.nature) if one.nature in _NATURE else len(_NATURE)
    return sdg_dimensions.open_age(one.series, one.dimensions), nature


def _offer(reading: Reading, one: _Figure, words: Mapping[str, str | None]) -> None:
    first = sdg_dimensions.open_age(one.series, one.dimensions)
    status, unsaid = _NATURE.get(one.nature, "reported"), ""
    if one.nature in _UNSAID and reading.is_group(one.area, "m49"):
        status = "estimated"
    elif one.nature in _UNSAID:
        unsaid = f"Nature {one.nature} in the database: {_UNSAID[one.nature]}"
    elif one.status == "E":
        status = "estimated"
    notes = (one.note, unsaid, _STATUS.get(one.status, ""), f"aged {first} and over" if first else "")
    unit = one.unit.strip().upper()
    reading.offer(
        one.line,
        one.series,
        one.area,
        one.year,
        one.value,
        schemes=("m49",),
        unit=_UNITS.get(unit, unit),
        status=status,
        note="; ".join(part for part in notes if part),
        locator=f"series {one.series}",
        groups=True,
        words=words,
    )


_URL = "https://unstats.un.org/sdgs/dataportal/database"
DOWNLOAD = Layout(ID, "SDG database, download of a goal", _DOCUMENT, _is_download, _read_download, _URL)
_ABOUT = frozenset(
    {
        *("size", "totalElements", "totalPages", "pageNumber", "data.seriesCount", "data.timePeriodStart"),
        *("data.geoAreaCode", "data.time_coverage", "data.time_detail", "data.basePeriod", "data.geoInfoUrl"),
    }
)
API = Layout(
    ID,
    "SDG database, answer of the API",
    _DOCUMENT,
    _is_api,
    _read_api,
    _URL,
    values=frozenset({"data.value"}),
    about=_ABOUT,
    missing=_missing,
)
LAYOUTS = (DOWNLOAD, API)
