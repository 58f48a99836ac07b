"""Eurostat, table isoc_ciegi_ac: individuals who use online services of authorities, as JSON-stat 2.0.

Values are keyed by their flat position in the cube of `id` and `size`, only where there is one; flags stand beside
them. Greece is EL and the United Kingdom UK; the Union and the euro area are Eurostat's own groups. The series begins
in 2022, when the question changed; before it there is another one.
"""

from collections.abc import Iterator, Sequence
from math import prod
from typing import Any

from etl.documents import Document
from etl.errors import EmptyError, RefusedFileError, ShapeError
from etl.file_layout import Layout
from etl.reading import Reading
from etl.session import Session

ID = "eurostat"
BASE = "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data"
_TABLE = "isoc_ciegi_ac"
_DOCUMENT = f"Eurostat, table {_TABLE}"
_EVERYBODY, _UNIT = "IND_TOTAL", "PC_IND"
_STATUS = {"e": "estimated", "s": "estimated", "f": "projected"}
_NOTES = {"p": "provisional", "b": "break in series", "u": "low reliability", "d": "definition differs"}


def fetch(session: Session) -> None:
    """Ask for every series that an indicator is fed from; the day of the last update is its version."""
    for series in session.series():
        with session.part(series):
            asked = {
                "format": "JSON",
                "lang": "EN",
                "indic_is": series,
                "unit": _UNIT,
                "ind_type": _EVERYBODY,
                "sinceTimePeriod": "2022",
            }
            answer = session.get(f"/{_TABLE}", asked)
            version = _checked(answer.json(), series)
            session.keep(series, API, [answer], version)


def _checked(data: Any, series: str) -> str:
    """When the table was updated, after a look at whether the answer is what was asked for."""
    match data:
        case {"error": [{"label": str(said)}, *_]} | {"warning": {"label": str(said)}}:
            raise EmptyError(f"{ID}: the service answers {said!r}; expected figures: has the series been renamed?")
        case {"value": found, "id": _} if not found:
            raise EmptyError(f"{ID}: the answer holds no value of {series}; expected some: has it been renamed?")
        case {"dimension": {"indic_is": dict(series_found), "unit": dict(units)}}:
            if _codes(series_found) != [series] or _codes(units) != [_UNIT]:
                raise ShapeError(
                    f"{ID}: the answer is of {', '.join(_codes(series_found)[:5])} in {', '.join(_codes(units)[:5])}, "
                    f"asked was {series} in {_UNIT}: compare the request with the service's documentation"
                )
            return str(data.get("updated", ""))
        case _:
            raise ShapeError(f"{ID}: the answer is not JSON-stat of {_TABLE}: has the API changed?")


def _is_json_stat(document: Document) -> bool:
    match document.data:
        case {"id": [*dimensions], "size": [*_], "dimension": {}, "value": _}:
            return {"indic_is", "unit", "geo", "time"} <= set(dimensions)
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
    _released(data, reading)
    for cell in cells:
        at = {name: one[place] for name, one, place in zip(names, codes, _places(cell, sizes), strict=True)}
        reading.records += 1
        if at.get("ind_type", _EVERYBODY) != _EVERYBODY:
            reading.leave("a group of individuals", cell + 1)
            continue
        flag = str(flags.get(cell) or "")
        value = values.get(cell)
        status = next((_STATUS[one] for one in flag if one in _STATUS), "reported")
        reading.offer(
            cell + 1,
            at["indic_is"],
            at["geo"],
            at["time"],
            "" if value is None or ":" in flag else str(value),
            schemes=("iso2",),
            unit=at["unit"],
            status=status,
            note=", ".join(_NOTES.get(one, f"flag {one}") for one in flag if one.isalpha() and one not in _STATUS),
        )


def _released(data: Any, reading: Reading) -> None:
    day = str(data.get("updated", ""))[:10]
    if day[:4].isdecimal():
        table = str(data.get("extension", {}).get("id", _TABLE)).lower()
        reading.released(f"Eurostat {table}, {day}", day[:7])


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


_URL = f"https://ec.europa.eu/eurostat/databrowser/view/{_TABLE}"
API = Layout(ID, "Eurostat, answer of the API (JSON-stat)", _DOCUMENT, _is_json_stat, _read_json_stat, _URL)
LAYOUTS = (API,)
