"""Files of figures that are not whole stop the build, with a sentence that names the file and the place."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.errors import SourceError
from etl.sources import published
from indicators.catalogue import Catalogue
from indicators.settings import Settings
from tests.etl.damage import FILE, append, refusal, replace

HEADER = ",".join(published.COLUMNS)
EXPECTED = f"indicator_id, area_id, year, value and any others of {HEADER}"


def cut_in_the_middle_of_a_line(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def leave_a_quote_open_at_the_end(path: Path) -> None:
    append(path, 'internet_users,SIDS,2024,both,all,total,,67,percent,,estimated,2024,"ITU and the SDG\n')


def leave_a_quote_open_in_the_middle(path: Path) -> None:
    replace(path, "internet_users,LDC,2024", '"internet_users,LDC,2024')


def empty(path: Path) -> None:
    path.write_text("")


def leave_only_blank_lines(path: Path) -> None:
    path.write_text("\n\n")


def leave_only_the_header(path: Path) -> None:
    path.write_text(HEADER + "\n")


def remove(path: Path) -> None:
    path.unlink()


def write_latin_1(path: Path) -> None:
    replace(path, "text on 17.8.1", "théorie")
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))


def rename_a_column(path: Path) -> None:
    replace(path, "area_id", "area")


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (cut_in_the_middle_of_a_line, "the file ends in the middle of line 3, without a line break"),
        (leave_a_quote_open_at_the_end, "the row that begins in line 4 is not CSV"),
        (leave_a_quote_open_in_the_middle, "the row that begins in line 2 is not CSV"),
        (empty, f"the file is empty; expected a header with {EXPECTED}"),
        (leave_only_blank_lines, f"the file is empty; expected a header with {EXPECTED}"),
        (leave_only_the_header, "the file holds a header and no rows; expected at least one figure"),
        (remove, "the file is missing; sources.yaml names it"),
        (write_latin_1, "byte 231 is not UTF-8; save the file as UTF-8"),
        (rename_a_column, f"the header is {HEADER.replace('area_id', 'area')}; expected {EXPECTED}"),
    ],
)
def test_file_that_is_not_whole(served_project: Settings, spoil: Callable[[Path], None], expected: str):
    """A file that is not whole is named with what is wrong, and the earlier build is still served."""
    spoil(served_project.published / FILE)
    message = refusal(served_project, SourceError)
    first, last = message.splitlines()
    assert first.startswith(f"data/published/{FILE}: {expected}")
    assert re.fullmatch(r"\d+ rows of \d+ other files are whole and were not loaded: mend the files above .*", last)


def test_file_that_no_publication_names(served_project: Settings):
    """A file that sources.yaml does not name stops the build: a figure without a source is not served."""
    (served_project.published / "found_on_a_stick.csv").write_text(HEADER + "\n")
    message = refusal(served_project, SourceError)
    assert message.startswith(
        "data/published/found_on_a_stick.csv: no publication of data/catalogue/sources.yaml names this file; "
        "add it there, or remove the file"
    )


def test_all_bad_files_are_named_at_once(served_project: Settings):
    """Every file that is not whole is named, not only the first."""
    empty(served_project.published / FILE)
    remove(served_project.published / "egov_2018.csv")
    lines = refusal(served_project, SourceError).splitlines()
    assert [line.partition(": ")[0] for line in lines[:-1]] == [
        f"data/published/{FILE}",
        "data/published/egov_2018.csv",
    ]


def test_spreadsheet_file(project: Settings, catalogue: Catalogue):
    """A byte-order mark, CRLF and a line break within a quoted note are read; rows keep their line numbers."""
    path = project.published / FILE
    text = path.read_text(encoding="utf-8").replace("publication,\n", 'publication,"one\ntwo"\n', 1)
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    [rows] = [file.rows for file in published.read(project.published, catalogue) if file.file == FILE]
    assert [(row.line, row.fields["area_id"], row.fields["note"]) for row in rows] == [
        (2, "LDC", "one\r\ntwo"),
        (4, "LLDC", ""),
    ]


def test_rows_are_the_same_each_time(project: Settings, catalogue: Catalogue):
    """The rows of a file may be gone through more than once, and are as many as it says."""
    for file in published.read(project.published, catalogue):
        rows = list(file.rows)
        assert rows == list(file.rows)
        assert len(rows) == len(file.rows) == file.figures
        assert rows[-1] in file.rows
        assert rows[-1]._replace(line=0) not in file.rows


def test_every_row_carries_its_document(catalogue: Catalogue):
    """Every row of the embedded figures names its document and how it was read; a quoted one, by whom or where."""
    for file in published.read(Settings().published, catalogue):
        for row in file.rows:
            assert row.fields["document"]
            assert row.fields["read_in"] in ("publication", "table", "quoted")
            if row.fields["read_in"] == "quoted":
                assert row.fields["quoted_by"] or row.fields["url"], (row.file, row.line)
