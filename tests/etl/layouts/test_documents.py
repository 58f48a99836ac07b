"""What opens, what is refused and with which sentence, and how tables are found in text and workbooks."""

import io
import json
import zipfile

import pytest

from etl.errors import NoFiguresError, RefusedFileError
from etl.layouts.documents import Document, Table, open_documents
from etl.reading.desk import Desk, Reading
from tests.etl.disguises import in_a_gzip, seven_zipped, zipped
from tests.etl.sources.workbooks import workbook

ROWS = "Code,Name,Value\nCIV,Côte d’Ivoire,1.5\nTUR,“Türkiye”,2\n"
BOOK = workbook({"a": [("Code", "Name", "Value"), ("CIV", "Côte d’Ivoire", 1.5)]})
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 1322224\n"


def one(content: bytes | str) -> Document:
    (document,) = open_documents("a file", content.encode() if isinstance(content, str) else content)
    return document


def table(content: bytes | str) -> Table:
    found = one(content).table("code", "value")
    assert found is not None
    return found


def values(content: bytes | str) -> list[tuple[str, ...]]:
    return [cells for _, cells in table(content).rows]


def refusal(content: bytes | str) -> str:
    with pytest.raises(RefusedFileError) as caught:
        table(content)
    return str(caught.value)


def of_size(packed: bytes, size: int) -> bytes:
    """An archive whose first member says that it is so large: the field of the size in its central directory."""
    at = packed.index(b"PK\x01\x02") + 24
    return packed[:at] + size.to_bytes(4, "little") + packed[at + 4 :]


def with_a_password(packed: bytes) -> bytes:
    """A zip whose first member is marked as encrypted."""
    at = packed.index(b"PK\x01\x02") + 8
    return packed[:at] + b"\x01" + packed[at + 1 :]


def damaged(content: bytes, at: int) -> bytes:
    """The same with one byte changed."""
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def within(levels: int) -> bytes:
    """A table within so many zips, one within the other."""
    packed = ROWS.encode()
    for _ in range(levels):
        packed = zipped(z=packed)
    return packed


REFUSED = [
    (b"", "a file: the file is empty; download it again"),
    (b"\xef\xbb\xbf \r\n\t\n\0\0", "a file: the file is empty; download it again"),
    (
        b"\n <!DOCTYPE HTML><html>",
        "a file: the file is a web page, not data; the service may have refused the download: try again by hand",
    ),
    (b"\xef\xbb\xbf<?xml version='1.0'?><Error/>", "a file: the file is a web page, not data;"),
    (b"<Error><Code>AccessDenied</Code></Error>", "a file: the file is a web page, not data;"),
    (POINTER, "a file: the file is a pointer of Git LFS, not the file itself; fetch the file with git lfs pull"),
    (b"%PDF-1.7\n", "a file: the file is a PDF; expected the data as a table: download the CSV or the workbook"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        "a file: the file is a workbook of the old kind (.xls) or with a password; open it and save it as .xlsx or CSV",
    ),
    (b"\x89PNG\r\n", "a file: the file is a picture; expected a table"),
    (b"PAR1\x15", "a file: the file is a Parquet file; expected CSV, a workbook or JSON"),
    (b"a\0b\1c", "a file: the file is binary and of no known kind; expected CSV, a workbook or JSON"),
    (zipped(a=b"x" * 500)[:-9], "a file: the archive or workbook cannot be opened (File is not a zip file)"),
    (damaged(zipped(a=ROWS.encode()), 40), "a file: the archive or workbook cannot be opened ("),
    (with_a_password(zipped(a=b"x")), "a file: the archive has a password; unpack it and use the file in it"),
    (of_size(zipped(a=b"x"), 600_000_000), "a file: unpacked it is 1 file of 572.2 MiB or more; expected at most 200"),
    (of_size(BOOK, 600_000_000), "a file: unpacked it is 1 file of 572.2 MiB or more; expected at most 200 files"),
    (
        zipped(**{str(n): b"x" for n in range(201)}),
        "a file: unpacked it is 201 files of 201 bytes or more;",
    ),
    (
        zipped(a=zipped(**{str(n): b"x" for n in range(150)}), b=zipped(**{str(n): b"x" for n in range(150)})),
        " KiB or more; expected at most 200 files of 256 MiB, archives within archives counted",
    ),
    (within(201), "unpacked it is 201 files of "),
    (
        zipped(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}),
        "a file: the archive or workbook cannot be opened (Cannot detect file format); download it again",
    ),
    (seven_zipped("secret", a=b"x"), "a file: the archive has a password; unpack it and use the file in it"),
    (seven_zipped(a=b"x")[:40], "a file: the archive cannot be opened ("),
    (in_a_gzip(b"x" * 5_000)[:-9], "a file: the gzip file is broken ("),
    (b"\x1f\x8b\x08\0garbage", "a file: the gzip file is broken ("),
    (b'{"value": [1, 2', "a file: the JSON breaks off or is faulty in line 1 (Expecting ',' delimiter); "),
    (b'[\n{"a": nul}]', "a file: the JSON breaks off or is faulty in line 2 (Expecting value); download it again"),
    (b"[" * 100_000, "a file: the JSON is nested too deeply to be read; expected figures"),
    (ROWS + 'CHE,"Switz', "a file: the file ends within quotation marks: it was cut off; download it again"),
    (ROWS + '"a"b,x,1\nCHE,Switzerland,"9', "a file: the file ends within quotation marks: it was cut off;"),
    (ROWS + "CHE,Switz", "a file: the file ends in the middle of line 4: it was cut off; download it again"),
    (ROWS + f'CHE,"{"x" * 200_000}",1\n', "a file: the file is not CSV (field larger than field limit"),
]


@pytest.mark.parametrize(("content", "sentence"), REFUSED, ids=[sentence[:50] for _, sentence in REFUSED])
def test_refused(content: bytes | str, sentence: str):
    """What can hold no figures, and what is broken, is refused in a sentence that says what it is and what to do."""
    assert sentence in refusal(content)


@pytest.mark.parametrize("content", [b"", b"<html>", b"%PDF-1.7", b"\x89PNG", b"\0\1\2"])
def test_no_figures(content: bytes):
    """What never holds figures is told from what may hold some and cannot be used as it is."""
    with pytest.raises(NoFiguresError):
        one(content)
    with pytest.raises(RefusedFileError) as caught:
        one(POINTER)
    assert not isinstance(caught.value, NoFiguresError)


def test_a_damaged_workbook_is_refused():
    """A workbook that opens and whose sheet is damaged is refused when it is read, not an error of the program."""
    archive = zipfile.ZipFile(io.BytesIO(BOOK))
    parts = {name: archive.read(name) for name in archive.namelist()}
    for sheet in (b"<worksheet><sheetData><row r='1'><c r='", b"", parts["xl/s1.xml"].replace(b"</is>", b"</si>")):
        assert "a file: the workbook is broken (" in refusal(zipped(**parts | {"xl/s1.xml": sheet}))
    at = BOOK.index(b"PK\x03\x04", BOOK.index(b"xl/s1.xml") - 40) + 60
    assert "a file: the workbook is broken (" in refusal(damaged(BOOK, at))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_signs_and_line_ends(encoding: str, sign: str, end: str):
    """A table is the same in every encoding, with every sign between its fields and every end of line."""
    text = ROWS.replace(",", sign).replace("\n", end)
    assert values(text.encode(encoding)) == [("CIV", "Côte d’Ivoire", "1.5"), ("TUR", "“Türkiye”", "2")]


def test_bytes_that_windows_does_not_know():
    """A byte that neither UTF-8 nor the encoding of Windows knows does not keep a table from being read."""
    assert values(b"Code,Name,Value\nCIV,C\xf4te\x81,1\n") == [("CIV", "Côte\x81", "1")]


@pytest.mark.parametrize("quoted", [True, False])
@pytest.mark.parametrize("rows", [1, 60])
def test_the_header_tells_the_sign(quoted: bool, rows: int):
    """Remarks full of another sign do not make it the one between fields."""
    mark = '"' if quoted else ""
    remark = f"{mark}a, b, c, d, e, f; and; so; on|\t|{mark}".replace(*(";", ",") if not quoted else ("", ""))
    text = "Code;Remark;Value\n" + f"CIV;{remark};1\n" * rows
    assert [(code, value) for code, _, value in values(text)] == [("CIV", "1")] * rows


def test_line_breaks_within_quotation_marks():
    """CR, LF and CRLF within a field belong to it, and a row has the number of the line in which it begins."""
    text = 'Code,Note,Value\r\nCHE,"a\rb\nc\r\nd ""e""",1\r\nFRA,,2\r\n'
    assert table(text).rows == ((2, ("CHE", 'a\rb\nc\r\nd "e"', "1")), (6, ("FRA", "", "2")))


def test_a_mark_of_quotation_out_of_place():
    """A mark of quotation in the middle of a field, or something after a closing one, does not spoil a file."""
    assert values('Code,Name,Value\nCHE,a "b" c,1\nFRA,"d" e,2') == [("CHE", 'a "b" c', "1"), ("FRA", "d e", "2")]


@pytest.mark.parametrize("above", [0, 1, 4, 39])
def test_a_header_within_the_first_rows(above: int):
    """A header may stand in any of the first forty rows, under lines of any kind; what is above it stays at hand."""
    found = table("About,this,file,and more\n" * above + "Value,Region,Code\n1,Europe,CHE\n,,\nSource: us\n")
    assert (found.header, len(found.above)) == (("value", "region", "code"), above)
    assert found.rows[0] == (above + 2, ("1", "Europe", "CHE"))


def test_a_header_too_far_down():
    """Below forty rows no header is looked for."""
    assert one("About,this\n" * 40 + ROWS).table("code", "value") is None


def test_columns_in_any_order_and_more_of_them(desk: Desk):
    """Columns are known by their names alone, whatever their order, capitals and neighbours."""
    reading = Reading("a file", "egov", desk, "A document")
    found = table("x, VALUE ,Note,code\n9,1.5,n,CHE\n").records(reading)
    assert [(line, row["code"], row["value"]) for line, row in found] == [(2, "CHE", "1.5")]


def test_torn_rows_are_counted_and_footers_are_not(desk: Desk):
    """A row with too few or too many fields is set aside and counted; a remark of one field is no row at all."""
    reading = Reading("a file", "egov", desk, "A document")
    rows = "FRA;France\nITA;Italy;2;3\nKEN;Kenya;4;\n" + "CHE;Switzerland;1\n" * 8
    text = f"Code;Name;Value\n{rows}\nSource: us\n"
    assert [row["code"] for _, row in table(text).records(reading)] == ["KEN", *["CHE"] * 8]
    read = reading.result("a layout", "drop", 0.0)
    assert (read.records, read.figures) == (11, 2)
    assert [(one.reason, one.figures, one.line) for one in read.aside] == [
        ("a row of 2 fields under a header of 3", 1, 2),
        ("a row of 4 fields under a header of 3", 1, 3),
    ]


def test_an_unquoted_line_break_is_mended():
    """A field with a line break and no marks of quotation, as ITU's new downloads have, is put together again."""
    text = "Code,Name,Source,Value\nCHE,Switzerland,An office\nand another,1\nFRA,France,x,2\n"
    assert table(text).rows == (
        (2, ("CHE", "Switzerland", "An office\nand another", "1")),
        (4, ("FRA", "France", "x", "2")),
    )


def test_two_torn_rows_are_not_made_one():
    """Torn rows that do not fit together stay torn, in their order."""
    assert values("Code,Name,Source,Value\nCHE,Switzerland\nFRA,France\nKEN,Kenya,x,2\n") == [
        ("CHE", "Switzerland"),
        ("FRA", "France"),
        ("KEN", "Kenya", "x", "2"),
    ]


def test_cells_of_a_workbook():
    """Whole numbers have no point, others all their digits; dates are written as dates, empty cells are empty."""
    cells = [("Code", "Value", 2024, "2025.0"), ("a", 3.0, 97.35, None), (None, 1e6, -0.125, "07"), ("date", 1, 2, 3)]
    with zipfile.ZipFile(io.BytesIO(workbook({"s": cells}))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = b'<c r="A4" t="inlineStr"><is><t xml:space="preserve">date</t></is></c>'
    assert text in parts["xl/s1.xml"]
    parts["xl/s1.xml"] = parts["xl/s1.xml"].replace(text, b'<c r="A4" t="d"><v>2024-01-31</v></c>')
    found = table(zipped(**parts))
    assert found.header == ("code", "value", "2024", "2025.0")
    assert {name: year.digits for name, year in found.years.items()} == {"2024": "2024", "2025.0": "2025"}
    assert [row for _, row in found.rows] == [
        ("a", "3", "97.35", ""),
        ("", "1000000", "-0.125", "07"),
        ("2024-01-31", "1", "2", "3"),
    ]


def test_the_sheet_with_the_header():
    """A table is found on whichever sheet it is, by its header, below titles; rows keep their place on the sheet."""
    about, data = [("A title",), ("Code", "x")], [(), ("", "A title"), ("", "Code", "Value"), ("", "CHE", 1)]
    content = workbook({"About": about, "2025 data": data})
    found = table(content)
    assert (found.sheet, found.rows) == ("2025 data", ((4, ("", "CHE", "1")),))
    assert list(one(content).grids) == ["About", "2025 data"]


def test_archives():
    """A zip, a gzip and a 7z give what is in them, and so does an archive within an archive, named by the way there."""
    text = ROWS.encode()
    packed = zipped(**{"a.csv": text, "folder/b.zip": zipped(c=text, d=BOOK), "e": seven_zipped(f=in_a_gzip(text))})
    assert [(found.name, found.kind) for found in open_documents("all.zip", packed)] == [
        ("all.zip/a.csv", "table"),
        ("all.zip/folder/b.zip/c", "table"),
        ("all.zip/folder/b.zip/d", "workbook"),
        ("all.zip/e/f", "table"),
    ]
    assert [found.name for found in open_documents("all.csv.gz", in_a_gzip(text))] == ["all.csv.gz"]
    assert open_documents("all.zip", zipped()) == []


def test_members_that_hold_no_figures_are_passed_over():
    """A licence, a page or an empty file beside a table does no harm; alone in an archive it is what is refused."""
    others = {"a": b"%PDF-1.7", "__MACOSX/._b": b"\0\5\x16\7", "c.html": b"<html>", "d": b"", ".DS_Store": b"\0\1Bud"}
    assert [found.name for found in open_documents("z", zipped(**others, **{"e": ROWS.encode()}))] == ["z/e"]
    with pytest.raises(NoFiguresError, match="z/a: the file is a PDF"):
        open_documents("z", zipped(**others))


def test_json():
    """JSON is known by its first sign, with or without a mark before it."""
    data = {"value": [1, None, "é"]}
    for encoding in ("utf-8", "utf-8-sig"):
        assert one(json.dumps(data, ensure_ascii=False).encode(encoding)).data == data
    assert one(ROWS).data is None


def test_a_table_that_begins_like_an_archive():
    """PK is Pakistan, too."""
    assert values("PK,Code,Value\nx,PAK,1\n") == [("x", "PAK", "1")]
