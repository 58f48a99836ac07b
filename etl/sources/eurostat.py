"""Eurostat: its tables on households, digital skills and online government, as JSON-stat, SDMX-CSV or TSV.

A series is a table and, where the table has one, the code of its indicator: isoc_ciegi_ac:I_IUGOV1. The same code in
another table, another indicator or another unit (a share of Internet users) is another definition. A figure is used
where every further dimension is at its total. In JSON-stat 2.0 values are keyed by their flat position in the cube of
`id` and `size`, only where there is one, and flags stand beside them; in a TSV a flag follows its value. Greece is EL
and the United Kingdom UK; the Union and the euro area are Eurostat's own groups. The series on online government begins
in 2022, when the question changed; before it there is another one.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import prod
from typing import Any

from etl.asking.session import Session
from etl.errors import EmptyError, RefusedFileError, ShapeError
from etl.formats.delimited import DelimitedText
from etl.layouts.documents import Document
from etl.layouts.file_layout import Layout
from etl.reading.desk import Reading
from etl.written.numbers import Marks, Tally, marks_of
from etl.written.years import PART, year_of

ID = "eurostat"
BASE = "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data"
_FIRST_YEAR = {"isoc_ciegi_ac": "2022"}
_TOTALS = {"ind_type": "IND_TOTAL", "hhtyp": "TOTAL"}
_EVERY = frozenset({"TOTAL", "T", "_T"})
_PARTS = {"ind_type": "a group of individuals", "hhtyp": "a type of household"}
_NO_PARTS = frozenset({"freq", "unit", "geo", "time", "indic_is"})
_STATUS = {"e": "estimated", "s": "estimated", "f": "projected"}
_NOTES = {"p": "provisional", "b": "break in series", "u": "low reliability", "d": "definition differs"}

_WHOM = {
    "isoc_ci_in_h": "households with a member aged 16 to 74",
    "isoc_ciegi_ac": "ages 16 to 74",
    "isoc_sk_dskl_i21": "ages 16 to 74",
}
"""Whom a table is about, of whom other sources of an indicator may have others."""

_ROWS = ("freq", "geo", "time_period", "obs_value")
_NO_DIMENSIONS = frozenset(
    {
        "dataflow",
        "structure",
        "structure_id",
        "structure_name",
        "action",
        "time",
        "time_period",
        "obs_value",
        "obs_flag",
        "conf_status",
    }
)
_CODE = re.compile(r"[A-Z0-9_<>=.-]+")
_PLACE = re.compile(r"[A-Za-z]{2}|[A-Z0-9_]+")
_TSV = re.compile(rb"(?:\xef\xbb\xbf)?[A-Za-z0-9_]+(?:,[A-Za-z0-9_]+)*\\(?:TIME_PERIOD|time)[ \t]")


def fetch(session: Session) -> None:
    """Ask for every series that an indicator is fed from; the day of the last update is its version."""
    unit_of = {feed.series[0]: unit for _, feed in session.desk.catalogue.feeds_of(ID) for unit in feed.units}
    for series in session.series():
        table, _, indicator = series.partition(":")
        name, unit = indicator or table, unit_of[series]
        with session.part(name):
            asked = {"format": "JSON", "lang": "EN", "unit": unit}
            whole = "ind_type" if indicator else "hhtyp"
            asked |= {whole: _TOTALS[whole]} | ({"indic_is": indicator} if indicator else {})
            asked |= {"sinceTimePeriod": _FIRST_YEAR[table]} if table in _FIRST_YEAR else {}
            answer = session.get(f"/{table}", asked)
            version = _checked(answer.json(), table, indicator, unit)
            session.keep(name, API, [answer], version)


def _checked(data: Any, table: str, indicator: str, unit: str) -> str:
    """When the table was updated, after a look at whether the answer is what was asked for."""
    named = indicator or table
    match data:
        case {"error": [{"label": str(said)}, *_]} | {"warning": {"label": str(said)}}:
            raise EmptyError(f"{ID}: the service answers {said!r}; expected figures: has the series been renamed?")
        case {"value": found, "id": _} if not found:
            raise EmptyError(f"{ID}: the answer holds no value of {named}; expected some: has it been renamed?")
        case {"dimension": {"unit": dict(units), **dimensions}}:
            series_found = _codes(dimensions.get("indic_is", {}))
            if series_found != ([indicator] if indicator else []) or _codes(units) != [unit]:
                raise ShapeError(
                    f"{ID}: the answer is of {', '.join(series_found[:5]) or table} in {', '.join(_codes(units)[:5])}, "
                    f"asked was {named} in {unit}: compare the request with the service's documentation"
                )
            return str(data.get("updated", ""))
        case _:
            raise ShapeError(f"{ID}: the answer is not JSON-stat of {table}: has the API changed?")


def _is_json_stat(document: Document) -> bool:
    match document.data:
        case {"id": [*dimensions], "size": [*_], "dimension": {}, "value": _, **rest}:
            return {"geo", "time"} <= set(dimensions) and rest.get("source", "ESTAT") == "ESTAT"
        case _:
            return False


def _read_json_stat(document: Document, reading: Reading) -> None:
    data = document.data
    names, sizes = data["id"], data["size"]
    codes = [_codes(data["dimension"].get(name, {})) for name in names]
    values, flags = _cells(data["value"]), _cells(data.get("status", {}))
    cells = sorted({*values, *flags})
    if [len(one) for one in codes] != sizes or (cells and cells[-1] >= prod(sizes)):
        raise RefusedFileError(f"{document.name}: the sizes of the dimensions do not fit the cube; download it again")
    table = str(data.get("extension", {}).get("id", "")).lower() or _table_of(
        document, reading, names, codes[names.index("indic_is")] if "indic_is" in names else ()
    )
    _released(reading, table, reading.dated([str(data.get("updated", ""))]))
    for cell in cells:
        at = {name: one[place] for name, one, place in zip(names, codes, _places(cell, sizes), strict=True)}
        reading.records += 1
        value = values.get(cell)
        _offer(reading, cell + 1, table, at, "" if value is None else str(value), str(flags.get(cell) or ""))


def _is_sdmx_csv(document: Document) -> bool:
    return document.table(*_ROWS) is not None


def _read_sdmx_csv(document: Document, reading: Reading) -> None:
    """One row a figure; labels, where there are some, stand in columns of their own or behind the code (A:Annual)."""
    rows, tables, changed = [], set(), set()
    for line, row, dimensions in _coded(document, reading):
        at = {name: row[name].partition(":")[0].strip() for name in dimensions} | {"time": row["time_period"].strip()}
        if not (_CODE.fullmatch(at["freq"]) and _PLACE.fullmatch(at["geo"])):
            raise RefusedFileError(
                f"{document.name}: line {line} has labels where codes were expected ({row['freq']}, {row['geo']}); "
                "download the table again with codes"
            )
        named = re.match(r"(?:\w+:)?(\w+)", row.get("dataflow") or row.get("structure_id", ""))
        tables.add(named[1].lower() if named else _table_of(document, reading, at, (at.get("indic_is", ""),)))
        changed.add(_day(row.get("last update", "")))
        rows.append((line, at, row["obs_value"], row.get("obs_flag", "")))
    if len(tables) > 1:
        several = " and ".join(sorted(tables))
        raise RefusedFileError(f"{document.name}: the tables {several} are in one file; expected one in each file")
    newest = reading.dated(changed, rows[0][0] if rows else 0)
    for table in tables:
        _released(reading, table, newest)
        for line, at, value, flag in rows:
            _offer(reading, line, table, at, value, flag)


def _coded(document: Document, reading: Reading) -> Iterator[tuple[int, dict[str, str], list[str]]]:
    """Every row of every sheet that has the columns, with the names of its dimensions."""
    for found in document.tables_with(*_ROWS):
        dimensions = [name for name in found.header if re.fullmatch(r"\w+", name) and name not in _NO_DIMENSIONS]
        for line, row in found.records(reading, ["obs_value"], {*dimensions, *_NO_DIMENSIONS} - {"obs_value"}):
            yield line, row, dimensions


def _is_tsv(document: Document) -> bool:
    return document.kind == "table" and _TSV.match(document.content) is not None


def _read_tsv(document: Document, reading: Reading) -> None:
    """A row a combination of codes, a column a year, a flag behind its value; the table stands in the name alone."""
    (_, header), *rows = DelimitedText(document.name, document.content).rows("\t")
    names = header[0].strip().lower().partition("\\")[0].split(",")
    years = [cell.strip() for cell in header[1:]]
    keys = [(line, [code.strip() for code in cells[0].split(",")], cells) for line, cells in rows if any(cells)]
    at_indicator = names.index("indic_is") if "indic_is" in names else len(names)
    table = _table_of(
        document, reading, names, {codes[at_indicator] for _, codes, _ in keys if len(codes) > at_indicator}
    )
    _released(reading, table, "")
    for line, codes, cells in keys:
        if len(codes) != len(names) or len(cells) != len(header):
            raise RefusedFileError(
                f"{document.name}: line {line} has {len(codes)} codes and {len(cells) - 1} values; expected "
                f"{len(names)} and {len(years)}: was the file cut off? Download it again"
            )
    flagged = [[cell.strip().partition(" ") for cell in cells[1:]] for _, _, cells in keys]
    marks = _marks(reading, years, [line for line, _, _ in keys], flagged)
    for (line, codes, _), values in zip(keys, flagged, strict=True):
        reading.records += 1
        for year, (value, _, flag) in zip(years, values, strict=True):
            plain = marks[year].plain(value) if year in marks else value
            _offer(reading, line, table, dict(zip(names, codes, strict=True)) | {"time": year}, plain, flag)


def _marks(
    reading: Reading, years: Sequence[str], lines: Sequence[int], flagged: Sequence[Sequence[tuple[str, str, str]]]
) -> dict[str, Marks]:
    """How the columns of a TSV write their numbers: as Eurostat does, with points, or as a spreadsheet saved them."""
    tallies = {year: Tally() for year in years}
    for at, year in enumerate(years):
        tallies[year].add(lines, [cells[at][0] for cells in flagged])
    reading.expect("", sum(tally.filled for tally in tallies.values()), years)
    try:
        return marks_of(tallies, "", years)
    except RefusedFileError as refusal:
        raise RefusedFileError(f"{reading.file}: {refusal}") from None


def _is_workbook(document: Document) -> bool:
    first = [cell.lower() for rows in document.grids.values() for _, cells in rows[:3] for cell in cells[:2]]
    return document.kind == "workbook" and any("data extracted on" in cell and "[estat]" in cell for cell in first)


def _read_workbook(document: Document, _reading: Reading) -> None:
    raise RefusedFileError(
        f"{document.name}: a workbook of Eurostat's data browser, which has labels for codes; download the same table "
        "as SDMX-CSV, TSV or JSON"
    )


def _offer(reading: Reading, line: int, table: str, at: Mapping[str, str], value: str, flag: str) -> None:
    """One figure with its codes on each dimension."""
    indicator = at.get("indic_is", "")
    series = f"{table}:{indicator}" if indicator else table
    part = next((by for by, code in at.items() if by not in _NO_PARTS and _is_part(by, code)), "")
    if not reading.carries(series):
        reading.leave(f"series {series} fills no indicator", line)
    elif at.get("freq", "A") != "A" or (when := year_of(at["time"])) is None or when.why_not == PART:
        reading.leave("not a figure of a year", line)
    elif part:
        reading.leave(_PARTS.get(part, f"a breakdown by {part} that is not carried"), line)
    else:
        status = next((_STATUS[one] for one in flag if one in _STATUS), "reported")
        reading.offer(
            line,
            series,
            at["geo"],
            at["time"],
            "" if ":" in flag else value,
            schemes=("iso2",),
            unit=at.get("unit", ""),
            status=status,
            note="; ".join(part for part in (_flags(flag), _WHOM.get(table, "")) if part),
            locator=f"series {indicator or table}",
        )


def _flags(flag: str) -> str:
    return ", ".join(_NOTES.get(one, f"flag {one}") for one in flag if one.isalpha() and one not in _STATUS)


def _is_part(by: str, code: str) -> bool:
    """Whether a code is a part of a dimension; a column of free text is none."""
    return _CODE.fullmatch(code) is not None and code != _TOTALS.get(by) and code not in _EVERY


def _released(reading: Reading, table: str, day: str) -> None:
    reading.document, reading.url = f"Eurostat, table {table}", f"{_VIEW}/{table}"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
        reading.released(f"Eurostat {table}, {day}", day[:7])


def _day(text: str) -> str:
    """The moment of an update, Eurostat's own way of writing it (25/06/26 11:00:00) in ISO's order."""
    found = re.fullmatch(r"(\d\d)/(\d\d)/(\d\d)( \d\d:\d\d:\d\d)", text.strip())
    return f"20{found[3]}-{found[2]}-{found[1]}{found[4]}" if found else text


def _table_of(document: Document, reading: Reading, dimensions: Collection[str], indicators: Collection[str]) -> str:
    """The table of a file that does not say it within: by its name, or by its indicators of individuals."""
    fed = [code.partition(":") for _, feed in reading.desk.catalogue.feeds_of(ID) for code in feed.series]
    known, name = sorted({table for table, _, _ in fed}), document.name.lower()
    found = {table for table in known if re.search(rf"(?<![a-z0-9]){table}(?![a-z0-9])", name)}
    if not found and "ind_type" in dimensions:
        found = {table for table, _, indicator in fed if indicator and indicator in indicators}
    if len(found) == 1:
        return found.pop()
    raise RefusedFileError(
        f"{document.name}: a table of Eurostat that does not say which one it is; keep the name that Eurostat gives "
        f"it (estat_{known[0]}.tsv), or download it as SDMX-CSV or JSON. Used are {', '.join(known)}"
    )


def _codes(dimension: Any) -> list[str]:
    """The codes of a dimension in their order: JSON-stat gives them a number each, lists them, or has a label only."""
    category = dimension.get("category", {})
    index = category.get("index")
    if isinstance(index, dict):
        return sorted(index, key=lambda code: index[code])
    return list(index or category.get("label", {}))


def _cells(found: Any) -> dict[int, Any]:
    """Cells by their flat position: JSON-stat gives a list with gaps, or the positions as text."""
    pairs: Iterator[tuple[Any, Any]] = iter(found.items() if isinstance(found, dict) else enumerate(found))
    return {int(place): cell for place, cell in pairs if cell is not None}


def _places(cell: int, sizes: Sequence[int]) -> list[int]:
    """The place of a flat position on each dimension, the last of which runs fastest."""
    places = []
    for size in reversed(sizes):
        cell, place = divmod(cell, size)
        places.append(place)
    return places[::-1]


_VIEW = "https://ec.europa.eu/eurostat/databrowser/view"
API = Layout(
    ID,
    "Eurostat, answer of the API (JSON-stat)",
    "Eurostat",
    _is_json_stat,
    _read_json_stat,
    _VIEW,
    values=frozenset({"value", "value.*"}),
    about=frozenset({"size", "dimension", "extension", "status", "version"}),
)
SDMX_CSV = Layout(ID, "Eurostat, SDMX-CSV", "Eurostat", _is_sdmx_csv, _read_sdmx_csv, _VIEW)
TSV = Layout(ID, "Eurostat, TSV", "Eurostat", _is_tsv, _read_tsv, _VIEW)
WORKBOOK = Layout(ID, "Eurostat, workbook", "Eurostat", _is_workbook, _read_workbook, _VIEW)
LAYOUTS = (API, SDMX_CSV, TSV, WORKBOOK)
