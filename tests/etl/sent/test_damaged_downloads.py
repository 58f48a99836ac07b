"""A good copy that was damaged, or that this version of the program cannot read, is fetched again; it stops nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.asking.raw import Attempt, RawStore
from etl.asking.session import Session
from etl.intake import services
from etl.sources import worldbank
from indicators.settings import Settings
from tests.etl.fetching import desk
from tests.etl.sources.asked import asking
from tests.fault_server import FaultServer, fine
from tests.replay import ReplayServer, urls

SERIES = "IT.NET.USER.ZS"


def body(*areas: str) -> bytes:
    """An answer of the World Bank with a figure for each area."""
    rows = [
        {"indicator": {"id": SERIES}, "country": {"id": "XX"}, "countryiso3code": area, "date": "2020", "value": 50}
        for area in areas
    ]
    meta = {"page": 1, "pages": 1, "per_page": 9, "total": len(rows), "lastupdated": "2026-07-13"}
    return json.dumps([meta, rows]).encode()


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[tuple[Session, FaultServer, RawStore]]:
    """A session with a service on this machine that has three figures, which are at hand as version 1."""
    with asking("worldbank", fine, tmp_path, desk()) as (session, server, store):
        server.answers = lambda _path, _query: (200, {"ETag": '"7"'}, body("CHE", "KEN", "JPN"))
        session.keep(SERIES, worldbank.API, [session.get("/data")], "1")
        yield session, server, store


def damage(folder: Path, store: RawStore, source_id: str, name: str) -> None:
    [page, *_] = store.download(source_id, name).pages
    (folder / source_id / page.file).write_bytes(b"[1]")


def test_whole(asked: tuple[Session, FaultServer, RawStore], tmp_path: Path):
    """A download of which a page is damaged or gone is not whole."""
    _, _, store = asked
    kept = store.download("worldbank", SERIES)
    assert store.whole("worldbank", SERIES) == kept
    assert store.whole("worldbank", "other") is None
    damage(tmp_path, store, "worldbank", SERIES)
    assert store.whole("worldbank", SERIES) is None
    (tmp_path / "worldbank" / kept.pages[0].file).unlink()
    assert store.whole("worldbank", SERIES) is None


def test_the_same_data_heal_it(asked: tuple[Session, FaultServer, RawStore], tmp_path: Path):
    """A damaged copy is current in no version, is asked for without its marks, and is written anew."""
    session, server, store = asked
    damage(tmp_path, store, "worldbank", SERIES)
    assert not session.is_current(SERIES, "1")
    answer = session.get("/data", since=SERIES)
    assert "If-None-Match" not in server.requests[-1][2]
    session.keep(SERIES, worldbank.API, [answer], "1")
    assert (session.result.fresh, session.result.unchanged) == ([SERIES, SERIES], [])
    assert store.content(store.download("worldbank", SERIES)) == [body("CHE", "KEN", "JPN")]


def test_it_is_no_measure(asked: tuple[Session, FaultServer, RawStore], tmp_path: Path):
    """What is damaged says nothing of how many figures there should be."""
    session, server, store = asked
    damage(tmp_path, store, "worldbank", SERIES)
    server.answers = lambda _path, _query: (200, {}, body("CHE"))
    session.keep(SERIES, worldbank.API, [session.get("/data")], "2")
    assert store.content(store.download("worldbank", SERIES)) == [body("CHE")]


def test_a_copy_that_cannot_be_read_any_more(asked: tuple[Session, FaultServer, RawStore]):
    """A copy that an earlier version of the program kept, and this one cannot read, is no measure either."""
    session, server, store = asked
    server.answers = lambda _path, _query: (200, {}, b'[{"message": [{"value": "kept by mistake"}]}]')
    store.keep("worldbank", SERIES, [session.get("/data")], "")
    server.answers = lambda _path, _query: (200, {}, body("CHE"))
    session.keep(SERIES, worldbank.API, [session.get("/data")])
    assert store.content(store.download("worldbank", SERIES)) == [body("CHE")]


@pytest.mark.parametrize("version", ["2026-07-13", "2026-10-01"])
def test_a_refresh_heals_it(tmp_path: Path, version: str):
    """The next refresh fetches a damaged copy again, whether the service has something new or not."""
    store = RawStore(tmp_path)

    def ask() -> Attempt:
        settings = Settings(urls=urls(server), patience=0.2)
        [attempt] = services.ask(settings, desk(), store, ["worldbank"], lambda *_: None)
        return attempt

    with ReplayServer() as server:
        assert ask().outcome == "fresh"
        damage(tmp_path, store, "worldbank", SERIES)
        server.replay.version["worldbank"] = version
        assert (ask().outcome, ask().outcome) == ("fresh", "unchanged")
    assert [len(store.content(one)) > 0 for one in store.downloads("worldbank")] == [True] * 6


def test_refused_twice(asked: tuple[Session, FaultServer, RawStore], tmp_path: Path):
    """Beside the reason of the last refusal lies what was refused then, and no page of an earlier one."""
    session, server, store = asked
    server.answers = lambda _path, _query: (200, {}, b"[1]")
    page = session.get("/data")
    store.refuse("worldbank", SERIES, [page, page], "too small")
    store.refuse("worldbank", f"{SERIES}.x", [page], "of another download")
    server.answers = lambda _path, _query: (200, {}, b"a,b\n")
    store.refuse("worldbank", SERIES, [session.get("/data")], "a table")
    found = {path.name: path.read_bytes() for path in (tmp_path / "worldbank" / "refused").iterdir()}
    assert found == {
        f"{SERIES}.1.csv": b"a,b\n",
        f"{SERIES}.reason.txt": b"a table\n",
        f"{SERIES}.x.1.json": b"[1]",
        f"{SERIES}.x.reason.txt": b"of another download\n",
    }
