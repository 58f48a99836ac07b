"""A refresh that asks the services and is killed at any moment: what is served stays whole, the next run tidies up."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from etl import pipeline
from etl.raw import RawStore
from indicators.settings import PROJECT, Settings
from tests.etl.damage import drop_news
from tests.replay import ReplayServer, urls

ASKED = ["worldbank", "eurostat", "uis"]
MOMENTS = 20

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")


def start(data: Path, addresses: dict[str, str]) -> subprocess.Popen[bytes]:
    places = {f"SPT_URL_{source_id.upper()}": url for source_id, url in addresses.items()}
    return subprocess.Popen(
        [sys.executable, "-m", "etl", "refresh", *(word for one in ASKED for word in ("--source", one))],
        cwd=PROJECT,
        env=os.environ | places | {"SPT_DATA_DIR": str(data), "SPT_PATIENCE": "0.2"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def whole(settings: Settings) -> str:
    """The id of the one build that `current` holds, with all its parts."""
    path = settings.current.resolve(strict=True)
    assert not Path(f"{path}.wal").exists()
    with duckdb.connect(str(path), read_only=True) as connection:
        [(build_id,)] = connection.execute("select build_id from builds").fetchall()
        [(said,)] = connection.execute("select observations from builds").fetchall()
        assert connection.execute("select count(*) from observations").fetchall() == [(said,)]
        for table in ("series", "progress", "revisions", "build_sources", "attempts"):
            connection.execute(f"select * from {table} limit 1")
    return str(build_id)


def test_twenty_kills(tmp_path: Path):
    """At twenty moments, from the first request to the switch, `current` opens and holds one whole build."""
    chance = random.Random(20261124)  # noqa: S311 - moments, not secrets
    settings = Settings(data=tmp_path)
    with ReplayServer() as server:
        addresses = urls(server)
        began = time.monotonic()
        assert start(tmp_path, addresses).wait() == 0
        lasts = time.monotonic() - began
        before, at_work = whole(settings), 0
        for number in range(MOMENTS):
            drop_news(settings, number)
            server.replay.version["worldbank"] = f"2026-11-{number + 1:02d}"
            process = start(tmp_path, addresses)
            time.sleep(lasts * (number + chance.random()) / MOMENTS)
            at_work += process.poll() is None
            process.kill()
            process.wait()
            whole(settings)
        assert at_work >= MOMENTS // 2, "hardly a kill hit a refresh that was at work"
        drop_news(settings, 50)
        assert start(tmp_path, addresses).wait() == 0
    assert whole(settings) != before
    names = [path.name for path in settings.warehouse.iterdir() if path.suffix != ".duckdb"]
    assert sorted(names) == [".lock", "current"]
    store = RawStore(settings.raw)
    assert store.tidy(ASKED) == []
    assert all(store.content(one) for source_id in ASKED for one in store.downloads(source_id))
    assert pipeline.run(settings).is_new is False
