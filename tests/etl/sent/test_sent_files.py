"""Files as people send them: every reader gets the figures right, or the file is refused and told why."""

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from etl.errors import RefusedFileError
from etl.intake import drop
from etl.reading.desk import Desk, Reading
from tests.cases import case, needs_cases
from tests.etl.downloads import DATA360, DOWNLOADS, Download, data360, dumped, worldbank
from tests.etl.sent.one_table import READERS, Sent
from tests.etl.sources.workbooks import Fault, Formula, workbook
from tests.etl.taken import Taken, take
from tests.samples import needs_samples, sample

Maker = Callable[[Sequence[str]], Sent]
YEAR_COLUMNS = ("datayear", "timeperiod", "time_period", "year", "survey year")
SDG = {
    "series": "IT_USE_ii99",
    "geoAreaCode": "8",
    "timePeriodStart": 2019.0,
    "value": "68.5",
    "attributes": {"Units": "PERCENT"},
    "dimensions": {"Reporting Type": "G"},
}
IN_JSON = [one for one in DOWNLOADS if one.rows and one.content[:1] in b"[{" and "JSON-stat" not in one.layout]
SAMPLES_WITH_FIGURES = (
    "data360_api_csv/itu_gci_2024.csv",
    "data360_csv/ITU_DH_INT_USR_DAY.csv",
    "data360_csv/ITU_DH_POP_COV_4G.csv",
    "data360_csv/ITU_DH_SKLS_DIG_CONT.csv",
    "itu_datahub_api/itu-get-regional-aggregate.json",
    "itu_datahub_csv/fixed-broadband-subscriptions_1777496718795.csv",
    "itu_datahub_csv/individuals-using-the-internet.csv",
    "itu_datahub_csv/individuals-with-ict-skills-by-skill-level.csv",
    "itu_xlsx/ITU_ICTPriceBaskets_2008-2025.xlsx",
    "owid/share-of-individuals-using-the-internet.csv",
    "uis_api/uis_data_records.json",
    "un_egov/EGOV_DATA_2022.csv",
    "unsd_sdg/Goal4.xlsx",
    "unsd_sdg/Goal9.xlsx",
    "worldbank_api_json/SP.POP.TOTL.json",
    "worldbank_api_json/wb_IT.NET.BBND.P2.json",
    "worldbank_csv/API_IT.NET.USER.ZS_DS2_en_csv_v2.csv",
    "worldbank_csv/API_NY.GNP.PCAP.CD_DS2_en_csv_v2_115503.csv",
)
EVERY_READER = pytest.mark.parametrize("made", READERS.values(), ids=READERS)
KEEPS = {"survey": ("0.5", "0.25", "0.125", "1", "0.75")}
USUAL = ("97.5", "8", "0.125", "45", "60.25")


def refused(content: bytes, desk: Desk) -> str:
    with pytest.raises(RefusedFileError) as caught:
        drop.read_file("sent.csv", content, desk)
    said = str(caught.value)
    assert said.startswith("sent.csv: "), said
    return said


def figures(taken: Taken) -> list[tuple[object, ...]]:
    """What is kept of every figure; nothing may be rejected."""
    assert taken.rejected == []
    return taken.figures("indicator_id", "area_id", "year", "qualifier", "value")


def true(made: Maker) -> Sent:
    return made(KEEPS.get(made.__name__, USUAL))


# The cases that stand beside the project.


def sent(name: str, desk: Desk) -> Taken:
    return take(case(name).read_bytes(), desk)


@needs_cases
@pytest.mark.parametrize(
    ("name", "edition", "aside"),
    [
        ("worldbank_date_resaved_dmy.csv", "WDI 2026-11-05", {}),
        ("worldbank_date_resaved_words.csv", "WDI 2026-11-05", {}),
        (
            "worldbank_date_resaved_mdy.csv",
            "World Development Indicators, to 2025",
            {
                "the date '11/5/2026' may begin with its day or with its month: the edition is taken to be "
                "'World Development Indicators, to 2025'": 0
            },
        ),
    ],
)
def test_case_of_resaved_dates(desk: Desk, name: str, edition: str, aside: dict[str, int]):
    """A date that a spreadsheet has written anew is read, or set aside with the edition that is assumed."""
    taken = sent(name, desk)
    assert (len(taken.kept), taken.rejected, taken.aside) == (7, [], aside)
    assert [one.name for one in taken.file.releases] == [edition]
    assert [one.line for one in taken.file.aside] == [3] * len(aside)


@needs_cases
def test_case_of_decorated_years(desk: Desk):
    """Provisional and estimated years keep their flag, and a split year is set aside by name."""
    taken = sent("worldbank_decorated_year_headers.csv", desk)
    assert taken.figures("area_id", "year", "value", "value_status", "note") == [
        ("KEN", 2022, 40, "reported", ""),
        ("KEN", 2024, 42, "reported", "provisional"),
        ("KEN", 2025, 43, "estimated", ""),
        ("IND", 2022, 50, "reported", ""),
        ("IND", 2024, 52, "reported", "provisional"),
        ("IND", 2025, 53, "estimated", ""),
    ]
    assert taken.aside == {"several years in one (2023/24): which of them is meant is not said": 2}


@needs_cases
def test_case_of_a_hidden_sheet(desk: Desk):
    """The visible sheet is read, and the hidden one is named with its numbers."""
    taken = sent("worldbank_hidden_first_sheet.xlsx", desk)
    assert taken.figures("year", "value") == [(2022, 40), (2023, 41), (2024, 42)]
    assert taken.aside == {"the sheet 'archive' is hidden: only visible sheets are read": 3}


@needs_cases
def test_case_of_decimal_commas(desk: Desk):
    """All figures of a file with semicolons and decimal commas are read, not the whole numbers alone."""
    taken = sent("worldbank_decimal_commas_cp1252.csv", desk)
    assert [one.value for one in taken.kept] == [40.5, 41, 42.1, 50.2, 51.3, 52, 91.6, 92.5, 93]
    assert (taken.rejected, taken.aside) == ([], {})


@needs_cases
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("worldbank_page_1_of_3.json", "a part of a download (page 1 of 3, 2 of 6 records); expected all of it"),
        ("worldbank_empty_answer.json", "'World Bank, answer of the API' without a record: it holds no figure"),
    ],
)
def test_case_of_an_answer_that_is_not_whole(desk: Desk, name: str, why: str):
    """A page of several and an answer without records are refused, and why."""
    assert f"sent.csv: {why}" in refused(case(name).read_bytes(), desk)


# The same kinds in every reader that can meet them.


@EVERY_READER
def test_decimal_commas(desk: Desk, made: Maker):
    """A column of decimal commas gives the figures that the same column gives with points."""
    sent, expected = true(made), figures(take(true(made).written().encode(), desk))
    commas = sent.with_cells(lambda cell: cell.replace(".", ","))
    assert len(expected) >= 5
    for sign in (";", "\t", ","):
        assert figures(take(commas.written(sign).encode(), desk)) == expected


@EVERY_READER
def test_decimal_commas_that_tear_a_row(desk: Desk, made: Maker):
    """Between commas and without quotation marks, decimal commas tear the rows, and the file is refused."""
    commas = true(made).with_cells(lambda cell: f"{cell},5" if "." not in cell else cell.replace(".", ","))
    assert "5 of 5 rows have more fields than the header" in refused(commas.written(",", csv.QUOTE_NONE).encode(), desk)


@EVERY_READER
def test_three_digits_behind_every_mark(desk: Desk, made: Maker):
    """Where every figure may be a thousand or have three decimals, the file is refused with column and line."""
    for mark, sign in ((",", ";"), (",", ","), (".", ";")):
        content = made([f"1{mark}234", f"12{mark}345", f"5{mark}678"]).written(sign).encode()
        said = refused(content, desk)
        assert "can be read in two ways (line " in said
        assert f"'1{mark}234': thousands or decimals?), and nothing else in the file tells which" in said


@EVERY_READER
def test_columns_written_in_two_ways(desk: Desk, made: Maker):
    """A column that has points and commas before its decimals is refused with a line of each."""
    said = refused(made(["1.5", "2,5", "3.5"]).written(";").encode(), desk)
    assert " has decimal points (line " in said
    assert "'2,5'); expected one of them throughout" in said


@EVERY_READER
def test_bounds(desk: Desk, made: Maker):
    """Every bound is kept as what it is."""
    values = ("<0.5", "≤0.5", ">0.5", "0.5+", "≥ 0.5")
    found = {(one[1], *one[3:]) for one in figures(take(made(values).written().encode(), desk))}
    assert {value for _, _, value in found} == {0.5}
    assert sorted(word for _, word, _ in found) == ["at_least", "at_least", "at_most", "less_than", "more_than"]


@EVERY_READER
def test_words_and_errors_in_place_of_figures(desk: Desk, made: Maker):
    """A word for none, an error and a formula are set aside with a reason each."""
    taken = take(made(("0.5", "0.25", "1", "#DIV/0!", "n.d.")).written().encode(), desk)
    reasons = {why: number for why, number in taken.aside.items() if "fills no" not in why}
    assert taken.rejected == []
    assert reasons.keys() == {"an error of the spreadsheet (#DIV/0!)", "no value"}
    assert min(reasons.values()) >= len(taken.kept) // 3
    said = refused(made(("0.5", "=B2*2", "=B3*2", "#REF!")).written().encode(), desk)
    assert "figures cannot be read, the first: a formula without a value: open the file in a spreadsheet" in said


@EVERY_READER
def test_a_file_most_of_whose_figures_break(desk: Desk, made: Maker):
    """A file most of whose figures are no numbers is refused with the first of them; fewer of them are rejected."""
    said = refused(made(("0.5", "see", "note", "x", "0.25")).written().encode(), desk)
    assert "figures cannot be read, the first: 'see' where a number was expected (line " in said
    taken = take(made(("0.5", "see", "1", "x", "0.25")).written().encode(), desk)
    assert {one.value for one in taken.rejected} == {"see", "x"}


@EVERY_READER
def test_a_header_without_rows(desk: Desk, made: Maker):
    """A header without rows holds no figure, and is refused."""
    assert " without a record: it holds no figure; download it again" in refused(made(()).written().encode(), desk)


@EVERY_READER
def test_a_column_that_somebody_added(desk: Desk, made: Maker):
    """Numbers in a column that is none of the download's are set aside under its name, and change nothing else."""
    sent = true(made)
    expected = figures(take(sent.written().encode(), desk))
    taken = take(sent.with_column("My change", ("0.5", "", "-1.25", "x", "3")).written().encode(), desk)
    if made.__name__ in {"owid", "survey"}:  # their columns are series: one that nobody knows is set aside as such
        assert (figures(taken), taken.aside["series my change fills no indicator"] >= 3) == (expected, True)
    elif made.__name__ == "goal_csv":  # its columns are dimensions: a figure with another one is a part
        assert taken.aside["a breakdown by my change that is not carried"] >= 3
    else:
        assert figures(taken) == expected
        assert taken.aside["the column 'my change' is none of those that are read"] == 3


@EVERY_READER
def test_sheets_of_a_workbook(desk: Desk, made: Maker):
    """Of a workbook all visible sheets with the table are read; others with numbers, and hidden ones, are named."""
    sent = made(("0.5", "0.25", "1"))
    expected = figures(take(sent.written().encode(), desk))
    other = made(("9",) * 5)
    last = sent.rows[-1:]
    book = {
        "hidden": [other.header, *other.rows],
        "notes": [("A", "B"), ("x", 5), ("y", 7.5)],
        "first": [*sent.above, sent.header, *sent.rows[:-1]],
        "second": [sent.header, *last],
    }
    for sheets in (book, dict(reversed(book.items()))):
        taken = take(workbook(sheets, hidden=["hidden"]), desk)
        assert sorted(map(str, figures(taken))) == sorted(map(str, expected))
        assert taken.aside["the sheet 'notes' is none of those that are read"] == 2
        assert "the sheet 'hidden' is hidden: only visible sheets are read" in taken.aside


def test_a_workbook_whose_only_sheet_is_hidden(desk: Desk):
    """Where nothing but hidden sheets could be read, the refusal says so."""
    sent = true(READERS["bulk"])
    content = workbook({"old": [sent.header, *sent.rows], "x": [("a", "b")]}, hidden=["old"])
    assert "; hidden sheets (old) are not read. Expected" in refused(content, desk)


@EVERY_READER
def test_cells_of_a_workbook_without_a_value(desk: Desk, made: Maker):
    """An error in a cell of a workbook, and a formula that nobody has computed, are told from an empty cell."""
    sent = made(("0.5", "0.25", "1", "N", "F"))
    cells = {"N": Fault("#N/A"), "F": Formula("A1*2"), "1": Formula("A1", 1.0)}
    at = {sent.header.index(name) for name in sent.figures}
    rows = [tuple(cells.get(cell, cell) if n in at else cell for n, cell in enumerate(row)) for row in sent.rows]
    taken = take(workbook({"Data": [*sent.above, sent.header, *rows]}), desk)
    of_each = len(taken.kept) // 3
    assert (taken.rejected, sorted({one.value for one in taken.kept})) == ([], [0.25, 0.5, 1])
    assert taken.aside["an error of the spreadsheet (#N/A)"] >= of_each
    assert taken.aside["a formula without a value: open the file in a spreadsheet and save it again"] >= of_each


@EVERY_READER
def test_years_in_cells_and_headers(desk: Desk, made: Maker):
    """A year is read however it is written, with its flag; two years in one, or a part of one, are set aside."""
    sent = true(made)
    expected = take(sent.written().encode(), desk)
    for change in (lambda y: f"{y}.0", lambda y: f"{y} [YR{y}]", lambda y: f"{y[0]},{y[1:]}", lambda y: f" {y} "):
        assert figures(take(with_years(sent, change), desk)) == figures(expected)
    for mark, status, note in (("p", "", "provisional"), (" (e)", "estimated", ""), ("*", "", "the file marks ")):
        taken = take(with_years(sent, lambda y, mark=mark: f"{y}{mark}"), desk)  # type: ignore[misc]
        assert figures(taken) == figures(expected)
        assert all(note in one.note for one in taken.kept)
        assert {one.value_status for one in taken.kept} == {status or "reported"}
    split = take(with_years(sent, lambda y: f"{y}/{int(y[2:]) + 1}"), desk)
    assert (split.kept, split.rejected) == ([], [])
    assert sum(n for why, n in split.aside.items() if why.startswith("several years in one (20")) == len(expected.kept)
    quarter = take(with_years(sent, lambda y: f"{y}Q1"), desk)
    why = "not a figure of a year" if made.__name__ == "eurostat_csv" else "a part of a year, not a whole one"
    assert quarter.aside[why] == len(expected.kept)


def with_years(sent: Sent, change: Callable[[str], str]) -> bytes:
    """The table with its years written in another way, whether they are headers or cells."""
    if sent.years:
        return sent.with_header(change).written().encode()
    names = [name.lower() for name in sent.header]
    at = next(names.index(one) for one in YEAR_COLUMNS if one in names)
    rows = tuple((*row[:at], change(row[at]), *row[at + 1 :]) for row in sent.rows)
    return replace(sent, rows=rows).written().encode()


@pytest.mark.parametrize("reader", ["bulk", "datahub_v2", "data360_csv", "uis", "unctad"])
def test_per_cent_signs(desk: Desk, reader: str):
    """A per cent sign is no part of the number where the indicator is in per cent."""
    sent = true(READERS[reader])
    expected = figures(take(sent.written().encode(), desk))
    assert figures(take(sent.with_cells(lambda cell: f"{cell} %").written().encode(), desk)) == expected
    commas = sent.with_cells(lambda cell: f"{cell.replace('.', ',')}%")
    assert figures(take(commas.written(";").encode(), desk)) == expected


def test_a_per_cent_sign_where_none_belongs(desk: Desk):
    """An index has no per cent sign: such a file is refused."""
    said = refused(true(READERS["survey"]).with_cells(lambda cell: f"{cell}%").written().encode(), desk)
    assert "'0.5%' where a number was expected" in said


@pytest.mark.parametrize(("stated", "line"), [("11/5/2026", 2), ("sometime", 2)])
def test_dates_of_changes_that_cannot_be_made_out(desk: Desk, stated: str, line: int):
    """A date in version 3 of DataHub that cannot be read is set aside with its line, and blocks nothing."""
    content = READERS["datahub_v3"](USUAL).written().replace("2026-07-10", stated).encode()
    taken = take(content, desk)
    assert (len(taken.kept), [(one.figures, one.line) for one in taken.file.aside]) == (5, [(0, line)])
    assert [one.name for one in taken.file.releases] == ["ITU DataHub, to 2024"]


def test_dates_of_changes_that_tell_each_other(desk: Desk):
    """One date of a file tells how the others are to be read."""
    rows = READERS["datahub_v3"](USUAL).written().replace("2026-07-10", "11/5/2026")
    taken = take(rows.replace("11/5/2026", "13/5/2026", 1).encode(), desk)
    assert [one.name for one in taken.file.releases] == ["ITU DataHub, as of 2026-05-13"]


def test_an_answer_with_a_date_that_cannot_be_read(desk: Desk):
    """An answer of the World Bank's API with such a date is read, and the date set aside."""
    meta = {"page": 1, "pages": 1, "total": 1, "lastupdated": "11/5/2026"}
    taken = take(dumped([meta, [worldbank("CHE", "CH", 97.3)]]), desk)
    assert [one.name for one in taken.file.releases] == ["World Development Indicators, to 2023"]
    assert list(taken.aside.values()) == [0]


PAGED = [
    (
        [{"page": 2, "pages": 3, "total": 3}, [worldbank("CHE", "CH", 97.3)]],
        "a part of a download (page 2 of 3, 1 of 3 records); expected all of it: download it again as one page",
    ),
    (
        {"count": 3, "value": [dict(zip(DATA360.split(","), data360("KEN", 98), strict=True))]},
        "a part of a download (1 of 3 records); ",
    ),
    (
        {"totalElements": 4, "totalPages": 2, "pageNumber": 1, "data": [SDG]},
        "a part of a download (page 1 of 2, 1 of 4 figures); ",
    ),
    ({"totalElements": 4, "data": [SDG]}, "a part of a download (1 of 4 figures); "),
]


@pytest.mark.parametrize(("data", "why"), PAGED)
def test_a_page_of_several(desk: Desk, data: Any, why: str):
    """One page of an answer in several is refused, with how much of it is there."""
    assert f"sent.csv: {why}" in refused(dumped(data), desk)


@pytest.mark.parametrize("made", DOWNLOADS, ids=[one.layout for one in DOWNLOADS])
def test_the_account_of_every_layout(desk: Desk, made: Download):
    """What is counted in a file of any layout is what was offered and left of it, less what is not there."""
    (file,) = drop.read_file("1", made.content, desk)
    if made.rows:
        assert file.numbers == file.figures - sum(one.figures for one in file.aside if one.reason == "no value")


@pytest.mark.parametrize("made", IN_JSON, ids=[one.layout for one in IN_JSON])
def test_numbers_in_an_answer_that_nobody_asks_for(desk: Desk, made: Download):
    """A number under a new name in an answer in JSON is set aside under it."""
    data = json.loads(made.content)
    data = data if isinstance(data, dict) else {"": data}
    entries = next(found for found in (_entries(one) for one in data.values()) if found)
    entries[0]["growth"] = 1.5
    taken = take(dumped(data.get("", data)), desk)
    assert [why for why in taken.aside if why.endswith("growth' is none of those that are read")]


def _entries(data: Any) -> list[Any]:
    match data:
        case [{"page": _}, [*rows]]:
            return list(rows)
        case [{}, *_]:
            return list(data)
        case _:
            return []


def test_a_reader_that_loses_a_figure(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """Should a reader not offer what it has asked for, the file is refused as the program's fault, and not used."""
    offer = Reading.offer
    monkeypatch.setattr(
        Reading, "offer", lambda self, line, *words, **more: offer(self, line, *words, **more) if line != 4 else None
    )
    said = refused(READERS["uis"](USUAL).written().encode(), desk)
    assert "of 5 numbers in it 4 are accounted for; expected all of them. This is a fault of the program" in said


@needs_samples
@pytest.mark.drawn(8)
@pytest.mark.parametrize("name", SAMPLES_WITH_FIGURES)
def test_the_account_of_every_sample(desk: Desk, name: str):
    """Every number of a real file is among the figures kept, rejected or set aside, and they are no more.

    Of the download of goal 9 three rows without a value are left because of their series.
    """
    (file,) = drop.read_file("1", sample(name).read_bytes(), desk)
    absent = sum(one.figures for one in file.aside if one.reason == "no value")
    assert file.numbers > 0
    assert file.numbers == file.figures - absent - (3 if "Goal9" in name else 0)
