"""Datasette beside us: the same rows as one CSV stream, from an environment of its own (bench/peers/README.md)."""

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import nan
from pathlib import Path
from urllib.request import urlopen

from indicators.settings import PROJECT
from tests.bench_exports import Export, Server, fetched, spent_by

PEERS = PROJECT / ".venv-peers" / "bin"
_TABLE = "observations"
_STREAM = f"/many/{_TABLE}.csv?_stream=on&_size=max"
_LISTENING = re.compile(r"Uvicorn running on http://(127\.0\.0\.1:\d+)")
_PATIENCE = 60.0  # seconds to start


def are_there() -> bool:
    """Whether the environment of the peers has been set up."""
    return (PEERS / "datasette").exists()


@dataclass(frozen=True)
class Peer:
    """A server beside ours: its host and port, and its process."""

    host: str
    pid: int

    def stream(self) -> Export:
        """The table as a CSV stream; how much the server grows is not measured."""
        spent = spent_by(self.pid)
        answer = fetched(self.host, _STREAM)
        return Export(answer.first, answer.whole, spent_by(self.pid) - spent, nan)


@contextmanager
def datasette(server: Server, folder: Path) -> Iterator[Peer]:
    """Datasette over all figures of our server, read into SQLite; its files lie in `folder`.

    Its stream, asked once before it is measured, has to have as many lines as our CSV.
    """
    table, database, log = folder / "many.csv", folder / "many.db", folder / "datasette.log"
    table.write_bytes(server.content("csv"))
    subprocess.run(
        [PEERS / "sqlite-utils", "insert", database, _TABLE, table, "--csv"], check=True, capture_output=True
    )
    command = [PEERS / "datasette", "serve", "--immutable", database, "--port", "0", "--setting", "max_csv_mb", "0"]
    with log.open("w") as output, subprocess.Popen(command, stdout=output, stderr=output) as process:
        try:
            host = _address_when_ready(process, log)
            with urlopen(f"http://{host}{_STREAM}") as answer:
                lines = answer.read().count(b"\n")
            if lines != (expected := table.read_bytes().count(b"\n")):
                raise ValueError(f"Datasette's stream has {lines} lines; expected {expected}, as our CSV has")
            yield Peer(host, process.pid)
        finally:
            process.terminate()


def _address_when_ready(process: subprocess.Popen[bytes], log: Path) -> str:
    give_up = time.monotonic() + _PATIENCE
    while time.monotonic() < give_up and process.poll() is None:
        if found := _LISTENING.search(log.read_text(encoding="utf-8")):
            return found[1]
        time.sleep(0.1)
    raise RuntimeError(f"Datasette did not start:\n{log.read_text(encoding='utf-8')}")
