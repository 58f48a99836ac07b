"""A refresh in a process of its own that is killed at a named moment."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import pipeline
from indicators.settings import Settings


@dataclass(frozen=True)
class Moment:
    """When a step of the pipeline is announced; with `event`, when that happens for the nth time after it.

    An event is one that Python reports before it is done (os.rename, os.symlink), or what is told of a source while it
    is asked ("asking worldbank", "fresh worldbank").
    """

    step: str
    event: str = ""
    number: int = 1

    def __str__(self) -> str:
        """The moment in words."""
        return f"{self.step}, {self.event} {self.number}" if self.event else self.step


def kill_at(moment: Moment, settings: Settings, *, online: bool = False, source_ids: Collection[str] = ()) -> None:
    """Refresh in a process of its own, which is killed at the moment; AssertionError when the moment never comes."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["etl.pipeline", "pandas"])  # read once for all the processes
    process = context.Process(target=_refresh, args=(moment, settings, online, source_ids))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL, f"the refresh ended ({process.exitcode}) without: {moment}"


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


def _refresh(moment: Moment, settings: Settings, online: bool, source_ids: Collection[str]) -> None:
    reached, met = False, 0

    def announced(step: str) -> None:
        nonlocal reached
        reached = reached or step == moment.step
        if reached and not moment.event:
            os.kill(os.getpid(), signal.SIGKILL)

    def happened(event: str) -> None:
        nonlocal met
        if reached and event == moment.event:
            met += 1
            if met == moment.number:
                os.kill(os.getpid(), signal.SIGKILL)

    def told(source_id: str, doing: str) -> None:
        happened(f"{doing} {source_id}")

    sys.addaudithook(lambda event, _: happened(event))
    pipeline.run(settings, announced, online=online, source_ids=source_ids, tell=told)
