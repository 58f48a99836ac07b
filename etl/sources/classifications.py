"""Files about areas and series that come along with data and hold no figures: lists, classifications, boundaries.

They are recognised so that a user who adds one is told what it is; nothing is filled from them. The overview of M49
and the World Bank's list of income groups are compared with the groups of the catalogue. In tables of codes `NA` is
Namibia; M49 is padded to three digits in the overview and not in datasets/country-codes.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from etl.layouts.documents import Document
from etl.layouts.file_layout import Layout
from etl.reading.desk import Reading
from indicators.area_codes import AreaCodes
from indicators.catalogue import Catalogue

_FLAGS = ("LDC", "LLDC", "SIDS")
_INCOME = ("INC-HIC", "INC-UMC", "INC-LMC", "INC-LIC")


def differences(document: Document, catalogue: Catalogue, codes: AreaCodes) -> list[str]:
    """Where the groups in a classification are not those of the catalogue today, as sentences.

    None for a document that classifies nothing. Areas that are not tracked are passed over.
    """
    if M49.recognise(document):
        whose, found = "the M49 overview", _flagged(document, codes)
    elif INCOME_GROUPS.recognise(document):
        whose, found = f"the World Bank's list{_of_year(document)}", _income_groups(document, codes)
    else:
        return []
    today, sentences = date.today(), []  # noqa: DTZ011 - groups change by the day, wherever the reader is
    for group, theirs in found.items():
        ours = catalogue.members_on(group, today)
        if more := _names(theirs - ours, catalogue):
            sentences.append(f"{group}: {whose} has {more}, the catalogue of {today.year} does not.")
        if fewer := _names(ours - theirs, catalogue):
            sentences.append(f"{group}: the catalogue of {today.year} has {fewer}, {whose} does not.")
    return sentences


def _flagged(document: Document, codes: AreaCodes) -> dict[str, set[str]]:
    """The economies that the overview marks, by group."""
    found: dict[str, set[str]] = {}
    for row in _rows(document, M49_COLUMNS):
        area = codes.find(row["m49 code"], "m49")
        for group in _FLAGS:
            members = found.setdefault(group, set())
            marked = any(flag.strip() for name, flag in row.items() if name.endswith(f"({group.lower()})"))
            if marked and area is not None and area.area_id:
                members.add(area.area_id)
    return found


def _income_groups(document: Document, codes: AreaCodes) -> dict[str, set[str]]:
    """The economies of each income group; aggregates, which stand below a blank row, have none."""
    found: dict[str, set[str]] = {group: set() for group in _INCOME}
    for row in _rows(document, INCOME_COLUMNS):
        group, area = codes.find(row["income group"], "itu_group"), codes.find(row["code"], "iso3")
        if group is not None and group.area_id in found and area is not None and area.area_id:
            found[group.area_id].add(area.area_id)
    return found


def _of_year(document: Document) -> str:
    """Which year's income the groups follow, as the notes of the list say: an old copy explains its differences."""
    cells = " ".join(cell for rows in document.grids.values() for _, row in rows for cell in row)
    found = re.search(r"(\d{4}) gross national income", cells)
    return f" by the income of {found[1]}" if found else ""


def _rows(document: Document, columns: Sequence[str]) -> list[dict[str, str]]:
    table = document.table(*columns)
    return [dict(zip(table.header, cells, strict=False)) for _, cells in table.rows] if table else []


def _names(area_ids: Iterable[str], catalogue: Catalogue) -> str:
    *others, last = sorted(catalogue.area_by_id[one].name for one in area_ids) or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _of_table(source_id: str, title: str, *columns: str) -> Layout:
    """A layout of tables with these columns, whose rows are all set aside."""

    def read(document: Document, reading: Reading) -> None:
        table = document.table(*columns)
        for line, _ in table.records(reading) if table else ():
            reading.leave(f"{title}: no figures", line)

    return Layout(source_id, title, title, lambda document: document.table(*columns) is not None, read)


def _of_json(source_id: str, title: str, entries: Callable[[Any], Sequence[Any] | None]) -> Layout:
    """A layout of JSON in which `entries` finds its entries (None where it is something else), all set aside."""

    def read(document: Document, reading: Reading) -> None:
        for line, _ in enumerate(entries(document.data) or (), start=1):
            reading.records += 1
            reading.leave(f"{title}: no figures", line)

    return Layout(source_id, title, title, lambda document: entries(document.data) is not None, read)


def _boundaries(data: Any) -> Sequence[Any] | None:
    match data:
        case {"type": "FeatureCollection", "features": [*features]}:
            return features
        case {"type": "Topology", "objects": {}}:
            return [shape for layer in data["objects"].values() for shape in layer.get("geometries", ())]
        case _:
            return None


def _definitions(data: Any) -> Sequence[Any] | None:
    match data:
        case [{"indicatorCode": _, "name": _, "theme": _}, *_]:
            return list(data)
        case _:
            return None


M49_COLUMNS = ("country or area", "m49 code", "iso-alpha3 code")
INCOME_COLUMNS = ("economy", "code", "region", "income group")

M49 = _of_table("unsd_sdg", "UN M49, overview of areas and groups", *M49_COLUMNS)
COUNTRY_CODES = _of_table("unsd_sdg", "Table of country codes", "iso3166-1-alpha-3", "iso3166-1-alpha-2", "m49")
BOUNDARIES = _of_json("unsd_sdg", "Boundaries for maps", _boundaries)
INCOME_GROUPS = _of_table("worldbank", "World Bank, list of economies with income groups", *INCOME_COLUMNS)
SERIES_NOTES = _of_table(
    "worldbank", "World Bank, descriptions of series", "indicator_code", "indicator_name", "source_note"
)
UIS_DEFINITIONS = _of_json("uis", "UIS, definitions of series", _definitions)
LAYOUTS = (M49, COUNTRY_CODES, BOUNDARIES, INCOME_GROUPS, SERIES_NOTES, UIS_DEFINITIONS)
