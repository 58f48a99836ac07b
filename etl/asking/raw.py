"""What services sent, byte by byte, with a manifest: data/raw/<source>/<name>.json beside its pages.

A page is named after its content and the manifest is replaced in one step, so that a download is whole or not there,
whenever a refresh is killed. Only a download that passed every guard is kept; what was refused lies in refused/.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from etl.asking.client import Answer

_ATTEMPT = "attempt.json"


@dataclass(frozen=True)
class Page:
    """One answer as kept."""

    file: str
    url: str
    status: int
    content_type: str
    received_at: str
    sha256: str
    size: int
    etag: str
    last_modified: str


@dataclass(frozen=True)
class Download:
    """One download of a source: its pages in order, the provider's version, and when the service last confirmed it."""

    source_id: str
    name: str
    version: str
    received_at: datetime
    checked_at: datetime
    pages: tuple[Page, ...]

    @property
    def sha256(self) -> tuple[str, ...]:
        """The hashes of the pages: two downloads with the same ones are the same."""
        return tuple(page.sha256 for page in self.pages)


@dataclass(frozen=True)
class Attempt:
    """The last time a source was asked: fresh, unchanged or failed, and when it last answered well."""

    source_id: str
    outcome: str
    reason: str
    asked_at: datetime
    succeeded_at: datetime | None
    seconds: float
    requests: int


class RawStore:
    """The folder of what services sent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def downloads(self, source_id: str) -> list[Download]:
        """The good downloads of a source by name; a manifest that cannot be read counts as none."""
        manifests = sorted((self._folder / source_id).glob("*.manifest.json"))
        return [one for path in manifests if (one := _read_manifest(path)) is not None]

    def download(self, source_id: str, name: str) -> Download | None:
        """One good download, None where there is none."""
        return _read_manifest(self._folder / source_id / f"{name}.manifest.json")

    def whole(self, source_id: str, name: str) -> Download | None:
        """One good download, None where there is none or a page of it is damaged: it has to be fetched again."""
        download = self.download(source_id, name)
        try:
            return download if download and self.content(download) else None
        except OSError:
            return None

    def content(self, download: Download) -> list[bytes]:
        """The pages of a download; None of them is damaged, or OSError says which is."""
        found = []
        for page in download.pages:
            content = (self._folder / download.source_id / page.file).read_bytes()
            if sha256_of(content) != page.sha256:
                raise OSError(f"{download.source_id}/{page.file} is damaged: its content is not what was received")
            found.append(content)
        return found

    def keep(self, source_id: str, name: str, answers: Sequence[Answer], version: str) -> Download:
        """Store a download in place of the one before."""
        folder = self._folder / source_id
        folder.mkdir(parents=True, exist_ok=True)
        pages = tuple(_page(answer) for answer in answers)
        for page, answer in zip(pages, answers, strict=True):
            _replace(folder / page.file, answer.content)
        received_at = max(answer.received_at for answer in answers)
        return self._write(Download(source_id, name, version, received_at, received_at, pages))

    def confirm(self, download: Download, checked_at: datetime, version: str) -> Download:
        """Note that the service still has what was received before."""
        return self._write(replace(download, version=version or download.version, checked_at=checked_at))

    def refuse(self, source_id: str, name: str, answers: Sequence[Answer], reason: str) -> Path:
        """Put a suspicious download aside, where it can be looked at; the path of the reason comes back."""
        folder = self._folder / source_id / "refused"
        folder.mkdir(parents=True, exist_ok=True)
        for earlier in folder.glob("*"):
            if earlier.stem.rpartition(".")[0] == name:
                earlier.unlink()
        for number, answer in enumerate(answers, start=1):
            _replace(folder / f"{name}.{number}{_suffix(answer)}", answer.content)
        _replace(folder / f"{name}.reason.txt", f"{reason}\n".encode())
        return folder / f"{name}.reason.txt"

    def attempt(self, source_id: str) -> Attempt | None:
        """The last attempt at a source, None where there was none."""
        try:
            entry = json.loads((self._folder / source_id / _ATTEMPT).read_text(encoding="utf-8"))
            entry["asked_at"] = datetime.fromisoformat(entry["asked_at"])
            entry["succeeded_at"] = datetime.fromisoformat(entry["succeeded_at"]) if entry["succeeded_at"] else None
            return Attempt(**entry)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def note(self, attempt: Attempt) -> None:
        """Remember an attempt."""
        folder = self._folder / attempt.source_id
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / _ATTEMPT, json.dumps(asdict(attempt), indent=1, default=_moment).encode())

    def tidy(self, source_ids: Iterable[str]) -> list[Path]:
        """Remove pages that no manifest names and what a killed refresh left; the removed paths come back."""
        removed = []
        for source_id in source_ids:
            folder = self._folder / source_id
            named = {page.file for one in self.downloads(source_id) for page in one.pages}
            kept = named | {_ATTEMPT} | {path.name for path in folder.glob("*.manifest.json")}
            removed += [path for path in folder.glob("*") if path.is_file() and path.name not in kept]
        for path in removed:
            path.unlink(missing_ok=True)
        return removed

    def _write(self, download: Download) -> Download:
        path = self._folder / download.source_id / f"{download.name}.manifest.json"
        _replace(path, json.dumps(asdict(download), indent=1, default=_moment).encode())
        return download


def sha256_of(content: bytes) -> str:
    """The hash by which a page is named and compared."""
    return hashlib.sha256(content).hexdigest()


def _page(answer: Answer) -> Page:
    sha256 = sha256_of(answer.content)
    return Page(
        f"{sha256[:16]}{_suffix(answer)}",
        answer.url,
        answer.status,
        answer.content_type,
        answer.received_at.isoformat(),
        sha256,
        len(answer.content),
        answer.etag,
        answer.last_modified,
    )


def _suffix(answer: Answer) -> str:
    if answer.content.startswith(b"PK"):
        return ".zip" if "sheet" not in answer.content_type else ".xlsx"
    if answer.content.startswith(b"7z"):
        return ".7z"
    return ".json" if answer.content[:1] in (b"{", b"[") else ".csv"


def _read_manifest(path: Path) -> Download | None:
    try:
        entry = json.loads(path.read_text(encoding="utf-8"))
        return Download(
            entry["source_id"],
            entry["name"],
            entry["version"],
            datetime.fromisoformat(entry["received_at"]),
            datetime.fromisoformat(entry["checked_at"]),
            tuple(Page(**page) for page in entry["pages"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _replace(path: Path, content: bytes) -> None:
    """Write a file beside and put it in its place in one step."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    os.replace(beside, path)


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a manifest")
