"""What may lie in a drop folder that others can write to: links, pipes, strange names, files without permission."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from etl import pipeline
from etl.errors import NoFiguresError, RefusedFileError
from etl.intake import drop
from etl.reading.desk import Desk
from indicators.settings import Settings
from tests.etl.damage import ask
from tests.etl.disguises import zipped
from tests.etl.downloads import DOWNLOADS, table
from tests.etl.sources.workbooks import workbook
from tests.etl.taken import add

CHART = b"Entity,Code,Year,Individuals\nFrance,FRA,2019,83.3\n"
HIDDEN = "root:x:0:0:a secret"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A drop folder with one good file."""
    found = tmp_path / "drop"
    found.mkdir()
    (found / "good.csv").write_bytes(CHART)
    return found


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder elsewhere on the machine, with a file of a source and one that nobody may see."""
    found = tmp_path / "elsewhere"
    found.mkdir()
    (found / "passwd").write_text(f"{HIDDEN}\n", encoding="utf-8")
    (found / "chart.csv").write_bytes(CHART)
    return found


def refused(folder: Path, desk: Desk) -> dict[str, str]:
    """The reasons of what is refused, by label; the good file is read."""
    files, found = drop.read_folder(folder, desk)
    assert [file.file for file in files] == ["drop/good.csv"]
    return {one.file: one.reason for one in found}


@pytest.mark.parametrize("target", ["passwd", "chart.csv", ".", "not there", "/dev/zero"])
@pytest.mark.parametrize("name", ["link.csv", "sub/link.csv"])
def test_links_are_not_followed(folder: Path, elsewhere: Path, desk: Desk, target: str, name: str):
    """A link is refused, whatever it leads to: a file, a folder, nothing or a device."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).symlink_to(elsewhere / target)
    assert refused(folder, desk) == {
        f"drop/{name}": f"drop/{name}: a symbolic link, which is not followed; put the file itself into the folder"
    }
    assert [path.name for path in drop.dropped(folder)] == ["good.csv"]


def test_a_link_that_was_put_in_the_place_of_a_file(folder: Path, elsewhere: Path, desk: Desk, monkeypatch):
    """What is a link when it is opened is not read, though it was a file when the folder was looked through."""
    (folder / "later.csv").symlink_to(elsewhere / "passwd")
    looked = sorted(folder.iterdir())
    monkeypatch.setattr(drop, "dropped", lambda _: looked)
    monkeypatch.setattr(drop, "_unfit", lambda _: iter(()))
    [reason] = refused(folder, desk).values()
    assert reason.startswith("drop/later.csv: the file cannot be read (")
    assert HIDDEN not in reason


def test_pipes_are_not_waited_for(folder: Path, desk: Desk):
    """A pipe is refused and not read: nobody may ever write into it."""
    os.mkfifo(folder / "pipe.csv")
    assert refused(folder, desk) == {
        "drop/pipe.csv": "drop/pipe.csv: neither a file nor a folder (a pipe, a socket or a device); remove it"
    }


NAMES: dict[bytes, str] = {
    b"\xff.csv": r"drop/\udcff.csv",
    b"a\nb\x1b[31m.csv": r"drop/a\nb\x1b[31m.csv",
    "\u202etxt.csv".encode(): r"drop/\u202etxt.csv",
    b"<b>&'\".csv": "drop/<b>&'\".csv",
    b"n" * 250: f"drop/{'n' * 200}…ab57a8c0",
}


def test_strange_names(folder: Path, desk: Desk):
    """A file is spoken of by a name that every terminal, page and database can hold; different names stay different."""
    for name in NAMES:
        Path(os.fsdecode(bytes(folder) + b"/" + name)).write_bytes(b"%PDF")
    assert set(refused(folder, desk)) == set(NAMES.values())


def test_a_build_among_all_this(project: Settings, elsewhere: Path):
    """A build is made with all this in the drop folder; another link makes it another build."""
    project.drop.mkdir()
    for name in NAMES:
        Path(os.fsdecode(bytes(project.drop) + b"/" + name)).write_bytes(CHART)
    (project.drop / "link").symlink_to(elsewhere / "passwd")
    (project.drop / "twice.zip").write_bytes(twice())
    first = pipeline.run(project)
    assert [one.file for one in first.refused] == ["drop/link"]
    assert ask(project, "select count(distinct file) from build_files where held = 'drop'") == [(len(NAMES) + 2,)]
    assert not pipeline.run(project).is_new
    (project.drop / "another").symlink_to(elsewhere)
    assert [one.file for one in pipeline.run(project).refused] == ["drop/another", "drop/link"]


def twice() -> bytes:
    """A zip in which two files have one name."""
    packed = zipped(a=CHART, b=CHART.replace(b"2019", b"2018"))
    assert packed.count(b"b") == 2
    return packed.replace(b"b", b"a")


def test_members_of_one_name(desk: Desk):
    """Two members of an archive with one name are told apart."""
    assert [one.file for one in drop.read_file("z", twice(), desk)] == ["z/a", "z/a (2)"]


def test_dates_that_are_none(folder: Path, desk: Desk):
    """A file whose date is out of the world is refused, not the folder."""
    (folder / "late.csv").write_bytes(CHART)
    os.utime(folder / "late.csv", (2**41, 2**41))
    if (folder / "late.csv").stat().st_mtime < 2**41:
        pytest.skip("the file system has no date beyond what Python has")
    [reason] = refused(folder, desk).values()
    assert reason == f"drop/late.csv: the date of the file is none ({2**41}); copy it anew"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_what_may_not_be_read(folder: Path, desk: Desk):
    """A file and a folder without permission are refused by name, and what makes a build another one is still known."""
    (folder / "shut").mkdir()
    (folder / "shut.csv").write_bytes(CHART)
    before = drop.hashed(folder)
    for name in ("shut", "shut.csv"):
        (folder / name).chmod(0)
    try:
        found = refused(folder, desk)
        assert drop.hashed(folder) != before
    finally:
        (folder / "shut").chmod(0o700)
    assert found == {
        "drop/shut": "drop/shut: the folder cannot be read; look at its permissions",
        "drop/shut.csv": "drop/shut.csv: the file cannot be read (Permission denied); look at its permissions",
    }


def test_what_is_too_large(folder: Path, desk: Desk):
    """A file that is larger than what may be unpacked is refused without being read."""
    with (folder / "large.csv").open("wb") as large:
        large.truncate(300 << 20)
    assert refused(folder, desk) == {
        "drop/large.csv": "drop/large.csv: the file is of 300 MiB; expected at most 256 MiB: ask for fewer rows, or "
        "split it"
    }


def test_add_copies_what_a_link_leads_to(folder: Path, elsewhere: Path, desk: Desk, tmp_path: Path):
    """A link that is named to `add` is followed, and a file is copied: never the link."""
    link = tmp_path / "link.csv"
    link.symlink_to(elsewhere / "chart.csv")
    ((copy, [file]),) = add([link], folder, desk)
    assert (copy.name, copy.is_symlink(), copy.read_bytes(), len(file.rows)) == ("link.csv", False, CHART, 1)


def test_add_writes_through_no_link(folder: Path, elsewhere: Path, desk: Desk):
    """A link in the folder under the name of a copy is neither taken for it nor written through."""
    (folder / "chart.csv").symlink_to(elsewhere / "passwd")
    (folder / "chart-2.csv").symlink_to(elsewhere / "chart.csv")
    (folder / ".chart-3.csv.new").symlink_to(elsewhere / "passwd")
    ((copy, _),) = add([elsewhere / "chart.csv"], folder, desk)
    assert (copy.name, copy.read_bytes()) == ("chart-3.csv", CHART)
    assert (elsewhere / "passwd").read_text(encoding="utf-8") == f"{HIDDEN}\n"


def test_add_waits_for_no_pipe(folder: Path, desk: Desk, tmp_path: Path):
    """A pipe that is named to `add` is refused."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RefusedFileError, match="neither a file nor a folder; expected a downloaded file"):
        add([tmp_path / "pipe"], folder, desk)


UNKNOWN: dict[str, tuple[Callable[[], bytes] | bytes, str]] = {
    "a secret": (f"{HIDDEN}\n".encode(), ""),
    "a list": (b"alice,her password,3\nbob,his password,4\n", ""),
    "text in columns": (b"Name,Password\nalice,secret\nbob,secret2\n", ""),
    "a key": (b"-----BEGIN KEY-----\nabc,def\nghi,jkl\n-----END KEY-----\n", ""),
    "uneven": (b"Name,Number\na,1\nb,2,3\n", ""),
    "a header alone": (b"Name,Number\n", ""),
    "years as header": (b"2019,2020\n1,2\n3,4\n", ""),
    "a table": (b"Country,Capital,People\nFrance,Paris,66\nChad,N'Djamena,17.5\n", "Country, Capital, People"),
    "many columns": (table("A,B,C,D,E,F", (1, 2, 3, 4, 5, 6)), "A, B, C, D"),
    "long names": (f"{'a' * 40},{'b' * 40},{'c' * 41}\n1,2,3\n".encode(), ""),
    "names of forty": (f"{'a' * 40},{'b' * 40},c\n1,2,3\n".encode(), f"{'a' * 40}, {'b' * 38}…"),
    "signs": (b"A\x1b[31m,B\n1,2\n", ""),
    "a workbook": (workbook({"s": [("Code", "Value"), ("a", 1)]}), "Code, Value"),
    "JSON": (b'{"password": "secret"}', ""),
}


@pytest.mark.parametrize(("content", "columns"), UNKNOWN.values(), ids=list(UNKNOWN))
def test_what_is_shown_of_an_unknown_file(desk: Desk, content: bytes, columns: str):
    """Of a file that nobody knows the names of columns are shown, when it is a table by all signs, and nothing else."""
    with pytest.raises(NoFiguresError) as caught:
        drop.read_file("a file", content, desk)
    said = str(caught.value).partition(" Expected one of: ")[0]
    has = f"; its columns are {columns!r}" if columns else ""
    assert said == f"a file: not recognised as a file of any source{has}."


def test_every_known_file_is_still_known(desk: Desk):
    """None of the made downloads is taken for an unknown one."""
    assert all(drop.read_file("1", one.content, desk)[0].layout == one.layout for one in DOWNLOADS)
