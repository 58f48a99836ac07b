"""The global SDG database: downloads of a goal, answers of the API, and what its dimensions become."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from etl.asking.client import Client
from etl.asking.manners import Manners
from etl.asking.raw import RawStore
from etl.asking.session import Session
from etl.errors import RefusedFileError
from etl.intake import drop
from etl.layouts.documents import open_documents
from etl.layouts.file_layout import read_pages
from etl.publishers import sdg_dimensions
from etl.reading.desk import Desk
from etl.reading.rows import ReadFile
from etl.sources import unsd_sdg
from etl.staging.contract import RejectedRow, stage
from indicators.vocabulary import LEVELS
from tests.etl.sources.workbooks import workbook
from tests.fault_server import JSON, FaultServer, Reply
from tests.samples import needs_samples, sample

FIGURE = {
    "Goal": "9",
    "Target": "9.c",
    "Indicator": "9.c.1",
    "SeriesCode": "IT_MOB_4GNTWK",
    "SeriesDescription": "4G",
    "GeoAreaCode": "404",
    "GeoAreaName": "Kenya",
    "TimePeriod": "2020",
    "Value": "96.5",
    "Time_Detail": "2020",
    "TimeCoverage": "",
    "UpperBound": "",
    "LowerBound": "",
    "BasePeriod": "",
    "Source": "ITU",
    "GeoInfoUrl": "",
    "FootNote": "",
    "Nature": "C",
    "Reporting Type": "G",
    "Units": "PERCENT",
}
RELEASE = "2026.Q2.G.02"


def text_of(*figures: dict[str, str]) -> str:
    names = list(dict.fromkeys(name for one in figures for name in FIGURE | one))
    lines = [",".join(f'"{(FIGURE | one).get(name, "")}"' for name in names) for one in figures]
    return "\n".join([",".join(names), *lines, ""])


def read(desk: Desk, *figures: dict[str, str]) -> ReadFile:
    (file,) = drop.read_file("download.csv", text_of(*figures).encode(), desk)
    return file


def read_sample(name: str, desk: Desk) -> ReadFile:
    (file,) = drop.read_file("a copy.xlsx", sample(name).read_bytes(), desk)
    return file


def observation(**changed: Any) -> dict[str, Any]:
    """One figure as the API gives it; `dimensions` and `attributes` replace those of the figure one by one."""
    dimensions = {"Reporting Type": "G"} | changed.pop("dimensions", {})
    attributes = {"Nature": "C", "Units": "PERCENT"} | changed.pop("attributes", {})
    known = {
        "goal": ["17"],
        "target": ["17.8"],
        "indicator": ["17.8.1"],
        "series": "IT_USE_ii99",
        "seriesCount": "9",
        "geoAreaCode": "8",
        "geoAreaName": "Albania",
        "timePeriodStart": 2019.0,
        "value": "68.55",
        "valueType": "Float",
        "source": "ITU",
        "footnotes": ["survey of households"],
        "attributes": attributes,
        "dimensions": dimensions,
    }
    return known | changed


def answer(*data: dict[str, Any], **envelope: Any) -> bytes:
    return json.dumps({"size": 20_000, "pageNumber": 1, "data": data} | envelope).encode()


def read_api(desk: Desk, *data: dict[str, Any], version: str = "") -> ReadFile:
    pages = open_documents("IT_USE_ii99", answer(*data))
    return read_pages(unsd_sdg.API, "IT_USE_ii99", pages, desk, "live", version=version)


def rejected(file: ReadFile, desk: Desk) -> list[RejectedRow]:
    return stage([file.rows], desk.catalogue, {file.file: {one.name for one in file.releases}})[1]


def aside(file: ReadFile) -> dict[str, int]:
    return {one.reason: one.figures for one in file.aside}


def fields(file: ReadFile, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row.fields[name] for name in names) for row in file.rows]


@pytest.mark.parametrize("code", ["8", "08", "008", "8.0", "0008"])
def test_area_codes_in_any_padding(desk, code):
    """Workbooks strip the zeros of M49, other copies pad them: 8, 008 and 8.0 are all Albania."""
    assert fields(read(desk, {"GeoAreaCode": code}), "area_id", "value") == [("ALB", "96.5")]


def test_the_groups_of_the_plan_are_carried_and_other_regions_are_not(desk):
    """World, LDC, LLDC and SIDS of the database are the plan's groups; its continents are not tracked."""
    file = read(desk, *({"GeoAreaCode": code} for code in ("1", "199", "432", "722", "515", "202", "2")))
    assert fields(file, "area_id") == [("WLD",), ("LDC",), ("LLDC",), ("SIDS",), ("DEVELOPING",)]
    assert sum(aside(file).values()) == 2


def test_territories_and_former_entities_are_not_tracked(desk):
    """Cocos and Norfolk are no economies here, nor is an entity that is gone, whatever blanks its name has."""
    names = {"166": "Cocos (Keeling) Islands", "574": "Norfolk Island", "530": "Netherlands Antilles  [former]"}
    file = read(desk, *({"GeoAreaCode": code, "GeoAreaName": name} for code, name in names.items()))
    assert (file.rows, file.records, sum(aside(file).values())) == ((), 3, 3)


def test_an_unknown_area_is_rejected_with_its_code(desk):
    """A code that nobody knows is not dropped in silence."""
    (one,) = rejected(read(desk, {}, {"GeoAreaCode": "997"}), desk)
    assert (one.column, one.value) == ("area_id", "997")


def test_trailing_nul_bytes(desk):
    """The CSV route of the service ends its files with NUL bytes, however short they are."""
    (file,) = drop.read_file("download.csv", text_of({}).encode() + b"\0" * 40, desk)
    assert (file.layout, file.records, len(file.rows)) == ("SDG database, download of a goal", 1, 1)


def test_years_before_a_network_have_no_value(desk):
    """The 5G series has rows from 2011 on that hold nothing: they are counted as having no value."""
    empty = {"SeriesCode": "IT_MOB_5GNTWK", "Nature": "NA"}
    file = read(desk, empty | {"Value": ""}, empty | {"Value": "NaN"}, {"SeriesCode": "IT_MOB_5GNTWK", "Value": "12"})
    assert (fields(file, "indicator_id", "value"), aside(file)) == ([("coverage_5g", "12")], {"no value": 2})


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"Reporting Type": "R"}, "of reporting type R, where only the global figures (G) are used"),
        ({"Type of mobile technology": "ALL_2G"}, "a breakdown by type of mobile technology that is not carried"),
        ({"Age": "15-64"}, "a breakdown by age that is not carried"),
        ({"Units": "NUMBER"}, "in NUMBER, where PERCENT was expected"),
        ({"SeriesCode": "EN_ATM_CO2"}, "series EN_ATM_CO2 fills no indicator"),
    ],
)
def test_what_is_set_aside(desk, changed, reason):
    """What is no global figure of a whole, or of a part that has a word here, is set aside with the reason."""
    file = read(desk, changed)
    assert (file.rows, aside(file)) == ((), {reason: 1})


@pytest.mark.parametrize(
    ("area", "nature", "status", "note"),
    [
        ("1", "N", "estimated", ""),
        ("432", "NA", "estimated", ""),
        ("404", "N", "reported", "Nature N in the database: not relevant"),
        ("404", "NA", "reported", "Nature NA in the database: not available"),
        ("404", "n", "reported", "Nature N in the database: not relevant"),
        ("404", "G", "estimated", ""),
    ],
)
def test_a_value_is_a_figure_whatever_its_nature(desk, area, nature, status, note):
    """Aggregates have no Nature of their own; an economy's figure without one keeps that as a remark."""
    file = read(desk, {"GeoAreaCode": area, "Nature": nature, "Value": "0"})
    assert fields(file, "value", "value_status", "note") == [("0", status, note)]


def test_country_data_before_a_figure_without_a_nature(desk):
    """Of two figures for one key the one that says how it came about is preferred."""
    file = read(desk, {"Nature": "N", "Value": "90"}, {"Nature": "C", "Value": "96"})
    assert fields(file, "value") == [("96",)]


@pytest.mark.parametrize(
    ("status", "expected", "note"),
    [
        ("A", "reported", ""),
        ("E", "estimated", ""),
        ("B", "reported", "break in the series"),
        ("D", "reported", "definition differs"),
    ],
)
def test_the_status_of_an_observation(desk, status, expected, note):
    """The flag of an observation is kept."""
    file = read(desk, {"Observation Status": status})
    assert fields(file, "value_status", "note") == [(expected, note)]


EWASTE = {"Units": "TONNES", "GeoAreaCode": "276", "Nature": "C"}


@pytest.mark.parametrize(
    ("changed", "economies", "groups"),
    [
        ({"SeriesCode": "EN_EWT_RCYR", "Units": "PERCENT", "Value": "85.8"}, [], ["85.8"]),
        ({"SeriesCode": "EN_EWT_GENPCAP", "Units": "KG", "Value": "20.5"}, [], ["20.5"]),
        ({"SeriesCode": "EN_EWT_GENV", "Value": "669"}, [], ["0.000669"]),
        ({"SeriesCode": "EN_EWT_RCYV", "Value": "836908"}, ["0.836908"], ["0.836908"]),
    ],
)
def test_ewaste_of_economies_is_of_other_definitions(desk, changed, economies, groups):
    """Rates and masses of economies are of several definitions under one code; those of groups are of one."""
    file = read(desk, EWASTE | changed)
    assert [value for (value,) in fields(file, "value")] == economies
    assert sum(aside(file).values()) == 1 - len(economies)
    assert all("under this code the database mixes" in reason for reason in aside(file))
    file = read(desk, EWASTE | changed | {"GeoAreaCode": "199", "Nature": "N"})
    assert [f"{float(value):g}" for (value,) in fields(file, "value")] == groups


def test_schools_with_computers(desk):
    """The series on computers fills an indicator of its own, by level of education."""
    file = read(desk, {"SeriesCode": "SE_ACS_CMPTR", "Education level": "UPPSEC"})
    assert fields(file, "indicator_id", "level") == [("schools_computers", "upper secondary")]


SKILL = {"SeriesCode": "SE_ADT_ACTS", "Sex": "FEMALE", "Age": "15-24", "Location": "URBAN", "Type of skill": "EMAIL"}
"""A figure with a code on every dimension, in the words of a goal's download."""


def named(names: dict[str, str]) -> str:
    """The text of that figure, its columns under other names."""
    header, row, _ = text_of(SKILL).split("\n")
    return "\n".join([",".join(names.get(name, name) for name in header.split(",")), row, ""])


BRACKETS = {
    name: f"[{name}]" for name in ("Nature", "Units", "Reporting Type", "Sex", "Age", "Location", "Type of skill")
}
BLANKS = {
    "SeriesCode": "Series Code",
    "GeoAreaCode": "Geo Area Code",
    "TimePeriod": "Time Period",
    "FootNote": "Foot Note",
}
LINES = {"SeriesCode": "series_code", "GeoAreaCode": "geo_area_code", "TimePeriod": "time_period", "Value": "value"}
CAPITALS = {name: name.upper() for name in (*FIGURE, *SKILL)}


@pytest.mark.parametrize("names", [{}, BRACKETS, BLANKS, LINES | {"Type of skill": "type_of_skill"}, CAPITALS])
def test_columns_by_other_names(desk, names):
    """Brackets, blanks, lines and capitals in the names of columns change nothing of the figure."""
    (file,) = drop.read_file("download.csv", named(names).encode(), desk)
    assert fields(file, "indicator_id", "sex", "age", "location", "level", "value_status", "unit") == [
        ("ict_skills_activity", "female", "15-24", "urban", "email_attachments", "reported", "percent")
    ]
    assert aside(file) == {}


def test_every_sheet_is_read(desk):
    """A goal's workbook can have a sheet a series, in columns of its own order, and sheets of descriptions beside."""
    first, second = ({"SeriesCode": "IT_MOB_4GNTWK"}, {"SeriesCode": "IT_MOB_3GNTWK", "Value": "98"})
    sheets = {}
    for name, one in (("4G", first), ("3G", second)):
        figure = FIGURE | one
        columns = list(figure) if name == "4G" else list(reversed(figure))
        sheets |= {
            name: [columns, [figure[column] for column in columns]],
            f"About {name}": [("Code", "Text"), ("A", "B")],
        }
    (file,) = drop.read_file("Goal9.xlsx", workbook(sheets), desk)
    assert fields(file, "indicator_id", "value") == [("coverage_4g", "96.5"), ("coverage_3g", "98")]


SDMX = (  # noqa: SIM905 - as the service writes it
    "DATAFLOW,FREQ,REPORTING_TYPE,SERIES,REF_AREA,SEX,AGE,URBANISATION,INCOME_WEALTH_QUANTILE,EDUCATION_LEV,OCCUPATION,"
    "CUST_BREAKDOWN,COMPOSITE_BREAKDOWN,DISABILITY_STATUS,ACTIVITY,PRODUCT,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT,"
    "UNIT_MEASURE,BASE_PER,NATURE,TIME_DETAIL,COMMENT_OBS,TIME_COVERAGE,UPPER_BOUND,LOWER_BOUND,SOURCE_DETAIL,COMMENT_TS,"
    "GEO_INFO_URL,GEO_INFO_TYPE,CUST_BREAKDOWN_LB,DATA_LAST_UPDATE"
).split(",")
OBSERVED = dict.fromkeys(SDMX, "") | dict.fromkeys(SDMX[5:16], "_T")
OBSERVED |= {"DATAFLOW": "IAEG-SDGs:DF_SDG_GLH(1.24)", "FREQ": "A", "REPORTING_TYPE": "G", "TIME_PERIOD": "2024"}
OBSERVED |= {
    "OBS_STATUS": "A",
    "UNIT_MULT": "0",
    "UNIT_MEASURE": "PT",
    "NATURE": "C",
    "REF_AREA": "404",
    "OBS_VALUE": "62",
}


def sdmx(desk: Desk, *changed: dict[str, str]) -> ReadFile:
    lines = [",".join((OBSERVED | one)[name] for name in SDMX) for one in changed]
    (file,) = drop.read_file("download.csv", "\n".join([",".join(SDMX), *lines, ""]).encode(), desk)
    return file


def test_names_and_codes_of_sdmx(desk):
    """SDMX has names of its own for columns, sexes, places, schools, ages and per cents: the figures are the same."""
    file = sdmx(
        desk,
        {"SERIES": "IT_USE_ii99", "SEX": "F"},
        {"SERIES": "SE_ACS_INTNT", "EDUCATION_LEV": "ISCED11_3"},
        {"SERIES": "SE_ADT_ACTS", "AGE": "Y15T24", "URBANISATION": "R", "COMPOSITE_BREAKDOWN": "SKILL_ICTTRFF"},
        {"SERIES": "IT_MOB_OWN", "AGE": "Y_GE10", "REF_AREA": "1", "NATURE": "N"},
        {"SERIES": "EN_EWT_RCYV", "UNIT_MEASURE": "T", "UNIT_MULT": "3", "OBS_VALUE": "836.908", "REF_AREA": "1"},
    )
    assert fields(file, "indicator_id", "area_id", "sex", "age", "location", "level", "value") == [
        ("internet_users", "KEN", "female", "all", "total", "", "62"),
        ("schools_internet", "KEN", "both", "all", "total", "upper secondary", "62"),
        ("ict_skills_activity", "KEN", "both", "15-24", "rural", "transferring_files", "62"),
        ("mobile_owners", "WLD", "both", "all", "total", "", "62"),
        ("ewaste_recycled_mass", "WLD", "both", "all", "total", "", "0.836908"),
    ]
    assert (aside(file), rejected(file, desk)) == ({}, [])


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"FREQ": "Q", "TIME_PERIOD": "2024-Q1"}, "not a figure of a year"),
        ({"FREQ": "M", "TIME_PERIOD": "2024-03"}, "not a figure of a year"),
        ({"INCOME_WEALTH_QUANTILE": "Q1"}, "a breakdown by income wealth quantile that is not carried"),
        ({"CUST_BREAKDOWN": "REGION_7"}, "a breakdown by cust breakdown that is not carried"),
        ({"UNIT_MULT": "MIL"}, "UNIT_MULT 'MIL' cannot be applied to the value"),
        ({"UNIT_MULT": "999999"}, "UNIT_MULT '999999' cannot be applied to the value"),
        ({"UNIT_MEASURE": "NUMBER"}, "in NUMBER, where PERCENT or PER_100_POP was expected"),
        ({"SERIES": "ER_BDY_KMGBFT14"}, "series ER_BDY_KMGBFT14 fills no indicator"),
    ],
)
def test_what_is_set_aside_of_sdmx(desk, changed, reason):
    """Another frequency, part, unit or series is set aside by name."""
    file = sdmx(desk, {"SERIES": "IT_USE_ii99"} | changed)
    assert (file.rows, aside(file)) == ((), {reason: 1})


def test_totals_and_remarks_are_no_parts(desk):
    """A dimension at its total and a column of free text say nothing of a part."""
    file = read(desk, {"Location": "ALLAREA", "Activity": "TOTAL", "Cities": "", "Remark": "looked at twice"})
    assert fields(file, "sex", "age", "location", "level") == [("both", "all", "total", "")]


def test_dimensions_become_words(desk):
    """Sex, age, place and activity of a skill are written in words."""
    skill = {"SeriesCode": "SE_ADT_ACTS", "Type of skill": "EMAIL", "Location": "ALLAREA"}
    file = read(
        desk,
        skill | {"Sex": "FEMALE", "Age": "<15Y"},
        skill | {"Sex": "BOTHSEX", "Age": "75+", "Location": "RURAL"},
        skill | {"Sex": "MALE", "Age": "ALLAGE", "Type of skill": "SKILL_ICTTRFF"},
        skill | {"Sex": "MALE", "Age": "15+"},
        skill | {"Sex": "MALE", "Age": "ALLAGE", "Type of skill": "CMFL"},
    )
    assert fields(file, "sex", "age", "location", "level") == [
        ("female", "0-14", "total", "email_attachments"),
        ("both", "75+", "rural", "email_attachments"),
        ("male", "all", "total", "transferring_files"),
    ]
    assert aside(file) == {
        "a breakdown by age that is not carried": 1,
        "a breakdown by level that is not carried": 1,
    }


@pytest.mark.parametrize(
    ("code", "level"), [("PRIMAR", "primary"), ("LOWSEC", "lower secondary"), ("UPPSEC", "upper secondary")]
)
def test_schools_have_a_level(desk, code, level):
    """The level of education of a school is its level here, under the old code of the series as well."""
    for series in ("SE_ACS_INTNT", "SE_ACC_INTN"):
        file = read(desk, {"SeriesCode": series, "Education level": code})
        assert fields(file, "indicator_id", "level") == [("schools_internet", level)]


def test_every_skill_has_a_level():
    """The 22 activities of the database have a level each."""
    codes = [
        "ARSP",
        "COPA",
        "DLDONLD",
        "EMAIL",
        "EPRS",
        "FONLCRS",
        "GSINF",
        "GSPUR",
        "HLTHINF",
        "INST",
        "INTBNK",
        "ONLCNS",
        "ONLSFT",
        "PCPR",
        "PRVCY",
        "SCRTY",
        "SNTWK",
        "SOFT",
        "TRAF",
        "UPLD",
        "VOIP",
        "VRFY",
    ]
    found = {sdg_dimensions.words("SE_ADT_ACTS", {"type of skill": code})["level"] for code in codes}
    assert len(found) == 22
    assert found < set(LEVELS)


def test_an_open_age_counts_as_all_where_a_series_is_not_split_by_age(desk):
    """Owners of a mobile phone are counted from an age that differs by survey; the scope is noted."""
    file = read(desk, {"SeriesCode": "IT_MOB_OWN", "Age": "10+", "Sex": "FEMALE", "FootNote": "estimate"})
    assert fields(file, "age", "sex", "note") == [("all", "female", "estimate; aged 10 and over")]


def test_of_several_age_scopes_the_widest_is_used(desk):
    """Where a survey gives owners from 10 and from 15 years on, one figure stands for all ages."""
    file = read(desk, *({"SeriesCode": "IT_MOB_OWN", "Age": age, "Value": age[:2]} for age in ("15+", "10+")))
    assert fields(file, "value") == [("10",)]
    assert aside(file) == {"another figure for the key has a wider age scope or a preferred Nature": 1}


def test_country_data_go_before_estimates(desk):
    """Of two figures for one key with another Nature one is used; a figure without value does not push one out."""
    file = read(desk, {"Nature": "E", "Value": "90"}, {"Nature": "CA", "Value": "91"}, {"Nature": "C", "Value": ""})
    assert fields(file, "value", "value_status") == [("91", "reported")]
    assert rejected(file, desk) == []


def test_two_values_of_one_nature_are_not_chosen_between(desk):
    """Where nothing says which of two figures is right, both are offered, and staging refuses both."""
    assert len(rejected(read(desk, {"Value": "90"}, {"Value": "91"}), desk)) == 2


@pytest.mark.parametrize(
    ("nature", "status"),
    [("C", "reported"), ("E", "estimated"), ("G", "estimated"), ("M", "modelled"), ("", "reported")],
)
def test_natures(desk, nature, status):
    """How a figure came about is told apart."""
    assert fields(read(desk, {"Nature": nature}), "value_status") == [(status,)]


def test_bounds_and_shares_above_a_hundred(desk):
    """A bound is kept as one; a share above 100 % is rejected and not cut."""
    file = read(desk, {"Value": ">95"}, {"Value": "117", "TimePeriod": "2019"})
    assert fields(file, "value", "qualifier") == [("95", "more_than"), ("117", "")]
    assert [one.value for one in rejected(file, desk)] == ["117"]


def test_the_answer_of_the_api(desk):
    """A figure of the API has its year as a broken number and its remarks as a list."""
    file = read_api(desk, observation(dimensions={"Sex": "MALE"}), version=RELEASE)
    assert fields(file, "indicator_id", "area_id", "year", "sex", "value", "note") == [
        ("internet_users", "ALB", "2019", "male", "68.55", "survey of households"),
    ]
    assert (file.records, rejected(file, desk)) == (1, [])


def test_a_release_is_the_edition(desk):
    """The release of the service is the edition, its vintage the last month of the quarter."""
    (release,) = read_api(desk, observation(), version=RELEASE).releases
    assert (release.name, release.vintage) == (f"SDG database {RELEASE}", "2026-06")


def test_a_download_has_its_newest_year_as_edition(desk):
    """A file does not say its release: it counts as data to its newest year."""
    assert read(desk, {}).releases[0].name == "Global SDG Indicators Database, to 2020"


def test_an_answer_without_figures_is_refused(desk):
    """An unknown code gives an empty answer: as a file it is refused with advice."""
    with pytest.raises(RefusedFileError, match="has no figures; expected some"):
        drop.read_file("answer.json", answer(totalElements=0), desk)


@needs_samples
def test_the_sample_of_goal_9(desk):
    """The download of goal 9 holds 5G rows without a value, areas that are not tracked, and no world."""
    file = read_sample("unsd_sdg/Goal9.xlsx", desk)
    assert (file.records, file.figures, len(file.rows)) == (14_294, 14_294, 5_135)
    assert aside(file)["no value"] == 2_259
    assert Counter(row.fields["indicator_id"] for row in file.rows) == {
        "coverage_2g": 1_716,
        "coverage_3g": 1_854,
        "coverage_4g": 1_484,
        "coverage_5g": 81,
    }
    assert not {"WLD", "LDC"} & {row.fields["area_id"] for row in file.rows}
    assert rejected(file, desk) == []


@needs_samples
def test_the_sample_of_goal_4(desk):
    """The download of goal 4 holds 22 activities; the one share above 100 % is rejected."""
    file = read_sample("unsd_sdg/Goal4.xlsx", desk)
    assert (file.records, file.figures, len(file.rows)) == (10_341, 10_342, 8_532)
    assert aside(file)["the sheet 'CodeDescriptions' is none of those that are read"] == 1
    assert len({row.fields["level"] for row in file.rows}) == 22
    assert [one.value for one in rejected(file, desk)] == ["117.0"]


def fetched(folder: Path, desk: Desk, answers: Callable[[str, str], Reply]) -> tuple[Session, list[str]]:
    """The session after a fetch from a service that answers so, and the paths that were asked."""
    quick = Manners(gap=0.0, first_wait=0.001, attempts=1)
    with FaultServer(answers) as server, Client(unsd_sdg.ID, quick) as client:
        session = Session(unsd_sdg.ID, server.url, client, RawStore(folder), desk)
        unsd_sdg.fetch(session)
        return session, [path for _, path, _ in server.requests]


def service(
    holding: dict[str, int], releases: dict[str, str], *, page: int = 20_000, pages_named: bool = True
) -> Callable[[str, str], Reply]:
    """A service with so many figures of these series, which sends at most `page` at once."""

    def answers(path: str, query: str) -> Reply:
        if path == "/Series/List":
            listed = [{"code": code, "release": release, "description": ""} for code, release in releases.items()]
            return (200, JSON, json.dumps(listed).encode()) if releases else (404, JSON, b"{}")
        asked = {name: given[0] for name, given in parse_qs(query).items()}
        code, number = asked["seriesCode"], int(asked["page"])
        count = holding.get(code, 0)
        years = range((number - 1) * page, min(count, number * page))
        data = [observation(series=code, timePeriodStart=2024.0 - year) for year in years]
        named = {"totalElements": count, "totalPages": -(-count // page)} if pages_named else {}
        return 200, JSON, answer(*data, size=page, pageNumber=number, **named)

    return answers


def failure(session: Session, name: str) -> str:
    return next((one for one in session.result.failures if one.startswith(f"{name}: ")), "")


def pages_asked(asked: list[str], code: str) -> list[str]:
    return [parse_qs(path.partition("?")[2])["page"][0] for path in asked if f"seriesCode={code}&" in path]


@pytest.mark.parametrize("pages_named", [True, False])
def test_pages_are_asked_until_the_last(tmp_path, desk, pages_named):
    """Pages are asked to the last, or, where the answer does not say how many there are, to one that is not full."""
    answers = service({"IT_USE_ii99": 5}, {"IT_USE_ii99": RELEASE}, page=2, pages_named=pages_named)
    session, asked = fetched(tmp_path, desk, answers)
    assert pages_asked(asked, "IT_USE_ii99") == ["1", "2", "3"]
    assert session.result.fresh == ["IT_USE_ii99"]


def test_a_full_last_page_without_a_count(tmp_path, desk):
    """Where only an empty page shows that there is no more, that page is not kept."""
    answers = service({"IT_USE_ii99": 4}, {}, page=2, pages_named=False)
    session, asked = fetched(tmp_path, desk, answers)
    assert pages_asked(asked, "IT_USE_ii99") == ["1", "2", "3"]
    assert session.result.fresh == ["IT_USE_ii99"]


def test_a_release_at_hand_is_not_asked_again(tmp_path, desk):
    """The release of a series tells whether its figures need asking."""
    answers = service({"IT_USE_ii99": 5}, {"IT_USE_ii99": RELEASE})
    fetched(tmp_path, desk, answers)
    session, asked = fetched(tmp_path, desk, answers)
    assert (session.result.unchanged, pages_asked(asked, "IT_USE_ii99")) == (["IT_USE_ii99"], [])


def test_a_series_known_by_its_old_code(tmp_path, desk):
    """A series that the list knows by another code is asked by that one and kept under its current name."""
    old = "SE_ACC_INTN"
    session, asked = fetched(tmp_path, desk, service({old: 3}, {old: RELEASE}))
    assert "SE_ACS_INTNT" in session.result.fresh
    assert pages_asked(asked, "SE_ACS_INTNT") == []


def test_an_empty_answer_names_the_codes_that_were_tried(tmp_path, desk):
    """Without figures under any of its codes a series is named with all of them."""
    session, _ = fetched(tmp_path, desk, service({}, {}))
    assert "empty for SE_ACS_INTNT and SE_ACC_INTN; expected figures" in failure(session, "SE_ACS_INTNT")


def test_a_page_that_comes_again_is_no_answer(tmp_path, desk):
    """A service that ignores `page` would be asked for ever: the page that comes twice is noticed."""
    same = answer(observation(), totalPages=9)
    session, _ = fetched(tmp_path, desk, lambda path, _: (200, JSON, same if path == "/Series/Data" else b"[]"))
    assert "page 2 is the one before again" in failure(session, "IT_USE_ii99")
    assert session.result.fresh == []


def test_figures_that_were_announced_and_did_not_come(tmp_path, desk):
    """An answer that announces more figures than it holds is not kept."""
    short = answer(observation(), totalPages=1, totalElements=200)
    session, _ = fetched(tmp_path, desk, lambda path, _: (200, JSON, short if path == "/Series/Data" else b"[]"))
    assert "1 of 200 figures came; expected all" in failure(session, "IT_USE_ii99")
