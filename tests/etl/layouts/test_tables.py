"""What a reader gets of a table, and what becomes of the columns and rows that it does not ask for."""

import pytest

from etl.errors import RefusedFileError
from etl.layouts.documents import open_documents
from etl.layouts.tables import header_of
from etl.reading.desk import Desk, Reading
from etl.reading.rows import ReadFile
from tests.etl.sources.workbooks import workbook


def read(
    text: str | bytes, desk: Desk, *figures: str, about: tuple[str, ...] = ("code",)
) -> tuple[list[str], ReadFile]:
    """The values of the first column of figures, and the account."""
    (document,) = open_documents("a file", text.encode() if isinstance(text, str) else text)
    reading, found = Reading("a file", "egov", desk, "A document"), []
    for table in document.tables_with("code", *figures):
        for line, row in table.records(reading, figures, about):
            found.append(row[figures[0]])
            reading.leave("left", line, sum(bool(row[name]) for name in figures))
    return found, reading.result("a layout", "drop", 0.0)


def aside(file: ReadFile) -> dict[str, tuple[int, int]]:
    return {one.reason: (one.figures, one.line) for one in file.aside if one.reason != "left"}


def test_a_column_that_nobody_asks_for(desk: Desk):
    """Numbers in other columns are set aside under the name of each, with the line of the first; words are not."""
    text = "Code,Value,Change,Remark,,Base\nCHE,97.3,0.5,good,7,2015\nFRA,86.8,-1,3,8,2016\nITA,87,,n/a,,2017\n"
    values, file = read(text, desk, "value")
    assert values == ["97.3", "86.8", "87"]
    assert aside(file) == {
        "the column 'change' is none of those that are read": (2, 2),
        "the column 'remark' is none of those that are read": (1, 3),
        "a column without a name is none of those that are read": (2, 2),
    }
    assert (file.numbers, file.figures) == (8, 8)


def test_numbers_above_and_beside_the_table(desk: Desk):
    """A row of numbers above the header, and a number alone in its row, are set aside; a title and a day are not."""
    text = "Data 2024,,\n12,13,14\nUpdated,46331,\nCode,Value,Note\nCHE,97.3,\n,182.1,\nSource: us,,\n"
    values, file = read(text, desk, "value", about=("code", "note"))
    assert values == ["97.3"]
    assert aside(file) == {
        "a number above the header of the table": (3, 2),
        "a number alone in a row": (1, 6),
    }


@pytest.mark.parametrize("rows", ["CHE,40,5,41\nFRA,50,2,51\n", "CHE,40,5,\nFRA,41,5,\n", "CHE,40,5,41,\nFRA,50,51,\n"])
def test_decimal_commas_without_quotation_marks(desk: Desk, rows: str):
    """A table that decimal commas have torn is refused, even where only empty cells stand beyond the header."""
    with pytest.raises(
        RefusedFileError, match=r"rows have more fields than the header \(line 2 \d, the header 3\): ',' stands"
    ):
        read(f"Code,A,B\n{rows}", desk, "a", "b")


def test_few_rows_with_a_comma_too_many(desk: Desk):
    """A few longer rows among many are set aside, with as many figures as there are columns of them."""
    text = "Code,A,B\n" + "CHE,40,41\n" * 20 + "FRA,50,2,51\nITA,50,5,\n"
    values, file = read(text, desk, "a", "b")
    assert (len(values), aside(file)) == (20, {"a row of 4 fields under a header of 3": (4, 22)})


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_empty_cells_beyond_the_header(desk: Desk, sign: str):
    """Between other signs than commas, empty cells at the end of a row are no harm."""
    values, file = read("Code,A\nCHE,40,,\nFRA,41\n".replace(",", sign), desk, "a")
    assert (values, aside(file)) == (["40", "41"], {})


def test_a_column_that_is_there_twice(desk: Desk):
    """A doubled column of figures or of codes is refused, unless both are the same cell by cell."""
    for text in ("Code,Value,Value\nCHE,97.3,97.3\nFRA,86.8,86.9\n", "Code,Value,Code\nCHE,1,CHE\nFRA,2,ITA\n"):
        with pytest.raises(RefusedFileError, match=r"a file: the column '(value|code)' is there twice, with different"):
            read(text, desk, "value")
    values, file = read("Code,Value,Value\nCHE,97.3,97.3\nFRA,86.8,86.8\n", desk, "value")
    assert (values, aside(file)) == (
        ["97.3", "86.8"],
        {"the column 'value (2)' is none of those that are read": (2, 2)},
    )


def test_names_that_are_there_twice():
    """Of two columns with one name the second has a number; empty names stay empty."""
    assert header_of(["A", "b ", "a", "", "", "A"]) == ("a", "b", "a (2)", "", "", "a (3)")


def test_every_sheet_with_the_header_is_read(desk: Desk):
    """A workbook with a sheet a year is read whole, in whatever order the sheets stand; each has its own marks."""
    sheets = {
        "2023": [("Code", "Value"), ("CHE", "97,3")],
        "about": [("Remark",), ("x",)],
        "2024": [("A title",), ("Value", "Code"), (96.5, "FRA")],
    }
    assert read(workbook(sheets), desk, "value")[0] == ["97.3", "96.5"]
    assert read(workbook(dict(reversed(sheets.items()))), desk, "value")[0] == ["96.5", "97.3"]


def test_columns_of_years(desk: Desk):
    """Years are known however they are written; a number that is none is not taken for one."""
    header = "Code,2008,y_2009,2010.0,2011 [YR2011],2012p,2013/14,2014 (e),average,1,20155,Value\n"
    (document,) = open_documents("a file", (header + "x,1,2,3,4,5,6,7,8,9,0,1\n").encode())
    table = document.table("code", "value")
    assert table is not None
    assert {name: year.digits for name, year in table.years.items()} == {
        "2008": "2008",
        "y_2009": "2009",
        "2010.0": "2010",
        "2011 [yr2011]": "2011",
        "2012p": "2012",
        "2013/14": "",
        "2014 (e)": "2014",
    }


def test_the_sheet_is_named_where_a_column_cannot_be_made_out(desk: Desk):
    """A refusal names the file, the sheet, the column and a line."""
    with pytest.raises(RefusedFileError) as caught:
        read(workbook({"Data": [("Code", "Value"), ("CHE", "1,234")]}), desk, "value")
    assert str(caught.value).startswith("a file: sheet 'Data': column 'value' can be read in two ways (line 2: '1,234'")
