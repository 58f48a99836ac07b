"""What the workers of a server count, each for itself, and what that is together.

A worker writes what it has counted into a file of a folder that all of them share; who answers adds the files up.
"""

import json
import os
import threading
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

UP_TO = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds, the upper ends of the classes of the histogram."""

_GONE = "gone.json"
_BETWEEN = 0.5

Counted = dict[str, dict[str, Any]]
"""`requests` and `caches` by two words with a tab between them, `seconds` by route: how many in each class, and their
sum."""


class Counts:
    """What one process has counted; for several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[str] = Counter()
        self._caches: Counter[str] = Counter()
        self._seconds: dict[str, list[float]] = {}
        self._streams = 0
        self._folder: Path | None = None
        self._written = 0.0

    def answered(self, route: str, status: int, seconds: float) -> None:
        """Count an answer, by the template of its route and the time until it began."""
        with self._lock:
            self._requests[f"{route}\t{status}"] += 1
            classes = self._seconds.setdefault(route, [0.0] * (len(UP_TO) + 2))
            classes[sum(seconds > one for one in UP_TO)] += 1
            classes[-1] += seconds

    def asked_cache(self, name: str, *, hit: bool) -> None:
        """Count that a cache was asked, and whether it had what it was asked for."""
        with self._lock:
            self._caches[f"{name}\t{'hit' if hit else 'miss'}"] += 1

    def streams(self, more: int) -> None:
        """One more answer is being streamed (+1), or one less (-1)."""
        with self._lock:
            self._streams += more

    def share(self, folder: Path) -> None:
        """Write what is counted into this folder from now on, whenever `publish` is called."""
        self._folder = folder

    def publish(self, *, at_once: bool = False) -> None:
        """Write what is counted, if that was not done a moment ago."""
        now = time.monotonic()
        if self._folder is not None and (at_once or now - self._written >= _BETWEEN):
            self._written = now
            _write(self._folder / f"{os.getpid()}.json", self.counted())

    def counted(self) -> Counted:
        """What this process has counted, and what it holds now."""
        with self._lock:
            return {
                "requests": dict(self._requests),
                "caches": dict(self._caches),
                "seconds": {route: list(classes) for route, classes in self._seconds.items()},
                "now": {"streams": self._streams, "memory": _memory()},
            }

    def of_all(self) -> tuple[Counted, dict[str, dict[str, int]]]:
        """What all workers have counted, those that have ended included; and what each living one holds now."""
        own = str(os.getpid())
        found = {own: self.counted()}
        for path in self._folder.glob("*.json") if self._folder else ():
            if path.stem != own and (counted := _read(path)):
                found[path.stem] = counted
        return _added(found.values()), {pid: of["now"] for pid, of in sorted(found.items()) if f"{pid}.json" != _GONE}


def bury(folder: Path, pid: int) -> None:
    """Keep what a worker that has ended had counted; what it held is no more."""
    ended = folder / f"{pid}.json"
    counted = _read(ended)
    if counted:
        _write(folder / _GONE, _added([one for one in (_read(folder / _GONE), counted) if one]))
        ended.unlink(missing_ok=True)


def _added(all_counted: Iterable[Counted]) -> Counted:
    requests: Counter[str] = Counter()
    caches: Counter[str] = Counter()
    seconds: dict[str, list[float]] = {}
    for counted in all_counted:
        requests.update(counted["requests"])
        caches.update(counted["caches"])
        for route, classes in counted["seconds"].items():
            before = seconds.get(route, [0.0] * len(classes))
            seconds[route] = [one + other for one, other in zip(before, classes, strict=True)]
    return {"requests": dict(requests), "caches": dict(caches), "seconds": seconds}


def _write(path: Path, counted: Counted) -> None:
    """Replace a file in one step; where the folder is gone or full, it is counted on without it."""
    beside = path.with_suffix(".new")
    try:
        beside.write_text(json.dumps(counted), encoding="utf-8")
        os.replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)


def _read(path: Path) -> Counted | None:
    try:
        found: Counted = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _memory() -> int:
    """Bytes of this process that are in memory; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
