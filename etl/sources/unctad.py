"""UN Trade and Development, UNCTADstat: use of ICT by businesses by size, a bulk CSV in a .7z archive.

After the dimensions (a code and a label each) stand the value, its footnote and the reason of a missing value. The
codes of uses and sizes are not documented, so both are known by their labels. Economies have their M49 number, groups
of UNCTAD's own have four digits. The service throttles: one file is asked for in a run, and only a new one.
"""

import re
from collections.abc import Sequence

from etl.asking.session import Session
from etl.errors import EmptyError, RefusedFileError, ShapeError
from etl.layouts.documents import Document
from etl.layouts.file_layout import Layout
from etl.layouts.tables import Table
from etl.reading.desk import Reading
from indicators.area_codes import normal

ID = "unctad"
BASE = "https://unctadstat-api.unctad.org"
_REPORT = "US.IctUseEnterprSize"
_DOCUMENT = "UNCTADstat, core indicators on ICT use in business by enterprise size class"
SERIES = "Proportion of businesses using the Internet"
# The same words go on with "by type of access" and "for e-mail" in other uses of ICT: only a code or a unit may follow.
_USE = re.compile(r"(b\d+\w?[ .:–-]*)?proportion of businesses using the internet( ?\([^()]{1,6}\))?", re.IGNORECASE)
_ABOUT = ("year", "economy", "useofict label", "enterprisesize label")
_KNOWN = (*_ABOUT, "economy label", "useofict", "enterprisesize")
_SIZES = {("0", "9"): "micro", ("1", "9"): "micro", ("10", "49"): "small", ("50", "249"): "medium", ("250",): "large"}
_WORDS = ("micro", "small", "medium", "large")
_BELOW = re.compile(r"less|fewer|under|below|up to|<", re.IGNORECASE)


def fetch(session: Session) -> None:
    """Ask for the file when the service has another one than the one kept."""
    with session.part(_REPORT):
        match session.get(f"/api/reportMetadata/{_REPORT}/bulkfiles/en").json():
            case [{"fileId": int() | str() as file_id}, *_]:
                pass
            case []:
                raise EmptyError(f"{ID}: the service lists no file of {_REPORT}; expected one: has it been renamed?")
            case _:
                raise ShapeError(f"{ID}: the list of files of {_REPORT} names no fileId: has the API changed?")
        version = str(file_id)
        if session.is_current(_REPORT, version):
            return
        path = f"/api/reportMetadata/{_REPORT}/bulkfile/{version}/en"
        answer = session.get(path, accept="application/octet-stream, */*;q=0.1")
        session.keep(_REPORT, BULK, [answer], version)


def _fits(header: Sequence[str]) -> bool:
    """Whether a table has the columns, as the service writes them or as tools normalise them."""
    return set(_ABOUT) <= {_plain(name) for name in header} and _value_column(header) != ""


def _value_column(header: Sequence[str]) -> str:
    """The header of the value: it has a footnote beside it, or begins with "Percentage"; empty where there is none."""
    names = [_plain(name) for name in header]
    known = set(names)
    return next((name for name in names if name and f"{name} footnote" in known), "") or next(
        (name for name in names if name.startswith("percentage")), ""
    )


def _plain(name: str) -> str:
    return name.replace("_", " ").strip()


def _is_bulk(document: Document) -> bool:
    return next(document.tables(_fits), None) is not None


def _read_bulk(document: Document, reading: Reading) -> None:
    uses: set[str] = set()
    for table in document.tables(_fits):
        _read_table(table, reading, uses)
    if uses and not any(_USE.fullmatch(use) for use in uses):
        raise RefusedFileError(
            f"{document.name}: none of the uses of ICT is {SERIES!r}; they are {'; '.join(sorted(uses)[:12])[:600]}. "
            "Has UNCTAD changed the label?"
        )


def _read_table(table: Table, reading: Reading, uses: set[str]) -> None:
    column = _value_column(table.header)
    figure = next(name for name in table.header if _plain(name) == column)
    about = [name for name in table.header if _plain(name) in _KNOWN or _plain(name).startswith(f"{column} ")]
    for line, cells in table.records(reading, [figure], about):
        row = {_plain(name): cell.strip() for name, cell in cells.items()}
        use = " ".join(row["useofict label"].split())
        uses.add(use)
        if not _USE.fullmatch(use):
            reading.leave("another use of ICT", line)
        elif any(len(number) > 3 or number == "000" for number in normal("m49", row["economy"])):
            reading.leave("a group of economies of UNCTAD's own", line)
        else:
            footnote = row.get(f"{column} footnote", "")
            reading.offer(
                line,
                SERIES,
                row["economy"],
                row["year"],
                row[column],
                schemes=("m49",),
                status="estimated" if footnote.lower().startswith("estimate") else "reported",
                note=footnote,
                words={"level": _size(row["enterprisesize label"])},
            )


def _size(label: str) -> str | None:
    """The word of a size class, empty for all businesses; None for a class that has no word, such as 10 and more."""
    text = label.lower()
    if text.startswith(("total", "all")):
        return ""
    numbers = tuple(re.findall(r"\d+", text))
    if numbers:
        return None if numbers == ("250",) and _BELOW.search(text) else _SIZES.get(numbers)
    named = [word for word in _WORDS if word in text]
    return named[0] if len(named) == 1 else None


_URL = f"https://unctadstat.unctad.org/datacentre/dataviewer/{_REPORT}"
BULK = Layout(ID, "UNCTADstat, use of ICT by businesses", _DOCUMENT, _is_bulk, _read_bulk, _URL)
LAYOUTS = (BULK,)
