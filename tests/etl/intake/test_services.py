"""Every way in which a service can fail ends in the outcome it must, within its budget, and good copies stay."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from etl.asking.raw import Attempt, RawStore
from etl.intake import services
from etl.register import SERVICES
from indicators.settings import Settings
from tests.etl.fetching import desk, guarded_here
from tests.replay import ReplayServer, urls

# What a source that was well before says of each fault; None where it recovers by itself.
FAULTS = {
    "403 page": "turns this program away",
    "challenge": "turns this program away",
    "429": None,
    "429 long": "asks to wait 3,600 seconds",
    "500 twice": None,
    "500 always": "500",
    "half body": "is cut after",
    "cut gzip": "cut",
    "broken chunks": "cut",
    "html 200": "HTML",
    "redirect loop": "in a loop",
    "gzip garbage": "gzip",
    "empty body": "an empty body",
    "reset": "cut",
    "slow drip": "bytes a second",
    "slow headers": "",
    "silence": "",
}
EVERYWHERE = ("403 page", "html 200", "reset")


def ask(store: RawStore, server: ReplayServer, *source_ids: str, tell: services.Told | None = None) -> list[Attempt]:
    settings = Settings(data=Path("/nowhere"), urls=urls(server), patience=0.02)
    return services.ask(settings, desk(), store, source_ids, tell or (lambda _source, _doing: None))


def pages(store: RawStore, source_id: str) -> dict[str, tuple[str, ...]]:
    return {one.name: one.sha256 for one in store.downloads(source_id)}


@pytest.fixture(autouse=True)
def ample_budgets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hurried services keep a budget that only guards against waiting for ever: a machine may be busy."""
    ample = tuple(replace(one, manners=replace(one.manners, budget=3_000.0)) for one in SERVICES)
    monkeypatch.setattr(services, "SERVICES", ample)


@pytest.fixture(scope="module", autouse=True)
def guarded() -> Iterator[None]:
    """What faults there are is met before a file is read: it is guarded here."""
    with guarded_here():
        yield


@pytest.fixture(scope="module")
def well(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Attempt]:
    """A store with what the World Bank's service sent while it was well, and that attempt; not to be damaged."""
    folder = tmp_path_factory.mktemp("well") / "raw"
    with ReplayServer() as server:
        [attempt] = ask(RawStore(folder), server, "worldbank")
    return folder, attempt


@pytest.mark.drawn(8)
@pytest.mark.parametrize("fault", FAULTS)
def test_faults(server: ReplayServer, well: tuple[Path, Attempt], tmp_path: Path, fault: str):
    """Whatever the World Bank's service does, its good copies stay, and the attempt says what happened."""
    store, first = RawStore(shutil.copytree(well[0], tmp_path / "raw")), well[1]
    assert first.outcome == "fresh"
    good = pages(store, "worldbank")
    server.replay.version["worldbank"] = "2026-10-01"
    server.fault = fault
    [attempt] = ask(store, server, "worldbank")
    said = FAULTS[fault]
    if said is None:
        assert (attempt.outcome, attempt.reason) == ("fresh", "")
        assert pages(store, "worldbank").keys() == good.keys()
        assert pages(store, "worldbank") != good
    else:
        assert attempt.outcome == "failed"
        assert said in attempt.reason
        assert pages(store, "worldbank") == good
        assert attempt.succeeded_at == first.succeeded_at is not None
        assert len(store.content(store.downloads("worldbank")[0])) >= 1
    server.fault = None
    [after] = ask(store, server, "worldbank")
    assert after.outcome == ("unchanged" if said is None else "fresh")


@pytest.mark.parametrize("fault", EVERYWHERE)
def test_every_service(server: ReplayServer, store: RawStore, fault: str):
    """A fault that all services have fails each of them, keeps nothing of what came, and hangs none."""
    server.fault = fault
    attempts = ask(store, server)
    assert [one.source_id for one in attempts] == [service.id for service in SERVICES]
    assert {one.outcome for one in attempts} == {"failed"}
    assert all(one.reason and one.succeeded_at is None for one in attempts)
    assert [one.id for one in SERVICES if store.downloads(one.id)] == []


def test_a_service_is_left_alone(server: ReplayServer, store: RawStore):
    """A service that asks to be left alone for longer than its budget is left alone: what else it has is not asked."""
    server.fault = "429 long"
    attempts = ask(store, server)
    assert [one.source_id for one in attempts if "asks to wait 3,600 seconds" not in one.reason] == []
    assert [one.source_id for one in attempts if one.requests > 5] == []


def test_an_endless_body(server: ReplayServer, store: RawStore, monkeypatch: pytest.MonkeyPatch):
    """A body without end is left at the most that a source may send."""
    small = tuple(replace(one, manners=replace(one.manners, largest=200_000)) for one in SERVICES)
    monkeypatch.setattr(services, "SERVICES", small)
    server.fault = "endless"
    [attempt] = ask(store, server, "eurostat")
    assert attempt.outcome == "failed"
    assert "200,000" in attempt.reason or "larger" in attempt.reason


def test_an_error_with_200(server: ReplayServer, store: RawStore):
    """The World Bank's error with status 200 is no data: the series is named, the others are kept."""
    server.replay.unknown.add("IT.NET.BBND.P2")
    [attempt] = ask(store, server, "worldbank")
    assert attempt.outcome == "failed"
    assert "IT.NET.BBND.P2" in attempt.reason
    assert "of 6 downloads came" in attempt.reason
    assert "IT.NET.USER.ZS" in pages(store, "worldbank")
    assert "IT.NET.BBND.P2" not in pages(store, "worldbank")


def test_an_empty_list(server: ReplayServer, store: RawStore):
    """A list without rows means a wrong id: every id under which the series was known is tried and named."""
    server.replay.unknown |= {"MOB_COV_4G", "ITU_DH_POP_COV_4G"}
    [attempt] = ask(store, server, "data360")
    assert attempt.outcome == "failed"
    assert "MOB_COV_4G" in attempt.reason
    assert "ITU_DH_POP_COV_4G" in attempt.reason


def test_what_is_told(server: ReplayServer, store: RawStore):
    """While a service is asked that is told, and then what came of it; its attempt is remembered."""
    told: list[tuple[str, str]] = []
    [attempt] = ask(store, server, "owid", tell=lambda source, doing: told.append((source, doing)))
    assert told == [("owid", "asking"), ("owid", "fresh")]
    assert store.attempt("owid") == attempt
    assert attempt.requests == len(server.requests) > 0


def test_an_answer_that_lacks_a_part(server: ReplayServer, store: RawStore):
    """JSON of quite another kind is a failure with a sentence, never a traceback."""
    server.answers = lambda _path, _query: (200, {"Content-Type": "application/json"}, b'{"data": 7}')
    attempts = ask(store, server)
    assert {one.outcome for one in attempts} == {"failed"}
    assert all(len(one.reason) > 20 for one in attempts)
