"""`python -m etl add`: what a person sees who adds downloaded files, and what is in the drop folder afterwards."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indicators.settings import Settings
from tests.etl.damage import copy_of_the_project
from tests.etl.disguises import in_a_zip, zipped
from tests.etl.downloads import BULK, DATAHUB, DOWNLOADS, M49, SURVEY, datahub, table
from tests.etl.spoken import Done, etl
from tests.samples import needs_samples, sample

CONTENT = {one.layout: one.content for one in DOWNLOADS}
USE_THEM = "Use them with: python -m etl refresh --offline (or make etl)"
UNTRACKED = "an area that is not tracked (an aggregate of the service's own, or a territory)"
YUGOSLAVIA = "a former state (Yugoslavia, later Serbia and Montenegro), which is none of the areas of today"
COPIED = "from the date of the copy, for want of a better one; --as-of DATE says better"


def put(tmp_path: Path, name: str, content: bytes) -> str:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return str(path)


@dataclass(frozen=True)
class Several:
    """A project to which these files were added, by their names, and the lines that were printed then."""

    project: Settings
    files: dict[str, bytes]
    lines: list[str]

    @property
    def served(self) -> str:
        """The id of the served build."""
        return self.project.current.resolve().stem

    def told_of(self, name: str) -> list[str]:
        """What is told of a file, from its name to the next one's."""
        heads = [place for place, line in enumerate(self.lines) if not line.startswith(" ")]
        at = self.lines.index(f"{name}:")
        return self.lines[at : next(place for place in heads if place > at)]


def survey(*rows: tuple[int, str, float]) -> bytes:
    """A survey with an index for years and economies; the second one of each row is a half."""
    return table(SURVEY, *((year, name, 1, index, 0, 0.5, 0, 0) for year, name, index in rows))


def added(project: Settings, *words: str) -> list[str]:
    """The lines that `add` prints when it takes the files."""
    done = etl("add", *words, project=project)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[-1] == USE_THEM
    return lines[:-1]


def refused(project: Settings, *files: str) -> list[str]:
    """The lines with which `add` refuses the files unread; nothing is copied or said of others then."""
    done: Done = etl("add", *files, project=project)
    assert (done.returncode, done.stdout) == (1, "")
    assert not project.drop.exists()
    return done.stderr.splitlines()


def held(project: Settings, *words: str) -> tuple[list[str], list[str]]:
    """The lines on stdout and stderr with which `add` tells what would become of files, and copies none."""
    before = sorted(project.drop.rglob("*"))
    done = etl("add", *words, project=project)
    lines = done.stderr.splitlines()
    assert (done.returncode, lines[-1]) == (1, "Nothing was copied.")
    assert sorted(project.drop.rglob("*")) == before
    return done.stdout.splitlines(), lines[:-1]


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory, thin_settings: Settings) -> Several:
    """Several files that were added together; not to be damaged."""
    folder = tmp_path_factory.mktemp("several")
    project = copy_of_the_project(folder, thin_settings)
    shutil.copytree(thin_settings.warehouse, project.warehouse, symlinks=True)
    rows = [datahub(11624, "CHE", 97.3, 2021), datahub(11624, "KEN", 30, 2023), datahub(9230, "KEN", 29, 2023)]
    rows += [datahub(19257, "CHE", 4e6), datahub(11624, "ASC", 1), datahub(11624, "YUG", 1)]
    chart = CONTENT["Our World in Data, CSV of a chart"]
    of_2018 = chart.replace(b"2019", b"2018")
    both = zipped(a=CONTENT["United Nations E-Government Survey, CSV"], b=of_2018, licence=b"%PDF-1.7")
    groups = [
        ("001", "World", "A", code, "", "", mark, "", "") for code, mark in (("678", "x"), ("004", "x"), ("024", ""))
    ]
    files = {
        "download (3)": table(DATAHUB, *rows),
        "chart.csv": chart,
        "all.zip": both,
        "m49.csv": table(M49, *groups, delimiter=";"),
    }
    return Several(project, files, added(project, *(put(folder, name, content) for name, content in files.items())))


def test_what_a_file_is(several: Several):
    """A file is named with its layout and rows, what it feeds, for whom and when, its age and on what grounds, what is
    set aside, and what it changes.
    """
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    assert several.told_of("download (3)") == [
        "download (3):",
        "  ITU DataHub, CSV download: 6 rows, 6 figures",
        "  figures read: column 'datavalue'",
        "  feeds internet_users: 3 figures of 2 areas, 2021–2023",
        f"  as of {today} ({COPIED}), edition 'ITU DataHub, to 2023'",
        "  kept 3, rejected 0, set aside 3",
        f"  set aside: 1 × {YUGOSLAVIA}",
        f"  set aside: 1 × {UNTRACKED}",
        "  set aside: 1 × series 19257 fills no indicator",
        f"  against the served build {several.served}: 3 new, 0 changed, 0 as before",
    ]


def test_several_files(several: Several):
    """Several files are named one after the other, the members of an archive under it, and copied as they are."""
    names = ("chart.csv", "all.zip", "  United", "  Our", "  feeds")
    lines = [line for name in ("chart.csv", "all.zip") for line in several.told_of(name)]
    assert [line for line in lines if line.startswith(names)] == [
        "chart.csv:",
        "  Our World in Data, CSV of a chart: 2 rows, 2 figures",
        "  feeds internet_users: 1 figure of 1 area, 2019",
        "all.zip:",
        "  United Nations E-Government Survey, CSV: 2 rows, 12 figures",
        "  feeds e_government_index, online_service_index: 4 figures of 2 areas, 2022",
        "  Our World in Data, CSV of a chart: 2 rows, 2 figures",
        "  feeds internet_users: 1 figure of 1 area, 2018",
    ]
    assert several.lines[-4:] == [f"{name}: copied to {several.project.drop / name}" for name in several.files]
    assert {path.name: path.read_bytes() for path in several.project.drop.iterdir()} == several.files


def test_a_classification(several: Several):
    """Where a classification groups economies otherwise than the catalogue, that is said in a sentence each."""
    lines = several.told_of("m49.csv")
    assert lines[1:5] == [
        "  UN M49, overview of areas and groups: 3 rows, 3 figures",
        "  feeds no indicator",
        "  kept 0, rejected 0, set aside 3",
        "  set aside: 3 × UN M49, overview of areas and groups: no figures",
    ]
    (more,) = (line for line in lines if line.startswith("  LDC: the M49 overview has "))
    assert more.startswith("  LDC: the M49 overview has Sao Tome and Principe, the catalogue of ")
    (fewer,) = (line for line in lines if line.startswith("  LDC: the catalogue of "))
    assert "Angola" in fewer
    assert "Afghanistan" not in fewer


def test_what_changes(served_project: Settings, tmp_path: Path):
    """Figures are told that are new, as they were and changed, the largest change with its area, year and values.

    Rows that staging rejects are counted and told, the first of them with their lines; the others are used.
    """
    of_afghanistan = [(2018, "Afghanistan", 0.2585), (2020, "Afghanistan", 0.33)]
    rows = [(2024, name, 0.4) for name in ("Kenya", "Chad", "Peru")]
    lines = added(served_project, put(tmp_path, "survey.csv", survey(*of_afghanistan, *rows, (2024, "Atlantis", 0.1))))
    build = served_project.current.resolve().stem
    assert "  kept 10, rejected 2, set aside 24" in lines
    at = lines.index(f"  against the served build {build}: 8 new, 1 changed, 1 as before")
    assert lines[at + 1] == "  changed most: e_government_index AFG 2020: 0.3203 → 0.33 (relative change +3.0 %)"
    assert (
        sum(line.startswith("  rejected: survey.csv line 7, area_id 'Atlantis': no area known") for line in lines) == 2
    )


def test_without_a_served_build(project: Settings, tmp_path: Path):
    """Where no build is served there is nothing to compare with, and that is said."""
    lines = added(project, put(tmp_path, "survey.csv", survey((2020, "Kenya", 0.4))))
    assert "No build is served yet: there is nothing to compare with." in lines
    assert not any("against the served build" in line for line in lines)


def test_mostly_rejected_rows(served_project: Settings, tmp_path: Path):
    """A file most of whose rows staging rejects is not taken in part without being asked."""
    rows = [(2020, name, 1, value, 0, value, 0, 0) for name, value in (("Kenya", 0.4), ("Chad", 40), ("Peru", 40))]
    told, problems = held(served_project, put(tmp_path, "survey.csv", table(SURVEY, *rows)))
    assert "  kept 2, rejected 4, set aside 12" in told
    assert problems[0] == (
        "survey.csv: 4 of its 6 figures would be rejected, the first: survey.csv line 3, value '40': outside what "
        "index from 0 to 1 can be, 0 to 1. A file most of whose figures break is not used in part: download it "
        "again, or mend it."
    )


def test_what_the_gate_would_hold(served_project: Settings, tmp_path: Path):
    """A file that would keep a refresh from switching is not copied; the gate's words say why and what helps."""
    path = put(tmp_path, "survey.csv", survey((2022, "Afghanistan", 0.0027), (2024, "Afghanistan", 0.0021)))
    told, problems = held(served_project, path)
    assert "  changed most: e_government_index AFG 2022: 0.271 → 0.0027 (relative change -99.0 %)" in told
    assert problems[0].startswith("A refresh with this file would switch nothing. Once what follows is mended or ")
    (scale,) = (line for line in problems if "on another scale" in line)
    assert scale.startswith("e_government_index from egov (data/drop/survey.csv): the figures of AFG are about 1/100 ")


def test_what_is_held_anyway(served_project: Settings, tmp_path: Path):
    """Where a refresh would switch nothing without the file as well, that is said: it is not to blame."""
    served_project.drop.mkdir()
    put(served_project.drop, "bad.csv", survey((2020, "Afghanistan", 0.0032), (2022, "Afghanistan", 0.0027)))
    _, problems = held(served_project, put(tmp_path, "good.csv", survey((2024, "Kenya", 0.4))))
    assert problems[0].startswith("A refresh with this file would switch nothing, as it would without. Once ")


def test_an_older_copy(served_project: Settings, tmp_path: Path):
    """A file all of whose figures a newer copy gives is not copied, and how its age is said is told."""
    bulk = "Data Source,WDI,\n\nLast Updated Date,2026-07-01,\n\n" + BULK + "\nKenya,KEN,,IT.NET.USER.ZS,30,31,32,\n"
    newer = put(tmp_path, "new.csv", bulk.encode())
    added(served_project, "--as-of", "2026-11-01", newer)
    older = put(tmp_path, "old.csv", bulk.replace(",30,", ",29,").encode())
    told, problems = held(served_project, "--as-of", "2026-08-01", older)
    assert "  kept 0, rejected 0, set aside 3" in told
    (problem,) = problems
    assert problem == (
        "old.csv: none of its 3 figures would be served: an older copy: drop/new_as-of-2026-11-01.csv gives the same "
        "edition again. If it is the newer one, add it with --as-of and its day; else leave it out."
    )
    added(served_project, "--as-of", "2026-11-02", older)


def test_a_trial_alone(served_project: Settings, tmp_path: Path):
    """With --dry-run the same is told, nothing is copied, and nothing is built that is served.

    The day that is said stands in the name of the copy, and is told with its grounds. Figures of an older edition are
    kept, and it is told that they are not what a page shows.
    """
    path = put(tmp_path, "survey.csv", survey((2018, "Afghanistan", 0.3), (2018, "Kenya", 0.4)))
    before = sorted(served_project.warehouse.iterdir())
    done = etl("add", "--dry-run", "--as-of", "2019-01-01", path, project=served_project)
    assert (done.returncode, done.stderr) == (0, "")
    *told, place, last = done.stdout.splitlines()
    into = served_project.drop / "survey_as-of-2019-01-01.csv"
    assert (place, last) == (f"survey.csv: would be copied to {into}", "Nothing was copied (--dry-run).")
    assert not served_project.drop.exists()
    assert [path.name for path in sorted(served_project.warehouse.iterdir())] == [path.name for path in before]
    edition = "edition 'United Nations E-Government Survey, as of 2019-01-01'"
    assert f"  as of 2019-01-01 (as of the day that was given when it was added), {edition}" in told
    assert "  behind a newer edition of the source, shown with edition=all: 1" in told
    assert added(served_project, "--as-of", "2019-01-01", path) == [*told, f"survey.csv: copied to {into}"]
    assert list(served_project.drop.iterdir()) == [into]


def test_again_and_under_the_same_name(served_project: Settings, tmp_path: Path):
    """The same file is not copied again; another one of the same name is kept beside it, and that is said."""
    old = put(tmp_path, "survey.csv", survey((2020, "Iraq ", 0.5)))
    new = put(tmp_path, "new/survey.csv", survey((2022, "Iraq ", 0.6)))
    first, beside = served_project.drop / "survey.csv", served_project.drop / "survey-2.csv"
    lines = added(served_project, old, new, old)
    assert [line for line in lines if "copied to" in line] == [
        f"survey.csv: copied to {first}",
        f"survey.csv: copied to {beside}",
        f"survey.csv: copied to {first}",
    ]
    assert {path: path.read_bytes() for path in served_project.drop.iterdir()} == {
        first: Path(old).read_bytes(),
        beside: Path(new).read_bytes(),
    }


def test_nothing_is_copied_when_one_is_refused(project: Settings, tmp_path: Path):
    """With one bad file among good ones nothing is copied; each bad one is a sentence on stderr, exit 1."""
    good = put(tmp_path, "good.csv", CONTENT["Our World in Data, CSV of a chart"])
    page, list_ = put(tmp_path, "page.csv", b"<!doctype html>"), put(tmp_path, "list.csv", b"Country,People\nA,1\n")
    pointer = put(tmp_path, "book.xlsx", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    lines = refused(project, page, good, list_, pointer)
    assert [line.split(";")[0].split(". Exp")[0] for line in lines] == [
        "page.csv: the file is a web page, not data",
        "list.csv: not recognised as a file of any source",
        "book.xlsx: the file is a pointer of Git LFS, not the file itself",
        "Nothing was copied.",
    ]


def test_a_broken_file_within_an_archive(project: Settings, tmp_path: Path):
    """A broken archive, and one with a broken file in it, is refused with the name of what is broken."""
    chart = CONTENT["Our World in Data, CSV of a chart"]
    broken = put(tmp_path, "cut.zip", in_a_zip(chart)[:-20])
    within = put(tmp_path, "all.zip", zipped(good=chart, cut=chart + b'Chad,TCD,2019,"2'))
    lines = refused(project, broken, within)
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
        (("--as-of", "5/1/26", __file__), "'5/1/26' does not match the format '%Y-%m-%d'"),
    ],
)
def test_wrong_use(tmp_path: Path, words: tuple[str, ...], expected: str):
    """Without a file, or with something that is none, it is exit 2 with a sentence on stderr."""
    data = tmp_path / "data"
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
def test_samples(served_project: Settings):
    """Real files are named with the figures that they hold; the project's own drop folder is not touched."""
    names = ("un_egov/EGOV_DATA_2022.csv", "un_m49/UNSD — Methodology.csv", "data360_api_csv/itu_gci_2024.csv")
    before = sorted(Settings().drop.rglob("*"))
    lines = added(served_project, *(str(sample(name)) for name in names))
    assert "  feeds e_government_index, online_service_index: 386 figures of 193 areas, 2022" in lines
    assert "  feeds gci_score: 388 figures of 194 areas, 2020–2024" in lines
    assert "edition 'Data360, to 2024'" in "\n".join(lines)
    assert "  UN M49, overview of areas and groups: 248 rows, 248 figures" in lines
    assert len(list(served_project.drop.iterdir())) == 3
    assert sorted(Settings().drop.rglob("*")) == before
