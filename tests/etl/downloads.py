"""Small downloads, one of each layout, as the services lay them out. Their figures are MADE UP FOR THE TESTS."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.etl.sources.workbooks import workbook


@dataclass(frozen=True)
class Download:
    """A file with the layout in which it is to be recognised, its own rows, and how many of its figures are used."""

    layout: str
    content: bytes
    records: int
    rows: int


def table(header: str, *rows: Sequence[object], delimiter: str = ",") -> bytes:
    """A table as text; the header is given with commas."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows([header.split(","), *rows])
    return text.getvalue().encode()


def dumped(data: Any) -> bytes:
    """Data as JSON."""
    return json.dumps(data).encode()


DATAHUB = (
    "seriesID,seriesCode,seriesName,seriesParent,seriesUnits,entityID,entityIso,entityName,dataValue,dataYear,dataNote,"
    "dataSource,seriesDescription"
)
DATAHUB_V3 = (
    "SeriesID,SeriesCode,Series,Unit,Database,Year,AreaName,AreaCode,DisaggregationGroup,Disaggregation1,"
    "Disaggregation2,Value,Notes,Source,LastModifiedOn"
)
GOAL = (
    "Goal,Target,Indicator,SeriesCode,SeriesDescription,GeoAreaCode,GeoAreaName,TimePeriod,Value,Time_Detail,FootNote,"
    "Nature,Reporting Type,Units"
)
DATA360 = (
    "FREQ,REF_AREA,INDICATOR,SEX,AGE,URBANISATION,UNIT_MEASURE,COMP_BREAKDOWN_1,COMP_BREAKDOWN_2,COMP_BREAKDOWN_3,"
    "TIME_PERIOD,OBS_VALUE,DATABASE_ID,UNIT_MULT,OBS_STATUS"
)
DATA360_LABELS = f"STRUCTURE_ID,{DATA360},INDICATOR_LABEL,REF_AREA_LABEL"
BULK = "Country Name,Country Code,Indicator Name,Indicator Code,2023,2024,2025,"
PRICES = "IsoCode,Economy,Code,Basket name,Unit,ITURegion,LDC,LLDC,SIDS,Income_2025"
SURVEY = (
    "Survey Year,Country Name,E-Government Rank,E-Government Index,E-Participation Index,Online Service Index,"
    "Human Capital Index,Telecommunication Infrastructure Index"
)
M49 = (
    "Global Code,Global Name,Country or Area,M49 Code,ISO-alpha2 Code,ISO-alpha3 Code,Least Developed Countries (LDC),"
    "Land Locked Developing Countries (LLDC),Small Island Developing States (SIDS)"
)
UNCTAD = (
    "Year,Economy,Economy Label,UseOfIct,UseOfIct Label,EnterpriseSize,EnterpriseSize Label,Percentage of businesses,"
    "Percentage of businesses Footnote,Percentage of businesses Missing value"
)
_REMARK = "Ministère; a survey, of people, aged 10, and over, in towns, villages, on farms, at sea, or in camps"


def datahub(series: int, iso: str, value: object, year: object = 2023, *, unit: str = "%", name: str = "") -> list[Any]:
    """A row of a CSV download of ITU DataHub, with a line break and many commas in its note."""
    note = f"“{_REMARK}”\nand a second line"
    return [series, "i99H", name, "", unit, 1, iso, "A name", value, year, note, "National office. ", _REMARK]


def goal(area: object, value: object, *, series: str = "IT_MOB_4GNTWK", year: object = 2020) -> list[Any]:
    """A row of the download of a goal."""
    return ["9", "9.c", "9.c.1", series, "4G", area, "A name", year, value, 2020, _REMARK, "C", "G", "PERCENT"]


def data360(area: str, value: object, *, labels: bool = False, **changed: object) -> list[Any]:
    """A row of Data360, with labels or without."""
    known: Mapping[str, object] = (
        dict(
            zip(
                DATA360.split(","),
                (
                    "A",
                    area,
                    "MOB_COV_4G",
                    "_T",
                    "_T",
                    "_T",
                    "PT_POP",
                    "_Z",
                    "_Z",
                    "_Z",
                    2023,
                    value,
                    "ITU_DH",
                    0,
                    "A",
                ),
                strict=True,
            )
        )
        | changed
    )
    return ["WB.DATA360", *known.values(), _REMARK, "A name"] if labels else list(known.values())


def worldbank(iso3: str, iso2: str, value: object, series: str = "IT.NET.USER.ZS") -> dict[str, Any]:
    """A row of the World Bank's API."""
    return {
        "indicator": {"id": series},
        "country": {"id": iso2},
        "countryiso3code": iso3,
        "date": "2023",
        "value": value,
        "obs_status": "",
        "decimal": 1,
    }


def bulk(*rows: Sequence[object]) -> bytes:
    """The table of a bulk download of the World Bank, with its preamble."""
    above = '"Data Source","World Development Indicators",\n\n"Last Updated Date","2026-04-08",\n\n'
    return b"\xef\xbb\xbf" + above.encode() + table(BULK, *([*row, ""] for row in rows))


def eurostat(values: Mapping[str, float], geo: Sequence[str] = ("EL", "UK", "EU27_2020")) -> dict[str, Any]:
    """The cube of Eurostat for 2023, by place."""
    codes = {"indic_is": ["I_IUGOV1"], "unit": ["PC_IND"], "ind_type": ["IND_TOTAL"], "geo": geo, "time": ["2023"]}
    return {
        "version": "2.0",
        "class": "dataset",
        "updated": "2026-03-12T11:00:00+0100",
        "value": values,
        "id": list(codes),
        "size": [len(one) for one in codes.values()],
        "dimension": {by: {"category": {"index": list(one)}} for by, one in codes.items()},
        "extension": {"id": "ISOC_CIEGI_AC"},
    }


_OVERVIEW = [
    ("001", "World", "Namibia", "516", "NA", "NAM", "", "", ""),
    ("001", "World", "Côte d’Ivoire", "384", "CI", "CIV", "", "", ""),
]
_UIS = {"indicatorId": "SCHBSP.1.WINTERN", "geoUnit": "CHE", "year": 2021, "value": 99.5, "magnitude": None}
_SDG = {
    "series": "IT_USE_ii99",
    "geoAreaCode": "8",
    "timePeriodStart": 2019.0,
    "value": "68.5",
    "attributes": {"Units": "PERCENT"},
    "dimensions": {"Reporting Type": "G"},
}
_API = {"codeID": 11624, "isoCode": "CHE", "dataYear": 2023, "answer": [{"value": "97.3"}]}
_REGION = {"codeID": 11624, "regionName": "Arab States", "dataYear": 2023, "answer": [{"value": 68.6}]}
_USE = "Proportion of businesses using the Internet"
_SHARE = "Individuals using the Internet"

DOWNLOADS = (
    Download("SDG database, download of a goal", table(GOAL, goal(404, 96.5), goal(8, 99), goal(999, "")), 3, 2),
    Download("SDG database, answer of the API", dumped({"totalElements": 1, "data": [_SDG]}), 1, 1),
    Download("Data360, CSV with labels", table(DATA360_LABELS, data360("KEN", 98, labels=True)), 1, 1),
    Download("Data360, CSV of the API", table(DATA360, data360("KEN", 98), data360("AFE", 50)), 2, 1),
    Download(
        "Data360, answer of the API",
        dumped({"count": 1, "value": [dict(zip(DATA360.split(","), data360("KEN", 98), strict=True))]}),
        1,
        1,
    ),
    Download(
        "Data360, CSV with a column a year",
        table(
            "FREQ,REF_AREA,INDICATOR,SEX,UNIT_MEASURE,COMP_BREAKDOWN_1,DATABASE_ID,UNIT_MULT,OBS_STATUS,2023,2024",
            ("A", "KEN", "MOB_COV_4G", "_T", "PT_POP", "_Z", "ITU_DH", 0, "A", 98, 99),
            ("A", "WLD", "MOB_COV_4G", "_T", "PT_POP", "_Z", "ITU_DH", 0, "A", "", 93.35),
        ),
        2,
        2,
    ),
    Download(
        "World Bank, answer of the API",
        dumped(
            [
                {"page": 1, "total": 2, "lastupdated": "2026-07-13"},
                [worldbank("CHE", "CH", 97.3), worldbank("AFE", "ZH", 30)],
            ]
        ),
        2,
        1,
    ),
    Download(
        "World Bank, bulk CSV",
        bulk(
            ("Switzerland", "CHE", _SHARE, "IT.NET.USER.ZS", 97.3, 98.1, ""),
            ("World", "WLD", _SHARE, "IT.NET.USER.ZS", 67, 68, ""),
        ),
        2,
        2,
    ),
    Download(
        "World Bank, list of countries",
        table("Country Code,Region,IncomeGroup,SpecialNotes,TableName", ("CHE", "Europe", "High", _REMARK, "A")),
        1,
        0,
    ),
    Download("UNESCO UIS, answer of the API", dumped({"hints": [], "records": [_UIS]}), 1, 1),
    Download(
        "UNESCO UIS, export or bulk CSV",
        table(
            "INDICATOR_ID,COUNTRY_ID,YEAR,VALUE,MAGNITUDE,QUALIFIER",
            ("SCHBSP.1.WINTERN", "CHE", 2021, 99.5, "", ""),
            ("CR.1", "CHE", 2021, 98, "", ""),
        ),
        2,
        1,
    ),
    Download(
        "UNCTADstat, use of ICT by businesses",
        table(
            UNCTAD,
            (2021, "756", "A", 3, _USE, 0, "Total", 91.5, _REMARK, ""),
            (2021, "0000", "World", 3, _USE, 0, "Total", 50, "", ""),
        ),
        2,
        1,
    ),
    Download("Eurostat, answer of the API (JSON-stat)", dumped(eurostat({"0": 60.1, "1": 70.3, "2": 65})), 3, 2),
    Download(
        "Eurostat, SDMX-CSV",
        table(
            "DATAFLOW,LAST UPDATE,freq,hhtyp,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS",
            ("ESTAT:ISOC_CI_IN_H(1.0)", "25/06/26 11:00:00", "A", "TOTAL", "PC_HH", "EL", 2023, 86.9, "b", ""),
            ("ESTAT:ISOC_CI_IN_H(1.0)", "25/06/26 11:00:00", "A", "TOTAL", "PC_HH", "EU27_2020", 2023, 93.1, "", ""),
        ),
        2,
        1,
    ),
    Download(
        "ITU ICT price baskets, workbook",
        workbook(
            {
                "economies_2008-2025": [
                    (*PRICES.split(","), 2024, 2025),
                    ("CHE", "A", "i154_FBB5_GNI", "A basket", "GNIpc", "Europe countries", 0, 0, 0, "High", 0.9, None),
                ]
            }
        ),
        1,
        1,
    ),
    Download(
        "ITU key ICT indicators, regional and global workbook",
        workbook(
            {
                "By BDT region": [
                    (f"{_SHARE} (Millions)", "", "", "", "% of population"),
                    ("", 2023, 2024, "", 2023, 2024),
                    ("Africa", 400, 420, "", 36.5, 38),
                    ("Arab States*", 300, 310, "", 68, 70.5),
                ]
            }
        ),
        2,
        4,
    ),
    Download(
        "ITU DataHub, CSV download",
        table(DATAHUB, datahub(11624, "CHE", 97.3), datahub(11624, "KSO", 89), datahub(19257, "CHE", 4e6)),
        3,
        2,
    ),
    Download(
        "ITU DataHub, CSV download (v3)",
        table(
            DATAHUB_V3,
            (
                19303,
                "i992b",
                "FBB",
                "per 100 people",
                "D",
                2024,
                "Myanmar",
                "MMR",
                "",
                "",
                "",
                2.5,
                _REMARK,
                "A ministry",
                "2026-07-10",
            ),
        ),
        1,
        1,
    ),
    Download("ITU DataHub, answer of the API", dumped([_API, _API | {"isoCode": "KSO"}]), 2, 2),
    Download("ITU DataHub, answer of the API on a region", dumped([_REGION]), 1, 1),
    Download("ITU DataHub, list of areas or series", dumped([{"CountryID": 1, "IsoCode": "CHE"}]), 1, 0),
    Download(
        "United Nations E-Government Survey, CSV",
        table(SURVEY, (2022, "Côte d’Ivoire ", 1, 0.9, 0.8, 0.7, 0.6, 0.5), (2022, "Iraq ", 2, 0.8, 0, 0, 0, 0)),
        2,
        4,
    ),
    Download(
        "Our World in Data, CSV of a chart",
        table("Entity,Code,Year,Individuals", ("France", "FRA", 2019, 83.3), ("World", "OWID_WRL", 2019, 50)),
        2,
        1,
    ),
    Download("UN M49, overview of areas and groups", table(M49, *_OVERVIEW, delimiter=";"), 2, 0),
    Download("Table of country codes", table("ISO3166-1-Alpha-3,ISO3166-1-Alpha-2,M49", ("NAM", "NA", 516)), 1, 0),
    Download("Boundaries for maps", dumped({"type": "FeatureCollection", "features": [{}, {}]}), 2, 0),
    Download(
        "World Bank, list of economies with income groups",
        table("Economy,Code,Region,Income group", ("Namibia", "NAM", "Africa", "Upper middle income")),
        1,
        0,
    ),
    Download(
        "World Bank, descriptions of series",
        table("INDICATOR_CODE,INDICATOR_NAME,SOURCE_NOTE,SOURCE_ORGANIZATION", ("A.B", "A", _REMARK, "Bank")),
        1,
        0,
    ),
    Download("UIS, definitions of series", dumped([{"indicatorCode": "CR.1", "name": "A", "theme": "B"}]), 1, 0),
)
