"""The columns of the SDG database's downloads, under the one name that each of them has here.

A goal's download calls a column SeriesCode, copies of it Series Code or series_code, its dimensions stand in brackets
or without ([Type of skill]), and SDMX has names of its own (SERIES, REF_AREA, UNIT_MEASURE).
"""

import re
from collections.abc import Mapping
from functools import lru_cache

NEEDED = frozenset({"seriescode", "geoareacode", "timeperiod", "value"})
"""The columns without which a table is none of the SDG database."""

_SDMX = {
    "series": "seriescode",
    "refarea": "geoareacode",
    "obsvalue": "value",
    "obsstatus": "observationstatus",
    "unitmeasure": "units",
    "commentobs": "footnote",
}
_DIMENSIONS = {"urbanisation": "location", "education lev": "education level"}
_NO_DIMENSIONS = NEEDED | {
    "baseper",
    "baseperiod",
    "commentts",
    "custbreakdownlb",
    "datalastupdate",
    "dataflow",
    "footnote",
    "freq",
    "geoareaname",
    "geoinfotype",
    "geoinfourl",
    "goal",
    "indicator",
    "lowerbound",
    "nature",
    "observationstatus",
    "reportingtype",
    "seriesdescription",
    "source",
    "sourcedetail",
    "target",
    "timecoverage",
    "timedetail",
    "unitmult",
    "units",
    "upperbound",
}


@lru_cache(maxsize=1_000)
def named(name: str) -> str:
    """The one name of a column: [Reporting Type], reporting_type and REPORTING_TYPE are all reportingtype."""
    plain = re.sub(r"[\s_\[\]]+", "", name.lower())
    return _SDMX.get(plain, plain)


@lru_cache(maxsize=1_000)
def dimension(name: str) -> str:
    """The name of a dimension in words ([Type_of_skill] is "type of skill"); empty for a column that is none."""
    words = " ".join(re.sub(r"[_\[\]]", " ", name.lower()).split())
    return "" if not words or named(name) in _NO_DIMENSIONS else _DIMENSIONS.get(words, words)


def fits(header: tuple[str, ...]) -> bool:
    """Whether a header is of the SDG database."""
    return any("value" in name for name in header) and {named(name) for name in header} >= NEEDED


def split(row: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The fields of a row by the one name of their column, and the codes of its dimensions by theirs."""
    fields: dict[str, str] = {}
    codes: dict[str, str] = {}
    for name, cell in row.items():
        if by := dimension(name):
            codes[by] = cell.strip()
        elif not fields.get(named(name)):
            fields[named(name)] = cell.strip()
    return fields, codes
