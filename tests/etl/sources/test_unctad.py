"""UNCTADstat: the bulk file on use of ICT by businesses. Its figures here are made up for the tests."""

import io
import zipfile
from collections.abc import Callable

import py7zr
import pytest

from etl.errors import RefusedFileError
from etl.intake import drop
from etl.reading.desk import Desk
from etl.reading.rows import ReadFile
from etl.sources import unctad
from tests.replay_files import QUICKLY

INTERNET = "Proportion of businesses using the Internet"
HEADER = (
    "Year,Economy,Economy Label,UseOfIct,UseOfIct Label,EnterpriseSize,EnterpriseSize Label,"
    "Percentage of businesses,Percentage of businesses Footnote,Percentage of businesses Missing value"
)


def line(
    economy: str = "756", use: str = INTERNET, size: str = "Total", value: str = "91.5", note: str = "", miss: str = ""
):
    return f'2021,{economy},"A name",3,"{use}",1,"{size}",{value},"{note}","{miss}"'


def table(*lines: str, header: str = HEADER) -> bytes:
    return ("\n".join([header, *lines]) + "\n").encode()


def read(content: bytes, desk: Desk) -> ReadFile:
    (file,) = drop.read_file("US_IctUseEnterprSize.csv", content, desk)
    return file


def seven_zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with py7zr.SevenZipFile(packed, "w", filters=QUICKLY) as archive:
        archive.writestr(content, "US_IctUseEnterprSize.csv")
    return packed.getvalue()


def zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("US_IctUseEnterprSize.csv", content)
    return packed.getvalue()


@pytest.mark.parametrize("pack", [bytes, zipped, seven_zipped])
def test_archives(desk, pack: Callable[[bytes], bytes]):
    """The file is read plain, in a zip and in the 7z archive of the service."""
    (row,) = read(pack(table(line())), desk).rows
    assert (row.fields["indicator_id"], row.fields["area_id"], row.fields["year"], row.fields["value"]) == (
        "businesses_internet",
        "CHE",
        "2021",
        "91.5",
    )


@pytest.mark.parametrize(
    "header",
    [
        HEADER.lower(),
        HEADER.lower().replace(" ", "_"),
        HEADER.replace("Percentage of businesses", "Percentage"),
        HEADER.replace("Percentage of businesses Footnote,Percentage of businesses Missing value", "Remark,Reason"),
        HEADER.replace("Percentage of businesses", "Share in per cent"),
    ],
)
def test_headers(desk, header):
    """Headers come with blanks or underscores, and the value is known by the footnote beside it or as a percentage."""
    assert [row.fields["value"] for row in read(table(line(), header=header), desk).rows] == ["91.5"]


@pytest.mark.parametrize(
    ("label", "level"),
    [
        ("Total", ""),
        ("All enterprises", ""),
        ("All size classes", ""),
        ("Micro (0-9 persons employed)", "micro"),
        ("0 to 9 persons employed", "micro"),
        ("Small", "small"),
        ("10-49 employees", "small"),
        ("Medium-sized (50–249)", "medium"),
        ("Large (250+)", "large"),
        ("250 or more persons employed", "large"),
    ],
)
def test_sizes(desk, label, level):
    """A size class is known by its bounds or its word."""
    (row,) = read(table(line(size=label)), desk).rows
    assert row.fields["level"] == level


@pytest.mark.parametrize("label", ["10 or more", "Less than 250", "Small and medium", "0-49", "Unknown"])
def test_sizes_without_a_word(desk, label):
    """Other classes have no place in the vocabulary and are set aside."""
    file = read(table(line(size=label)), desk)
    assert (file.rows, [aside.reason for aside in file.aside]) == ((), ["a breakdown by level that is not carried"])


@pytest.mark.parametrize("use", [INTERNET, INTERNET.upper(), f"B3 - {INTERNET}", f"{INTERNET} (B3)", f"{INTERNET} (%)"])
def test_the_use_is_known_by_its_label(desk, use):
    """The label may be written in capitals and may carry a code."""
    assert len(read(table(line(use=use)), desk).rows) == 1


@pytest.mark.parametrize(
    "use", [f"{INTERNET} by type of access", f"{INTERNET} for e-mail", "Businesses with a website"]
)
def test_other_uses_are_set_aside(desk, use):
    """Labels that go on with other words are other shares of businesses, not a second value of this one."""
    file = read(table(line(), line(use=use, value="12")), desk)
    assert [row.fields["value"] for row in file.rows] == ["91.5"]
    assert [(aside.reason, aside.figures) for aside in file.aside] == [("another use of ICT", 1)]


def test_a_renamed_label_is_refused(desk):
    """A file in which no use of ICT is the expected one is refused, and the sentence lists those that are there."""
    with pytest.raises(RefusedFileError, match=r"none of the uses of ICT is .*; they are Use of computers"):
        read(table(line(use="Use of computers")), desk)


def test_areas(desk):
    """Economies have their M49 number with or without zeros; codes of four digits are UNCTAD's groups."""
    file = read(table(line("4"), line("008"), line("1400"), line("0000"), line("158")), desk)
    assert [row.fields["area_id"] for row in file.rows] == ["AFG", "ALB", "TWN"]
    assert [(aside.reason, aside.figures, aside.line) for aside in file.aside] == [
        ("a group of economies of UNCTAD's own", 2, 4)
    ]


def test_footnotes_and_missing_values(desk):
    """A footnote goes into the note, an estimate is marked as one, and a missing value is no zero."""
    missing = line(value="", miss="Not available or not separately reported")
    file = read(table(line(note="Break in series"), line("4", note="Estimated"), missing), desk)
    assert [(row.fields["note"], row.fields["value_status"]) for row in file.rows] == [
        ("Break in series", "reported"),
        ("Estimated", "estimated"),
    ]
    assert [(aside.reason, aside.figures) for aside in file.aside] == [("no value", 1)]


def test_other_reports_are_not_taken_for_this_one(desk):
    """Another report of the service has other dimensions and is not recognised."""
    with pytest.raises(RefusedFileError, match="not recognised"):
        drop.read_file(
            "US_GDP.csv", b"Year,Economy,Economy Label,GDP,GDP Footnote,GDP Missing value\n2021,4,A,1,,\n", desk
        )
    assert unctad.BULK.source_id == "unctad"
