"""One source asked in one run: its requests, the guards before a download is kept, and what became of it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from etl import apart
from etl.asking.client import Answer, Client
from etl.asking.raw import Download, RawStore, sha256_of
from etl.errors import (
    BlockedError,
    BudgetError,
    EmptyError,
    FaultError,
    MovedError,
    RefusedError,
    RefusedFileError,
    ShapeError,
    SourceError,
    ThrottledError,
    UnreachableError,
)
from etl.layouts.documents import Document, open_documents
from etl.layouts.file_layout import Layout, read_pages
from etl.reading.desk import Desk
from etl.reading.rows import ReadFile
from etl.staging.contract import stage

_ENOUGH = 0.9
_REJECTED = 0.05
_HOPELESS = (BlockedError, BudgetError, ThrottledError, UnreachableError)


@dataclass
class Result:
    """What became of a source's downloads in one run, by name, and how many requests it took."""

    source_id: str
    fresh: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    requests: int = 0

    def fail(self, name: str, error: SourceError) -> None:
        """Note a failure, of one download or (without a name) of the source as a whole."""
        said = str(error).removeprefix(f"{self.source_id}: ").removeprefix(f"{name}: ")
        self.failures.append(f"{name}: {said}" if name else said)


class Session:
    """What a connector asks through. A download is kept only when it passes the guards; else the last one stays."""

    def __init__(
        self, source_id: str, base: str, client: Client, store: RawStore, desk: Desk, result: Result | None = None
    ) -> None:
        self.source_id = source_id
        self.desk = desk
        self.result = result or Result(source_id)
        self._base, self._client, self._store = base.rstrip("/"), client, store

    @property
    def base(self) -> str:
        """The address that is asked: the service's own, or the one that stands in for it."""
        return self._base

    def series(self) -> list[str]:
        """The series that indicators are fed from by this source, each once, by its first code."""
        feeds = [feed for _, feed in self.desk.catalogue.feeds_of(self.source_id)]
        return list(dict.fromkeys(feed.series[0] for feed in feeds))

    def aliases(self, series: str) -> tuple[str, ...]:
        """All codes under which a series is or was known, the current one first."""
        feeds = [feed for _, feed in self.desk.catalogue.feeds_of(self.source_id)]
        return next((feed.series for feed in feeds if series in feed.series), (series,))

    def get(
        self,
        path: str,
        params: Mapping[str, str] | Sequence[tuple[str, str]] = (),
        *,
        base: str = "",
        accept: str = "application/json, */*;q=0.1",
        since: str = "",
    ) -> Answer:
        """One answer; with `since`, only if it is newer than the single page of the download of that name."""
        held = self._store.whole(self.source_id, since) if since else None
        page = held.pages[0] if held and len(held.pages) == 1 else None
        asked = tuple(params.items()) if isinstance(params, Mapping) else tuple(params)
        return self._client.get(
            f"{(base or self._base).rstrip('/')}{path}",
            asked,
            accept=accept,
            etag=page.etag if page else "",
            last_modified=page.last_modified if page else "",
        )

    def hint(self, path: str, params: Mapping[str, str] | Sequence[tuple[str, str]] = (), *, base: str = "") -> object:
        """What a route says that is asked only to save work (a version): None where it is not there."""
        try:
            return self.get(path, params, base=base).json()
        except (FaultError, MovedError, RefusedError, ShapeError):
            return None

    def is_current(self, name: str, version: str) -> bool:
        """Whether the good copy is of this version of the provider, so that the data need not be asked for."""
        held = self._store.whole(self.source_id, name)
        if held is None or not version or held.version != version:
            return False
        self._confirm(held, version)
        return True

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """One download among others: its failure is noted and the next one is asked, unless nothing more will come."""
        try:
            yield
        except _HOPELESS:
            raise
        except SourceError as error:
            self.result.fail(name, error)

    def keep(self, name: str, layout: Layout, answers: Sequence[Answer], version: str = "") -> None:
        """Keep a download in place of the good one before it.

        Raises ShapeError or EmptyError, with the download put aside in refused/, when it is not what was expected:
        of another layout, without a figure, with rows that break the contract, or much smaller than the good one.
        """
        held = self._store.whole(self.source_id, name)
        if held and (answers[0].not_modified or held.sha256 == _hashes(answers)):
            self._confirm(held, version)
            return
        try:
            work = partial(self._guard, name, layout, answers, held, version)
            apart.alone(apart.Job(f"{self.source_id}: {name}", work))
        except SourceError as error:
            where = self._store.refuse(self.source_id, name, answers, str(error))
            raise type(error)(f"{error} What was received lies in {where.parent.name}/{where.name}.") from None
        self._store.keep(self.source_id, name, answers, version)
        self.result.fresh.append(name)

    def _confirm(self, held: Download, version: str) -> None:
        self._store.confirm(held, datetime.now(UTC).replace(microsecond=0), version)
        self.result.unchanged.append(held.name)

    def _guard(self, name: str, layout: Layout, answers: Sequence[Answer], held: Download | None, version: str) -> None:
        pages = [document for answer in answers for document in open_documents(name, answer.content)]
        for page in pages:
            if not layout.recognise(page):
                raise ShapeError(
                    f"{self.source_id}: {name}: the answer is not what '{layout.title}' looks like; "
                    "has the service changed its layout? The last good copy stays."
                )
        received_at = max(answer.received_at for answer in answers)
        new = read_pages(layout, name, pages, self.desk, "live", version=version, received_at=received_at)
        self._hold_content(name, new)
        if held is not None:
            self._hold_against(name, layout, new, held)

    def _hold_content(self, name: str, new: ReadFile) -> None:
        if not new.rows:
            said = "; ".join(f"{one.figures:,} × {one.reason}" for one in new.aside[:3]) or "it is empty"
            raise EmptyError(
                f"{self.source_id}: {name}: the answer holds no figure that an indicator is fed from ({said}); "
                "expected some: has the series been renamed? The last good copy stays."
            )
        declared = {release.name for release in new.releases}
        _, rejected = stage([new.rows], self.desk.catalogue, {new.file: declared})
        if len(rejected) > _REJECTED * len(new.rows):
            raise ShapeError(
                f"{self.source_id}: {name}: {len(rejected):,} of {len(new.rows):,} rows break the row contract, the "
                f"first: {rejected[0].column} {rejected[0].value!r}, {rejected[0].reason}. The last good copy stays."
            )

    def _hold_against(self, name: str, layout: Layout, new: ReadFile, held: Download) -> None:
        try:
            old = read_pages(layout, name, documents_of(self._store, held), self.desk, "live")
        except RefusedFileError:  # read by an earlier version of the program, and not by this one: it is no measure
            return
        for what, was, now in (
            ("figures", len(old.rows), len(new.rows)),
            ("areas", len({row.fields["area_id"] for row in old.rows}), len({r.fields["area_id"] for r in new.rows})),
        ):
            if now < _ENOUGH * was:
                raise ShapeError(
                    f"{self.source_id}: {name}: {now:,} {what}, where the last good copy has {was:,}; expected at "
                    f"least {_ENOUGH:.0%} of them. The last good copy stays; if the loss is real, remove "
                    f"{held.name}.manifest.json from the store and refresh again."
                )


def documents_of(store: RawStore, download: Download) -> list[Document]:
    """The opened pages of a good download."""
    return [one for content in store.content(download) for one in open_documents(download.name, content)]


def _hashes(answers: Sequence[Answer]) -> tuple[str, ...]:
    return tuple(sha256_of(answer.content) for answer in answers)
