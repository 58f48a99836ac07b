"""Exports of many rows over HTTP: how soon they begin, how long they take, by how much the server grows."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter
from urllib.request import urlopen

import duckdb

from indicators.settings import Settings
from tests.browser.server import serving

ROWS, MORE_ROWS = 200_000, 1_000_000
_PIECE = 1 << 20
_PATIENCE = 60
_WARM = "indicator=internet_users"


@dataclass(frozen=True)
class Export:
    """One export: seconds to its first byte and to its last, seconds of processors that the server spent on it, and MiB
    by which it grew meanwhile at most.
    """

    first: float
    whole: float
    spent: float
    grown: float


@dataclass(frozen=True)
class Fetched:
    """An answer: seconds to its first byte and to its last, and the rows that its header tells (or 0)."""

    first: float
    whole: float
    rows: int


def multiplied(settings: Settings, folder: Path, rows: int) -> Settings:
    """A copy of a build whose series has so many rows: each line as often as it takes, each time another edition."""
    copy = Settings(data=folder)
    copy.warehouse.mkdir(parents=True)
    path = copy.warehouse / "many.duckdb"
    shutil.copy(settings.current.resolve(), path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("alter table series rename to figures")
        connection.execute(
            """
            create table series as
            with copies as (
                select unnest(range(cast(ceil($rows / count(*)) as integer))) as copy from figures
            )
            select figures.* replace (
                figures.edition || if(copy = 0, '', ' copy ' || copy) as edition,
                row_number() over (order by figures.shown_at, copy)::integer as shown_at
            )
            from figures, copies
            order by figures.shown_at, copy
            limit $rows
            """,
            {"rows": rows},
        )
        connection.execute("drop table figures")
    copy.current.symlink_to(path.name)
    return copy


@contextmanager
def serving_many(settings: Settings, rows: int = ROWS) -> Iterator["Server"]:
    """The production server over the figures of a build, multiplied to so many rows."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with serving(multiplied(settings, Path(folder) / "data", rows), log) as address:
            yield Server(address, log.read_text(encoding="utf-8"), rows)


def fetched(host: str, path: str) -> Fetched:
    """An answer as its reader meets it, not compressed."""
    connection = HTTPConnection(host, timeout=_PATIENCE)
    start = perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "identity"})
    answer = connection.getresponse()
    answer.read(1)
    first = perf_counter() - start
    while answer.read(_PIECE):
        pass
    whole = perf_counter() - start
    connection.close()
    return Fetched(first, whole, int(answer.headers.get("X-Total-Rows", 0)))


def spent_by(pid: int) -> float:
    """Seconds of processors that a process has spent, all its threads together."""
    user, system = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _all(suffix: str) -> str:
    return f"/api/v1/observations.{suffix}?edition=all"


class Server:
    """A server that is asked for exports; it has answered a small one of each format before it is measured."""

    def __init__(self, address: str, log: str, rows: int) -> None:
        self._rows = rows
        self._host = address.removeprefix("http://")
        self._pid = int(re.findall(r"Booting worker with pid: ([0-9]+)", log)[0])
        self._worker = Path(f"/proc/{self._pid}")
        for suffix in ("csv", "parquet", "xlsx"):
            fetched(self._host, f"/api/v1/observations.{suffix}?{_WARM}")

    def export(self, suffix: str) -> Export:
        """All figures in one format."""
        held, spent = self._memory(anew=True), spent_by(self._pid)
        answer = fetched(self._host, _all(suffix))
        if answer.rows != self._rows:
            raise ValueError(f"the export has {answer.rows} rows; expected {self._rows}")
        return Export(answer.first, answer.whole, spent_by(self._pid) - spent, self._memory() - held)

    def content(self, suffix: str) -> bytes:
        """The file of all figures in one format."""
        with urlopen(f"http://{self._host}{_all(suffix)}", timeout=_PATIENCE) as answer:
            return bytes(answer.read())

    def _memory(self, *, anew: bool = False) -> float:
        """MiB that the worker holds at most since the last time that this was asked `anew`."""
        if anew:
            (self._worker / "clear_refs").write_text("5", encoding="ascii")
        status = (self._worker / "status").read_text(encoding="ascii")
        (peak,) = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
        return int(peak) / 1024
