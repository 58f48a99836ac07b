"""Exports of 200,000 rows over HTTP: how soon they begin, how long they take, by how much the server grows."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter

import duckdb

from indicators.settings import Settings
from tests.browser.server import serving

ROWS = 200_000
_PIECE = 1 << 20
_PATIENCE = 60
_WARM = "indicator=internet_users"


@dataclass(frozen=True)
class Export:
    """One export: seconds to its first byte and to its last, and MiB by which the server grew meanwhile at most."""

    first: float
    whole: float
    grown: float


def multiplied(settings: Settings, folder: Path) -> Settings:
    """A copy of a build whose series has ROWS rows: every line as often as it takes, each time as another edition."""
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
            {"rows": ROWS},
        )
        connection.execute("drop table figures")
    copy.current.symlink_to(path.name)
    return copy


@contextmanager
def serving_many(settings: Settings) -> Iterator["Server"]:
    """The production server over the figures of a build, multiplied."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with serving(multiplied(settings, Path(folder) / "data"), log) as address:
            yield Server(address, log.read_text(encoding="utf-8"))


class Server:
    """A server that is asked for exports; it has answered a small one of each format before it is measured."""

    def __init__(self, address: str, log: str) -> None:
        self._host = address.removeprefix("http://")
        self._worker = Path(f"/proc/{re.findall(r'Booting worker with pid: ([0-9]+)', log)[0]}")
        for suffix in ("csv", "parquet", "xlsx"):
            self._get(f"/api/v1/observations.{suffix}?{_WARM}")

    def export(self, suffix: str) -> Export:
        """All figures in one format."""
        held = self._memory(anew=True)
        first, whole, rows = self._get(f"/api/v1/observations.{suffix}?edition=all")
        if rows != ROWS:
            raise ValueError(f"the export has {rows} rows; expected {ROWS}")
        return Export(first, whole, self._memory() - held)

    def _get(self, path: str) -> tuple[float, float, int]:
        connection = HTTPConnection(self._host, timeout=_PATIENCE)
        start = perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": "identity"})
        answer = connection.getresponse()
        answer.read(1)
        first = perf_counter() - start
        while answer.read(_PIECE):
            pass
        whole = perf_counter() - start
        connection.close()
        return first, whole, int(answer.headers.get("X-Total-Rows", 0))

    def _memory(self, *, anew: bool = False) -> float:
        """MiB that the worker holds at most since the last time that this was asked `anew`."""
        if anew:
            (self._worker / "clear_refs").write_text("5", encoding="ascii")
        status = (self._worker / "status").read_text(encoding="ascii")
        (peak,) = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
        return int(peak) / 1024
