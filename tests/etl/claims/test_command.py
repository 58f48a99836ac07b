"""python -m etl claims: a writer's figures from a table as text or a workbook, an answer per row."""

from pathlib import Path

import pytest
import xlsxwriter

from indicators.settings import Settings
from tests.etl.spoken import Done, etl

HEADER = ("indicator_id", "area_id", "year", "printed", "edition")
GOOD = ("internet_users", "WLD", "2024", "68", "2024")


@pytest.fixture
def say(warehouse_settings: Settings, tmp_path: Path):
    """The command on a table of these rows, as CSV or as a workbook."""

    def said(*rows: tuple[str, ...], ending: str = "csv") -> Done:
        path = tmp_path / f"draft.{ending}"
        if ending == "csv":
            path.write_text("".join(f"{','.join(row)}\n" for row in rows), encoding="utf-8")
        else:
            with xlsxwriter.Workbook(str(path)) as book:
                sheet = book.add_worksheet("figures")
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        return etl("claims", str(path), data=warehouse_settings.data)

    return said


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_answer_per_row(say, ending: str):
    """Each row has a line with its verdict in its edition and in the newest; the last line counts them."""
    done = say(HEADER, GOOD, ("offline_people", "WLD", "2024", "2.6", "2024"), ending=ending)
    assert (done.returncode, done.stderr) == (0, "")
    first, second, last = done.stdout.splitlines()
    assert first.startswith("line 2, row-2: internet_users WLD 2024, printed 68: Reproduced. Held as 68 in ")
    assert "Newest: revised since. 68 then, 71.2 now (+3.2)" in first
    assert second.startswith("line 3, row-3: offline_people WLD 2024, printed 2.6: Reproduced.")
    assert last == "2 figures: 2 reproduced."


def test_an_inconsistent_figure_is_exit_1(say):
    """So that a script can ask: exit 1 where a figure contradicts its edition."""
    done = say(HEADER, GOOD, ("internet_users", "LDC", "2024", "150", "2024"))
    assert done.returncode == 1
    assert "150 is outside of 0 to 100" in done.stdout


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("internet_user", *GOOD[1:]), "'internet_user' is no indicator; did you mean internet_users?"),
        ((GOOD[0], "World", *GOOD[2:]), "area_id 'World' is no area; expected an id"),
        ((*GOOD[:2], "24", *GOOD[3:]), "year '24' is no year; expected one such as 2024"),
        ((*GOOD[:2], "", *GOOD[3:]), "year is empty"),
        ((*GOOD[:3], "68 %", GOOD[4]), "printed '68 %' is no number; expected one such as 68"),
        ((*GOOD[:4], "newest"), "edition 'newest' does not begin with a year"),
    ],
)
def test_a_bad_cell(say, row: tuple[str, ...], sentence: str):
    """A cell that cannot be used is a sentence with file, line and column; the other rows are checked all the same."""
    done = say(HEADER, row, GOOD)
    assert done.returncode == 1
    bad, good, last = done.stdout.splitlines()
    assert bad.startswith("draft.csv: line 2: ")
    assert sentence in bad
    assert good.startswith("line 3, row-3")
    assert last == "2 figures: 1 reproduced, 1 cannot be read."


def test_missing_and_unknown_columns(say, tmp_path: Path):
    """A table without a column that every figure needs, or with one that is none, is refused with all that can be."""
    done = say(("indicator_id", "year", "value"), ("internet_users", "2024", "68"))
    assert done.returncode == 1
    assert "draft.csv: no table with the columns area_id, printed, edition; expected a header with" in done.stderr
    done = say((*HEADER, "locater"), (*GOOD, "p. 3"))
    assert "locater is no column of claims; did you mean locator?" in done.stderr


def test_without_a_build(tmp_path: Path):
    """Where nothing is served there is nothing to check against, and a sentence says what to do."""
    path = tmp_path / "draft.csv"
    path.write_text(f"{','.join(HEADER)}\n{','.join(GOOD)}\n", encoding="utf-8")
    done = etl("claims", str(path), data=tmp_path / "none")
    assert done.returncode == 1
    assert "There is no build to check against; run python -m etl refresh first." in done.stderr
