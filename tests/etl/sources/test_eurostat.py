"""Eurostat: the cube of JSON-stat and its flags. Its figures here are made up for the tests."""

import json
from typing import Any

import pytest

from etl.errors import RefusedFileError
from etl.intake import drop
from etl.reading.desk import Desk
from etl.reading.rows import ReadFile
from etl.staging.contract import stage
from tests.etl.sources.workbooks import workbook


def dimension(*codes: str) -> dict[str, Any]:
    return {"category": {"index": {code: place for place, code in enumerate(codes)}, "label": dict.fromkeys(codes, "")}}


def of_table(table: str, value: Any, codes: dict[str, tuple[str, ...]], **more: Any) -> dict[str, Any]:
    """An answer of the API with the cube of a table."""
    return {
        "version": "2.0",
        "class": "dataset",
        "source": "ESTAT",
        "updated": "2026-03-12T11:00:00+0100",
        "value": value,
        "id": list(codes),
        "size": [len(one) for one in codes.values()],
        "dimension": {name: dimension(*one) for name, one in codes.items()},
        "extension": {"lang": "EN", "id": table.upper(), "agencyId": "ESTAT", "version": "1.0"},
    } | more


def cube(
    value: Any,
    *,
    geo: tuple[str, ...] = ("EL", "UK"),
    time: tuple[str, ...] = ("2022", "2023"),
    kinds: tuple[str, ...] = ("IND_TOTAL",),
    unit: str = "PC_IND",
    series: tuple[str, ...] = ("I_IUGOV1",),
    freq: str = "A",
    table: str = "isoc_ciegi_ac",
    **more: Any,
) -> dict[str, Any]:
    codes = {"freq": (freq,), "indic_is": series, "unit": (unit,), "ind_type": kinds, "geo": geo, "time": time}
    return of_table(table, value, codes, **more)


def read(data: dict[str, Any], desk: Desk) -> ReadFile:
    (file,) = drop.read_file("answer.json", json.dumps(data).encode(), desk)
    return file


def read_text(text: str, desk: Desk, name: str = "download.csv") -> ReadFile:
    (file,) = drop.read_file(name, text.encode(), desk)
    return file


def aside(file: ReadFile) -> dict[str, int]:
    return {one.reason: one.figures for one in file.aside}


def fields(file: ReadFile, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row.fields[name] for name in names) for row in file.rows]


def figures(file: ReadFile) -> list[tuple[str, ...]]:
    return [(row.fields["area_id"], row.fields["year"], row.fields["value"]) for row in file.rows]


FOUR = [("GRC", "2022", "60.1"), ("GRC", "2023", "61.2"), ("GBR", "2022", "70.3"), ("GBR", "2023", "71.4")]


@pytest.mark.parametrize("value", [{"0": 60.1, "1": 61.2, "2": 70.3, "3": 71.4}, [60.1, 61.2, 70.3, 71.4]])
def test_flat_positions(desk, value):
    """Positions run through the last dimension first, as text keys or as a list; EL is Greece, UK the Kingdom."""
    file = read(cube(value), desk)
    assert figures(file) == FOUR
    _, rejected = stage([file.rows], desk.catalogue, {file.file: {file.releases[0].name}})
    assert rejected == []


def test_order_of_the_codes_is_that_of_their_numbers(desk):
    """The numbers of the codes say the order, not the order in which they are written."""
    data = cube({"0": 60.1, "3": 71.4})
    data["dimension"]["geo"]["category"]["index"] = {"UK": 1, "EL": 0}
    assert figures(read(data, desk)) == [FOUR[0], FOUR[3]]


def test_a_category_may_be_a_list_or_a_label_alone(desk):
    """JSON-stat allows a list of codes, and no index where there is one code."""
    data = cube([60.1, 61.2, None, 71.4])
    data["dimension"]["time"]["category"]["index"] = ["2022", "2023"]
    data["dimension"]["unit"]["category"] = {"label": {"PC_IND": "Percentage of individuals"}}
    file = read(data, desk)
    assert (figures(file), file.records) == ([FOUR[0], FOUR[1], FOUR[3]], 3)


@pytest.mark.parametrize(
    ("flag", "status", "note"),
    [
        ("e", "estimated", ""),
        ("p", "reported", "provisional"),
        ("b", "reported", "break in series"),
        ("u", "reported", "low reliability"),
        ("bu", "reported", "break in series, low reliability"),
        ("be", "estimated", "break in series"),
        ("x", "reported", "flag x"),
    ],
)
def test_flags(desk, flag, status, note):
    """Flags may be joined; an estimate is marked, the others are said in the note."""
    (row,) = read(cube({"0": 60.1}, status={"0": flag}), desk).rows
    told = f"{note}; ages 16 to 74" if note else "ages 16 to 74"
    assert (row.fields["value_status"], row.fields["note"]) == (status, told)


def test_a_flag_without_a_value_is_no_value(desk):
    """A cell that has a flag alone, or a colon beside a zero, is counted as without a value."""
    file = read(cube({"0": 60.1, "2": 0}, status={"1": ":", "2": ": "}), desk)
    assert (figures(file), file.records) == ([FOUR[0]], 3)
    assert [(aside.reason, aside.figures) for aside in file.aside] == [("no value", 2)]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"geo": ("EU27_2020",)}, "an area that is not tracked (an aggregate of the service's own, or a territory)"),
        ({"geo": ("EA",)}, "an area that is not tracked (an aggregate of the service's own, or a territory)"),
        ({"kinds": ("Y16_24",)}, "a group of individuals"),
        ({"unit": "PC_IND_IU3"}, "in PC_IND_IU3, where PC_IND was expected"),
    ],
)
def test_set_aside(desk, change, reason):
    """The Union, groups of individuals and shares of Internet users are not shares of everybody in a country."""
    file = read(cube({"0": 60.1}, **{"geo": ("EL",), "time": ("2022",)} | change), desk)
    assert (file.rows, [aside.reason for aside in file.aside]) == ((), [reason])


def test_groups_of_individuals_beside_everybody(desk):
    """Of several kinds of individuals only everybody is read."""
    file = read(cube({"0": 60.1, "4": 99.9}, kinds=("IND_TOTAL", "Y16_24")), desk)
    assert figures(file) == [FOUR[0]]


def test_the_day_of_the_update_is_the_edition(desk):
    """The edition is named after the day on which the table was updated."""
    (release,) = read(cube({"0": 60.1}), desk).releases
    assert (release.name, release.vintage) == ("Eurostat isoc_ciegi_ac, 2026-03-12", "2026-03")


@pytest.mark.parametrize("spoil", [{"size": [1, 1, 1, 1, 2, 1]}, {"value": {"4": 60.1}}])
def test_a_cube_that_does_not_fit_is_refused(desk, spoil):
    """A cube whose sizes do not fit its dimensions or positions is refused: every figure could be another one's."""
    with pytest.raises(RefusedFileError, match="do not fit the cube"):
        read(cube({"0": 60.1}) | spoil, desk)


WHOM = "households with a member aged 16 to 74"
HOUSEHOLDS = {
    "freq": ("A",),
    "hhtyp": ("TOTAL", "A1"),
    "unit": ("PC_HH",),
    "geo": ("AL", "EL"),
    "time": ("2024", "2025"),
}


def test_households_have_no_code_of_an_indicator(desk):
    """The table on households has no indic_is: it is a series of its own, of all households, cited as itself."""
    values = {str(place): 80.5 + place for place in range(8)}
    file = read(of_table("isoc_ci_in_h", values, HOUSEHOLDS, status={"1": "b"}), desk)
    assert fields(file, "indicator_id", "area_id", "year", "value", "note") == [
        ("households_internet", "ALB", "2024", "80.5", WHOM),
        ("households_internet", "ALB", "2025", "81.5", f"break in series; {WHOM}"),
        ("households_internet", "GRC", "2024", "82.5", WHOM),
        ("households_internet", "GRC", "2025", "83.5", WHOM),
    ]
    assert {row.fields["document"] for row in file.rows} == {"Eurostat, table isoc_ci_in_h"}
    assert file.releases[0].name == "Eurostat isoc_ci_in_h, 2026-03-12"
    assert aside(file) == {"a type of household": 4}


def test_digital_skills_at_least_basic_and_above(desk):
    """Each area is a level, overall has none; basic alone and low skills are known by name and fill no indicator."""
    series = ("I_DSK2_BAB", "I_DSK2_IL_BAB", "I_DSK2_DCC_BAB", "I_DSK2_PS_AB", "I_DSK2_IL_B", "I_DSK2_LW")
    values = {str(place): 10.0 + place for place in range(6)}
    file = read(cube(values, series=series, geo=("AT",), time=("2025",), table="isoc_sk_dskl_i21"), desk)
    assert fields(file, "indicator_id", "level", "value") == [
        ("ict_skills_basic", "", "10.0"),
        ("ict_skills_basic", "information_data_literacy", "11.0"),
        ("ict_skills_basic", "content_creation", "12.0"),
        ("ict_skills_above_basic", "problem_solving", "13.0"),
    ]
    assert aside(file) == {
        "series isoc_sk_dskl_i21:I_DSK2_IL_B fills no indicator": 1,
        "series isoc_sk_dskl_i21:I_DSK2_LW fills no indicator": 1,
    }


def test_three_definitions_of_online_government(desk):
    """Interaction since 2022, any use, and the share of Internet users are three things: the first alone is used."""
    values = {"0": 60.1, "1": 72.3}
    file = read(cube(values, series=("I_IUGOV1", "I_IGOVANYS"), geo=("AT",), time=("2024",)), desk)
    assert (figures(file), aside(file)) == (
        [("AUT", "2024", "60.1")],
        {"series isoc_ciegi_ac:I_IGOVANYS fills no indicator": 1},
    )
    shares = read(cube({"0": 66.0}, unit="PC_IND_IU12", geo=("AT",), time=("2024",)), desk)
    assert (shares.rows, aside(shares)) == ((), {"in PC_IND_IU12, where PC_IND was expected": 1})


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"table": "isoc_r_gov_i", "geo": ("AT1",)}, "series isoc_r_gov_i:I_IUGOV1 fills no indicator"),
        ({"table": "isoc_ci_ifp_iu", "series": ("I_IU3",)}, "series isoc_ci_ifp_iu:I_IU3 fills no indicator"),
        ({"freq": "Q", "time": ("2023-Q1",)}, "not a figure of a year"),
        ({"freq": "M", "time": ("2023-01",)}, "not a figure of a year"),
        ({"freq": "S"}, "not a figure of a year"),
    ],
)
def test_another_table_or_another_frequency(desk, changed, reason):
    """A code in another table is another series, and a month or a quarter is no year."""
    file = read(cube({"0": 60.1}, **{"geo": ("EL",), "time": ("2023",)} | changed), desk)
    assert (file.rows, aside(file)) == ((), {reason: 1})


def test_a_further_dimension_divides_the_figures(desk):
    """A dimension that nobody knows is a breakdown, unless it stands at its total."""
    codes = {"freq": ("A",), "indic_is": ("I_IUGOV1",), "unit": ("PC_IND",), "sex": ("T", "F"), "geo": ("EL",)}
    file = read(of_table("isoc_ciegi_ac", {"0": 60.1, "1": 61.2}, codes | {"time": ("2023",)}), desk)
    assert (figures(file), aside(file)) == ([("GRC", "2023", "60.1")], {"a breakdown by sex that is not carried": 1})


ROW = "A,TOTAL,PC_HH,EL,2023,86.9"
PLAIN = f"""DATAFLOW,LAST UPDATE,freq,hhtyp,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS
ESTAT:ISOC_CI_IN_H(1.0),25/06/26 11:00:00,{ROW},b,
ESTAT:ISOC_CI_IN_H(1.0),25/06/26 11:00:00,A,TOTAL,PC_HH,UK,2023,:,u,
"""
NEWER = f"""STRUCTURE,STRUCTURE_ID,freq,hhtyp,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS
dataflow,ESTAT:ISOC_CI_IN_H(1.0),{ROW},b,
dataflow,ESTAT:ISOC_CI_IN_H(1.0),A,TOTAL,PC_HH,UK,2023,,u,
"""
LABELS = """\
STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,hhtyp,Type of household,unit,Unit of measure,geo,\
Geopolitical entity (reporting),TIME_PERIOD,Time,OBS_VALUE,Observation value,OBS_FLAG,Status (flag),CONF_STATUS
dataflow,ESTAT:ISOC_CI_IN_H(1.0),Households,A,Annual,TOTAL,Total,PC_HH,% of households,EL,Greece,2023,,86.9,,b,break,
dataflow,ESTAT:ISOC_CI_IN_H(1.0),Households,A,Annual,TOTAL,Total,PC_HH,% of households,UK,Kingdom,2023,,,,u,low,
"""
BOTH = """DATAFLOW,LAST UPDATE,freq,hhtyp,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS
ESTAT:ISOC_CI_IN_H(1.0),25/06/26 11:00:00,A:Annual,TOTAL:Total,PC_HH:Percentage of households,EL:Greece,2023,86.9,b,
ESTAT:ISOC_CI_IN_H(1.0),25/06/26 11:00:00,A:Annual,TOTAL:Total,PC_HH:Percentage of households,UK:Kingdom,2023,,u,
"""


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        (PLAIN, "Eurostat isoc_ci_in_h, 2026-06-25"),
        (NEWER, "Eurostat database, to 2023"),
        (LABELS, "Eurostat database, to 2023"),
        (BOTH, "Eurostat isoc_ci_in_h, 2026-06-25"),
    ],
    ids=["codes", "SDMX 2.0", "labels beside the codes", "labels behind the codes"],
)
def test_sdmx_csv(desk, text, edition):
    """A row a figure, with labels or without, is the same figure; the day of the last update is the edition."""
    file = read_text(text, desk)
    assert file.layout == "Eurostat, SDMX-CSV"
    assert fields(file, "indicator_id", "area_id", "year", "value", "note") == [
        ("households_internet", "GRC", "2023", "86.9", f"break in series; {WHOM}")
    ]
    assert (aside(file), file.releases[0].name) == ({"no value": 1}, edition)


def test_labels_alone_are_refused(desk):
    """A file with labels in place of codes, in whatever language, is refused with what to do."""
    german = PLAIN.replace("A,TOTAL,PC_HH,EL", "Jährlich,Insgesamt,Prozent der Haushalte,Griechenland")
    with pytest.raises(RefusedFileError, match=r"line 2 has labels .* \(Jährlich, Griechenland\); .* with codes"):
        read_text(german, desk)


def test_two_tables_in_one_file_are_refused(desk):
    """Rows of two tables that somebody has put together are not sorted out."""
    with pytest.raises(RefusedFileError, match="isoc_ci_in_h and isoc_ciegi_ac are in one file"):
        read_text(PLAIN.replace("ISOC_CI_IN_H", "ISOC_CIEGI_AC", 1), desk)


TABS = (
    "freq,hhtyp,unit,geo\\TIME_PERIOD\t2023 \t2024 \t2024-Q1 \n"
    "A,TOTAL,PC_HH,EL\t86.9 b\t87.1 \t: \n"
    "A,A1,PC_HH,EL\t70.0 \t: c\t71.0 \n"
    "A,TOTAL,PC_HH,UK\t: u\t95.2 bu\t96.0 \n"
)


def test_tsv(desk):
    """A column a year, the flag behind the value; a quarter and a type of household are set aside, each by itself."""
    file = read_text(TABS, desk, "estat_isoc_ci_in_h.tsv")
    assert fields(file, "area_id", "year", "value", "note") == [
        ("GRC", "2023", "86.9", f"break in series; {WHOM}"),
        ("GRC", "2024", "87.1", WHOM),
        ("GBR", "2024", "95.2", f"break in series, low reliability; {WHOM}"),
    ]
    assert (file.records, file.figures) == (3, 9)
    assert aside(file) == {"a type of household": 2, "no value": 1, "not a figure of a year": 3}


def test_a_tsv_with_decimal_commas(desk):
    """A spreadsheet may have saved it with commas: a column has one way of writing its numbers, or is refused."""
    commas = TABS.replace(".9", ",9").replace("87.1", "87,1").replace("95.2", "95,2").replace("70.0", "70,0")
    file = read_text(commas, desk, "estat_isoc_ci_in_h.tsv")
    assert figures(file) == [("GRC", "2023", "86.9"), ("GRC", "2024", "87.1"), ("GBR", "2024", "95.2")]
    with pytest.raises(RefusedFileError, match=r"'2024' has decimal points .* and decimal commas"):
        read_text(commas.replace("95,2", "95.2"), desk, "estat_isoc_ci_in_h.tsv")


def test_a_table_that_does_not_say_which_one_it_is(desk):
    """Without a table within and in the name, indicators of individuals tell it, as they stand in one table alone."""
    skills = TABS.replace("hhtyp", "indic_is,ind_type").replace("TOTAL,PC_HH", "I_DSK2_BAB,IND_TOTAL,PC_IND")
    file = read_text(skills.replace("A1,PC_HH", "I_DSK2_B,IND_TOTAL,PC_IND"), desk, "table.tsv")
    assert {row.fields["indicator_id"] for row in file.rows} == {"ict_skills_basic"}
    data = cube({"0": 60.1})
    del data["extension"]
    assert figures(read(data, desk)) == [FOUR[0]]
    with pytest.raises(RefusedFileError, match="does not say which one it is"):
        read({**of_table("", {"0": 86.9}, HOUSEHOLDS), "extension": {}}, desk)


@pytest.mark.parametrize(
    ("text", "name", "match"),
    [
        (TABS, "download.tsv", "does not say which one it is; keep the name .* or download it as SDMX-CSV or JSON"),
        (TABS, "estat_isoc_ci_in_h2.tsv", "does not say which one it is"),
        (
            TABS[:-20],
            "estat_isoc_ci_in_h.tsv",
            "line 4 has 4 codes and 0 values; expected 4 and 3: was the file cut off",
        ),
    ],
    ids=["renamed", "another table", "cut off"],
)
def test_a_tsv_that_is_refused(desk, text, name, match):
    """A TSV on households says in its name alone which table it is, and each row has a cell for every year."""
    with pytest.raises(RefusedFileError, match=match):
        read_text(text, desk, name)


def test_a_workbook_of_the_data_browser_is_refused(desk):
    """The workbook has labels for codes and a sheet a combination: which other form to take is said."""
    rows = [("Data extracted on 12/03/2026 10:11:12 from [ESTAT]",), ("Dataset:", "Households"), ("TIME", "2023")]
    with pytest.raises(RefusedFileError, match="download the same table as SDMX-CSV, TSV or JSON"):
        drop.read_file("isoc_ci_in_h.xlsx", workbook({"Summary": rows}), desk)
