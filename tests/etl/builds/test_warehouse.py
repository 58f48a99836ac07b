"""The switch: readers keep their build, `current` always opens, and nothing is left behind."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import sleep

import duckdb
import pytest

from etl import pipeline
from etl.builds import history, warehouse
from etl.errors import BusyError, PipelineError, SourceError
from indicators.settings import Settings
from tests.etl.damage import FILE, ask, drop_news, replace
from tests.etl.folder import assert_tidy, builds

LDC = f"select value from observations where file = '{FILE}' and area_id = 'LDC'"


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.parquet"))


def finished(folder: Path, name: str) -> None:
    """An unfinished database with one table, as a build has it just before it is published."""
    with warehouse.writing(folder, name) as connection:
        connection.execute("create table t as select 1 as one")


def test_readers_keep_the_build_they_opened(served_project: Settings):
    """A reader of the old build goes on reading it, even when it is tidied away; a new reader sees the new one.

    After a refresh the new build and the two before it are there, older ones are gone.
    """
    old = served_project.current.resolve()
    for day in (1, 2, 3):
        shutil.copy(old, served_project.warehouse / f"2026010{day}-120000-abcd.duckdb")
    with duckdb.connect(str(old), read_only=True) as reader:
        assert reader.execute(LDC).fetchall() == [(35.0,)]
        replace(served_project.published / FILE, ",35,", ",36,")
        report = pipeline.run(served_project)
        expected = sorted(["20260103-120000-abcd.duckdb", old.name, report.path.name])
        assert builds(served_project.warehouse) == expected
        old.unlink()
        assert served_project.current.resolve() == report.path != old
        assert ask(served_project, LDC) == [(36.0,)]
        assert reader.execute(LDC).fetchall() == [(35.0,)]


def _id(number: int) -> str:
    return f"20260101-120000-{number:04}"


def test_current_is_never_missing(tmp_path: Path):
    """While builds are switched, `current` points to a whole build at every moment."""
    finished(tmp_path, _id(0))
    warehouse.publish(tmp_path, _id(0))
    done, seen, missing = Event(), set(), []

    def watch() -> None:
        while not done.is_set():
            try:
                seen.add((tmp_path / "current").readlink())
            except FileNotFoundError as error:
                missing.append(error)

    with ThreadPoolExecutor() as pool:
        watching = pool.submit(watch)
        for number in range(1, 61):
            (tmp_path / f"{_id(number)}.building").touch()
            warehouse.publish(tmp_path, _id(number))
            warehouse.tidy(tmp_path, keep=3)
            while number <= 3 and Path(f"{_id(number)}.duckdb") not in seen and not missing:
                sleep(0.001)  # let the reader look, however busy the machine is
        done.set()
        watching.result()
    assert missing == []
    assert len(seen) > 2
    assert builds(tmp_path) == [f"{_id(number)}.duckdb" for number in (58, 59, 60)]


@pytest.mark.parametrize(("keep", "left"), [(1, []), (2, [3]), (3, [3, 2]), (9, [3, 2, 1]), (None, [3, 2, 1])])
def test_the_served_build_is_kept_however_old(served_project: Settings, keep: int | None, left: list[int]):
    """So many builds are kept as are asked for, the served one among them, even when three newer ones lie beside it."""
    served = served_project.current.resolve()
    names = {day: f"2999010{day}-120000-abcd.duckdb" for day in (1, 2, 3)}
    for name in names.values():
        shutil.copy(served, served_project.warehouse / name)
    warehouse.tidy(served_project.warehouse, keep)
    assert builds(served_project.warehouse) == sorted([served.name, *(names[day] for day in left)])
    assert ask(served_project, LDC) == [(35.0,)]


def test_files_that_are_no_builds(served_project: Settings):
    """What lies in the folder under a name of its own, a copy for one, neither counts as a build nor is removed."""
    folder, served = served_project.warehouse, served_project.current.resolve()
    own = {folder / name for name in ("mine.duckdb", "copy of 20260101-120000-abcd.duckdb", "old.parquet", "z.duckdb")}
    for path in own:
        shutil.copy(served, path)
    drop_news(served_project)
    second = pipeline.run(served_project, keep=2).path
    assert own <= set(folder.iterdir())
    assert {path.name for path in folder.glob("2*.duckdb")} == {served.name, second.name}
    assert history.newest_first(folder) == [second, served]


def test_only_a_refresh_removes_builds(served_project: Settings):
    """A refresh keeps as many as it is told; a check or a refusal removes none, and the same inputs with less do."""
    folder = served_project.warehouse
    for day in (1, 2, 3):
        shutil.copy(served_project.current.resolve(), folder / f"2026010{day}-120000-abcd.duckdb")
    drop_news(served_project)
    pipeline.run(served_project, serve=False)
    assert len(builds(folder)) == 4
    served = pipeline.run(served_project, keep=2).path
    assert len(builds(folder)) == 2
    assert pipeline.run(served_project, keep=1).path == served
    assert builds(folder) == [served.name]
    assert_tidy(folder)


def test_the_file_of_observations_goes_with_its_build(served_project: Settings):
    """Each build that is kept has its Parquet file, one that is tidied away takes it along, an amended one keeps it."""
    folder = served_project.warehouse
    drop_news(served_project)
    first, second = served_project.current.resolve().stem, pipeline.run(served_project).build_id
    assert files(folder) == sorted([f"{first}.parquet", f"{second}.parquet"])
    warehouse.amend(folder, served_project.current.resolve(), lambda connection: connection.execute("select 1"))
    warehouse.tidy(folder, keep=1)
    assert builds(folder) == [f"{second}+2.duckdb"]
    assert files(folder) == [f"{second}.parquet"]


def test_a_build_that_fails_leaves_no_file(served_project: Settings, monkeypatch: pytest.MonkeyPatch):
    """What is written of a file of observations when the build breaks off is removed with it."""
    drop_news(served_project)

    def full(_connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pipeline.observations_file, "write", full)
    before = sorted(served_project.warehouse.iterdir())
    with pytest.raises(OSError, match="No space left"):
        pipeline.run(served_project)
    assert sorted(served_project.warehouse.iterdir()) == before


def test_a_build_lies_there_once(served_project: Settings):
    """Of the served build no other file is left, whether attempts were to be noted in it or had been noted already."""
    folder, served = served_project.warehouse, served_project.current.resolve()
    older = [folder / f"2026010{day}-120000-abcd.duckdb" for day in (1, 2)]
    for path in (*older, folder / f"{served.stem}+2.duckdb"):
        shutil.copy(served, path)
    warehouse.tidy(folder)
    assert builds(folder) == sorted([*(one.name for one in older), served.name]), "a double is no build of its own"

    noted = warehouse.amend(folder, served, lambda connection: connection.execute("delete from attempts"))
    assert (noted, noted.name) == (served_project.current.resolve(), f"{served.stem}+2.duckdb")
    assert builds(folder) == sorted([*(one.name for one in older), noted.name])
    shutil.copy(noted, served)
    warehouse.tidy(folder)
    assert builds(folder) == sorted([*(one.name for one in older), noted.name])


def test_leftovers_of_a_killed_build_are_tidied(served_project: Settings):
    """Unfinished files, logs, spilled data and a half-made link are gone after the next refresh."""
    folder = served_project.warehouse
    for name in (
        "20260101-120000-abcd.building",
        "20260101-120000-abcd.building.wal",
        "20260101-120000-abcd.duckdb.wal",
    ):
        (folder / name).write_bytes(b"half")
    (folder / "20260101-120000-abcd.building.tmp").mkdir()
    (folder / "20260101-120000-abcd.building.tmp" / "duckdb_temp_storage-0.tmp").write_bytes(b"spilled")
    (folder / ".current.new").symlink_to("20260101-120000-abcd.duckdb")
    pipeline.run(served_project)
    assert_tidy(folder)


def test_leftovers_are_tidied_by_a_refresh_that_fails(served_project: Settings):
    """What a killed build left is removed at the next start, even when that refresh is refused."""
    (served_project.warehouse / "20260101-120000-abcd.building").write_bytes(b"half")
    (served_project.published / FILE).unlink()
    with pytest.raises(SourceError):
        pipeline.run(served_project)
    assert_tidy(served_project.warehouse)
    assert ask(served_project, LDC) == [(35.0,)]


def test_a_build_without_an_earlier_one(thin_settings: Settings):
    """The first refresh of a folder makes it and serves; a relative link lets the folder be moved."""
    assert not thin_settings.current.readlink().is_absolute()
    assert_tidy(thin_settings.warehouse)
    assert ask(thin_settings, LDC) == [(35.0,)]


def test_a_log_that_is_left_forbids_the_switch(tmp_path: Path):
    """A database whose log was not written back is not served."""
    finished(tmp_path, "0001")
    (tmp_path / "0001.building.wal").write_bytes(b"half")
    with pytest.raises(PipelineError, match=r"0001\.building was not written completely: a \.wal file is left"):
        warehouse.publish(tmp_path, "0001")
    assert not (tmp_path / "current").exists()


def test_a_second_refresh_is_refused(served_project: Settings):
    """While one refresh writes, another is told so and touches nothing; afterwards it may."""
    folder = served_project.warehouse
    with warehouse.exclusive(folder):
        half = folder / "20260101-120000-abcd.building"
        half.write_bytes(b"half")
        with pytest.raises(BusyError, match=r"Another refresh is writing to .*Wait for it to end and try again"):
            pipeline.run(served_project)
        assert half.exists(), "the second refresh removed what the first is writing"
    assert pipeline.run(served_project).path == served_project.current.resolve()
