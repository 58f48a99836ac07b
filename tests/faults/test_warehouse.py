"""The warehouse under the server: switched while it is read, broken, out of reach, or asked too much."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.reading import patience
from dashboard.reading.patience import NotAnsweredError
from dashboard.reading.warehouse import NoWarehouseError, Warehouse
from indicators.settings import PROJECT, Settings
from tests.faults import size
from tests.faults.wire import until

_NEXT = "20990101-120000-{:04x}"
_NOT_THE_NEWEST = "This is the last build that could be read"
_LONG = "select count(*) from range(100000000) one, range(1000) other where one.range * other.range % 7 = 3"


def lay(settings: Settings, number: int) -> Path:
    """Another build in the folder, in which one figure and the id have the same number."""
    build_id = _NEXT.format(number)
    path = settings.warehouse / f"{build_id}.duckdb"
    shutil.copy(settings.current.resolve(), path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("update builds set build_id = $build_id", {"build_id": build_id})
        connection.execute("update observations set value = $number where area_id = 'LDC'", {"number": number})
    return path


def switch(settings: Settings, path: Path | str) -> None:
    """Point the link somewhere else, in one step."""
    beside = settings.warehouse / "beside"
    beside.symlink_to(path)
    os.replace(beside, settings.current)


def test_switches_under_load(served_project: Settings):
    """Nobody who reads while builds are switched sees two of them at once, or an error; all then see the last."""
    paths = [lay(served_project, number) for number in range(1, 4)]
    switch(served_project, paths[0].name)
    warehouse = Warehouse(served_project.current)
    seen: list[set[tuple[str, float]]] = []
    failed: list[Exception] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                with warehouse.snapshot() as snapshot:
                    build_id = snapshot.build.build_id
                    asked = "select build_id, value from builds, observations where area_id = 'LDC'"
                    found = set(snapshot.cursor.execute(asked).fetchall())
                    seen.append({(build_id, value) for own, value in found if own == build_id} | found)
            except Exception as error:
                failed.append(error)

    readers = [threading.Thread(target=read) for _ in range(size(4, 8))]
    for one in readers:
        one.start()
    for number in range(size(12, 50)):
        before = len(seen)
        switch(served_project, paths[number % 3].name)
        until(lambda before=before: len(seen) > before + 2 or failed)
    done.set()
    for one in readers:
        one.join()
    assert failed == []
    assert {frozenset(one) for one in seen} == {frozenset({(_NEXT.format(number), number)}) for number in (1, 2, 3)}
    with warehouse.snapshot() as snapshot:
        assert snapshot.build.build_id == paths[(size(12, 50) - 1) % 3].stem


def spoilt(settings: Settings) -> Iterator[tuple[str, Callable[[], None]]]:
    """Ways in which the link leads to no build that can be read."""

    def written(change: Callable[[Path], object]) -> None:
        path = lay(settings, 9)
        change(path)
        switch(settings, path.name)

    def of_another_program(path: Path) -> None:
        with duckdb.connect(str(path)) as connection:
            connection.execute("update builds set schema = 999")

    yield "no database", lambda: written(lambda path: path.write_bytes(b"not a database" * 999))
    yield "nothing in it", lambda: written(lambda path: path.write_bytes(b""))
    yield "half of it", lambda: written(lambda path: os.truncate(path, path.stat().st_size // 2))
    yield "without its end", lambda: written(lambda path: os.truncate(path, path.stat().st_size - 300_000))
    yield "of another program", lambda: written(of_another_program)
    yield "a folder", lambda: switch(settings, settings.data)
    yield "no file", lambda: switch(settings, "nowhere.duckdb")
    yield "no link", settings.current.unlink
    yield "links in a circle", lambda: switch(settings, "current")


def test_a_build_that_cannot_be_read(
    served_project: Settings, subtests: pytest.Subtests, caplog: pytest.LogCaptureFixture
):
    """The last good build is served on, and it is said why; once it can be read, the new one is served.

    A process that has no build open has none to serve, and says what to do.
    """
    good = served_project.current.resolve()
    client = create_app(replace(served_project, answers_in_memory=10_000_000)).server.test_client()
    for what, spoil in spoilt(served_project):
        with subtests.test(what):
            caplog.clear()
            spoil()
            until(lambda: not client.get("/healthz").json["current_readable"])
            health = client.get("/healthz")
            assert (health.status_code, health.json["build_id"]) == (200, good.stem)
            assert "make etl" in health.json["reason"]
            assert client.get("/api/v1/targets").json["meta"]["build_id"] == good.stem
            assert "spt_current_readable 0" in client.get("/metrics").text
            assert [one.levelname for one in caplog.records if "is served on" in one.message] == ["ERROR"]
            with pytest.raises(NoWarehouseError, match="make etl"), Warehouse(served_project.current).snapshot():
                pass
            switch(served_project, good.name)
            until(lambda: client.get("/healthz").json["current_readable"])
    with subtests.test("the page Data says it, and no longer when it is over"):
        assert _NOT_THE_NEWEST not in page(client)
        switch(served_project, "nowhere.duckdb")
        until(lambda: not client.get("/healthz").json["current_readable"])
        assert _NOT_THE_NEWEST in page(client)
        switch(served_project, good.name)
        until(lambda: client.get("/healthz").json["current_readable"])
        assert _NOT_THE_NEWEST not in page(client)
        newer = lay(served_project, 7)
        switch(served_project, newer.name)
        until(lambda: client.get("/healthz").json["build_id"] == newer.stem)


def page(client: FlaskClient) -> str:
    """What the page Data shows."""
    asked = {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": "/data"},
            {"id": "_pages_location", "property": "search", "value": ""},
        ],
        "changedPropIds": ["_pages_location.pathname"],
    }
    answer = client.post("/_dash-update-component", json=asked)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_damaged_inside(served_project: Settings):
    """Of a build that opens and is damaged further inside, no question gives a fault of the server."""
    path = lay(served_project, 9)
    whole = path.read_bytes()
    block = 262_144
    with path.open("r+b") as file:
        for at in range(12_288 + block, len(whole), block):
            file.seek(at + 4_096)
            file.write(b"\xa5" * 64)
    client = create_app(served_project).server.test_client()
    assert client.get("/healthz").status_code == 200
    switch(served_project, path.name)
    addresses = ("/healthz", "/api/v1/targets", "/api/v1/sources", "/api/v1/progress", "/api/v1/observations", "/")
    assert {client.get(address).status_code for address in addresses} <= {200, 503}


_AS_NOBODY = """
import os, sys
from pathlib import Path
from dashboard.app import create_app
from etl import pipeline
from indicators.settings import Settings
warm, data, root = (Path(one) for one in sys.argv[1:4])
create_app(Settings(data=warm)).server.test_client().get("/api/v1/observations?area=LDC")
if os.geteuid() == 0:
    os.seteuid(65534)
"""


def as_nobody(thin: Settings, settings: Settings, act: str) -> None:
    """Act as a user who may do nothing special, in a process of its own that has loaded everything before: what that
    user cannot load, such as a codec in a folder that is closed to others, Python takes for missing from then on.
    """
    command = [sys.executable, "-c", _AS_NOBODY + act, str(thin.data), str(settings.data), str(settings.project)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


_TOLD = """
client = create_app(Settings(data=data)).server.test_client()
for asked in ("/healthz", "/api/v1/observations?area=LDC"):
    assert client.get(asked).status_code == {status}, asked
"""


@pytest.mark.parametrize(("mode", "status"), [(0o555, 200), (0o000, 503)])
def test_a_folder_that_may_not_be_written_or_read(thin_settings: Settings, mode: int, status: int):
    """A folder that may only be read is served like any other; one that may not be read at all is told."""
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are closed to others
        settings = Settings(data=Path(folder))
        shutil.copytree(thin_settings.warehouse, settings.warehouse, symlinks=True)
        for path in settings.warehouse.iterdir():
            path.chmod(0o444)
        Path(folder).chmod(0o755)
        settings.warehouse.chmod(mode)
        try:
            as_nobody(thin_settings, settings, _TOLD.format(status=status))
        finally:
            settings.warehouse.chmod(0o755)


def test_a_question_that_takes_too_long(thin_settings: Settings):
    """It is broken off; the next one on the same snapshot is answered."""
    with Warehouse(thin_settings.current, 0.1).snapshot() as snapshot:
        with pytest.raises(NotAnsweredError, match=r"broken off after 0\.1 seconds"):
            snapshot.rows(_LONG)
        assert snapshot.rows("select 1") == [(1,)]


def test_a_question_that_takes_too_much(thin_settings: Settings):
    """What does not fit into the memory that a question may use is told, and is not written to a disk."""
    with Warehouse(thin_settings.current).snapshot() as snapshot:
        with pytest.raises(NotAnsweredError, match="more memory"):
            snapshot.rows("select list(range order by -range) from range(100000000)")
        assert snapshot.rows("select current_setting('temp_directory')") == [("",)]


@pytest.mark.parametrize("address", ["/api/v1/observations", "/api/v1/observations.csv"])
def test_such_a_question_is_told(
    thin_settings: Settings, monkeypatch: pytest.MonkeyPatch, address: str, caplog: pytest.LogCaptureFixture
):
    """A question that takes too long is answered with 503, and when to come again; the log has no traceback of it."""
    client = create_app(thin_settings).server.test_client()

    @contextmanager
    def at_once(*_: object) -> Iterator[None]:
        raise NotAnsweredError("A question was broken off.")
        yield

    for room in ("streams", "selected", "warehouse"):
        monkeypatch.setattr(f"dashboard.reading.{room}.limited", at_once)
    answer = client.get(address)
    assert answer.status_code == 503
    assert answer.json["error"]["code"] == "not_answered"
    assert int(answer.headers["Retry-After"]) > 0
    assert "Traceback" not in caplog.text
    assert patience.SECONDS_OF_A_QUERY < patience.SECONDS_OF_A_PIECE


@pytest.mark.parametrize(
    "asked",
    [
        "select * from read_csv('/etc/hostname')",
        "select * from glob('/*')",
        "copy (select 1) to '/tmp/written.csv'",
        "attach '/tmp/other.duckdb'",
        "install httpfs",
        "set threads = 8",
        "set enable_external_access = true",
        "update builds set newest_year = 1",
    ],
)
def test_the_served_file_is_closed_off(thin_settings: Settings, asked: str):
    """Nothing but the file can be read through it, nothing is written, and that cannot be changed."""
    with Warehouse(thin_settings.current).snapshot() as snapshot:
        with pytest.raises(duckdb.Error, match=r"disabled|locked|read-only|Cannot access"):
            snapshot.rows(asked)
        assert snapshot.rows("select current_setting('threads'), current_setting('memory_limit')") == [(2, "512.0 MiB")]
