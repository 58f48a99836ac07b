"""The production server over a given warehouse, for as long as a test session lasts."""

import fcntl
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from indicators.settings import PROJECT, Settings

_LISTENING = re.compile(r"Listening at: (http://127\.0\.0\.1:\d+)")
_PATIENCE = 60.0  # seconds to start


@contextmanager
def serving(settings: Settings, log: Path, workers: int = 1, **environment: str) -> Iterator[str]:
    """The address of gunicorn serving the build of `settings`, on a port that is free; what it says goes to `log`."""
    with started(settings, log, workers, **environment) as (address, _):
        yield address


@contextmanager
def started(
    settings: Settings, log: Path, workers: int = 1, **environment: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The same with the process that is the master of its workers."""
    process = _start(settings, log, workers, **environment)
    try:
        yield _address_when_ready(process, log), process
    finally:
        process.send_signal(signal.SIGINT)  # at once, whoever is still connected
        process.wait()


@contextmanager
def shared(settings: Settings, folder: Path) -> Iterator[str]:
    """The address of one server for all workers of a session, who share `folder`.

    The first of them starts it, the last ends it: who uses it holds a lock, which ends with its process at the latest.
    """
    folder.mkdir(exist_ok=True)
    door, users, note = (folder / name for name in ("door", "users", "address"))
    with users.open("w") as in_use:
        with _locked(door):
            fcntl.flock(in_use, fcntl.LOCK_SH)
            if not note.exists():
                process = _start(settings, folder / "log")
                note.write_text(f"{process.pid} {_address_when_ready(process, folder / 'log')}")
            pid, address = note.read_text().split()
        try:
            yield address
        finally:
            with _locked(door):
                try:
                    fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    pass  # others still use it
                else:
                    note.unlink()
                    os.kill(int(pid), signal.SIGTERM)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _start(settings: Settings, log: Path, workers: int = 1, **environment: str) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--bind",
        "127.0.0.1:0",
        "--config",
        "dashboard/serving/gunicorn.py",
        "--workers",
        str(workers),  # two load everything twice and each keep their own answers
        "--threads",
        "8",
        "dashboard.wsgi:server",
    ]
    own = {"SPT_DATA_DIR": str(settings.data), "SPT_CACHE_DIR": f"{log}-answers", "TMPDIR": str(log.parent)}
    whole = os.environ | own | environment
    with log.open("w") as output:
        return subprocess.Popen(command, cwd=PROJECT, env=whole, stdout=output, stderr=output, process_group=0)


def _address_when_ready(process: subprocess.Popen[bytes], log: Path) -> str:
    give_up = time.monotonic() + _PATIENCE
    while time.monotonic() < give_up and process.poll() is None:
        found = _LISTENING.search(log.read_text())
        if found and _answers(found[1]):
            return found[1]
        time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{log.read_text()}")


def _answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/healthz", timeout=5) as answer:  # noqa: S310 - the address is our own
            return bool(answer.status == 200)
    except (URLError, TimeoutError):  # a busy machine may take long over its first answer
        return False
