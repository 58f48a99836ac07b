"""Builds beside the served one: few are open at a time, and none is in the way of a switch."""

import shutil
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import duckdb
import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.reading.kept import BuildNotThereError, Kept
from dashboard.reading.warehouse import Warehouse
from etl import pipeline
from etl.builds import warehouse as folder_of_builds
from indicators.settings import Settings
from tests.dashboard.refreshes import build_id
from tests.etl.damage import drop_news

OPEN_FILES = Path("/proc/self/fd")
ROWS = "select count(*) from observations"


@pytest.fixture
def several(served_project: Settings) -> tuple[Warehouse, list[str]]:
    """A reader of a folder with five builds beside the served one, and their ids."""
    served = served_project.current.resolve()
    names = [f"2026010{day}-120000-abcd" for day in range(1, 6)]
    for name in names:
        shutil.copyfile(served, served_project.warehouse / f"{name}.duckdb")
    return Warehouse(served_project.current), names


def is_open(folder: Path) -> set[str]:
    """The builds of a folder that this process has open."""
    found = set()
    for one in OPEN_FILES.iterdir():
        try:
            path = one.readlink()
        except FileNotFoundError:
            continue
        if path.parent == folder.resolve():
            found.add(path.stem)
    return found


@pytest.mark.skipif(not OPEN_FILES.exists(), reason="this system does not tell which files are open")
def test_few_are_open(served_project: Settings, several: tuple[Warehouse, list[str]]):
    """Beside the served build the two that were asked last are open; one that is let go answers who has it still."""
    warehouse, names = several
    with warehouse.snapshot(names[0]) as first, warehouse.snapshot() as served:
        for name in names:
            with warehouse.snapshot(name) as snapshot:
                assert snapshot.rows(ROWS) == served.rows(ROWS)
        assert is_open(served_project.warehouse) == {build_id(served_project), names[0], *names[-2:]}
        assert first.rows("select count(*) from series") == served.rows("select count(*) from series")
    del first, snapshot
    assert is_open(served_project.warehouse) == {build_id(served_project), *names[-2:]}
    with warehouse.snapshot(names[-2]):
        pass
    with warehouse.snapshot(names[0]):
        assert is_open(served_project.warehouse) == {build_id(served_project), names[-2], names[0]}


def test_one_opened_file_for_all(several: tuple[Warehouse, list[str]]):
    """Snapshots of a kept build share what was opened; the served one under its id is the served one."""
    warehouse, names = several
    with warehouse.snapshot(names[0]) as one, warehouse.snapshot(names[0]) as other, warehouse.snapshot() as served:
        assert one.build is other.build
        assert one.build is not served.build
        with warehouse.snapshot(served.build.build_id) as named:
            assert named.build is served.build


def test_many_threads_ask_many_builds(several: tuple[Warehouse, list[str]]):
    """Threads that ask more builds than stay open get each its own answer."""
    warehouse, names = several
    with warehouse.snapshot() as served:
        expected = served.rows(ROWS)

    def ask(number: int) -> bool:
        name = names[number % len(names)]
        with warehouse.snapshot(name) as snapshot:
            return snapshot.build.file == name and snapshot.rows(ROWS) == expected

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(30)))


def test_a_build_that_is_tidied_while_it_is_read(served_project: Settings, several: tuple[Warehouse, list[str]]):
    """Who has a snapshot reads on, whoever comes then is told that the build is gone, and its file is let go."""
    warehouse, names = several
    with warehouse.snapshot(names[0]) as snapshot:
        folder_of_builds.tidy(served_project.warehouse, keep=1)
        assert snapshot.rows(ROWS)
        with pytest.raises(BuildNotThereError) as caught, warehouse.snapshot(names[0]):
            pass
    assert (caught.value.code, caught.value.kept) == ("unknown_build", (build_id(served_project),))


def test_a_build_that_is_tidied_while_it_is_opened(
    served_project: Settings, several: tuple[Warehouse, list[str]], monkeypatch: pytest.MonkeyPatch
):
    """A file that goes between the look into the folder and the opening is a build that is not there, no error."""
    warehouse, names = several
    connect = duckdb.connect

    def late(path: str = ":memory:", **more: Any) -> duckdb.DuckDBPyConnection:
        if names[0] in path:
            Path(path).unlink(missing_ok=True)
        return connect(path, **more)

    monkeypatch.setattr(duckdb, "connect", late)
    with pytest.raises(BuildNotThereError, match="is known here"), warehouse.snapshot(names[0]):
        pass


def test_a_switch_while_the_served_build_is_opened(served_project: Settings, monkeypatch: pytest.MonkeyPatch):
    """The served build that goes between the link and the opening gives way to the one that is served by then."""
    warehouse, connect, old = Warehouse(served_project.current), duckdb.connect, build_id(served_project)
    drop_news(served_project)
    switched = []

    def late(path: str = ":memory:", **more: Any) -> duckdb.DuckDBPyConnection:
        if old in path and not switched:
            switched.append(path)
            switched.append(pipeline.run(served_project, keep=1).build_id)
        return connect(path, **more)

    monkeypatch.setattr(duckdb, "connect", late)
    with warehouse.snapshot() as snapshot:
        assert snapshot.build.build_id == switched[1] != old


def test_an_amended_build_keeps_its_id(served_project: Settings):
    """Once attempts are noted in a build it is another file under the same id; of two files the later one counts."""
    warehouse, served = Warehouse(served_project.current), build_id(served_project)
    with warehouse.snapshot(served) as before:
        assert before.build.file == served
        folder_of_builds.amend(served_project.warehouse, served_project.current.resolve(), lambda _: None)
        with warehouse.snapshot(served) as after:
            assert (after.build.build_id, after.build.file) == (served, f"{served}+2")
    drop_news(served_project)
    pipeline.run(served_project)
    shutil.copyfile(served_project.warehouse / f"{served}+2.duckdb", served_project.warehouse / f"{served}+10.duckdb")
    assert Kept(served_project.current).files[served].stem == f"{served}+10"
    with warehouse.snapshot(served) as older:
        assert (older.build.build_id, older.build.file) == (served, f"{served}+10")


def test_nothing_is_there(tmp_path: Path):
    """Without a warehouse no build is kept, and one that is asked for is told so."""
    kept = Kept(tmp_path / "current")
    assert (kept.files, kept.served, kept.builds, kept.with_file) == ({}, "", (), ())
    with (
        pytest.raises(BuildNotThereError, match=r"No build 20260101-120000-abcd is known here.* Kept are none\."),
        Warehouse(tmp_path / "current").snapshot("20260101-120000-abcd"),
    ):
        pass


ADDRESSES: dict[str, Callable[[str], str]] = {
    "observations": lambda build: f"/api/v1/observations.csv?edition=all&build={build}",
    "sources": lambda build: f"/api/v1/sources?build={build}",
    "the file": lambda build: f"/api/v1/builds/{build}/observations.parquet",
}


def test_readers_of_an_old_build_while_builds_are_switched(served_project: Settings):
    """While builds are made, switched and tidied, readers of an old one get the whole answer, then 410, and no error.

    Readers of the served build get the whole answer of one build or the next.
    """
    old = build_id(served_project)
    server = create_app(served_project).server
    done = Event()
    whole = {what: server.test_client().get(address(old)).data for what, address in ADDRESSES.items()}
    seen: dict[str, list[tuple[int, bool]]] = {what: [] for what in ADDRESSES}

    def read(what: str) -> None:
        client: FlaskClient = server.test_client()
        is_last = is_gone = False
        while not is_last and not is_gone:
            is_last = done.wait(0.1)  # leaves the refresh some of the machine
            answer = client.get(ADDRESSES[what](old))
            is_gone = answer.status_code == 410 and answer.json["error"]["code"] == "build_gone"
            seen[what].append((answer.status_code, is_gone or answer.data == whole[what]))

    def follow() -> Counter[int]:
        client, found = server.test_client(), Counter[int]()
        while not done.wait(0.1):
            answer = client.get("/api/v1/observations?indicator=internet_users&area=LDC&edition=2024")
            found[answer.status_code] += 1
            assert {row["build_id"] for row in answer.json["data"]} == {answer.json["meta"]["build_id"]}
        return found

    with ThreadPoolExecutor(len(ADDRESSES) + 1) as pool:
        readers = [pool.submit(read, what) for what in ADDRESSES]
        follower = pool.submit(follow)
        try:
            for number, keep in enumerate((2, 1)):
                drop_news(served_project, number)
                pipeline.run(served_project, keep=keep)
        finally:
            done.set()
        for reader in readers:
            reader.result()
        assert follower.result().keys() == {200}
    for what, answers in seen.items():
        assert answers[0][0] == 200, what
        assert answers[-1][0] == 410, what
        assert {status for status, _ in answers} == {200, 410}, what
        assert all(is_right for _, is_right in answers), what
