"""ITU DataHub: CSV downloads of both versions, answers of the API, and how it is asked."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest

from etl.errors import BlockedError, MovedError
from etl.intake import drop
from etl.reading.desk import Desk
from etl.reading.rows import ReadFile
from etl.register import SERVICES
from etl.sources import itu_datahub
from etl.staging.contract import stage
from tests.etl.sources.asked import asking, paths
from tests.fault_server import BLOCK, HTML, JSON
from tests.samples import needs_samples, sample

V2 = (
    "seriesID",
    "seriesCode",
    "seriesName",
    "seriesParent",
    "seriesUnits",
    "entityID",
    "entityIso",
    "entityName",
    "dataValue",
    "dataYear",
    "dataNote",
    "dataSource",
    "seriesDescription",
)
OLDER = tuple(name for name in V2 if name not in {"seriesParent", "seriesDescription"})
V3 = (
    "SeriesID,SeriesCode,Series,Unit,Database,Year,AreaName,AreaCode,DisaggregationGroup,Disaggregation1,"
    "Disaggregation2,Value,Notes,Source,LastModifiedOn\n"
)
NO_TOKEN = b'{"message":"Missing Authentication Token"}'
UNTRACKED = "an area that is not tracked (an aggregate of the service's own, or a territory)"
YUGOSLAVIA = "a former state (Yugoslavia, later Serbia and Montenegro), which is none of the areas of today"


def read(content: bytes, desk: Desk) -> ReadFile:
    (file,) = drop.read_file("download", content, desk)
    return file


def v2(*rows: dict[str, Any], columns: tuple[str, ...] = V2, end: str = "\n") -> bytes:
    usual = {
        "seriesID": 11624,
        "seriesCode": "i99H",
        "seriesName": "Individuals using the Internet",
        "seriesUnits": "%",
        "entityIso": "CHE",
        "dataValue": "97.3",
        "dataYear": 2023,
    }
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator=end, quoting=csv.QUOTE_NONNUMERIC)
    writer.writeheader()
    writer.writerows(dict.fromkeys(columns, "") | usual | row for row in rows)
    return ("\ufeff" + text.getvalue().removesuffix(end)).encode()


def v3(*lines: str) -> bytes:
    return (V3 + "\n".join(lines) + "\n").encode()


def api(code: int = 11624, iso: str = "CHE", value: str | None = "97.3", **more: Any) -> dict[str, Any]:
    return {
        "codeID": code,
        "code": "i99H",
        "isoCode": iso,
        "countryID": 1,
        "shortName": "",
        "dataYear": 2023,
        "dataID": 1,
        "dataNote": "",
        "dataSource": "National office.",
        "answer": [{"value": value, "id": 1}],
    } | more


def dumped(*rows: dict[str, Any]) -> bytes:
    return json.dumps(rows).encode()


def fields(file: ReadFile, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row.fields[name] for name in names) for row in file.rows]


def aside(file: ReadFile) -> dict[str, int]:
    return {one.reason: one.figures for one in file.aside}


@pytest.mark.parametrize("columns", [V2, OLDER, tuple(reversed(V2))])
def test_csv_with_13_and_with_11_columns(desk, columns):
    """Both downloads of version 2 are read, whatever the order of their columns, without a line break at the end."""
    file = read(v2({}, {"entityIso": "FRA", "dataValue": "86.8"}, columns=columns), desk)
    assert fields(file, "indicator_id", "area_id", "year", "value") == [
        ("internet_users", "CHE", "2023", "97.3"),
        ("internet_users", "FRA", "2023", "86.8"),
    ]
    assert [release.name for release in file.releases] == ["ITU DataHub, to 2023"]


def test_csv_within_a_zip(desk):
    """The API's download of version 2 is a ZIP with one CSV."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("data.csv", v2({}, columns=OLDER))
    assert len(read(packed.getvalue(), desk).rows) == 1


def test_two_series_of_one_name_and_unit(desk):
    """Series go by their number: 19257 is a count that calls itself per 100 people, 19303 is per 100."""
    same = {"seriesName": "Fixed-broadband subscriptions", "seriesUnits": "per 100 people"}
    file = read(
        v2(
            same | {"seriesID": 19257, "seriesCode": "i4213tfbb", "dataValue": "1.29728e+006"},
            same | {"seriesID": 19303, "seriesCode": "i992b", "dataValue": "46.1"},
        ),
        desk,
    )
    assert (fields(file, "value"), aside(file)) == ([("46.1",)], {"series 19257 fills no indicator": 1})


def test_the_code_of_a_series_says_nothing(desk):
    """9230 was renamed between versions and is women's Internet use all the same; its code under 1 is nothing."""
    file = read(v2({"seriesID": 9230, "seriesCode": "HHU4212-%_POP-FEMALE-"}, {"seriesID": 1}), desk)
    assert (fields(file, "sex"), aside(file)) == ([("female",)], {"series 1 fills no indicator": 1})


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("within", ["\n", "\r\n"])
def test_line_breaks_in_notes(desk, end, within):
    """Notes and sources hold line breaks of both kinds; the line of a row is that where it begins."""
    file = read(v2({"dataNote": f"one{within}two", "dataSource": "National office. "}, {}, end=end), desk)
    assert (file.records, fields(file, "note")) == (2, [("one two; National office.",), ("",)])
    assert [row.line for row in file.rows] == [2, 4]


def test_scientific_notation(desk):
    """Older downloads write 1.5e+001, which is the number 15."""
    file = read(v2({"dataValue": "1.5e+001"}), desk)
    kept, rejected = stage([file.rows], desk.catalogue, {file.file: {file.releases[0].name}})
    assert ([one.value for one in kept], rejected) == ([15.0], [])


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("ITU estimate. ", "estimated"),
        ("ITU Estimate.", "estimated"),
        ("ITU estimate based on Eurostat.", "estimated"),
        ("PTC, ZISPA, ITU  Estimate", "estimated"),
        ("Ministry; estimated by ITU", "estimated"),
        ("Ministry, estimate", "reported"),
        ("Telecom Egypt estimate.", "reported"),
        ("Eurostat.", "reported"),
        ("", "reported"),
    ],
)
def test_estimates_of_itu(desk, source, status):
    """There is no flag: a value is estimated when its source begins with ITU's own estimate, however it is spelt."""
    assert fields(read(v2({"dataSource": source}), desk), "value_status") == [(status,)]


def test_areas_go_by_their_codes(desk):
    """Palestine has two names; Kosovo, Guernsey and Jersey have codes of ITU's own; former states are set aside."""
    places = (
        ("PSE", "Palestine"),
        ("PSE", "State of Palestine"),
        ("KSO", "Kosovo"),
        ("AAA", "Guernsey"),
        ("GBJ", "Jersey"),
        ("YUG", "Serbia and Montenegro"),
    )
    rows = [{"entityIso": iso, "entityName": name, "dataYear": 2000 + n} for n, (iso, name) in enumerate(places)]
    file = read(v2(*rows), desk)
    assert [area for (area,) in fields(file, "area_id")] == ["PSE", "PSE", "XKX", "GGY", "JEY"]
    assert aside(file) == {YUGOSLAVIA: 1}


def test_skills_are_basic_and_above_basic(desk):
    """Each level is an indicator of its own, whether a year has both or one."""
    file = read(
        v2(
            {"seriesID": 37371, "dataValue": "15.5"},
            {"seriesID": 37372, "dataValue": "75.25"},
            {"seriesID": 37372, "dataValue": "70", "dataYear": 2021},
            {"seriesID": 37371, "dataValue": "20", "dataYear": 2022},
        ),
        desk,
    )
    assert fields(file, "indicator_id", "year", "level", "value") == [
        ("ict_skills_basic_only", "2023", "safety", "15.5"),
        ("ict_skills_above_basic", "2023", "safety", "75.25"),
        ("ict_skills_above_basic", "2021", "safety", "70"),
        ("ict_skills_basic_only", "2022", "safety", "20"),
    ]
    assert aside(file) == {}


def test_csv_of_version_3(desk):
    """An empty value is none, an unquoted line break within a source is mended, the newest change is the edition."""
    file = read(
        v3(
            "19303,i992b,FBB per 100,per 100 people,Database,2025,Myanmar,MMR,,,,2.869,,ITU estimate,2026-07-11",
            "19303,i992b,FBB per 100,per 100 people,Database,2024,Myanmar,MMR,,,,2.5,,A ministry",
            "and an office,2026-07-10",
            "19303,i992b,FBB per 100,per 100 people,Database,2023,Myanmar,MMR,,,,,,,2026-06-30",
        ),
        desk,
    )
    assert fields(file, "year", "value", "value_status", "note") == [
        ("2025", "2.869", "estimated", "ITU estimate"),
        ("2024", "2.5", "reported", "A ministry and an office"),
    ]
    assert (aside(file), file.records) == ({"no value": 1}, 3)
    assert [(one.name, one.vintage) for one in file.releases] == [("ITU DataHub, as of 2026-07-11", "2026-07")]


def test_regions_among_the_economies_of_version_3(desk):
    """Rows of regions have region codes and are known by their names, as the estimates of ITU that they are."""
    file = read(
        v3(
            "11624,i99H,IUI,%,Database,2024,Arab States,ARB,,,,68.6,,,2026-07-11",
            "11624,i99H,IUI,%,Database,2024,Land Locked Developing Countries (LLDC),LLDC,,,,35.6,,,2026-07-11",
            "11624,i99H,IUI,%,Database,2024,Other Economies,OE,,,,90,,,2026-07-11",
            "11624,i99H,IUI,%,Database,2024,Atlantis,ATL,,,,90,,,2026-07-11",
        ),
        desk,
    )
    assert fields(file, "area_id", "value_status") == [
        ("ITU-ARB", "estimated"),
        ("LLDC", "estimated"),
        ("ATL", "reported"),
    ]
    assert aside(file) == {UNTRACKED: 1}


def test_a_part_of_another_series_in_version_2(desk):
    """A total has no parent; a row with one under a series that is carried as a total is none."""
    rows = [
        {"seriesID": 11624, "seriesParent": ""},
        {"seriesID": 11624, "seriesParent": "i99", "entityIso": "FRA"},
        {"seriesID": 11624, "seriesParent": "i99H", "entityIso": "ITA"},
        {"seriesID": 9230, "seriesParent": "11624"},
        {"seriesID": 37374, "seriesParent": "100124"},
    ]
    file = read(v2(*rows), desk)
    assert fields(file, "area_id", "sex", "level") == [
        ("CHE", "both", ""),
        ("ITA", "both", ""),
        ("CHE", "female", ""),
        ("CHE", "both", "information_data_literacy"),
    ]
    assert aside(file) == {"a part of series i99, under a series that is carried as a whole": 1}


@pytest.mark.parametrize(
    ("series", "parts", "sex", "reason"),
    [
        ("11624", "Sex,Female,", "", "a part (sex: Female) under a series that is not about it"),
        ("11624", ",Rural,", "", "a part (location: Rural) under a series that is not about it"),
        (
            "11624",
            "Age,15 to 24,",
            "",
            "a part (age: 15 to 24) under a series that is not about it",
        ),
        ("11624", "Age,unknown,", "", "a part (age: unknown) under a series that is not about it"),
        ("9230", "Sex,Male,", "", "a part (sex: Male) under a series that is not about it"),
        ("9230", '"Sex, Age",Female,75+', "", "a part (age: 75+) under a series that is not about it"),
        ("9230", "Sex,Female,", "female", ""),
        ("11624", "Sex,Both sexes,", "both", ""),
        ("11624", ",,", "both", ""),
        ("19306", "Technology,At least LTE/WiMAX,", "both", ""),
        ("37374", "Skill level,Basic,", "both", ""),
    ],
)
def test_parts_of_people_in_version_3(desk, series, parts, sex, reason):
    """A series that is carried as a total is none where a column says that the row is of women, youth or villages."""
    file = read(v3(f"{series},code,name,%,Database,2024,Kenya,KEN,{parts},35.0,,KNBS,2026-07-11"), desk)
    assert [one for (one,) in fields(file, "sex")] == ([sex] if sex else [])
    assert aside(file) == ({reason: 1} if reason else {})


def test_every_column_of_version_3_is_accounted_for(desk):
    """Of the 15 columns all are read but those that repeat another: the code, name, unit and database of the series."""
    usual = "11624,i99H,IUI,%,Database,2024,Kenya,KEN,,,,35.0,,KNBS,2026-07-11"
    names, before = V3.strip().split(","), read(v3(usual), desk)
    changed = {}
    for number, name in enumerate(names):
        cells = usual.split(",")
        told = {"Year": "2023", "AreaCode": "UGA", "Value": "36", "LastModifiedOn": "2026-08-01"}
        cells[number] = told.get(name, "Female")
        after = read(v3(",".join(cells)), desk)
        changed[name] = (after.rows, after.aside, after.releases) != (before.rows, before.aside, before.releases)
    assert {name for name, is_read in changed.items() if not is_read} == {
        *("SeriesCode", "Series", "Unit", "Database", "AreaName", "DisaggregationGroup")
    }


def test_answer_of_the_api(desk):
    """Values are text, or missing; the rest is as in the CSV."""
    file = read(dumped(api(), api(iso="KSO", value=None), api(iso="FRA", answer=[]), api(code=9276, iso="PSE")), desk)
    assert fields(file, "area_id", "sex", "value", "note") == [
        ("CHE", "both", "97.3", "National office."),
        ("PSE", "male", "97.3", "National office."),
    ]
    assert aside(file) == {"no value": 2}


def test_answer_of_the_api_on_regions(desk):
    """Values of regions are numbers, and regions are known by name: number 3 is answered as number 647."""
    row = {"codeID": 11624, "regionID": 647, "regionName": "Arab States", "classID": 177, "dataYear": 2005}
    file = read(dumped(row | {"answer": [{"value": 8.6}]}, row | {"dataYear": 2006, "answer": [{"value": None}]}), desk)
    assert fields(file, "area_id", "value", "value_status") == [("ITU-ARB", "8.6", "estimated")]
    assert aside(file) == {"no value": 1}


def serve(known: dict[str, bytes], route: str = "/v2") -> Any:
    def answers(path: str, _query: str) -> Any:
        if not path.startswith(f"{route}/data/bycode/"):
            return 403, JSON, NO_TOKEN
        content = known.get(path.rpartition("/")[2], b"[]")
        return (
            (500, {"Content-Type": "text/plain"}, content) if content.startswith(b"No data") else (200, JSON, content)
        )

    return answers


SERVICE = next(service for service in SERVICES if service.id == itu_datahub.ID)


def test_a_refusal_ends_it_at_once(desk, tmp_path):
    """A service that turns the program away is asked one question and no other."""
    with asking("itu_datahub", lambda *_: (403, HTML, BLOCK), tmp_path, desk) as (session, server, _):
        with pytest.raises(BlockedError, match="data/drop"):
            itu_datahub.fetch(session)
        assert len(server.requests) == 1


def test_version_3_is_tried_once(desk, tmp_path):
    """Where version 2 is gone the same is asked of version 3, and the rest too."""
    known = {"430": dumped(api(430)), "11624": dumped(api())}
    with asking("itu_datahub", serve(known, "/v3"), tmp_path, desk) as (session, server, _):
        itu_datahub.fetch(session)
        asked = paths(server)
        assert asked[:2] == ["/v2/data/bycode/430", "/v3/data/bycode/430"]
        assert all(path.startswith("/v3/") for path in asked[1:])
        assert len(asked) == len(set(asked)) == len(session.series()) + 1
        assert session.result.fresh == ["430", "11624"]


def test_no_version_is_there(desk, tmp_path):
    """Where neither version is there the whole source fails after two questions."""
    with asking("itu_datahub", serve({}, "/v9"), tmp_path, desk) as (session, server, _):
        with pytest.raises(MovedError):
            itu_datahub.fetch(session)
        assert len(server.requests) == 2


@pytest.mark.parametrize("nothing", [b"[]", b"No data available"])
def test_empty_answers(desk, tmp_path, nothing):
    """An unknown number is answered with an empty list, an empty series with 500: both are said, once, by number."""
    known = {"430": nothing, "11624": dumped(api())}
    manners = {"retry_on": SERVICE.manners.retry_on, "attempts": SERVICE.manners.attempts}
    with asking("itu_datahub", serve(known), tmp_path, desk, **manners) as (session, server, _):
        itu_datahub.fetch(session)
        assert (
            session.result.failures[0]
            == "430: the service has no data of 430; expected some: has the series another number now?"
        )
        assert paths(server).count("/v2/data/bycode/430") == 1
        assert session.result.fresh == ["11624"]


def test_manners(desk):
    """The service is asked slowly: two seconds between questions, 500 is an answer and not asked again."""
    assert (SERVICE.manners.gap, SERVICE.manners.attempts, SERVICE.manners.read_timeout) == (2.0, 3, 120.0)
    assert set(SERVICE.manners.retry_on) == {502, 503, 504}


@needs_samples
def test_sample_of_internet_use(desk):
    """5,099 rows of 229 economies, of which Ascension and the former Yugoslavia are not tracked; ten have 2025."""
    file = read(sample("itu_datahub_csv/individuals-using-the-internet.csv").read_bytes(), desk)
    assert (file.records, len(file.rows), aside(file)) == (5_099, 5_086, {UNTRACKED: 8, YUGOSLAVIA: 5})
    assert len({row.fields["area_id"] for row in file.rows}) == 227
    by_year = {year: sum(1 for row in file.rows if row.fields["year"] == year) for year in ("2024", "2025")}
    assert by_year == {"2024": 184, "2025": 10}
    assert sum(1 for row in file.rows if row.fields["value_status"] == "estimated") == 2_207  # 7 not first
    assert stage([file.rows], desk.catalogue, {file.file: {file.releases[0].name}})[1] == []


@needs_samples
def test_sample_of_fixed_broadband(desk):
    """Of 8,860 rows the 4,435 of the count are set aside; what remains is per 100 and at most 75.7."""
    file = read(sample("itu_datahub_csv/fixed-broadband-subscriptions_1777496718795.csv").read_bytes(), desk)
    assert (file.records, len(file.rows)) == (8_860, 4_424)
    assert aside(file) == {"series 19257 fills no indicator": 4_435, UNTRACKED: 1}
    assert round(max(float(row.fields["value"]) for row in file.rows), 1) == 75.7


@needs_samples
def test_sample_of_skills(desk):
    """Ten series of five skill areas, at a basic level and above it: none is beyond what a share can be."""
    file = read(sample("itu_datahub_csv/individuals-with-ict-skills-by-skill-level.csv").read_bytes(), desk)
    kept, rejected = stage([file.rows], desk.catalogue, {file.file: {file.releases[0].name}})
    assert (file.records, len(file.rows), len(kept), rejected) == (943, 943, 943, [])
    assert len({row.fields["level"] for row in file.rows}) == 5


@needs_samples
@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("itu-get-indicator-series.json", 3),
        ("itu-get-regional-aggregate.json", 3),
        ("itu-list-countries.json", 0),
        ("itu-list-regions.json", 0),
        ("itu-get-indicator-categories.json", 0),
        ("itu-get-indicator.json", 0),
    ],
)
def test_recorded_answers(desk, name, rows):
    """Every recorded answer is recognised; lists of areas and series hold no figures."""
    assert len(read(sample(f"itu_datahub_api/{name}").read_bytes(), desk).rows) == rows
