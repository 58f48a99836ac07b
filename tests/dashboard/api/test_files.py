"""What is in the files: dialects, texts that would compute, workbooks, metadata, and the package of a zip."""

import csv
import hashlib
import io
import json
import shutil
import zipfile
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from flask.testing import FlaskClient
from frictionless import Package
from python_calamine import CalamineWorkbook

from dashboard.app import create_app
from dashboard.columns import LISTS, OBSERVATIONS, PROGRESS
from indicators.settings import Settings
from tests.dashboard.api import read_back
from tests.dashboard.api.test_answers import FORMULAS

QUERY = "indicator=internet_users&area=WLD,KEN&edition=all"
HARMLESS = (
    "-5.25",
    'quo"ted',
    "two\nlines",
    "a\r\nb",
    "a,b;c",
    " spaced ",
    "<b>&amp;</b>",
    "_x000D_",
    "\x0b\x1f",
    "ÅЖ中😀",
)
PLANTED = (*FORMULAS, *HARMLESS)
COLUMNS = {"observations": OBSERVATIONS, "progress": PROGRESS, **LISTS}


@pytest.fixture(scope="module")
def planted(warehouse_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A copy of the build in which notes, names of areas and titles of sources are texts that want to do something."""
    settings = Settings(data=tmp_path_factory.mktemp("planted"))
    settings.warehouse.mkdir(parents=True)
    path = settings.warehouse / "planted.duckdb"
    shutil.copy(warehouse_settings.current.resolve(), path)
    path.chmod(0o644)
    with duckdb.connect(str(path)) as connection:
        texts = list(PLANTED)
        connection.execute("update series set qualifier = '', note = $1[1 + shown_at % len($1)]", [texts])
        connection.execute("update areas set name = $1[1 + sort % len($1)]", [texts])
        connection.execute("update sources set title = $1[1 + precedence % len($1)]", [texts])
    settings.current.symlink_to("planted.duckdb")
    return create_app(settings).server.test_client()


@pytest.mark.parametrize("dialect", ["", "&delimiter=semicolon", "&delimiter=semicolon&decimal=comma", "&bom=1"])
def test_planted_texts_in_a_csv(planted: FlaskClient, dialect: str):
    """A text that would compute has an apostrophe before it, every other text is as it was; numbers stay numbers."""
    address = "/api/v1/observations.{}?area_type=economy&indicator=internet_users&from=2015"
    told = read_back.from_json(planted.get(address.format("json")).data, OBSERVATIONS)
    content = planted.get(address.format("csv") + dialect).data.removeprefix("\ufeff".encode())
    read = read_back.from_csv(
        content,
        OBSERVATIONS,
        delimiter=";" if "semicolon" in dialect else ",",
        decimal="," if "decimal" in dialect else ".",
    )
    names = [column.name for column in OBSERVATIONS]
    notes = {row[names.index("note")] for row in told}
    assert notes == set(PLANTED) - {""}
    assert read == [[f"'{cell}" if cell in FORMULAS else cell for cell in row] for row in told]


def test_planted_texts_in_a_workbook(planted: FlaskClient):
    """In a workbook every text is a text: as it was written, in a cell of the type of text, without a formula."""
    address = "/api/v1/observations.{}?area_type=economy&indicator=internet_users&from=2015"
    told = read_back.from_json(planted.get(address.format("json")).data, OBSERVATIONS)
    content = planted.get(address.format("xlsx")).data
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 3
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
    assert "_x005F_x000D_" in sheets[0]
    assert "_x000B__x001F_" in sheets[0]
    assert _escaped(read_back.from_xlsx(content, OBSERVATIONS)) == _escaped(told)


def _escaped(rows: read_back.Cells) -> read_back.Cells:
    """Rows in which what a reader of workbooks may leave escaped, or may read as the end of a line, is one thing."""
    marks = {"_x005F_x000D_": "_x000D_", "_x000B_": "\x0b", "_x001F_": "\x1f", "_x000D_": "\r"}

    def plain(cell: object) -> object:
        for mark, meant in marks.items():
            cell = cell.replace(mark, meant) if isinstance(cell, str) else cell
        return cell.replace("\r\n", "\n").replace("\r", "\n") if isinstance(cell, str) else cell

    return [[plain(cell) for cell in row] for row in rows]


def test_a_text_longer_than_a_cell(planted: FlaskClient, warehouse_settings: Settings, tmp_path: Path):
    """A text that no cell of Excel holds is cut with words that say so, and whole in the CSV."""
    settings = Settings(data=tmp_path)
    settings.warehouse.mkdir(parents=True)
    shutil.copy(warehouse_settings.current.resolve(), settings.warehouse / "long.duckdb")
    with duckdb.connect(str(settings.warehouse / "long.duckdb")) as connection:
        connection.execute("update targets set statement = repeat('word ', 10000) where target_id = '1.7'")
    settings.current.symlink_to("long.duckdb")
    client = create_app(settings).server.test_client()
    place = [column.name for column in LISTS["targets"]].index("statement")
    cells = [row[place] for row in read_back.from_xlsx(client.get("/api/v1/targets.xlsx").data, LISTS["targets"])]
    (cut,) = [cell for cell in cells if len(cell) > 1000]
    assert len(cut) == 32_767
    assert cut.endswith("(cut here, where a cell of Excel ends; the CSV has the whole text)")
    assert f'"{"word " * 10_000}"' in client.get("/api/v1/targets.csv").text


def test_the_bytes_of_a_csv(client: FlaskClient):
    """UTF-8, CRLF, texts in quotes, numbers without; a missing cell is empty, an empty text is two quotes."""
    content = client.get(f"/api/v1/observations.csv?{QUERY}").data
    lines = content.split(b"\r\n")
    assert lines[0].startswith(b'"target_id","indicator_id"')
    assert lines[-1] == b""
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b'"WLD","World","world",,2005,"both","all","total","",15.6,"% of population"' in content
    marked = client.get(f"/api/v1/observations.csv?{QUERY}&bom=1").data
    assert marked == b"\xef\xbb\xbf" + content
    european = client.get(f"/api/v1/observations.csv?{QUERY}&delimiter=semicolon&decimal=comma").data
    assert b"15,6" in european
    assert b"15.6" not in european
    assert len(european.split(b"\r\n")) == len(lines)


def test_an_answer_without_rows(client: FlaskClient):
    """Nothing found is a header without rows, in every format."""
    address = "/api/v1/observations.{}?indicator=internet_users&area=WLD&from=1990&to=1991"
    for suffix, reader in (
        ("json", read_back.from_json),
        ("csv", read_back.from_csv),
        ("parquet", read_back.from_parquet),
        ("xlsx", read_back.from_xlsx),
    ):
        answer = client.get(address.format(suffix))
        assert (answer.status_code, answer.headers["X-Total-Rows"]) == (200, "0")
        assert reader(answer.data, OBSERVATIONS) == []
    assert client.get(address.format("zip")).status_code == 200


def test_a_workbook(client: FlaskClient):
    """Three sheets: data with a frozen header and a filter over all rows, the codebook, and what the file is."""
    content = client.get(f"/api/v1/observations.xlsx?{QUERY}").data
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["data", "codebook", "about"]
    codes = book.get_sheet_by_name("codebook").to_python()
    assert [row[0] for row in codes[1:]] == [column.name for column in OBSERVATIONS]
    assert [row[3] for row in codes[1:]] == [column.meaning for column in OBSERVATIONS]
    about = {row[0]: row for row in book.get_sheet_by_name("about").to_python()}
    build = client.get("/healthz").json
    assert about["build_id"][1] == build["build_id"]
    assert about["address"][1] == f"http://localhost/api/v1/observations.xlsx?{QUERY}&build={build['build_id']}"
    assert build["build_id"] in about["citation"][1]
    assert about["itu_datahub"][4] == "CC BY-NC-SA 3.0 IGO"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        core = archive.read("docProps/core.xml").decode()
        assert {entry.date_time for entry in archive.infolist()} == {moment_of(client)}
    rows = int(about["rows"][1])
    assert 'state="frozen"' in sheet
    assert f'<autoFilter ref="A1:Y{rows + 1}"/>' in sheet
    assert f'<dimension ref="A1:Y{rows + 1}"/>' in sheet
    assert build["built_at"] in core


def test_decimals_of_a_workbook(client: FlaskClient):
    """A computed number is shown with its indicator's decimals and kept with all its own; a printed one as it is."""
    content = client.get("/api/v1/observations.xlsx?indicator=internet_users&edition=all&area=LDC,KEN").data
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet, styles = (archive.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    assert 'formatCode="0.0"' in styles
    one_decimal = sheet.split('<c r="M')[1:]
    forms = {
        cell.split("<v>")[1].split("<")[0]: cell.split('s="')[1].split('"')[0] for cell in one_decimal if "<v>" in cell
    }
    computed = next(value for value in forms if len(value) > 10)
    printed = next(value for value in forms if value.count(".") == 1 and len(value.split(".")[1]) == 1)
    assert forms[computed] == forms[printed]


@pytest.mark.parametrize("resource", ["observations", "progress"])
def test_metadata_of_a_parquet_file(client: FlaskClient, resource: str):
    """A Parquet file says of each column what it means and its unit, and of itself query, build and whose figures."""
    address = f"/api/v1/{resource}.parquet?target=1.7&area=WLD,LDC"
    file = pq.ParquetFile(io.BytesIO(client.get(address).data))
    told = {key.decode(): value.decode() for key, value in file.schema_arrow.metadata.items()}
    assert told["build_id"] == client.get("/healthz").json["build_id"]
    assert told["address"] == f"http://localhost{address}&build={told['build_id']}"
    assert told["query"] == f"{resource}?target=1.7&area=WLD,LDC"
    used = {one["id"]: one["licence"] for one in json.loads(told["sources"])}
    assert used["itu_facts_figures"] == "CC BY-NC-SA 3.0 IGO"
    for column in COLUMNS[resource]:
        field = file.schema_arrow.field(column.name)
        assert field.metadata[b"description"].decode() == column.meaning
        assert field.metadata.get(b"unit", b"").decode() == column.unit
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_sources_are_those_of_the_figures(client: FlaskClient):
    """A file names the sources of its figures, all of them and no others."""
    address = "/api/v1/observations.{}?area=KEN&edition=all&source=all"
    rows = client.get(address.format("json")).json["data"]
    file = pq.ParquetFile(io.BytesIO(client.get(address.format("parquet")).data))
    used = [one["id"] for one in json.loads(file.schema_arrow.metadata[b"sources"])]
    assert len(used) == len(set(used))
    assert set(used) == {row["source_id"] for row in rows}


@pytest.mark.parametrize(
    "address",
    [
        f"observations.zip?{QUERY}",
        "observations.zip?indicator=internet_users&area=WLD&from=1990&to=1991",
        "progress.zip?target=1.7&horizon=2030",
        "explore.zip?indicator=internet_users&area_type=itu_region",
        *(f"{name}.zip" for name in LISTS),
    ],
)
def test_a_package(client: FlaskClient, tmp_path: Path, address: str):
    """The package of a zip is valid for frictionless, cell by cell, and its CSV is that of the same question."""
    content = client.get(f"/api/v1/{address}").data
    path = tmp_path / "package.zip"
    path.write_bytes(content)
    report = Package(str(path)).validate()
    assert report.valid, report.flatten(["fieldName", "type", "message"])
    with zipfile.ZipFile(path) as archive:
        table, *others = archive.namelist()
        described = json.loads(archive.read("datapackage.json"))
        told = archive.read("README.md").decode()
        rows = archive.read(table)
        codes = list(csv.reader(io.StringIO(archive.read("codebook.csv").decode(), newline="")))
    assert others == ["codebook.csv", "datapackage.json", "README.md"]
    assert rows == client.get(f"/api/v1/{address}".replace(".zip", ".csv")).data
    digest = hashlib.sha256(rows).hexdigest()
    assert digest in told
    assert client.get("/healthz").json["build_id"] in told
    assert described["resources"][0]["hash"] == f"sha256:{digest}"
    assert [row[0] for row in codes[1:]] == [one["name"] for one in described["resources"][0]["schema"]["fields"]]


def test_an_archive_of_a_package_says_whose_figures(client: FlaskClient):
    """The README of a zip names each source with its licence and how to cite, and the question."""
    content = client.get(f"/api/v1/observations.zip?{QUERY}").data
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        told = archive.read("README.md").decode()
        moments = {entry.date_time for entry in archive.infolist()}
    assert "observations?indicator=internet_users&area=WLD,KEN&edition=all" in told
    assert "Licence: CC BY-NC-SA 3.0 IGO <https://creativecommons.org/licenses/by-nc-sa/3.0/igo/>" in told
    assert "target tracker, version" in told
    assert moments == {moment_of(client)}


def moment_of(client: FlaskClient) -> tuple[int, ...]:
    """When the build was made, as archives say it: to two seconds."""
    built_at = datetime.fromisoformat(client.get("/healthz").json["built_at"])
    return (*built_at.timetuple()[:5], built_at.second // 2 * 2)
