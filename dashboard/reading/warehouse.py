"""The reader of the warehouse: one snapshot per request, following the switch from build to build."""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

import duckdb
import pandas as pd
from flask import current_app
from pydantic import ValidationError

from dashboard.reading.answers import Answer, Answers, Facts
from dashboard.reading.build import AnotherProgramError, Build, NoWarehouseError, open_build
from dashboard.reading.frames import as_frame
from dashboard.reading.kept import Kept, behind, is_there
from dashboard.reading.patience import SECONDS_OF_A_QUERY, limited
from dashboard.rows import Row, named_tuples
from indicators.catalogue import Catalogue

_LOG = logging.getLogger(__name__)

T = TypeVar("T")

_TRIES = 5
"""As often a file is looked for that was tidied away while it was opened."""

_BETWEEN_TRIES = 0.5
"""Seconds until a file that could not be read is tried again."""

_MOST_OLDER = 2
_CELLS_OF_OLDER = 100_000

Parameters = Mapping[str, object]
"""The values of a query by the names that it gives them."""


@dataclass(frozen=True)
class Fault:
    """Why the build behind the link `current` is not the one that is served, and since when (UTC)."""

    reason: str
    since: datetime
    path: Path = field(repr=False, compare=False)
    until: float = field(repr=False, compare=False)


@dataclass(frozen=True)
class Snapshot:
    """One build, read through one cursor; what is asked goes through `frame`, `read`, `records` or `rows` alone.

    What one of its snapshots has asked the others know (`answers`), and what it made of the whole build (`facts`). A
    query of more than so many `seconds` raises NotAnsweredError.
    """

    build: Build
    cursor: duckdb.DuckDBPyConnection
    answers: Answers
    facts: Facts
    open_cursor: Callable[[], duckdb.DuckDBPyConnection] = field(repr=False, compare=False)
    seconds: float = SECONDS_OF_A_QUERY
    _made: dict[Hashable, object] = field(default_factory=dict, repr=False, compare=False)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue the build was made with."""
        return self.build.catalogue

    def apart(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own on the same build, for what is still read when this snapshot is over; to be closed."""
        return self.open_cursor()

    def frame(self, query: str, parameters: Parameters | None = None) -> pd.DataFrame:
        """The rows of a query as a frame (see frames.as_frame); values only as named parameters."""
        return self._answer(query, parameters, _frame)

    def read(
        self, query: str, parameters: Parameters, read: Callable[[duckdb.DuckDBPyConnection], pd.DataFrame]
    ) -> pd.DataFrame:
        """What `read` makes of the rows of a query; it is one and the same for all snapshots of a build."""
        return self._answer(query, parameters, read)

    def records(self, query: str, parameters: Parameters | None = None) -> list[Row]:
        """The rows of a query as named tuples, for few rows that no one counts or groups; a missing value is None."""
        return list(self._answer(query, parameters, _records))

    def rows(self, query: str, parameters: Parameters | None = None) -> list[tuple[Any, ...]]:
        """The rows of a query as tuples; values only as named parameters."""
        return list(self._answer(query, parameters, _rows))

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave the first time that it was asked under this key; kept for this request and no longer."""
        if key not in self._made:
            self._made[key] = make()
        return cast("T", self._made[key])

    def of_build(self, name: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives for the whole build, an indicator or a lens; made once for a build, to be read only."""
        return self.facts.of(name, make)

    def by_first(self, query: str, parameters: Parameters | None = None) -> Mapping[Any, tuple[Row, ...]]:
        """The rows of a query as named tuples by its first column, which they leave out; asked once for a build."""
        return self.of_build((query, *(parameters or {}).items()), lambda: _by_first(self.records(query, parameters)))

    def _answer(
        self,
        query: str,
        parameters: Parameters | None,
        read: Callable[[duckdb.DuckDBPyConnection], Answer],
    ) -> Answer:
        values = dict(parameters or {})
        said = tuple((name, tuple(one) if isinstance(one, list) else one) for name, one in values.items())

        def ask() -> Answer:
            try:
                with limited(self.cursor, self.seconds):
                    return read(self.cursor.execute(query, values))
            except (duckdb.IOException, duckdb.FatalException) as error:
                raise NoWarehouseError(
                    f"Build {self.build.build_id} is damaged: a part of its file cannot be read. Build another one "
                    "with: make etl OFFLINE=1"
                ) from error

        return self.answers.of((read, query, said), ask)


def _frame(answer: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return as_frame(answer.fetchnumpy())


def _records(answer: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return named_tuples((column[0] for column in answer.description), answer.fetchall())


def _by_first(found: Sequence[Row]) -> dict[object, tuple[Row, ...]]:
    of_each: dict[object, list[Row]] = {}
    for row in found:
        of_each.setdefault(row[0], []).append(row[1:])
    return {first: tuple(named_tuples(found[0]._fields[1:], of_one)) for first, of_one in of_each.items()}


def _rows(answer: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return answer.fetchall()


@dataclass(frozen=True)
class _Opened:
    """A build whose file is open; it is closed when nobody holds it any more, its snapshots included."""

    path: Path
    base: duckdb.DuckDBPyConnection
    build: Build
    answers: Answers
    facts: Facts = field(default_factory=Facts)


class Warehouse:
    """Opens the file behind the link `current`, read-only, once per build and process; and builds kept beside it.

    Of these the `_MOST_OLDER` asked for last stay open, for each is memory. One that is tidied away meanwhile answers
    whoever has a snapshot of it to the end, and nobody else.
    """

    def __init__(self, current: Path, seconds: float = SECONDS_OF_A_QUERY) -> None:
        self._current, self._seconds = current, seconds
        self._lock, self._older_lock = threading.Lock(), threading.Lock()
        self._served: _Opened | None = None
        self._fault: Fault | None = None
        self._older: OrderedDict[Path, _Opened] = OrderedDict()
        self._looks = threading.local()

    @contextmanager
    def snapshot(self, build_id: str = "") -> Iterator[Snapshot]:
        """A snapshot for one request: all its queries see one build, whatever is switched meanwhile.

        It is of the served build, or of the one that is named. Raises NoWarehouseError when no build can be opened,
        BuildNotThereError when that one is not kept or cannot be read.
        """
        opened = self._open_kept(build_id) if build_id else self._open()
        cursor = opened.base.cursor()
        try:
            yield Snapshot(opened.build, cursor, opened.answers, opened.facts, opened.base.cursor, self._seconds)
        finally:
            cursor.close()

    @property
    def fault(self) -> Fault | None:
        """Why the build behind the link is not the one that is served; None while it is, and where there is none."""
        self._looks.many = self.looks + 1
        with suppress(NoWarehouseError):
            self._open()
        return self._fault

    def kept(self) -> Kept:
        """The builds that lie there now."""
        self._looks.many = self.looks + 1
        return Kept(self._current)

    @property
    def looks(self) -> int:
        """How often this thread has looked which builds lie there: what was made meanwhile depends on the folder."""
        return getattr(self._looks, "many", 0)

    @property
    def folder_state(self) -> int:
        """A number that changes with the builds that lie there, and with whether the newest can be read."""
        try:
            return self._current.parent.stat().st_mtime_ns + (self._fault is not None)
        except OSError:
            return int(self._fault is not None)

    def now_served(self) -> tuple[Path, Build]:
        """The file that a snapshot would read now, and its build; NoWarehouseError where there is none."""
        opened = self._open()
        return opened.path, opened.build

    def _open(self) -> _Opened:
        with self._lock:
            try:
                found = self._look()
            except NoWarehouseError as error:
                if self._served is None:
                    raise
                self._note(str(error))
                return self._served
            if self._fault is not None:
                _LOG.info("The warehouse at %s can be read again: build %s", self._current, found.build.build_id)
            self._fault = None
            return found

    def _look(self) -> _Opened:
        """The build behind the link, opened where it is not open yet."""
        for _ in range(_TRIES):
            path = behind(self._current)
            if self._served is not None and path == self._served.path:
                if is_there(path):
                    return self._served
                continue  # tidied away between the two: the next one is served
            if self._fault is not None and path == self._fault.path and time.monotonic() < self._fault.until:
                raise NoWarehouseError(self._fault.reason)
            try:
                self._served = _opened(path, Answers())
            except (duckdb.Error, ValidationError, OSError) as error:
                if is_there(path):
                    raise NoWarehouseError(
                        f"The warehouse at {self._current} cannot be read, or another version of the program "
                        "made it. Build one with: make etl OFFLINE=1"
                    ) from error
                continue
            return self._served
        raise NoWarehouseError(f"There is no warehouse at {self._current}. Build one with: make etl OFFLINE=1")

    def _note(self, reason: str) -> None:
        """Say once that another build is served than the link leads to."""
        build_id = self._served.build.build_id if self._served else ""
        before, now = self._fault, datetime.now(UTC)
        if before is None or before.reason != reason:
            _LOG.error("%s Build %s, which is still open, is served on.", reason, build_id)
        since = now if before is None else before.since
        if before is None or time.monotonic() >= before.until or behind(self._current) != before.path:
            self._fault = Fault(reason, since, behind(self._current), time.monotonic() + _BETWEEN_TRIES)

    def _open_kept(self, build_id: str) -> _Opened:
        for _ in range(_TRIES):
            kept = self.kept()
            path = kept.files.get(build_id)
            if path is None:
                break
            if build_id == kept.served and (served := self._open()).path == path:
                return served
            try:
                return self._open_older(path, kept)
            except AnotherProgramError as error:
                raise kept.of_another_program(build_id) from error
            except (duckdb.Error, ValidationError) as error:
                if path.exists():
                    raise kept.unreadable(build_id) from error
        raise self.kept().missing(build_id)

    def _open_older(self, path: Path, kept: Kept) -> _Opened:
        with self._older_lock:
            there = set(kept.files.values())
            for gone in [one for one in self._older if one not in there]:
                del self._older[gone]
            if path not in self._older:
                self._older[path] = _opened(path, Answers(_CELLS_OF_OLDER))
            self._older.move_to_end(path)
            while len(self._older) > _MOST_OLDER:
                self._older.popitem(last=False)
            return self._older[path]


def served() -> Warehouse:
    """The warehouse of the running application."""
    warehouse: Warehouse = current_app.extensions["warehouse"]
    return warehouse


def _opened(path: Path, answers: Answers) -> _Opened:
    base, build = open_build(path)
    return _Opened(path, base, build, answers)
