"""What `add` copies to the drop folder: all of the files or none, none of them twice."""

from datetime import date
from pathlib import Path

import pytest

from etl.errors import RefusedFileError
from etl.intake import adding, drop
from etl.reading import vintages
from etl.reading.desk import Desk
from tests.etl.downloads import DOWNLOADS
from tests.etl.taken import add

CHART = b"Entity,Code,Year,Individuals\nFrance,FRA,2019,83.3\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A drop folder that is not there yet."""
    return tmp_path / "data" / "drop"


def put(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / "downloads" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def copies(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_copied(desk: Desk, tmp_path: Path, folder: Path):
    """Each file is copied as it is, under its own name, and what is in it comes back with the place of the copy."""
    paths = [put(tmp_path, f"{number}.csv", one.content) for number, one in enumerate(DOWNLOADS)]
    added = add(paths, folder, desk)
    assert [(path, [file.layout for file in files]) for path, files in added] == [
        (folder / path.name, [one.layout]) for path, one in zip(paths, DOWNLOADS, strict=True)
    ]
    assert copies(folder) == {path.name: path.read_bytes() for path in paths}


def test_all_or_none(desk: Desk, tmp_path: Path, folder: Path):
    """When one file is refused none is copied, and each that is refused is named in a line of its own."""
    good, page, gone = put(tmp_path, "a", CHART), put(tmp_path, "b", b"<html>"), tmp_path / "downloads" / "c"
    with pytest.raises(RefusedFileError) as caught:
        add([good, page, gone], folder, desk)
    lines = str(caught.value).splitlines()
    assert [line.partition(";")[0] for line in lines] == [
        "b: the file is a web page, not data",
        f"{gone}: the file cannot be read (No such file or directory)",
        "Nothing was copied.",
    ]
    assert not folder.exists()


def test_an_equal_file_is_not_copied_twice(desk: Desk, tmp_path: Path, folder: Path):
    """Adding a file again, or the copy itself, leaves one copy."""
    path = put(tmp_path, "chart.csv", CHART)
    ((copy, _),) = add([path], folder, desk)
    assert [one for one, _ in add([path, copy], folder, desk)] == [copy, copy]
    assert copies(folder) == {"chart.csv": CHART}


def test_another_file_of_the_name_is_kept_beside(desk: Desk, tmp_path: Path, folder: Path):
    """Another file of the same name takes a number, and an equal one finds the copy that it has."""
    contents = [CHART, CHART.replace(b"2019", b"2018"), CHART.replace(b"2019", b"2017")]
    paths = [put(tmp_path, f"{number}/chart.csv", content) for number, content in enumerate(contents)]
    added = [path.name for path, _ in add([*paths, *paths], folder, desk)]
    assert added == ["chart.csv", "chart-2.csv", "chart-3.csv"] * 2
    assert copies(folder) == dict(zip(added, contents, strict=False))


def test_as_of_a_day(desk: Desk, tmp_path: Path, folder: Path):
    """What is said of the age of a file stands in the name of its copy, and in the edition that comes back."""
    path = put(tmp_path, "chart.csv", CHART)
    ((copy, (file,)),) = add([path], folder, desk, date(2026, 5, 1))
    assert copy == folder / "chart_as-of-2026-05-01.csv"
    assert file.releases[0].name == "Our World in Data, as of 2026-05-01"
    assert copies(folder) == {copy.name: CHART}
    ((read,), _) = drop.read_folder(folder, desk)
    assert read.releases == file.releases


def test_a_day_that_cannot_be(desk: Desk, tmp_path: Path, folder: Path):
    """A day before the newest figure, or one still to come, is refused with the file, and nothing is copied."""
    path, next_year = put(tmp_path, "chart.csv", CHART), date.today().year + 1  # noqa: DTZ011
    for day, what in (
        (date(2018, 12, 31), "and it has a figure of 2019"),
        (date(next_year, 1, 15), "which is still to come"),
    ):
        with pytest.raises(RefusedFileError) as caught:
            add([path], folder, desk, day)
        assert what in str(caught.value)
        assert "expected the day on which it was downloaded\nNothing was copied." in str(caught.value)
    assert not folder.exists()


def test_as_of_another_day(desk: Desk, tmp_path: Path, folder: Path):
    """Of one file there is one copy: it is renamed when a day is said of it, and stays when none is."""
    path, other = put(tmp_path, "chart.csv", CHART), put(tmp_path, "new/chart.csv", CHART.replace(b"2019", b"2018"))
    add([path], folder, desk)
    for day in (date(2026, 5, 1), date(2026, 6, 1)):
        ((copy, _),) = add([path], folder, desk, day)
        assert copies(folder) == {f"chart_as-of-{day}.csv": CHART}
    assert [one for one, _ in add([path], folder, desk)] == [copy]
    add([other], folder, desk, date(2026, 6, 1))
    assert sorted(copies(folder)) == ["chart_as-of-2026-06-01-2.csv", "chart_as-of-2026-06-01.csv"]
    ((first, _), _) = drop.read_folder(folder, desk)
    assert first.as_of is not None
    assert first.as_of.grounds == vintages.SAID


@pytest.mark.parametrize("name", [".chart.csv", "~$chart.csv", "~"])
def test_a_hidden_file_is_not_hidden_any_more(desk: Desk, tmp_path: Path, folder: Path, name: str):
    """The folder passes hidden files over: a copy of one has a name with which it is read."""
    ((copy, _),) = add([put(tmp_path, name, CHART)], folder, desk)
    assert drop.dropped(folder) == [copy]


def test_as_if_they_lay_there(desk: Desk, tmp_path: Path, folder: Path):
    """Before files are copied the folder is read as it will be after: the others, the new ones in order of their names,
    and no copy that is renamed or overwritten by then.
    """
    other, path = put(tmp_path, "b.csv", CHART.replace(b"2019", b"2018")), put(tmp_path, "c.csv", CHART)
    add([other, path], folder, desk)
    found = adding.find([path, put(tmp_path, "a.csv", CHART)], folder, desk, date(2026, 5, 1))
    before, _ = drop.read_folder(folder, desk, added=adding.as_if_there(found))
    assert [one.file for one in before] == ["drop/a_as-of-2026-05-01.csv", "drop/b.csv", "drop/c_as-of-2026-05-01.csv"]
    assert sorted(copies(folder)) == ["b.csv", "c.csv"]
    adding.copy(found)
    after, _ = drop.read_folder(folder, desk)
    assert [(one.file, one.rows, one.releases) for one in before] == [
        (one.file, one.rows, one.releases) for one in after
    ]
