"""The quirks of the services' files, one test each: the file goes through recognition, reading and the row contract.

How a source copes with a quirk in all its forms is tested beside the source; this is the index of them, end to end.
`test_quirks_in_samples` looks for the same in the real files.
"""

import pytest

from etl import pipeline
from etl.reading.desk import Desk
from indicators.catalogue import Catalogue
from indicators.settings import Settings
from indicators.vocabulary import AreaType
from tests.etl.damage import ask, in_full
from tests.etl.downloads import (
    DATA360,
    DATAHUB,
    DATAHUB_V3,
    DOWNLOADS,
    GOAL,
    M49,
    PRICES,
    SURVEY,
    bulk,
    data360,
    datahub,
    dumped,
    eurostat,
    goal,
    table,
    worldbank,
)
from tests.etl.sources.workbooks import workbook
from tests.etl.taken import take

TOO_HIGH = "outside what % can be, 0 to 100"
META = {"page": 1, "total": 1, "lastupdated": "2026-07-13"}
CHART = "Entity,Code,Year,Individuals"


def test_two_series_under_one_name_and_unit(desk: Desk):
    """Of two series with one name, unit and description each goes by its number, and neither overwrites the other."""
    taken = take(table(DATAHUB, datahub(19257, "CHE", 4e6), datahub(19303, "CHE", 46.1)), desk)
    assert taken.figures("indicator_id", "value") == [("fixed_broadband_subscriptions", 46.1)]
    assert (taken.aside, taken.rejected) == ({"series 19257 fills no indicator": 1}, [])


def test_counts_under_per_100(desk: Desk):
    """A count that calls itself "per 100 people" is not taken for one, by its series or, failing that, by its size."""
    rows = [datahub(series, "CHN", 669_825_900, unit="per 100 people") for series in (19257, 19303)]
    taken = take(table(DATAHUB, *rows), desk)
    assert (taken.kept, taken.aside) == ([], {"series 19257 fills no indicator": 1})
    assert [(one.value, one.reason) for one in taken.rejected] == [
        ("669825900", "outside what per 100 inhabitants can be, 0 to 500")
    ]


def test_percentages_over_100(desk: Desk):
    """A share above 100 % becomes a rejected row with its value and the reason; it is not cut to 100, others stay."""
    daily = {"INDICATOR": "ITU_DH_INT_USR_DAY"}
    rows = [data360("MEX", 347.002, AGE="Y_GE75", **daily), data360("MEX", 100, **daily)]
    taken = take(table(DATA360, *rows, data360("GBR", 168.3, AGE="Y25T74", **daily)), desk)
    assert taken.figures("area_id", "age", "value") == [("MEX", "all", 100.0)]
    assert [(one.line, one.column, one.value, one.reason) for one in taken.rejected] == [
        (2, "value", "347.002", TOO_HIGH),
        (4, "value", "168.3", TOO_HIGH),
    ]


AGGREGATES = ("WLD", "AFE", "ARB", "EUU", "LDC", "SSF", "HIC")


@pytest.mark.parametrize(
    "content",
    [
        table(DATA360, data360("KEN", 98), *(data360(one, 50) for one in AGGREGATES)),
        dumped([META, [worldbank(one, "1W", 50) for one in ("KEN", *AGGREGATES)]]),
        dumped([META, [worldbank("KEN", "KE", 98), *(worldbank("", one, 50) for one in ("1A", "S3", "XU", "1W"))]]),
        bulk(
            ("Kenya", "KEN", "A name", "IT.NET.USER.ZS", 98, "", ""),
            *((one, one, "A name", "IT.NET.USER.ZS", 50, "", "") for one in ("INX", *AGGREGATES)),
        ),
        table(CHART, ("Kenya", "KEN", 2023, 98), ("World", "OWID_WRL", 2023, 50), ("Arab World", "", 2023, 50)),
        table(GOAL, goal(404, 98), goal(2, 50), goal(202, 50)),
        dumped(eurostat({"0": 98, "1": 50}, ("CH", "EU27_2020"))),
    ],
    ids=["Data360", "World Bank", "World Bank, old", "bulk CSV", "Our World in Data", "SDG database", "Eurostat"],
)
def test_aggregates_among_countries(desk: Desk, content: bytes):
    """Aggregates of a service's own stand among the countries, under like codes: they are set aside and counted."""
    taken = take(content, desk)
    assert ([one.area_id for one in taken.kept] in (["KEN"], ["CHE"]), taken.rejected) == (True, [])
    assert sum(taken.aside.values()) == taken.file.figures - 1


@pytest.mark.parametrize(
    "content",
    [
        table(DATAHUB, datahub(11624, "KSO", 89)),
        table(DATA360, data360("XKX", 89)),
        dumped([META, [worldbank("XKX", "XK", 89)]]),
        dumped([META, [worldbank("", "XK", 89)]]),
        table(CHART, ("Kosovo", "OWID_KOS", 2018, 89)),
        table(GOAL, goal(412, 89)),
        dumped(eurostat({"0": 89}, ("XK",))),
        table(SURVEY, (2022, "Kosovo ", "", 0.89, "", "", "", "")),
    ],
    ids=["KSO", "XKX", "XKX and XK", "XK", "OWID_KOS", "412", "XK of Eurostat", "by name"],
)
def test_kosovos_codes(desk: Desk, content: bytes):
    """Kosovo has another code with every service and is one economy here."""
    taken = take(content, desk)
    assert {one.area_id for one in taken.kept} == {"XKX"}
    assert taken.rejected == []


def test_namibias_na(desk: Desk):
    """NA is Namibia where a code is expected, and no value where a figure is."""
    taken = take(dumped([META, [worldbank("", "NA", 62)]]), desk)
    assert taken.figures("area_id", "value") == [("NAM", 62.0)]
    survey = table(M49, ("001", "World", "Namibia", "516", "NA", "NAM", "", "", ""), delimiter=";")
    assert take(survey, desk).file.records == 1
    taken = take(table(DATA360, data360("NAM", "NA"), data360("NAM", 62, TIME_PERIOD=2022)), desk)
    assert (taken.figures("area_id", "year"), taken.aside) == ([("NAM", 2022)], {"no value": 1})


def test_names_without_codes_and_with_trailing_blanks(desk: Desk):
    """Economies without a code are known by name, blanks, accents and apostrophes aside; another name is refused."""
    names = ("Iraq ", "Türkiye  ", "Côte d’Ivoire", "Côte d'Ivoire ", "Democratic Republic of the Congo ", "Atlantis ")
    rows = [(2016 + 2 * number, name, 1, 0.5, "", "", "", "") for number, name in enumerate(names)]
    taken = take(table(SURVEY, *rows), desk)
    assert [one.area_id for one in taken.kept] == ["IRQ", "TUR", "CIV", "CIV", "COD"]
    (refused,) = taken.rejected
    assert (refused.column, refused.value) == ("area_id", "Atlantis")


def test_text_values_in_numeric_columns(desk: Desk):
    """Of text in place of a number a bound is kept as one, a word for "none" is no value, anything else is refused."""
    words = (">95", "<5", "95+", "NaN", "N/A", "..", "", "see note", "97.3.1")
    rows = [goal(404, word, year=2010 + number) for number, word in enumerate(words)]
    taken = take(table(GOAL, *rows), desk)
    assert taken.figures("qualifier", "value") == [("more_than", 95.0), ("less_than", 5.0), ("at_least", 95.0)]
    assert taken.aside == {"no value": 4}
    assert [(one.value, one.reason) for one in taken.rejected] == [
        ("see note", "a number was expected"),
        ("97.3.1", "a number was expected"),
    ]


def test_several_editions_in_one_file(desk: Desk):
    """A file with two editions of an index gives both years, each once, whichever of them calls itself the latest."""
    index = {"INDICATOR": "ITU_GCI_GCI_OVRL_SCRE", "UNIT_MEASURE": "0_TO_100", "DATABASE_ID": "ITU_GCI"}
    taken = take(table(DATA360, *(data360("KEN", 80 + n, TIME_PERIOD=2020 + 4 * n, **index) for n in (0, 1))), desk)
    assert taken.figures("year", "value") == [(2020, 80.0), (2024, 81.0)]
    assert taken.rejected == []


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_embedded_newlines(desk: Desk, end: bytes):
    """Notes with line breaks make no records of their own, with quotation marks around them or without."""
    content = table(DATAHUB, datahub(11624, "CHE", 97.3), datahub(11624, "FRA", 86.8)).replace(b"\n", end)
    taken = take(content, desk)
    assert (taken.file.records, taken.figures("area_id", "line")) == (2, [("CHE", 2), ("FRA", 4)])
    assert all("\n" not in one.note for one in taken.kept)
    broken = (
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
        "",
        "A ministry{}and an office",
        "2026-07-10",
    )
    taken = take(table(DATAHUB_V3, broken).replace(b"{}", end), desk)
    assert (taken.file.records, taken.figures("value", "note")) == (1, [(2.5, "A ministry and an office")])


@pytest.mark.parametrize("code", [8, "8", "08", "008", "8.0"])
def test_zero_stripped_m49_codes(desk: Desk, code: object):
    """Albania is 008 and comes as 8, as a number or as text, in a table and in a workbook."""
    row = goal(code, 99)
    as_book = workbook({"Goal9": [GOAL.split(","), row]})
    for content in (table(GOAL, row), as_book):
        assert take(content, desk).figures("area_id") == [("ALB",)]


def test_the_break_from_2_to_5_gigabytes(desk: Desk):
    """The baskets of 2 and 5 GB are two indicators, and a year in which one was not the official one says so."""
    about = ("CHE", "A", "{}", "A basket", "GNIpc", "Europe countries", 0, 0, 0, "High")
    rows = [(*about, 1.5, 1.25), (*about, 2.5, 2.25)]
    codes = ("i271mb_2GB_GNI", "i271mb_5GB_GNI")
    named = [tuple(code if cell == "{}" else cell for cell in row) for code, row in zip(codes, rows, strict=True)]
    taken = take(workbook({"economies_2008-2025": [(*PRICES.split(","), 2024, 2025), *named]}), desk)
    assert taken.figures("indicator_id", "year", "value") == [
        ("mobile_basket_2gb", 2024, 1.5),
        ("mobile_basket_2gb", 2025, 1.25),
        ("mobile_basket_5gb", 2024, 2.5),
        ("mobile_basket_5gb", 2025, 2.25),
    ]
    assert [one.note.split(":")[0] for one in taken.kept] == ["", "experimental in 2025", "experimental in 2024", ""]


def test_the_changed_scale_of_the_cybersecurity_index(desk: Desk):
    """Before 2020 the index went to 1: those years are set aside, a low score after it is a score."""
    index = {"INDICATOR": "ITU_GCI_GCI_OVRL_SCRE", "UNIT_MEASURE": "0_TO_100", "DATABASE_ID": "ITU_GCI"}
    years = {2015: 0.41, 2017: 0.57, 2018: 0.75, 2020: 0.9, 2024: 98.1}
    rows = [data360("KEN", value, TIME_PERIOD=year, **index) for year, value in years.items()]
    taken = take(table(DATA360, *rows), desk)
    assert taken.figures("year", "value") == [(2020, 0.9), (2024, 98.1)]
    assert (taken.aside, taken.rejected) == ({"before 2020: another scale": 3}, [])


def test_a_newest_year_with_ten_economies(project: Settings, catalogue: Catalogue):
    """Ten early economies are a newest year of their own, but not of the world: its figure is withheld, not shown."""
    economies = [one.area_id for one in catalogue.areas if one.area_type is AreaType.ECONOMY]
    small = ("AND", "BRB", "BTN", "LIE", "LUX", "MCO", "MLT", "NRU", "SMR", "TUV")
    rows = [datahub(9300, one, 80, 2024) for one in economies] + [datahub(9300, one, 99, 2025) for one in small]
    project.drop.mkdir(parents=True)
    (project.drop / "1").write_bytes(table(DATAHUB, *rows))
    pipeline.run(in_full(project, "un_wpp_2022"))
    edition = "edition = 'ITU DataHub, to 2025' and indicator_id = 'internet_users' and location = 'urban'"
    newest = ask(
        project,
        f"""
        select area_id, max(year) filter (is_observed), max(value) from series where {edition}
            and area_id in ('WLD', 'ITU-EUR', 'MLT', 'KEN') group by 1 order by 1
        """,
    )
    withheld = ask(project, f"select distinct year from withheld where {edition} and area_id = 'WLD'")
    assert newest == [("ITU-EUR", 2024, 80), ("KEN", 2024, 80), ("MLT", 2025, 99), ("WLD", 2024, 80)]
    assert withheld == [(2025,)]


def test_every_made_file_keeps_the_row_contract(desk: Desk):
    """Files without quirks give no rejected row."""
    assert {one.layout: take(one.content, desk).rejected for one in DOWNLOADS} == {one.layout: [] for one in DOWNLOADS}
