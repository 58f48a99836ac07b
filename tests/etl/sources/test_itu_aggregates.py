"""ITU's regional workbook: stacked tables, as far as programs that read the workbook show how they are laid out.

The workbook itself is not among the samples. Its figures here are the embedded ones, or MADE UP FOR THE TESTS.
"""

import csv
from datetime import UTC, datetime

import pytest

from etl.errors import RefusedFileError
from etl.intake import drop
from etl.publishers.itu_tables import plain, words_in
from etl.reading.desk import Desk
from etl.reading.rows import ReadFile
from etl.sources import itu_aggregates
from etl.staging.contract import stage
from indicators.settings import Settings
from tests.etl.sources.asked import asking, paths
from tests.etl.sources.workbooks import Cell, workbook
from tests.fault_server import HTML, PAGE

NOTES = (
    ("Notes:",),
    ("* 1 Exabyte = 1012 Megabytes",),
    ("*** Individuals aged 10 or older",),
    ("All data are ITU estimates",),
    ("Values are rounded to 1 decimal",),
    ("N/A: Not available",),
    (),
    ("Source:",),
    ("ITU World Telecommunication/ICT Indicators database",),
    ("Version November 2025, for Facts and Figures 2025",),
)
XLSX = {"Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
FILE = "ITU_regional_global_Key_ICT_indicator_aggregates_Nov_2025.xlsx"
ABSOLUTE = "an absolute number: its relative figure is used"
UNCLEAR = "neither per 100 nor in %, as far as its table says"
REPEATED = "the same figure as in another table of the workbook"
NAMES = {
    "WLD": "World",
    "INC-LIC": "Low-income",
    "INC-LMC": "Lower-middle-income",
    "INC-UMC": "Upper-middle-income",
    "INC-HIC": "High-income",
    "LDC": "Least Developed Countries (LDCs)",
    "LLDC": "Land Locked Developing Countries (LLDCs)",
    "SIDS": "Small Island Developing States (SIDS)",
    "ITU-AFR": "Africa",
    "ITU-AMS": "Americas",
    "ITU-ARB": "Arab States",
    "ITU-ASP": "Asia-Pacific",
    "ITU-CIS": "CIS",
    "ITU-EUR": "Europe",
}

Rows = list[tuple[Cell, ...]]


def beside(label: str, of: str, *, years: tuple[Cell, ...] = (2023, 2024, 2025), above: bool = True) -> Rows:
    """A table as on the sheet of regions: absolute numbers, an empty column, the same years in relation to `of`."""
    label_row: tuple[Cell, ...] = (label, *[""] * (len(years) + 1), of if above else "")
    header = ("", *years, "" if above else of, *years)
    return [
        label_row,
        header,
        ("Africa", *(100.5 + n for n in range(len(years))), "", *(10.5 + n for n in range(len(years)))),
        ("Arab States*", *(200.5 + n for n in range(len(years))), "", *(20.5 + n for n in range(len(years)))),
        (),
    ]


def book(**sheets: Rows) -> bytes:
    return workbook({name.replace("_", " "): [*rows, (), *NOTES] for name, rows in sheets.items()})


def read(content: bytes, desk: Desk) -> ReadFile:
    (file,) = drop.read_file("aggregates.xlsx", content, desk)
    return file


def fields(file: ReadFile, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row.fields[name] for name in names) for row in file.rows]


def aside(file: ReadFile) -> dict[str, int]:
    return {one.reason: one.figures for one in file.aside if one.figures}


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize(
    ("label", "of", "indicator"),
    [
        ("Individuals using the Internet (Millions)", "% of population", "internet_users"),
        ("Individuals owning a mobile phone***(Millions)", "Percentage", "mobile_owners"),
        ("Fixed-broadband subscriptions/Millions", "Per 100 inhabitants", "fixed_broadband_subscriptions"),
        ("Population covered by at least an LTE/WiMAX mobile network/Millions", "%", "coverage_4g"),
        ("POPULATION COVERED BY AT LEAST A 3G MOBILE NETWORK (millions)", "", "coverage_3g"),
    ],
)
def test_the_relative_block(desk, label, of, indicator, above):
    """Of two blocks of the same years the relative one is used, however it is called; the absolute one is set aside."""
    file = read(book(By_BDT_region=[("Key ICT indicators",), (), *beside(label, of, above=above)]), desk)
    assert {one for (one,) in fields(file, "value_status")} == {"estimated"}
    assert fields(file, "indicator_id", "area_id", "year", "value") == [
        (indicator, area, str(2023 + n), str(first + n))
        for area, first in (("ITU-AFR", 10.5), ("ITU-ARB", 20.5))
        for n in range(3)
    ]
    assert (file.records, aside(file)) == (2, {ABSOLUTE: 6})


def test_stacked_tables(desk):
    """A label holds for its own table; tables that fill no indicator are set aside, and so are regions without data."""
    rows = [
        *beside("Fixed-telephone subscriptions/Millions", "Per 100 inhabitants"),
        *beside("Individuals using the Internet (Millions)", "% of population"),
        ("CIS", "N/A", "N/A", "N/A", "", "N/A", "N/A", 93.5),
        (),
        *beside("International bandwidth usage(Tbits/s**)", "kbit/s per Internet user"),
    ]
    file = read(book(By_BDT_region=rows), desk)
    assert len(file.rows) == 7
    assert {one for (one,) in fields(file, "indicator_id")} == {"internet_users"}
    assert fields(file, "area_id", "year", "value")[-1] == ("ITU-CIS", "2025", "93.5")
    found = aside(file)
    assert found.pop("series fixed-telephone subscriptions fills no indicator") == 6
    assert found.pop("no value") == 2
    assert found.pop(ABSOLUTE) >= 15


def test_what_was_not_found_is_said(desk):
    """A series of the catalogue without a table is named, so that a changed label does not go unnoticed."""
    file = read(book(By_BDT_region=beside("Individuals using the Internet (Millions)", "%")), desk)
    said = [one.reason for one in file.aside if not one.figures]
    assert "no relative figures of 'Fixed-broadband subscriptions' were found in the workbook" in said
    assert not [one for one in said if "Individuals using" in one]


def test_nothing_found_is_refused(desk):
    """A workbook whose tables are all absolute or of another layout is refused, with what was expected."""
    rows = beside("Individuals using the Internet (Millions)", "Millions")
    with pytest.raises(RefusedFileError, match=r"no table of relative figures was found in the sheets By BDT region"):
        read(book(By_BDT_region=rows), desk)


def test_a_table_that_does_not_say_what_it_counts(desk):
    """A single block that is neither called a share nor a number is not taken for one or the other."""
    unclear: Rows = [("Individuals using the Internet",), ("", 2023, 2024, 2025), ("Africa", 1, 2, 3), ()]
    rows = [*unclear, *beside("Fixed-broadband subscriptions/Millions", "Per 100 inhabitants")]
    file = read(book(By_BDT_region=rows), desk)
    assert {one for (one,) in fields(file, "indicator_id")} == {"fixed_broadband_subscriptions"}
    assert aside(file)[UNCLEAR] == 3


def test_a_single_block_of_shares(desk):
    """A table of one block is used when its label calls it a percentage."""
    label = "Percentage of households with Internet access at home"
    rows: Rows = [(label,), ("", 2023, 2024, 2025), ("World", 60, 65.5, "N/A"), ("Arab States", 1, 2, 3)]
    file = read(book(Households=rows), desk)
    assert fields(file, "indicator_id", "area_id", "value")[:2] == [
        ("households_internet", "WLD", "60"),
        ("households_internet", "WLD", "65.5"),
    ]


def test_women_and_men_side_by_side(desk):
    """Blocks for women and men are of the kind of the first; a parity score is not a share of people."""
    rows: Rows = [
        ("Percentage of individuals using the Internet, by sex",),
        ("", "Total", "", "", "Female", "", "", "Male", "", "", "Gender parity score", ""),
        ("", 2024, 2025, "", 2024, 2025, "", 2024, 2025, "", 2024, 2025),
        ("Arab States", 68.5, 69.5, "", 63.5, 64.5, "", 73.5, 74.5, "", 0.86, 0.87),
    ]
    file = read(book(Internet_use_by_sex=rows), desk)
    assert fields(file, "sex", "year", "value") == [
        ("both", "2024", "68.5"),
        ("both", "2025", "69.5"),
        ("female", "2024", "63.5"),
        ("female", "2025", "64.5"),
        ("male", "2024", "73.5"),
        ("male", "2025", "74.5"),
    ]
    assert aside(file) == {"series gender parity score fills no indicator": 2}


def test_years_over_women_and_men(desk):
    """An older sheet writes a year once over three columns, and the words of sex and age underneath."""
    rows: Rows = [
        ("Percentage of individuals using the Internet, by sex",),
        ("", 2019, "", "", "", 2020, "", ""),
        ("", "Total", "Female", "Male", "", "% Total", "% Female", "% Male"),
        ("Arab States", 55.5, 50.5, 60.5, "", 60, 56, 64),
        (),
        ("Percentage of individuals using the Internet, by age group",),
        ("", 2020, "", ""),
        ("", "Total", "Youth (15-24)", "Rest of Population"),
        ("Arab States", 60, 67.5, 58.5),
        ("Africa", 30, 40.5, 27.5),
    ]
    file = read(book(Internet_use_by_sex_and_age=rows), desk)
    assert fields(file, "area_id", "year", "sex", "age", "value") == [
        ("ITU-ARB", "2019", "both", "all", "55.5"),
        ("ITU-ARB", "2019", "female", "all", "50.5"),
        ("ITU-ARB", "2019", "male", "all", "60.5"),
        ("ITU-ARB", "2020", "both", "all", "60"),
        ("ITU-ARB", "2020", "female", "all", "56"),
        ("ITU-ARB", "2020", "male", "all", "64"),
        ("ITU-ARB", "2020", "both", "15-24", "67.5"),
        ("ITU-ARB", "2020", "both", "not 15-24", "58.5"),
        ("ITU-AFR", "2020", "both", "all", "30"),
        ("ITU-AFR", "2020", "both", "15-24", "40.5"),
        ("ITU-AFR", "2020", "both", "not 15-24", "27.5"),
    ]
    assert aside(file) == {REPEATED: 1}


def test_words_in_a_second_column(desk):
    """A word of sex or place may stand behind the group, which is then written once."""
    rows: Rows = [
        ("Percentage of individuals using the Internet",),
        ("Region", "", 2023, 2024, 2025),
        ("Arab States", "Urban", 80.5, 80.6, 81.8),
        ("", "Rural", 50.5, 50.7, 51.2),
    ]
    file = read(book(By_area=rows), desk)
    assert fields(file, "area_id", "location", "value")[::3] == [
        ("ITU-ARB", "urban", "80.5"),
        ("ITU-ARB", "rural", "50.5"),
    ]


def test_totals_in_several_sheets(desk):
    """Totals that another sheet gives again count once; one that differs is kept for the contract to refuse."""
    shares: Rows = [("Percentage of individuals using the Internet, total",), ("", 2023, 2024, 2025)]
    regions = beside("Individuals using the Internet (Millions)", "%")
    file = read(book(By_BDT_region=regions, By_area=[*shares, ("Africa", 10.5, 11.5, 13)]), desk)
    assert (len(file.rows), aside(file)[REPEATED]) == (7, 2)
    kept, rejected = stage([file.rows], desk.catalogue, {file.file: {"2025 (Nov)"}})
    assert (len(kept), [one.value for one in rejected]) == (5, ["12.5", "13"])


def test_an_unknown_group_is_not_dropped(desk):
    """A group without an entry in the table of codes goes to the contract, which refuses it by name."""
    rows = [*beside("Individuals using the Internet (Millions)", "%")[:4], ("Atlantis", 1, 2, 3, "", 4, 5, 6)]
    file = read(book(By_BDT_region=rows), desk)
    rejected = stage([file.rows], desk.catalogue, {file.file: {"2025 (Nov)"}})[1]
    assert [(one.column, one.value) for one in rejected] == [("area_id", "Atlantis")] * 3


@pytest.mark.parametrize(
    ("said", "name", "vintage"),
    [
        ("Version November 2025, for Facts and Figures 2025", "2025 (Nov)", "2025-11"),
        ("version Jan 2022", "2022 (Jan)", "2022-01"),
        ("", "Regional and global key ICT indicators (workbook), to 2025", "2025-12"),
    ],
)
def test_edition(desk, said, name, vintage):
    """The notes state the edition; it is called as the embedded figures of the same workbook are."""
    rows = [*beside("Individuals using the Internet (Millions)", "%"), (said,)]
    file = read(workbook({"By BDT region": rows}), desk)
    assert [(one.name, one.vintage) for one in file.releases] == [(name, vintage)]


@pytest.mark.parametrize("in_row_of_years", [True, False])
def test_the_embedded_figures_are_read_back(desk, in_row_of_years):
    """The sheet by area, put together from the embedded figures as it is laid out, gives just these again."""
    with (Settings().published / "itu_aggregates_2025_11.csv").open(encoding="utf-8", newline="") as file:
        embedded = {
            tuple(row[name] for name in ("indicator_id", "area_id", "year", "location")): row["value"]
            for row in csv.DictReader(file)
        }
    title, years, places = (
        "Percentage of individuals using the Internet",
        range(2022, 2026),
        ("total", "urban", "rural"),
    )
    rows: Rows = [
        ("Percentage of households with Internet access at home",),
        ("", *range(2015, 2026), "", *range(2015, 2026)),
        (),
    ]
    labels = [f"{title}, {place}" for place in places]
    if in_row_of_years:
        rows.append(tuple(cell for label in labels for cell in (label, *years)))
    else:
        rows.append(tuple(cell for label in labels for cell in (label, *[""] * len(years))))
        rows.append(tuple(cell for _ in places for cell in ("", *years)))
    for area, name in NAMES.items():
        cells: list[Cell] = [name]
        for place in places:
            values = [embedded.get(("internet_users", area, str(year), place)) for year in years]
            cells += [*(float(value) if value else None for value in values), ""]
        rows.append(tuple(cells))
    read_back = read(workbook({"By urban-rural area": [*rows, (), *NOTES]}), desk)
    assert {
        tuple(row.fields[name] for name in ("indicator_id", "area_id", "year", "location")): row.fields["value"]
        for row in read_back.rows
    } == embedded
    assert {(row.fields["document"], row.fields["edition"]) for row in read_back.rows} == {(FILE, "2025 (Nov)")}
    assert len(read_back.rows) == 154


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("Percentage of the population covered by a 4G network", "population covered by a 4g network", {}),
        ("Individuals not using the Internet", "individuals not using the internet", {}),
        ("Number of women who use the Internet (millions)", "number of who use the internet", {"sex": "female"}),
        ("Individuals using the Internet in rural areas, %", "individuals using the internet", {"location": "rural"}),
        ("Male", "", {"sex": "male"}),
        ("Both sexes, total", "", {}),
    ],
)
def test_labels(text, label, words):
    """Units, footnotes and breakdowns are taken off a label, and nothing that changes what is counted."""
    assert (plain(text), words_in(text)) == (label, words)


def test_other_workbooks_are_not_taken_for_it(desk):
    """A workbook without ITU's regions and labels is another one."""
    with pytest.raises(RefusedFileError, match="not recognised"):
        read(
            workbook({"By BDT region": [("Individuals using the Internet",), ("", 2024, 2025), ("Africa", 1, 2)]}), desk
        )


def test_the_newest_workbook(desk, tmp_path):
    """The workbook of this November is asked for first, then the one before; not a third."""
    content = book(By_BDT_region=beside("Individuals using the Internet (Millions)", "%"))
    year = max(datetime.now(UTC).year, 2025)
    held = f"/en/ITU-D/Statistics/Documents/facts/{FILE.replace('2025', str(max(year - 1, 2025)))}"
    answers = lambda path, _query: (200, XLSX, content) if path == held else (404, HTML, PAGE)  # noqa: E731
    with asking("itu_aggregates", answers, tmp_path, desk) as (session, server, _):
        itu_aggregates.fetch(session)
        assert (session.result.fresh, session.result.failures) == (["key-ict-indicators"], [])
        assert paths(server)[-1] == held
        assert len(server.requests) <= 2
