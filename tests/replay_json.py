"""The answers in JSON of the replayed services, in the shapes that the real ones have."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.fault_server import JSON, Reply
from tests.replay_figures import Figure, Holdings, all_figures

Query = Mapping[str, list[str]]

NOT_THERE: Reply = (404, JSON, b'{"message": "Not Found"}')

_SEX = {"both": "_T", "female": "F", "male": "M"}
_PLACE = {"total": "_T", "urban": "URB", "rural": "RUR"}
_AGE = {"all": "_T", "0-14": "Y0T14", "15-24": "Y15T24", "25-74": "Y25T74", "75+": "Y_GE75"}
_SDG_SEX = {"both": "BOTHSEX", "female": "FEMALE", "male": "MALE"}
_SDG_LEVEL = {"primary": "PRIMAR", "lower secondary": "LOWSEC", "upper secondary": "UPPSEC", "secondary": "SECOND"}
_GEO = {"GRC": "EL", "GBR": "UK"}
_EUROPE = ("CHE", "FRA", "DEU", "GRC", "GBR", "ITA", "NOR", "POL")


def as_json(data: Any, status: int = 200) -> Reply:
    """A reply in JSON."""
    return status, JSON, json.dumps(data).encode()


def one_of(query: Query, name: str, default: str = "") -> str:
    """The first value of a parameter."""
    return query.get(name, [default])[0]


def _page(rows: list[Any], query: Query, asked: str, most: int) -> tuple[list[Any], int, int]:
    """The rows of the page asked for, its number, and how many there are."""
    size = min(int(one_of(query, asked, "50")), most)
    number = int(one_of(query, "page", "1"))
    return rows[(number - 1) * size : number * size], number, -(-len(rows) // size)


def _worldbank_source(held: Holdings, _query: Query) -> Reply:
    source = {
        "id": "2",
        "lastupdated": held.version["worldbank"],
        "name": "World Development Indicators",
        "code": "WDI",
    }
    return as_json([{"page": 1, "pages": 1, "per_page": "50", "total": 1}, [source]])


def _worldbank(held: Holdings, query: Query, series: str) -> Reply:
    figures = held.figures("worldbank", series)
    if not figures:
        said = {"id": "120", "key": "Invalid value", "value": "The provided parameter value is not valid"}
        return as_json([{"message": [said]}])
    newest = [(one.area, max(one.year for one in figures) + 1, None) for one in figures[:3]]
    rows = [
        {
            "indicator": {"id": series, "value": ""},
            "country": {"id": all_figures().code("iso2", area), "value": ""},
            "countryiso3code": area,
            "date": str(year),
            "value": value,
            "unit": "",
            "obs_status": "",
            "decimal": 0,
        }
        for area, year, value in [*dict.fromkeys(newest), *((one.area, one.year, one.value) for one in figures)]
    ]
    part, number, pages = _page(rows, query, "per_page", held.most["worldbank"])
    meta = {"page": number, "pages": pages, "per_page": len(part), "total": len(rows), "sourceid": "2"}
    return as_json([meta | {"lastupdated": held.version["worldbank"]}, part or None])


def _data360_ids(held: Holdings, _query: Query) -> Reply:
    feeds = [feed for _, feed in all_figures().catalogue.feeds_of("data360")]
    ids = dict.fromkeys(code.partition(":")[0] for feed in feeds for code in feed.series[:1])
    return as_json([one for one in ids if one not in held.unknown and not one.startswith(("ITU_GCI", "UN_"))])


def _data360(held: Holdings, query: Query) -> Reply:
    asked, skip = one_of(query, "INDICATOR"), int(one_of(query, "skip", "0"))
    if not one_of(query, "DATABASE_ID"):
        return as_json({"message": "DATABASE_ID is required"}, 400)
    feeds = [feed for _, feed in all_figures().catalogue.feeds_of("data360")]
    codes = [code for feed in feeds for code in feed.series[:1] if code.partition(":")[0] == asked]
    rows = [
        _data360_row(one_of(query, "DATABASE_ID"), code, one)
        for code in dict.fromkeys(codes if asked not in held.unknown else [])
        for one in held.figures("data360", code, split=":" not in code)
    ]
    return as_json({"count": len(rows), "value": rows[skip : skip + held.most["data360"]]})


def _data360_row(database: str, code: str, one: Figure) -> dict[str, Any]:
    (_, feed), *_ = all_figures().feeds("data360", code)
    name, _, level = code.partition(":")
    return {
        "OBS_VALUE": str(one.value),
        "TIME_PERIOD": str(one.year),
        "REF_AREA": one.area,
        "INDICATOR": name,
        "DATABASE_ID": database,
        "SEX": _SEX[one.sex],
        "AGE": _AGE.get(one.age, one.age),
        "URBANISATION": _PLACE[one.location],
        "COMP_BREAKDOWN_1": level or "_Z",
        "COMP_BREAKDOWN_2": "_Z",
        "COMP_BREAKDOWN_3": "_Z",
        "UNIT_MEASURE": next(iter(feed.units), "IX"),
        "UNIT_MULT": 0,
        "UNIT_TYPE": None,
        "FREQ": "A",
        "OBS_STATUS": "A",
        "OBS_CONF": "PU",
        "LATEST_DATA": False,
        "COMMENT_TS": "",
        "DATA_SOURCE": database,
        "TIME_FORMAT": "P1Y",
        "AGG_METHOD": "_Z",
        "DECIMALS": "2",
        "COMMENT_OBS": None,
    }


def _sdg_list(held: Holdings, _query: Query) -> Reply:
    feeds = [feed for _, feed in all_figures().catalogue.feeds_of("unsd_sdg")]
    codes = [code for feed in feeds for code in feed.series[:1] if code not in held.unknown]
    return as_json([{"code": code, "description": code, "release": held.version["unsd_sdg"]} for code in codes])


def _sdg(held: Holdings, query: Query) -> Reply:
    series = one_of(query, "seriesCode")
    figures = held.figures("unsd_sdg", series, split=True, groups=True)
    units = (each for _, feed in all_figures().feeds("unsd_sdg", series) for each in feed.units.items())
    unit, factor = next(units, ("PERCENT", 1.0))
    in_unit = [replace(one, value=round(one.value / factor, 6)) for one in figures]
    rows = [_sdg_row(series, code, unit, one) for one in in_unit if (code := all_figures().code("m49", one.area))]
    part, number, pages = _page(rows, query, "pageSize", held.most["unsd_sdg"])
    known = {"size": len(part), "totalElements": len(rows), "totalPages": pages, "pageNumber": number}
    return as_json(known | {"attributes": [], "dimensions": [], "data": part})


def _sdg_row(series: str, code: str, unit: str, one: Figure) -> dict[str, Any]:
    dimensions = {"Reporting Type": "G"}
    if one.level:
        dimensions["Education level" if one.level in _SDG_LEVEL else "Type of skill"] = _SDG_LEVEL.get(
            one.level, "EMAIL"
        )
    else:
        dimensions["Sex"] = _SDG_SEX[one.sex]
    return {
        "goal": ["17"],
        "target": ["17.8"],
        "indicator": ["17.8.1"],
        "series": series,
        "seriesDescription": series,
        "geoAreaCode": code.lstrip("0"),
        "geoAreaName": one.area,
        "timePeriodStart": float(one.year),
        "value": str(one.value),
        "valueType": "Float",
        "source": "",
        "footnotes": [""],
        "attributes": {"Nature": "C", "Units": unit},
        "dimensions": dimensions,
    }


def _uis_version(held: Holdings, _query: Query) -> Reply:
    themes = [{"theme": "EDUCATION", "lastUpdate": "05/07/2026", "description": ""}]
    return as_json({"version": held.version["uis"], "themeDataStatus": themes})


def _uis(held: Holdings, query: Query) -> Reply:
    """Parameters by other names are ignored, as the service does."""
    first, last = int(one_of(query, "start", "1900")), int(one_of(query, "end", "2100"))
    records, hints = [], []
    for series in query.get("indicator", []):
        figures = held.figures("uis", series)
        hints += [] if figures else [{"code": "UNKNOWN_INDICATOR", "message": f"Unknown indicator {series}"}]
        records += [
            {
                "indicatorId": series,
                "geoUnit": one.area,
                "year": one.year,
                "value": one.value,
                "magnitude": None,
                "qualifier": None,
            }
            for one in figures
            if first <= one.year <= last
        ]
    if len(records) > held.most["uis"]:
        said = f"Too much data requested ({len(records)} records), please reduce the number of indicators"
        return as_json({"message": said, "error": "Bad Request", "statusCode": 400}, 400)
    return as_json({"hints": hints, "records": records, "indicatorMetadata": []})


def _eurostat(held: Holdings, query: Query, table: str) -> Reply:
    series, since = one_of(query, "indic_is"), int(one_of(query, "sinceTimePeriod", "1900"))
    found = {
        (_GEO.get(one.area, all_figures().code("iso2", one.area)), str(one.year)): one.value
        for one in held.figures("eurostat", f"{table}:{series}" if series else table)
        if one.area in _EUROPE and one.year >= since
    }
    codes = {
        "freq": ["A"],
        **({"indic_is": [series]} if series else {}),
        "unit": query["unit"],
        **{by: query[by] for by in ("ind_type", "hhtyp") if by in query},
        "geo": ["EU27_2020", *dict.fromkeys(area for area, _ in found)],
        "time": sorted({year for _, year in found}),
    }
    cells = [(area, year) for area in codes["geo"] for year in codes["time"]]
    index = {name: {code: place for place, code in enumerate(listed)} for name, listed in codes.items()}
    return as_json(
        {
            "version": "2.0",
            "class": "dataset",
            "source": "ESTAT",
            "updated": held.version["eurostat"],
            "value": {str(place): found[cell] for place, cell in enumerate(cells) if cell in found},
            "status": {"0": ":"} if found else {},
            "id": list(codes),
            "size": [len(listed) for listed in codes.values()],
            "dimension": {name: {"category": {"index": numbered}} for name, numbered in index.items()},
            "extension": {"id": table.upper()},
        }
    )


def _datahub(held: Holdings, _query: Query, code: str) -> Reply:
    return as_json(
        [
            {
                "codeID": int(code),
                "code": "i99H",
                "isoCode": one.area,
                "countryID": 1,
                "shortName": one.area,
                "dataYear": one.year,
                "dataID": number,
                "dataNote": "",
                "dataSource": "National statistics.",
                "answer": [{"value": str(one.value), "id": number}],
            }
            for number, one in enumerate(held.figures("itu_datahub", code))
        ]
    )


JSON_ROUTES = (
    ("worldbank", r"/v2/sources/2", _worldbank_source),
    ("worldbank", r"/v2/country/all/indicator/([\w.]+)", _worldbank),
    ("data360", r"/data360/indicators", _data360_ids),
    ("data360", r"/data360/data", _data360),
    ("unsd_sdg", r"/sdgapi/v1/sdg/Series/List", _sdg_list),
    ("unsd_sdg", r"/sdgapi/v1/sdg/Series/Data", _sdg),
    ("uis", r"/api/public/versions/default", _uis_version),
    ("uis", r"/api/public/data/indicators", _uis),
    ("eurostat", r"/eurostat/api/dissemination/statistics/1\.0/data/(isoc_\w+)", _eurostat),
    ("itu_datahub", r"/v2/data/bycode/(\d+)", _datahub),
)
"""Whose the route is, what its path looks like, and what answers there."""
