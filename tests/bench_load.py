"""Many readers at once: answers a second, how long the slow ones take, what a question costs, and what a worker holds.

The client is one process with a loop: it shares the processors with the server, as a peer that is measured beside it
does.
"""

import asyncio
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice, product
from pathlib import Path

from dashboard.serving.dash_internals import CALLBACKS
from indicators.settings import PROJECT, Settings
from tests.browser.server import started

CLIENTS, VIEWS = 50, 100
PEER = PROJECT / "bench" / "peers" / "plain_dash.py"
_TARGETS = ("1.7", "1.3", "1.2", "2.1", "1.6", "1.1")
_COMPARED = ("", "income_group", "itu_region", "development_level")
_FIRST_YEARS = range(2000, 2025)


@dataclass(frozen=True)
class Question:
    """What is asked of a server: a path, and what is posted to it, if anything."""

    path: str
    body: bytes = b""

    def request(self, host: str) -> bytes:
        """The bytes of the request."""
        kind = "POST" if self.body else "GET"
        head = f"{kind} {self.path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: br\r\n"
        if self.body:
            head += f"Content-Type: application/json\r\nContent-Length: {len(self.body)}\r\n"
        return head.encode() + b"\r\n" + self.body


@dataclass(frozen=True)
class Load:
    """What came of a load: answers a second, seconds of the median and of the slowest twentieth, and how many failed;
    milliseconds of processors that the server spent on each, and the MiB that its largest worker holds.
    """

    rate: float
    median: float
    p95: float
    failed: int
    cpu: float
    memory: float


def controls() -> Iterator[Question]:
    """Changes of a control on the pages of targets, each another view."""
    for target, compared, year in product(_TARGETS, _COMPARED, _FIRST_YEARS):
        asked = "&".join(filter(None, (f"area_type={compared}" if compared else "", f"from={year}")))
        yield Question(CALLBACKS, _change_of(target, asked))


def pages() -> Iterator[Question]:
    """Documents of pages."""
    for target, year in product(_TARGETS, _FIRST_YEARS):
        yield Question(f"/targets/{target}?from={year}")


def _change_of(target: str, asked: str) -> bytes:
    address = {"name": "target", "type": "address"}
    named = [
        ("target-title", "children"),
        ("target-badge", "children"),
        ("target-fields", "data-html"),
        ("target-content", "children"),
        (address, "data"),
        ("target-status", "children"),
    ]
    names = [name if isinstance(name, str) else json.dumps(name, separators=(",", ":")) for name, _ in named]
    output = "...".join(f"{name}.{prop}" for name, (_, prop) in zip(names, named, strict=True))
    return json.dumps(
        {
            "output": f"..{output}..",
            "outputs": [{"id": name, "property": prop} for name, prop in named],
            "inputs": [{"id": "target-asked", "property": "data", "value": asked}],
            "changedPropIds": ["target-asked.data"],
            "state": [{"id": "target-of", "property": "data", "value": target}],
        }
    ).encode()


def of_a_plain_dash() -> Iterator[Question]:
    """The same changes as a plain Dash application is asked for them (bench/peers/plain_dash.py)."""
    outputs = [
        {"id": name, "property": prop} for name, prop in (("trend", "figure"), ("ranking", "figure"), ("table", "data"))
    ]
    for indicator, compared, year in product(range(len(_TARGETS)), _COMPARED, _FIRST_YEARS):
        values = (("indicator", indicator), ("compared", compared), ("from", year))
        yield Question(
            CALLBACKS,
            json.dumps(
                {
                    "output": "..trend.figure...ranking.figure...table.data..",
                    "outputs": outputs,
                    "inputs": [{"id": name, "property": "value", "value": value} for name, value in values],
                    "changedPropIds": ["compared.value"],
                }
            ).encode(),
        )


@dataclass(frozen=True)
class Server:
    """A server that is asked: its address, and the process whose children answer."""

    address: str
    master: int

    @property
    def workers(self) -> list[int]:
        """The processes that answer."""
        return [int(one) for one in Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()]


@contextmanager
def ours(settings: Settings, log: Path) -> Iterator[Server]:
    """The production server with two workers over a build."""
    with started(settings, log, 2) as (address, process):
        yield Server(address, process.pid)


@contextmanager
def plain_dash(settings: Settings, log: Path) -> Iterator[Server]:
    """A plain Dash application over the same build, with as many workers and threads."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", "--chdir", str(PEER.parent), "--bind", f"127.0.0.1:{port}"),
        *(
            "--workers",
            "2",
            "--worker-class",
            "gthread",
            "--threads",
            "4",
            "--no-control-socket",
            f"{PEER.stem}:server",
        ),
    ]
    environment = os.environ | {"SPT_DATA_DIR": str(settings.data)}
    with log.open("w") as output, subprocess.Popen(command, env=environment, stdout=output, stderr=output) as process:
        try:
            asyncio.run(_until_it_answers(port))
            yield Server(f"http://127.0.0.1:{port}", process.pid)
        finally:
            process.terminate()


async def _until_it_answers(port: int) -> None:
    for _ in range(300):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise RuntimeError(f"Nothing answers on port {port}: see its log.")


def load(server: Server, questions: Iterable[Question], clients: int, answers: int) -> Load:
    """Ask a server so many questions, one after the other by each of its clients."""
    asked = list(islice(questions, answers))
    host, workers = server.address.removeprefix("http://"), server.workers
    before = _cpu_of(workers)
    start = time.perf_counter()
    taken, failed = asyncio.run(_all(host, [one.request(host) for one in asked], clients))
    seconds = time.perf_counter() - start
    spent = _cpu_of(workers) - before
    twentieth = statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
    memory = max((_memory_of(one) for one in workers), default=0.0)
    return Load(len(taken) / seconds, statistics.median(taken), twentieth, failed, 1000 * spent / len(taken), memory)


def again_and_again(questions: Iterable[Question], different: int = VIEWS) -> Iterator[Question]:
    """The first few of some questions, over and over."""
    return cycle(list(islice(questions, different)))


async def _all(host: str, requests: Sequence[bytes], clients: int) -> tuple[list[float], int]:
    waiting = iter(requests)
    taken: list[float] = []
    failed = 0

    async def client() -> None:
        nonlocal failed
        name, port = host.split(":")
        reader, writer = await asyncio.open_connection(name, int(port))
        for request in waiting:
            start = time.perf_counter()
            writer.write(request)
            status = await _answer(reader)
            taken.append(time.perf_counter() - start)
            failed += status != 200
        writer.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    return taken, failed


async def _answer(reader: asyncio.StreamReader) -> int:
    """The status of an answer, of which every byte was read."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next((line for line in lines if line.startswith(b"content-length:")), b"")
    if length:
        await reader.readexactly(int(length.partition(b":")[2]))
    elif any(line.startswith(b"transfer-encoding:") for line in lines):
        while size := int((await reader.readline()).strip() or b"0", 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return int(head.split(b" ", 2)[1])


def _cpu_of(processes: Iterable[int]) -> float:
    tick = os.sysconf("SC_CLK_TCK")
    fields = (Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in processes)
    return sum((int(one[11]) + int(one[12])) / tick for one in fields)


def _memory_of(process: int) -> float:
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
