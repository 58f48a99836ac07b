"""Everything at hand for a build: the embedded figures, what services sent, and the drop folder, read in that order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from etl import apart
from etl.asking.raw import Download, RawStore
from etl.errors import RefusedFileError
from etl.intake import drop
from etl.intake.drop import Refused
from etl.layouts.documents import open_documents
from etl.layouts.file_layout import read_pages
from etl.reading.desk import Desk
from etl.reading.rows import ReadFile, without_older_copies
from etl.register import SERVICES
from etl.sources import published
from indicators.settings import Settings
from indicators.sources import Edition, Publication


@dataclass(frozen=True)
class Intake:
    """The files of a build as read, and those that could not be used, with the reason."""

    files: tuple[ReadFile, ...]
    refused: tuple[Refused, ...]

    @property
    def editions(self) -> dict[str, set[str]]:
        """Which editions each file may hold."""
        return {file.file: {release.name for release in file.releases} for file in self.files}

    def without_rows(self) -> "Intake":
        """The account of the same files, their rows let go: once staged, they need not be held in memory twice."""
        return Intake(tuple(replace(file, rows=()) for file in self.files), self.refused)

    @property
    def downloaded(self) -> list[tuple[str, Publication]]:
        """The source and the publication of every file that was downloaded and gave rows."""
        return [
            (file.source_id, Publication(file.file, one.document, (Edition(one.name, one.vintage),)))
            for file in self.files
            for one in file.releases
            if file.held != "embedded" and file.rows
        ]


def read(
    settings: Settings, desk: Desk, store: RawStore, added: Mapping[Path, Sequence[ReadFile]] | None = None
) -> Intake:
    """Read it all; `added` are files as read already that are taken as lying at these places of the drop folder.

    Raises SourceError when the embedded figures are not whole; a faulty download or dropped file is refused alone.
    """
    files = list(published.read(settings.published, desk.catalogue))
    refused: list[Refused] = []
    sent = [download for service in SERVICES for download in store.downloads(service.id)]
    jobs = [apart.Job(_label(download), partial(_sent, store, download, desk)) for download in sent]
    for job, answer in zip(jobs, apart.each(jobs), strict=True):
        if isinstance(answer, RefusedFileError):
            reason = str(answer).removeprefix(f"{job.name}: ")
            refused.append(Refused(job.name, f"{job.name}: {reason}; refresh to fetch it again"))
        else:
            files.append(answer)
    dropped, faulty = drop.read_folder(settings.drop, desk, added=added)
    return Intake(tuple(without_older_copies([*files, *dropped])), (*refused, *faulty))


def hashed(settings: Settings, store: RawStore) -> list[tuple[str, bytes]]:
    """A label and the content of everything a build reads beside the catalogue: equal inputs give equal lists."""
    found = [(path.name, path.read_bytes()) for path in sorted(settings.published.glob("*.csv"))]
    for service in SERVICES:
        found += [
            (f"{_label(one)} {one.version} {one.received_at.isoformat()}", "".join(one.sha256).encode())
            for one in store.downloads(service.id)
        ]
    return found + drop.hashed(settings.drop)


def _sent(store: RawStore, download: Download, desk: Desk) -> ReadFile:
    try:
        contents = store.content(download)
    except OSError as error:
        raise RefusedFileError(f"{_label(download)}: {error}") from None
    pages = [page for content in contents for page in open_documents(_label(download), content)]
    layout = drop.recognise(pages[0])
    return read_pages(
        layout, _label(download), pages, desk, "live", version=download.version, received_at=download.received_at
    )


def _label(download: Download) -> str:
    return f"raw/{download.source_id}/{download.name}"
