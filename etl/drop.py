"""Recognises a downloaded file by its content, and takes it into the drop folder."""

import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from etl.documents import Document, open_documents
from etl.errors import NoFiguresError, RefusedFileError
from etl.file_layout import Layout, read_pages
from etl.reading import Desk
from etl.register import LAYOUTS
from etl.rows import ReadFile
from etl.sources import classifications

_HIDDEN = (".", "~")


@dataclass(frozen=True)
class Refused:
    """A file of the drop folder that was not used, and why, as a sentence."""

    file: str
    reason: str


def recognise(document: Document) -> Layout:
    """The layout of a document; NoFiguresError when it has none."""
    for layout in LAYOUTS:
        if layout.recognise(document):
            return layout
    seen = next(((cells for _, cells in rows[:1]) for rows in document.grids.values() if rows), None)
    begins = f"; it begins with {', '.join(list(*seen)[:4])[:80]!r}" if seen else ""
    raise NoFiguresError(
        f"{document.name}: not recognised as a file of any source{begins}. Expected one of: "
        f"{'; '.join(dict.fromkeys(layout.title for layout in LAYOUTS))}"
    )


def read_file(name: str, content: bytes, desk: Desk) -> list[ReadFile]:
    """The documents of a file, an archive's members each for itself; what is no file of a source is passed over there.

    Raises RefusedFileError when nothing is recognised, or when anything that is recognised is broken.
    """
    found: list[ReadFile] = []
    unknown: list[NoFiguresError] = []
    for document in open_documents(name, content):
        try:
            layout = recognise(document)
        except NoFiguresError as error:
            unknown.append(error)
        else:
            found.append(read_pages(layout, document.name, [document], desk, "drop"))
    if not found:
        raise unknown[0] if unknown else RefusedFileError(f"{name}: the archive is empty; download it again")
    return found


def read_folder(folder: Path, desk: Desk) -> tuple[list[ReadFile], list[Refused]]:
    """Every file under the drop folder, by name, as read or as refused; files that begin with a dot are passed over."""
    found: list[ReadFile] = []
    refused: list[Refused] = []
    for path in dropped(folder):
        name = f"drop/{path.relative_to(folder).as_posix()}"
        received_at = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
        try:
            files = read_file(name, path.read_bytes(), desk)
        except RefusedFileError as error:
            refused.append(Refused(name, str(error)))
        except OSError as error:
            refused.append(
                Refused(name, f"{name}: the file cannot be read ({error.strerror}); look at its permissions")
            )
        else:
            found += [_received(file, received_at) for file in files]
    return found, refused


def dropped(folder: Path) -> list[Path]:
    """The files under the drop folder, in order of their names."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(_HIDDEN) for part in path.relative_to(folder).parts)
    )


def add(paths: Sequence[Path], folder: Path, desk: Desk) -> list[tuple[Path, list[ReadFile]]]:
    """Copy files into the drop folder, all of them or none; what each holds comes back.

    Raises RefusedFileError, one line per file that is unknown, broken or unreadable; nothing is copied then.
    """
    read, problems = [], []
    for path in paths:
        try:
            read.append((path, read_file(path.name, path.read_bytes(), desk)))
        except RefusedFileError as error:
            problems.append(str(error))
        except OSError as error:
            problems.append(f"{path}: the file cannot be read ({error.strerror})")
    if problems:
        raise RefusedFileError("\n".join([*problems, "Nothing was copied."]))
    return [(_copied(path, folder), files) for path, files in read]


def _copied(path: Path, folder: Path) -> Path:
    """The copy in the drop folder; an equal file is not copied twice, another one of the same name is kept beside."""
    folder.mkdir(parents=True, exist_ok=True)
    name = Path(path.name.lstrip("".join(_HIDDEN)) or "download")  # a hidden file would be passed over
    content, number = path.read_bytes(), 1
    into = folder / name
    while into.exists() and into.read_bytes() != content:
        number += 1
        into = folder / f"{name.stem}-{number}{name.suffix}"
    if not into.exists():
        beside = folder / f".{into.name}.new"
        shutil.copyfile(path, beside)
        os.replace(beside, into)
    return into


def _received(file: ReadFile, received_at: datetime) -> ReadFile:
    return ReadFile(**{**vars(file), "received_at": received_at})


def differences(path: Path, desk: Desk) -> list[str]:
    """Where a classification in a file groups economies otherwise than the catalogue, one sentence each."""
    documents = open_documents(path.name, path.read_bytes())
    return [said for one in documents for said in classifications.differences(one, desk.catalogue, desk.codes)]


def indicators_of(files: Iterable[ReadFile]) -> dict[str, set[str]]:
    """Which indicators files feed, and with which economies and groups."""
    found: dict[str, set[str]] = {}
    for file in files:
        for row in file.rows:
            found.setdefault(row.fields["indicator_id"], set()).add(row.fields["area_id"])
    return found
