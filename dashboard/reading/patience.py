"""How long a query may take: one that takes longer is broken off, so that it cannot keep others waiting."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import duckdb

SECONDS_OF_A_QUERY = 10.0
"""A hundred times what the slowest question of a page takes with two million figures."""

SECONDS_OF_A_PIECE = 60.0
"""For downloads: to find their rows, and to read each piece of them."""

_TURN = 0.1


class NotAnsweredError(Exception):
    """A query was broken off, since it took too long or too much memory; the message says which."""


class _Watch:
    """Breaks off what is over its time; one thread for a process, which lives while there is something to watch."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until: dict[int, tuple[duckdb.DuckDBPyConnection, float]] = {}
        self._broken: set[int] = set()
        self._next = 0
        self._awake = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, cursor: duckdb.DuckDBPyConnection, seconds: float) -> int:
        with self._lock:
            self._next += 1
            self._until[self._next] = cursor, time.monotonic() + seconds
            if self._thread is None or not self._thread.is_alive():  # a process that was forked has none yet
                self._thread = threading.Thread(target=self._run, name="patience", daemon=True)
                self._thread.start()
            self._awake.set()
            return self._next

    def end(self, number: int) -> bool:
        """Watch it no longer; whether it was broken off."""
        with self._lock:
            self._until.pop(number, None)
            broken = number in self._broken
            self._broken.discard(number)
            return broken

    def _run(self) -> None:
        while True:
            self._awake.wait()
            with self._lock:
                if not self._until:
                    self._awake.clear()
                now = time.monotonic()
                for number, (cursor, until) in self._until.items():
                    if now >= until:
                        self._broken.add(number)
                        with suppress(duckdb.Error):
                            cursor.interrupt()
            time.sleep(_TURN)


_WATCH = _Watch()


@contextmanager
def limited(cursor: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Break off what this cursor does within the block after some seconds, and raise NotAnsweredError."""
    number = _WATCH.begin(cursor, seconds)
    try:
        yield
    except duckdb.InterruptException as error:
        if not _WATCH.end(number):
            raise
        raise NotAnsweredError(
            f"A question to the warehouse was broken off after {seconds:g} seconds. Ask for less, or again later."
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise NotAnsweredError("A question to the warehouse took more memory than it may. Ask for less.") from error
    finally:
        _WATCH.end(number)
