"""World Bank Data360: CSV with labels, CSV and JSON of the API, and how ids are found that were renamed."""

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
from etl.reading.desk import Desk
from etl.reading.rows import ReadFile
from etl.sources import data360
from etl.staging.contract import RejectedRow, stage
from tests.fault_server import JSON, FaultServer, Reply
from tests.samples import needs_samples, sample

ROW = {
    "OBS_VALUE": "38.7168",
    "TIME_FORMAT": "P1Y",
    "UNIT_MULT": 0,
    "COMMENT_OBS": None,
    "OBS_STATUS": "A",
    "OBS_CONF": "PU",
    "AGG_METHOD": "_Z",
    "DECIMALS": "2",
    "COMMENT_TS": None,
    "DATA_SOURCE": "ITU",
    "LATEST_DATA": False,
    "DATABASE_ID": "ITU_DH",
    "INDICATOR": "MOB_COV_4G",
    "REF_AREA": "KEN",
    "SEX": "_T",
    "AGE": "_T",
    "URBANISATION": "_T",
    "COMP_BREAKDOWN_1": "_Z",
    "COMP_BREAKDOWN_2": "_Z",
    "COMP_BREAKDOWN_3": "_Z",
    "TIME_PERIOD": "2023",
    "FREQ": "A",
    "UNIT_MEASURE": "PT_POP",
    "UNIT_TYPE": None,
}


def row(**changed: Any) -> dict[str, Any]:
    return ROW | changed


def read(rows: list[dict[str, Any]], desk: Desk) -> ReadFile:
    content = json.dumps({"count": len(rows), "value": rows}).encode()
    (file,) = drop.read_file("answer.json", content, desk)
    return file


def read_sample(name: str, desk: Desk) -> ReadFile:
    (file,) = drop.read_file("a copy.csv", sample(name).read_bytes(), desk)
    return file


def rejected(file: ReadFile, desk: Desk) -> list[RejectedRow]:
    return stage([file.rows], desk.catalogue, {file.file: {one.name for one in file.releases}})[1]


def aside(file: ReadFile) -> dict[str, int]:
    return {one.reason: one.figures for one in file.aside}


def values(file: ReadFile) -> list[tuple[str, str]]:
    return [(one.fields["indicator_id"], one.fields["value"]) for one in file.rows]


def test_the_answer_of_the_api(desk):
    """A row of the API becomes a row of the contract, cited under the id that it came with."""
    file = read([row(COMMENT_OBS="survey of 2022")], desk)
    (one,) = file.rows
    assert (file.layout, file.records, file.figures) == ("Data360, answer of the API", 1, 1)
    assert {name: one.fields[name] for name in ("indicator_id", "area_id", "year", "value", "value_status")} == {
        "indicator_id": "coverage_4g",
        "area_id": "KEN",
        "year": "2023",
        "value": "38.7168",
        "value_status": "reported",
    }
    assert (one.fields["locator"], one.fields["note"]) == ("series MOB_COV_4G", "survey of 2022")
    assert rejected(file, desk) == []


def test_the_csv_of_the_api(desk):
    """The same rows come as CSV, with columns in an order of their own."""
    content = f"{','.join(ROW)}\n{','.join('' if cell is None else str(cell) for cell in ROW.values())}\n"
    (file,) = drop.read_file("answer.csv", content.encode(), desk)
    assert (file.layout, values(file)) == ("Data360, CSV of the API", [("coverage_4g", "38.7168")])


def test_the_csv_with_labels(desk):
    """The download of one indicator has labels beside its codes."""
    names = [*ROW, "STRUCTURE_ID", "INDICATOR_LABEL", "REF_AREA_LABEL"]
    cells = [*("" if cell is None else str(cell) for cell in ROW.values()), "WB.DATA360:DS_DATA360(1.2)", "4G", "Kenya"]
    (file,) = drop.read_file("download.csv", f"{','.join(names)}\n{','.join(cells)}\n".encode(), desk)
    assert (file.layout, values(file)) == ("Data360, CSV with labels", [("coverage_4g", "38.7168")])


def test_breakdowns_become_words(desk):
    """Sex, age and place are written in words; a group of ages that has none is set aside."""
    rows = [
        row(INDICATOR="IT_NET_USER", SEX="F"),
        row(INDICATOR="IT_NET_USER", AGE="Y0T14"),
        row(INDICATOR="IT_NET_USER", AGE="Y_GE75", SEX="M"),
        row(INDICATOR="IT_NET_USER", URBANISATION="RUR"),
        row(INDICATOR="IT_NET_USER", AGE="Y25T64"),
    ]
    file = read(rows, desk)
    assert [tuple(one.fields[by] for by in ("sex", "age", "location")) for one in file.rows] == [
        ("female", "all", "total"),
        ("both", "0-14", "total"),
        ("male", "75+", "total"),
        ("both", "all", "rural"),
    ]
    assert aside(file) == {"a breakdown by age that is not carried": 1}


@pytest.mark.parametrize(
    ("status", "expected", "note"),
    [
        ("E", "estimated", ""),
        ("F", "projected", ""),
        ("A", "reported", ""),
        ("", "reported", ""),
        ("B", "reported", "break in the series"),
    ],
)
def test_statuses(desk, status, expected, note):
    """Estimates and forecasts are told apart from what was reported."""
    (one,) = read([row(OBS_STATUS=status)], desk).rows
    assert (one.fields["value_status"], one.fields["note"]) == (expected, note)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"OBS_VALUE": "null"}, "no value"),
        ({"OBS_VALUE": None}, "no value"),
        ({"OBS_VALUE": "null", "UNIT_MULT": 3}, "no value"),
        ({"OBS_STATUS": "M", "OBS_VALUE": "0"}, "no value"),
        ({"COMP_BREAKDOWN_2": "URBAN_POOR"}, "a breakdown by COMP_BREAKDOWN_2 that is not carried"),
        ({"FREQ": "Q", "TIME_PERIOD": "2023-Q1"}, "not a figure of a year"),
        ({"UNIT_MULT": "123456"}, "UNIT_MULT '123456' cannot be applied to the value"),
        ({"UNIT_MULT": "MIL"}, "UNIT_MULT 'MIL' cannot be applied to the value"),
        ({"UNIT_MEASURE": "HH"}, "in HH, where PT_POP was expected"),
        ({"INDICATOR": "GB_SB"}, "series GB_SB fills no indicator"),
    ],
)
def test_what_is_set_aside(desk, changed, reason):
    """What is no figure of a year and a whole population is set aside with the reason."""
    file = read([row(**changed)], desk)
    assert (file.rows, aside(file)) == ((), {reason: 1})


@pytest.mark.parametrize(("power", "value"), [(0, "38.70"), (3, "38700"), ("-2", "0.3870"), ("", "38.70")])
def test_the_multiplier_is_applied_exactly(desk, power, value):
    """UNIT_MULT is the power of ten in which a value is given; no digit is lost or added."""
    changed = {"INDICATOR": "INT_BAND_PER_USR", "UNIT_MEASURE": "KBPS", "OBS_VALUE": "38.70", "UNIT_MULT": power}
    assert values(read([row(**changed)], desk)) == [("international_bandwidth_per_user", value)]


def test_one_id_with_several_measures(desk):
    """A basket's id holds its price in dollars and as a share of income: only the unit of the feed is taken."""
    units = [("PT_GNI_PS", "2.1"), ("USD", "9.3"), ("PPP", "20.4")]
    rows = [row(INDICATOR="PRI_FIX_BB_5G", UNIT_MEASURE=unit, OBS_VALUE=value) for unit, value in units]
    rows += [row(INDICATOR="ACT_MOB_SB", UNIT_MEASURE="SB", OBS_VALUE="51000000")]
    file = read(rows, desk)
    assert [value for _, value in values(file)] == ["2.1"]
    assert sum(aside(file).values()) == 3


def test_old_ids_still_count(desk):
    """A copy from before the ids were renamed fills the same indicator."""
    assert values(read([row(INDICATOR="ITU_DH_POP_COV_4G")], desk)) == [("coverage_4g", "38.7168")]


def test_aggregates_among_the_countries_are_set_aside(desk):
    """World, regions and income groups of the World Bank look like countries and are not carried."""
    file = read([row(REF_AREA=code) for code in ("WLD", "AFE", "LDC", "SSF", "KEN", "XKX", "ASC")], desk)
    assert [one.fields["area_id"] for one in file.rows] == ["KEN", "XKX"]
    assert aside(file) == {
        "a simple mean of economies, which stands in for no aggregate of the publisher": 4,
        "an area that is not tracked (an aggregate of the service's own, or a territory)": 1,
    }


BUSINESSES = {"DATABASE_ID": "UNCTAD_DE", "INDICATOR": "UNCTAD_DE_ICT_CORE_UBS_ANN_ALL_B3", "UNIT_MEASURE": "PT_BS"}


def test_businesses_of_unctad(desk):
    """The series B3 of UNCTAD's database fills businesses using the Internet; its other series are known by name."""
    other = BUSINESSES | {"INDICATOR": "UNCTAD_DE_ICT_CORE_UBS_ANN_ALL_B7"}
    file = read([row(**BUSINESSES), row(**other), row(**BUSINESSES | {"UNIT_MEASURE": "BS"})], desk)
    assert values(file) == [("businesses_internet", "38.7168")]
    assert aside(file) == {
        "series UNCTAD_DE_ICT_CORE_UBS_ANN_ALL_B7 fills no indicator": 1,
        "in BS, where PT_BS was expected": 1,
    }


def test_a_column_a_year(desk):
    """The file of a whole database has a column a year: an empty cell is none, a filled one is a figure."""
    known = {name: cell for name, cell in (row(**BUSINESSES)).items() if name not in {"TIME_PERIOD", "OBS_VALUE"}}
    names = [*known, "2014", "2015", "2016"]
    rows = [
        [*known.values(), "94.72", "", "95.5"],
        [*(known | {"REF_AREA": "WLD"}).values(), "", "70.1", ""],
        [*(known | {"FREQ": "Q"}).values(), "90", "", ""],
    ]
    content = "\n".join(",".join("" if cell is None else str(cell) for cell in one) for one in [names, *rows])
    (file,) = drop.read_file("UNCTAD_DE_WIDEF.csv", f"{content}\n".encode(), desk)
    assert (file.layout, file.records, file.figures) == ("Data360, CSV with a column a year", 3, 4)
    assert [(one.fields["year"], one.fields["value"]) for one in file.rows] == [("2014", "94.72"), ("2016", "95.5")]
    assert aside(file) == {
        "a simple mean of economies, which stands in for no aggregate of the publisher": 1,
        "not a figure of a year": 1,
    }


def test_an_unknown_area_is_rejected_with_its_code(desk):
    """A code that nobody knows is not dropped in silence."""
    (one,) = rejected(read([row(), row(REF_AREA="QQQ")], desk), desk)
    assert (one.column, one.value) == ("area_id", "QQQ")


def test_skills_are_of_two_levels(desk):
    """People at the basic level and those above it are two indicators, of which the build makes the sum."""
    skill = {"INDICATOR": "ITU_DH_SKLS_SFTY", "REF_AREA": "AUT"}
    rows = [
        row(**skill, COMP_BREAKDOWN_1="BASIC", OBS_VALUE="20.25"),
        row(**skill, COMP_BREAKDOWN_1="ABOVE_BASIC", OBS_VALUE="30.5"),
        row(**skill, COMP_BREAKDOWN_1="BASIC", OBS_VALUE="9", TIME_PERIOD="2020"),
    ]
    file = read(rows, desk)
    assert values(file) == [
        ("ict_skills_basic_only", "20.25"),
        ("ict_skills_above_basic", "30.5"),
        ("ict_skills_basic_only", "9"),
    ]
    assert {one.fields["level"] for one in file.rows} == {"safety"}
    assert aside(file) == {}


def test_early_years_of_the_cybersecurity_index_are_another_scale(desk):
    """The index was a share of 1 before 2020: those years are not strung together with the later ones."""
    index = {"INDICATOR": "ITU_GCI_GCI_OVRL_SCRE", "UNIT_MEASURE": "0_TO_100", "DATABASE_ID": "ITU_GCI"}
    file = read(
        [row(**index, TIME_PERIOD=year, OBS_VALUE=value) for year, value in (("2018", "0.7"), ("2020", "7"))], desk
    )
    assert (values(file), aside(file)) == ([("gci_score", "7")], {"before 2020: another scale": 1})


def test_an_answer_without_rows_is_refused(desk):
    """A wrong id gives an answer of status 200 without rows: as a file it is refused with advice."""
    with pytest.raises(RefusedFileError, match="has no rows; expected some"):
        drop.read_file("answer.json", b'{"count": 0, "value": []}', desk)


@needs_samples
def test_the_sample_on_daily_use_has_shares_above_a_hundred(desk):
    """The download on daily use of the Internet holds nine shares above 100 %, which are rejected, not cut."""
    file = read_sample("data360_csv/ITU_DH_INT_USR_DAY.csv", desk)
    assert (file.records, file.figures, len(file.rows)) == (6_900, 6_900, 6_279)
    found = rejected(file, desk)
    assert len(found) == 9
    assert {one.reason for one in found} == {"outside what % can be, 0 to 100"}
    assert max(float(one.value) for one in found) == 347.002


@needs_samples
def test_the_sample_on_coverage_has_aggregates(desk):
    """Of 260 areas in the download on 4G coverage 48 are aggregates of the World Bank."""
    file = read_sample("data360_csv/ITU_DH_POP_COV_4G.csv", desk)
    assert (file.records, len(file.rows), sum(aside(file).values())) == (2_710, 2_183, 527)
    assert len({one.fields["area_id"] for one in file.rows}) == 212
    assert rejected(file, desk) == []


@needs_samples
def test_the_sample_on_skills(desk):
    """Of 175 rows on content creation 83 and 82 are of economies, at the basic level and above it; ten of groups."""
    file = read_sample("data360_csv/ITU_DH_SKLS_DIG_CONT.csv", desk)
    assert Counter(one.fields["indicator_id"] for one in file.rows) == {
        "ict_skills_basic_only": 83,
        "ict_skills_above_basic": 82,
    }
    assert (file.records, rejected(file, desk)) == (175, [])


@needs_samples
def test_the_sample_of_the_cybersecurity_index_holds_two_editions(desk):
    """The copy called 2024 holds 194 economies for 2020 and for 2024."""
    file = read_sample("data360_api_csv/itu_gci_2024.csv", desk)
    assert file.layout == "Data360, CSV of the API"
    assert Counter(one.fields["year"] for one in file.rows) == {"2020": 194, "2024": 194}
    assert rejected(file, desk) == []


def fetched(folder: Path, desk: Desk, answers: Callable[[str, str], Reply]) -> tuple[Session, list[str]]:
    """The session after a fetch from a service that answers so, and the paths that were asked."""
    quick = Manners(gap=0.0, first_wait=0.001, attempts=1)
    with FaultServer(answers) as server, Client(data360.ID, quick) as client:
        session = Session(data360.ID, server.url, client, RawStore(folder), desk)
        data360.fetch(session)
        return session, [path for _, path, _ in server.requests]


def service(holding: dict[str, int], listed: list[str], files: tuple[str, ...] = ()) -> Callable[[str, str], Reply]:
    """A service that lists these ids and holds so many rows under these, in pages of 1,000."""

    def answers(path: str, query: str) -> Reply:
        if path == "/data360/indicators":
            return 200, JSON, json.dumps(listed).encode()
        if path.startswith("/data360-data/"):
            one = path.rpartition("/")[2].removesuffix(".csv")
            names = [*ROW, "STRUCTURE_ID", "INDICATOR_LABEL", "REF_AREA_LABEL"]
            cells = [str(cell or "") for cell in row(INDICATOR=one).values()]
            text = f"{','.join(names)}\n{','.join(cells)},x,y,z\n"
            return (200, {"Content-Type": "text/csv"}, text.encode()) if one in files else (404, JSON, b"{}")
        asked = {name: given[0] for name, given in parse_qs(query).items()}
        one, skip = asked["INDICATOR"], int(asked["skip"])
        count = holding.get(one, 0)
        years = [row(INDICATOR=one, TIME_PERIOD=str(2024 - number)) for number in range(skip, min(count, skip + 1_000))]
        return 200, JSON, json.dumps({"count": count, "value": years}).encode()

    return answers


def failure(session: Session, name: str) -> str:
    return next((one for one in session.result.failures if one.startswith(f"{name}: ")), "")


def test_the_id_that_the_service_lists_is_asked_first(tmp_path, desk):
    """The list of ids tells which of a series' ids is alive; it is asked first and kept under the series' name."""
    old = "ITU_DH_POP_COV_4G"
    session, asked = fetched(tmp_path, desk, service({old: 3}, [old]))
    assert session.result.fresh == ["MOB_COV_4G"]
    assert not any("INDICATOR=MOB_COV_4G" in path for path in asked)


def test_a_wrong_id_is_an_answer_without_rows(tmp_path, desk):
    """Without the list each id is tried in turn; when none holds rows, the message names them all."""
    session, _ = fetched(tmp_path, desk, service({"ITU_DH_POP_COV_4G": 3}, []))
    assert session.result.fresh == ["MOB_COV_4G"]
    assert "empty under MOB_COV_3G and ITU_DH_POP_COV_3G; expected rows" in failure(session, "MOB_COV_3G")


def test_pages_are_asked_until_all_rows_are_there(tmp_path, desk):
    """Rows come in pages of 1,000; the next one is asked by how many were received."""
    _, asked = fetched(tmp_path, desk, service({"MOB_COV_4G": 2_345}, ["MOB_COV_4G"]))
    skips = [parse_qs(path)["skip"][0] for path in asked if "INDICATOR=MOB_COV_4G" in path]
    assert skips == ["0", "1000", "2000"]


def test_a_page_that_comes_again_is_no_answer(tmp_path, desk):
    """A service that ignores `skip` would be asked for ever: the page that comes twice is noticed."""
    same = json.dumps({"count": 5_000, "value": [row()]}).encode()
    session, _ = fetched(tmp_path, desk, lambda path, _: (200, JSON, same if path == "/data360/data" else b"[]"))
    assert "after 1 of 5,000 rows nothing new came" in failure(session, "MOB_COV_4G")
    assert session.result.fresh == []


def test_each_id_is_asked_once(tmp_path, desk):
    """The two levels of a skill are rows of one id, which is asked once and kept under the id."""
    _, asked = fetched(tmp_path, desk, service({}, []))
    times = Counter(parse_qs(path)["INDICATOR"][0] for path in asked if "INDICATOR=" in path)
    assert times["ITU_DH_SKLS_SFTY"] == 1
    assert set(times.values()) == {1}
    assert [path for path in asked if "INDICATOR=UN_EGDI_OSI" in path and "DATABASE_ID=UN_EGDI&" in path]
    assert [path for path in asked if "INDICATOR=ITU_GCI_LEGL_SCRE" in path and "DATABASE_ID=ITU_GCI&" in path]


def test_the_file_stands_in_for_the_api(tmp_path, desk):
    """What the API does not hold under any id may still be there as a file."""
    session, _ = fetched(tmp_path, desk, service({}, [], files=("ITU_DH_POP_COV_4G",)))
    assert session.result.fresh == ["MOB_COV_4G"]


def test_a_failing_api_leaves_the_files(tmp_path, desk):
    """When the API fails for every id, the files are asked all the same."""
    good = service({}, [], files=("MOB_COV_4G",))
    session, _ = fetched(
        tmp_path, desk, lambda path, query: (500, JSON, b"{}") if path.startswith("/data360/") else good(path, query)
    )
    assert session.result.fresh == ["MOB_COV_4G"]
    assert "answered 500" in failure(session, "MOB_COV_3G")


def test_the_api_takes_over_from_the_file_again(tmp_path, desk):
    """A file that stood in for the API does not stand in the way of the API's next answer."""
    fetched(tmp_path, desk, service({}, [], files=("MOB_COV_4G",)))
    session, _ = fetched(tmp_path, desk, service({"MOB_COV_4G": 3}, ["MOB_COV_4G"]))
    assert (session.result.fresh, failure(session, "MOB_COV_4G")) == (["MOB_COV_4G"], "")
