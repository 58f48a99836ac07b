"""What LibreOffice makes of the files: a CSV of each dialect, opened as in its country, and a workbook."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest
from flask.testing import FlaskClient

OFFICE = shutil.which("soffice")
ASKED = "indicator=internet_users,fixed_broadband_subscriptions&area=WLD,LDC,ITU-AFR,KEN&edition=all"
MOST_SECONDS = 300

pytestmark = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice (soffice) is not installed: no file was opened in it"
)

_COMMA, _SEMICOLON, _UTF8, _EN, _FR = 44, 59, 76, 1033, 1036
DIALECTS = [
    ("", f"{_COMMA},34,{_UTF8},1,,{_EN}"),
    ("&bom=1", f"{_COMMA},34,{_UTF8},1,,{_EN}"),
    ("&delimiter=semicolon", f"{_SEMICOLON},34,{_UTF8},1,,{_EN}"),
    ("&delimiter=semicolon&decimal=comma&bom=1", f"{_SEMICOLON},34,{_UTF8},1,,{_FR}"),
]


@pytest.fixture(scope="module")
def expected(client: FlaskClient) -> list[tuple[str, int, float]]:
    rows = client.get(f"/api/v1/observations?{ASKED}").json["data"]
    assert len({row["value"] % 1 for row in rows}) > 20
    return [(row["area"], row["year"], row["value"]) for row in rows]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which LibreOffice keeps what it sets up when it is started for the first time."""
    return tmp_path_factory.mktemp("office")


@pytest.mark.drawn(2)
@pytest.mark.parametrize(("dialect", "opened_as"), DIALECTS)
def test_a_csv_of_each_dialect(
    client: FlaskClient,
    tmp_path: Path,
    profile: Path,
    expected: list[tuple[str, int, float]],
    dialect: str,
    opened_as: str,
):
    """Every number of a CSV is the same number in a spreadsheet of a country that writes numbers so."""
    path = tmp_path / "figures.csv"
    path.write_bytes(client.get(f"/api/v1/observations.csv?{ASKED}{dialect}").data)
    assert converted(path, profile, f"--infilter=Text - txt - csv (StarCalc):{opened_as}") == expected


def test_a_workbook(client: FlaskClient, tmp_path: Path, profile: Path, expected: list[tuple[str, int, float]]):
    """The first sheet of a workbook has the numbers."""
    path = tmp_path / "figures.xlsx"
    path.write_bytes(client.get(f"/api/v1/observations.xlsx?{ASKED}").data)
    assert converted(path, profile) == expected


def converted(path: Path, profile: Path, *how: str) -> list[tuple[str, int, float]]:
    """Area, year and value of the rows of the first sheet, as LibreOffice holds them: numbers as such, in full."""
    into = f"csv:Text - txt - csv (StarCalc):{_COMMA},34,{_UTF8},1,,{_EN},false,false,false"
    out = path.parent / "out"
    command = [OFFICE, f"-env:UserInstallation=file://{profile}", "--headless", *how]
    subprocess.run(
        [*command, "--convert-to", into, "--outdir", str(out), str(path)],
        check=True,
        capture_output=True,
        timeout=MOST_SECONDS,
    )
    with (out / "figures.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return [(row["area"], int(row["year"]), float(row["value"])) for row in rows]
