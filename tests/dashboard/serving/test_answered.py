"""What was answered before is given again: to whom it is due, as it was, and no longer than it is true."""

import gzip
import json
import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import brotli
import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import Client

from dashboard.app import create_app
from dashboard.serving import answered
from dashboard.serving.kept_answers import InFolder, InMemory, KeptAnswer
from dashboard.serving.lifetimes import FOR_EVER, UNTIL_CHANGED, not_to_be_kept
from indicators.settings import Settings
from tests.dashboard.reader import data_request

CALLBACKS = "/_dash-update-component"
_MANY = 10_000_000


@pytest.fixture
def settings(tmp_path: Path, warehouse_settings: Settings) -> Settings:
    """The session's build, whose answers are kept in a folder of one's own."""
    return replace(warehouse_settings, answers=tmp_path / "answers", answers_on_disk=_MANY, answers_in_memory=_MANY)


@pytest.fixture
def served(app: Dash, settings: Settings) -> "Served":
    """A server over it, that notes what its application is asked."""
    return Served(app, settings)


class Served:
    """A server that keeps answers, and the paths for which its application was asked."""

    def __init__(self, app: Dash, settings: Settings) -> None:
        self.server: Flask = app.server
        self.around = answered.Answered(app.server, settings)
        self.asked: list[str] = []
        self.around._application = self._noted

    def _noted(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.asked.append(environ["PATH_INFO"])
        return Flask.wsgi_app(self.server, environ, start_response)

    @property
    def client(self) -> Client:
        """One who asks it."""
        return Client(self.around)


def _keeping(folder: Path, build: Path, **more: Any) -> Settings:
    settings = Settings(
        data=folder / "data", answers=folder / "answers", answers_on_disk=_MANY, answers_in_memory=_MANY, **more
    )
    settings.warehouse.mkdir(parents=True, exist_ok=True)
    settings.current.symlink_to(build)
    return settings


def _by_address(body: object) -> str:
    return f"{CALLBACKS}?asked={quote(json.dumps(body), safe='')}"


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/targets/1.7?by=income_group",
        "/areas/KEN",
        "/_dash-layout",
        "/_dash-dependencies",
        "/cards/targets/1.7.png",
        "/search.json",
        "/sitemap.xml",
        "/changes.atom",
        "/api/",
        "/api/openapi.json",
        "/api/v1/progress.csv?target=1.7&area=WLD",
        "/api/v1/targets",
        _by_address(data_request("")),
    ],
)
def test_made_once(served: Served, client: FlaskClient, address: str):
    """An answer is made once, and is the same as without anything that was kept, with a tag and a life."""
    first, again = served.client.get(address), served.client.get(address)
    assert first.status_code == again.status_code == 200
    assert len(served.asked) == 1
    assert first.data == again.data == client.get(address).data
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == UNTIL_CHANGED
    assert {name for name, _ in first.headers} == {name for name, _ in again.headers}
    known = served.client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (known.status_code, known.data, known.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert served.client.get(address, headers={"If-None-Match": '"another"'}).status_code == 200
    if not address.startswith(CALLBACKS):
        head = served.client.head(address)
        assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", first.headers["ETag"])
        assert head.headers["Content-Length"] == str(len(first.data))
    assert len(served.asked) == 1


def test_a_callback_is_asked_by_its_address(served: Served):
    """What is asked by the address of a callback is what is posted, however its words are ordered."""
    asked = data_request("rejected=all")
    posted = served.client.post(CALLBACKS, json=asked)
    turned = dict(reversed(list(asked.items())))
    by_address = served.client.get(_by_address(turned))
    assert posted.status_code == 200
    assert posted.data == by_address.data
    assert served.asked == [CALLBACKS]
    assert "Cache-Control" not in posted.headers
    for wrong in ("?asked={", "?asked=%7B%7D", "?asked=", ""):
        assert 400 <= served.client.get(f"{CALLBACKS}{wrong}").status_code < 500


def test_errors_and_streams_are_not_kept(served: Served):
    """What is refused, is not there, or is too long to be kept is asked of the application each time."""
    for address in (
        "/nowhere",
        "/api/v1/observations?target=9.9",
        "/api/v1/observations.csv?edition=all",
        "/site.css",
        "/healthz",
        "/metrics",
    ):
        before = len(served.asked)
        answers = [served.client.get(address) for _ in range(2)]
        assert len(served.asked) == before + 2, address
        assert answers[0].status_code == answers[1].status_code
    assert not len(served.around._memory)


def test_what_could_not_be_made_is_not_kept(served: Served):
    """A page that says that it could not be made is made anew for the next reader."""
    inner = served.around._application

    def failing(environ: dict[str, Any], start_response: Any) -> Any:
        with served.server.request_context(environ):
            not_to_be_kept()
        return inner(environ, start_response)

    served.around._application = failing
    assert [served.client.get("/").status_code for _ in range(2)] == [200, 200]
    assert served.asked == ["/", "/"]


def test_no_reader_gets_what_was_meant_for_another(served: Served):
    """Addresses are those of the host that was asked, ids of requests their own, and nothing else is passed on."""
    own = {"X-Request-ID": "a" * 12, "Cookie": "secret=1", "X-Other": "1", "Accept-Language": "fr"}
    first = served.client.get("/targets/1.7", base_url="https://one.example", headers=own)
    second = served.client.get("/targets/1.7", base_url="https://two.example")
    again = served.client.get("/targets/1.7", base_url="https://one.example", headers={"X-Request-ID": "b" * 12})
    assert "https://one.example/targets/1.7" in first.text
    assert "https://one.example" not in second.text
    assert "https://two.example/targets/1.7" in second.text
    assert first.data == again.data
    assert (first.headers["X-Request-ID"], again.headers["X-Request-ID"]) == ("a" * 12, "b" * 12)
    assert len(served.asked) == 2
    with_port = served.client.get("/sitemap.xml", base_url="http://one.example:8080").text
    assert "http://one.example:8080/" in with_port


def test_ways_to_compress(served: Served):
    """Each reader gets an answer as he can read it, under a tag of its own."""
    plain = served.client.get("/")
    packed = served.client.get("/", headers={"Accept-Encoding": "gzip, deflate, br"})
    zipped = served.client.get("/", headers={"Accept-Encoding": "gzip;q=1, br;q=0"})
    assert packed.headers["Content-Encoding"] == "br"
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert brotli.decompress(packed.data) == gzip.decompress(zipped.data) == plain.data
    assert len({one.headers["ETag"] for one in (plain, packed, zipped)}) == 3
    assert all("Accept-Encoding" in one.headers["Vary"] for one in (plain, packed, zipped))


def test_a_format_is_part_of_the_question(served: Served):
    """What a reader accepts counts where the address has no suffix."""
    as_json, as_csv = (served.client.get("/api/v1/targets", headers={"Accept": one}) for one in ("*/*", "text/csv"))
    assert as_json.mimetype == "application/json"
    assert as_csv.mimetype == "text/csv"
    assert served.client.get("/api/v1/targets", headers={"Accept": "text/csv"}).data == as_csv.data


def test_a_build_in_the_address(served: Served):
    """What names the build that answers may be kept for ever."""
    build = served.client.get("/api/v1/targets").json["meta"]["build_id"]
    for address in (f"/api/v1/targets.csv?build={build}", f"/search.json?v={build}", f"/cards/index.png?build={build}"):
        assert served.client.get(address).headers["Cache-Control"] == FOR_EVER


def test_equal_questions_wait_for_one_answer(served: Served):
    """Eight readers who ask the same at once get one answer, which is made once."""
    inner, begun, go_on = served.around._application, threading.Event(), threading.Event()

    def slow(environ: dict[str, Any], start_response: Any) -> Any:
        begun.set()
        assert go_on.wait(60)
        return inner(environ, start_response)

    served.around._application = slow
    got: list[bytes] = []
    readers = [threading.Thread(target=lambda: got.append(served.client.get("/targets/1.7").data)) for _ in range(8)]
    for reader in readers:
        reader.start()
    assert begun.wait(60)
    go_on.set()
    for reader in readers:
        reader.join()
    assert served.asked == ["/targets/1.7"]
    assert len(got) == 8
    assert len(set(got)) == 1


def test_who_waited_for_nothing_asks_himself(served: Served):
    """When the answer that others wait for cannot be kept, each of them is answered by the application."""
    inner, barrier = served.around._application, threading.Event()

    def failing(environ: dict[str, Any], start_response: Any) -> Any:
        assert barrier.wait(60)
        environ[answered.NOT_KEPT] = True
        return inner(environ, start_response)

    served.around._application = failing
    got: list[int] = []
    readers = [threading.Thread(target=lambda: got.append(served.client.get("/").status_code)) for _ in range(3)]
    for reader in readers:
        reader.start()
    barrier.set()
    for reader in readers:
        reader.join()
    assert got == [200, 200, 200]
    assert not served.around._under_way


@pytest.fixture
def two_builds(built_on: Callable[[str], Settings], tmp_path: Path) -> tuple[Settings, Path, Path]:
    """A server's settings, and the files of two builds that differ in their id alone; the first is served."""
    files = []
    for day in ("2026-01-01 00:00:00", "2026-02-01 00:00:00"):
        files.append(built_on(day).warehouse / f"{day[:7]}.duckdb")
        (files[-1].parent / "copy.duckdb").rename(files[-1])
    return _keeping(tmp_path, files[0]), *files


def _switch(settings: Settings, build: Path) -> None:
    beside = settings.warehouse / "next"
    beside.symlink_to(build)
    os.replace(beside, settings.current)


def _build_of(answer: Any) -> str:
    return answer.json["meta"]["build_id"]


def test_a_switch_starts_afresh(two_builds: tuple[Settings, Path, Path]):
    """After a switch the next answer is of the new build; what was asked most is made beforehand; the old is tidied."""
    settings, _old, new = two_builds
    served = Served(create_app(settings), settings)
    for _ in range(3):
        assert _build_of(served.client.get("/api/v1/targets")) == "2026-01-01 00:00:00"
    (before,) = settings.answers.iterdir()
    _switch(settings, new)
    assert _build_of(served.client.get("/api/v1/indicators")) == "2026-02-01 00:00:00"
    served.around.preparing.join()
    asked = len(served.asked)
    assert _build_of(served.client.get("/api/v1/targets")) == "2026-02-01 00:00:00"
    assert len(served.asked) == asked
    (after,) = settings.answers.iterdir()
    assert after != before


def test_a_switch_between_question_and_answer(two_builds: tuple[Settings, Path, Path]):
    """What is answered while the build is switched is kept for neither."""
    settings, old, new = two_builds
    served = Served(create_app(settings), settings)
    inner = served.around._application

    def late(environ: dict[str, Any], start_response: Any) -> Any:
        if not served.asked:
            _switch(settings, new)
        return inner(environ, start_response)

    served.around._application = late
    assert _build_of(served.client.get("/api/v1/targets")) == "2026-02-01 00:00:00"
    assert not len(served.around._memory)
    _switch(settings, old)
    assert _build_of(served.client.get("/api/v1/targets")) == "2026-01-01 00:00:00"


def test_what_lies_beside_the_served_build(two_builds: tuple[Settings, Path, Path]):
    """An answer that tells which builds there are is made anew when that changes."""
    settings, _old, _new = two_builds
    served = Served(create_app(settings), settings)
    address = "/api/v1/builds"
    first = served.client.get(address)
    assert served.client.get(address).data == first.data
    assert served.asked == [address]
    (settings.warehouse / "another").touch()
    served.client.get(address)
    assert served.asked == [address, address]


def test_a_restart_finds_what_was_kept(app: Dash, settings: Settings, served: Served):
    """Another worker, or the same after a start, has the answers that were given before."""
    first = served.client.get("/targets/1.7")
    other = Served(app, settings)
    again = other.client.get("/targets/1.7")
    assert other.asked == []
    assert (again.data, again.headers["ETag"]) == (first.data, first.headers["ETag"])


def test_another_release_makes_its_own(app: Dash, settings: Settings, served: Served, monkeypatch: pytest.MonkeyPatch):
    """What another release of the program, or one with other settings, has kept is not given."""
    served.client.get("/")
    monkeypatch.setattr(answered, "release", lambda: "another")
    other = Served(app, settings)
    assert other.client.get("/").status_code == 200
    assert other.asked == ["/"]


def _files(settings: Settings) -> list[Path]:
    return list(settings.answers.rglob("*.answer"))


@pytest.mark.parametrize("damage", ["cut", "changed", "emptied", "no JSON", "other question"])
def test_a_damaged_entry_is_made_anew(app: Dash, settings: Settings, served: Served, damage: str):
    """A file that is not whole, or not what its name says, is no answer."""
    first = served.client.get("/")
    (path,) = _files(settings)
    whole = path.read_bytes()
    path.write_bytes(
        {
            "cut": whole[:-10],
            "changed": whole[:-10] + b"0123456789",
            "emptied": b"",
            "no JSON": b"[[[" + whole,
            "other question": whole.replace(b"'GET'", b"'PUT'"),
        }[damage]
    )
    other = Served(app, settings)
    assert other.client.get("/").data == first.data
    assert other.asked == ["/"]
    assert path.read_bytes() == whole


@pytest.mark.parametrize("fault", ["deleted", "a file", "read-only", "full"])
def test_a_folder_that_fails(
    app: Dash, settings: Settings, served: Served, fault: str, monkeypatch: pytest.MonkeyPatch
):
    """Whatever is wrong with the folder, every question is answered."""
    first = served.client.get("/")
    shutil.rmtree(settings.answers)
    if fault == "a file":
        settings.answers.touch()
    elif fault in ("read-only", "full"):

        def refuse(*_: object, **__: object) -> None:
            raise OSError("no room" if fault == "full" else "read-only file system")

        monkeypatch.setattr("dashboard.serving.kept_answers._write", refuse)
    assert served.client.get("/").data == first.data
    assert served.client.get("/gaps").status_code == 200
    other = Served(app, settings)
    assert other.client.get("/").data == first.data
    assert bool(_files(settings)) == (fault == "deleted")


def test_nothing_is_kept_without_room(app: Dash, warehouse_settings: Settings):
    """Without room in memory and on disk each question is asked of the application, with the same headers."""
    served = Served(app, warehouse_settings)
    answers = [served.client.get("/") for _ in range(2)]
    assert served.asked == ["/", "/"]
    assert answers[0].headers["ETag"] == answers[1].headers["ETag"]


def _answer(size: int) -> KeptAnswer:
    return KeptAnswer((("Content-Type", "text/plain"),), b"x" * size, "/")


def test_memory_is_bounded():
    """There is never more in memory than is allowed, what was asked for last stays, and what is huge is not kept."""
    memory = InMemory(100_000)
    for number in range(100):
        memory.keep("build", ("question", number), _answer(5_000))
        memory.get("build", ("question", 0))
        assert memory.size <= 100_000
    assert memory.get("build", ("question", 0))
    assert memory.get("build", ("question", 99))
    assert memory.get("build", ("question", 50)) is None
    memory.keep("build", "huge", _answer(50_000))
    assert memory.get("build", "huge") is None
    memory.forget_all_but("other")
    assert (len(memory), memory.size) == (0, 0)


def test_the_folder_is_bounded(tmp_path: Path):
    """Two workers who write to one folder keep to its bound, within what they write before they count anew."""
    most = 100_000
    workers = [InFolder(tmp_path, "release", most) for _ in range(2)]
    for number in range(200):
        workers[number % 2].keep("build", ("question", number), _answer(2_000))
        there = sum(path.stat().st_size for path in tmp_path.rglob("*.answer"))
        assert there <= most * (1 + 2 / 16) + 5_000
    assert workers[0].get("build", ("question", 199))
    assert workers[0].get("build", ("question", 0)) is None


def test_only_own_folders_are_tidied(tmp_path: Path):
    """A folder that was not made here stays when the builds before are tidied."""
    (tmp_path / "of somebody").mkdir()
    InFolder(tmp_path, "release", _MANY).keep("one", "question", _answer(10))
    InFolder(tmp_path, "release", _MANY).keep("two", "question", _answer(10))
    assert {path.name for path in tmp_path.iterdir()} == {"of somebody", "release-two"}
    assert InFolder(tmp_path, "release", _MANY).claim("two")
    assert not InFolder(tmp_path, "release", _MANY).claim("two")
