"""`python -m etl add`: what a person sees who adds downloaded files, and what is in the drop folder afterwards."""

from pathlib import Path

import pytest

from indicators.settings import Settings
from tests.etl.disguises import in_a_zip, zipped
from tests.etl.downloads import DATAHUB, DOWNLOADS, M49, SURVEY, datahub, table
from tests.etl.spoken import Done, etl
from tests.samples import needs_samples, sample

CONTENT = {one.layout: one.content for one in DOWNLOADS}
USE_THEM = "Use them with: python -m etl refresh --offline (or make etl)"
UNTRACKED = "an area that is not tracked (an aggregate of the service's own, or a territory)"
YUGOSLAVIA = "a former state (Yugoslavia, later Serbia and Montenegro), which is none of the areas of today"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that is not there yet."""
    return tmp_path / "data"


def put(tmp_path: Path, name: str, content: bytes) -> str:
    path = tmp_path / name
    path.write_bytes(content)
    return str(path)


def added(data: Path, *files: str) -> list[str]:
    """The lines that `add` prints when it takes the files."""
    done = etl("add", *files, data=data)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[-1] == USE_THEM
    return lines[:-1]


def refused(data: Path, *files: str) -> list[str]:
    """The lines with which `add` refuses the files; nothing is copied or said of others then."""
    done: Done = etl("add", *files, data=data)
    assert (done.returncode, done.stdout) == (1, "")
    assert not data.exists()
    return done.stderr.splitlines()


def test_what_a_file_is(data: Path, tmp_path: Path):
    """A file is named with its layout and rows, what it feeds, for whom and when, its edition, what is set aside."""
    rows = [datahub(11624, "CHE", 97.3, 2021), datahub(11624, "KEN", 30, 2023), datahub(9230, "KEN", 29, 2023)]
    rows += [datahub(19257, "CHE", 4e6), datahub(11624, "ASC", 1), datahub(11624, "YUG", 1)]
    path = put(tmp_path, "download (3)", table(DATAHUB, *rows))
    assert added(data, path) == [
        f"download (3): copied to {data / 'drop' / 'download (3)'}",
        "  ITU DataHub, CSV download: 6 rows",
        "  feeds internet_users: 3 figures of 2 areas, 2021–2023, edition 'ITU DataHub, to 2023'",
        f"  set aside: 1 × {YUGOSLAVIA}",
        f"  set aside: 1 × {UNTRACKED}",
        "  set aside: 1 × series 19257 fills no indicator",
    ]
    assert (data / "drop" / "download (3)").read_bytes() == Path(path).read_bytes()


def test_several_files(data: Path, tmp_path: Path):
    """Several files are named one after the other, the members of an archive under it."""
    survey, chart = CONTENT["United Nations E-Government Survey, CSV"], CONTENT["Our World in Data, CSV of a chart"]
    both = zipped(a=survey, b=chart, licence=b"%PDF-1.7")
    lines = added(data, put(tmp_path, "chart.csv", chart), put(tmp_path, "all.zip", both))
    assert [line for line in lines if "set aside" not in line] == [
        f"chart.csv: copied to {data / 'drop' / 'chart.csv'}",
        "  Our World in Data, CSV of a chart: 2 rows",
        "  feeds internet_users: 1 figure of 1 area, 2019, edition 'Our World in Data, to 2019'",
        f"all.zip: copied to {data / 'drop' / 'all.zip'}",
        "  United Nations E-Government Survey, CSV: 2 rows",
        "  feeds e_government_index, online_service_index: 4 figures of 2 areas, 2022, edition "
        "'United Nations E-Government Survey, to 2022'",
        "  Our World in Data, CSV of a chart: 2 rows",
        "  feeds internet_users: 1 figure of 1 area, 2019, edition 'Our World in Data, to 2019'",
    ]
    assert sorted(path.name for path in (data / "drop").iterdir()) == ["all.zip", "chart.csv"]


def test_a_classification(data: Path, tmp_path: Path):
    """Where a classification groups economies otherwise than the catalogue, that is said in a sentence each."""
    rows = [
        ("001", "World", "A", code, "", "", mark, "", "") for code, mark in (("678", "x"), ("004", "x"), ("024", ""))
    ]
    lines = added(data, put(tmp_path, "m49.csv", table(M49, *rows, delimiter=";")))
    assert lines[1:4] == [
        "  UN M49, overview of areas and groups: 3 rows",
        "  feeds no indicator",
        "  set aside: 3 × UN M49, overview of areas and groups: no figures",
    ]
    (more,) = (line for line in lines if line.startswith("  LDC: the M49 overview has "))
    assert more.startswith("  LDC: the M49 overview has Sao Tome and Principe, the catalogue of ")
    (fewer,) = (line for line in lines if line.startswith("  LDC: the catalogue of "))
    assert "Angola" in fewer
    assert "Afghanistan" not in fewer


def test_again_and_under_the_same_name(data: Path, tmp_path: Path):
    """The same file is not copied again; another one of the same name is kept beside it, and that is said."""
    (tmp_path / "new").mkdir()
    old = put(tmp_path, "survey.csv", table(SURVEY, (2020, "Iraq ", 1, 0.5, 0, 0.4, 0, 0)))
    new = put(tmp_path, "new/survey.csv", table(SURVEY, (2022, "Iraq ", 1, 0.6, 0, 0.5, 0, 0)))
    first, beside = data / "drop" / "survey.csv", data / "drop" / "survey-2.csv"
    lines = added(data, old, new, old)
    assert [line for line in lines if "copied to" in line] == [
        f"survey.csv: copied to {first}",
        f"survey-2.csv: copied to {beside}",
        f"survey.csv: copied to {first}",
    ]
    assert {path: path.read_bytes() for path in (data / "drop").iterdir()} == {
        first: Path(old).read_bytes(),
        beside: Path(new).read_bytes(),
    }


def test_nothing_is_copied_when_one_is_refused(data: Path, tmp_path: Path):
    """With one bad file among good ones nothing is copied; each bad one is a sentence on stderr, exit 1."""
    good = put(tmp_path, "good.csv", CONTENT["Our World in Data, CSV of a chart"])
    page, list_ = put(tmp_path, "page.csv", b"<!doctype html>"), put(tmp_path, "list.csv", b"Country,People\nA,1\n")
    pointer = put(tmp_path, "book.xlsx", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    lines = refused(data, page, good, list_, pointer)
    assert [line.split(";")[0] for line in lines] == [
        "page.csv: the file is a web page, not data",
        "list.csv: not recognised as a file of any source",
        "book.xlsx: the file is a pointer of Git LFS, not the file itself",
        "Nothing was copied.",
    ]


def test_a_broken_file_within_an_archive(data: Path, tmp_path: Path):
    """A broken archive, and one with a broken file in it, is refused with the name of what is broken."""
    chart = CONTENT["Our World in Data, CSV of a chart"]
    broken = put(tmp_path, "cut.zip", in_a_zip(chart)[:-20])
    within = put(tmp_path, "all.zip", zipped(good=chart, cut=chart + b'Chad,TCD,2019,"2'))
    lines = refused(data, broken, within)
    assert lines[0].startswith("cut.zip: the archive or workbook cannot be opened (")
    assert lines[1:] == [
        "all.zip/cut: the file ends within quotation marks: it was cut off; download it again",
        "Nothing was copied.",
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), "Missing argument 'FILES...'"),
        (("not there.csv",), "'not there.csv' does not exist"),
        ((".",), "File '.' is a directory"),
        (("--force", "."), "No such option"),
    ],
)
def test_wrong_use(data: Path, words: tuple[str, ...], expected: str):
    """Without a file, or with something that is none, it is exit 2 with a sentence on stderr."""
    done = etl("add", *words, data=data)
    assert (done.returncode, done.stdout) == (2, "")
    assert expected in done.stderr
    assert "Traceback" not in done.stderr
    assert not data.exists()


def test_a_folder_that_cannot_be_written(tmp_path: Path):
    """Where the drop folder cannot be made, it is exit 1 and a sentence that names it."""
    (tmp_path / "data").write_text("")
    done = etl("add", put(tmp_path, "a", CONTENT["Our World in Data, CSV of a chart"]), data=tmp_path / "data")
    assert (done.returncode, done.stdout) == (1, "")
    assert str(tmp_path / "data") in done.stderr
    assert "Traceback" not in done.stderr


@needs_samples
def test_samples(data: Path):
    """Real files are named with the figures that they hold; the project's own drop folder is not touched."""
    names = ("un_egov/EGOV_DATA_2022.csv", "un_m49/UNSD — Methodology.csv", "data360_api_csv/itu_gci_2024.csv")
    before = sorted(Settings().drop.rglob("*"))
    lines = added(data, *(str(sample(name)) for name in names))
    assert "  feeds e_government_index, online_service_index: 386 figures of 193 areas, 2022, " in "\n".join(lines)
    assert "  feeds gci_score: 388 figures of 194 areas, 2020–2024, edition 'Data360, to 2024'" in lines
    assert "  UN M49, overview of areas and groups: 248 rows" in lines
    assert len(list((data / "drop").iterdir())) == 3
    assert sorted(Settings().drop.rglob("*")) == before
