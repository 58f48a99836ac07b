"""Recognises a downloaded file by its content, and reads what lies in the drop folder."""

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from io import BufferedReader
from pathlib import Path

from etl import apart
from etl.errors import NoFiguresError, RefusedFileError
from etl.layouts.documents import Document, open_documents
from etl.layouts.file_layout import FAULTY, Layout, read_pages
from etl.limits import LIMITS, Limits, in_words
from etl.quoting import named, quoted
from etl.reading import vintages
from etl.reading.desk import Desk
from etl.reading.rows import AsOf, ReadFile
from etl.register import LAYOUTS
from etl.staging.contract import stage

HIDDEN = (".", "~")
"""With these begin the names of files that are passed over."""
_LOOKED_AT = 6
_LONGEST_COLUMN = 40


@dataclass(frozen=True)
class Refused:
    """A file of the drop folder that was not used, and why, as a sentence."""

    file: str
    reason: str


def recognise(document: Document) -> Layout:
    """The layout of a document; NoFiguresError when it has none."""
    for layout in LAYOUTS:
        if _is_of(layout, document):
            return layout
    columns = _columns(document)
    has = f"; its columns are {quoted(', '.join(columns[:4]))!r}" if columns else ""
    hidden = f"; hidden sheets ({quoted(', '.join(document.hidden))}) are not read" if document.hidden else ""
    raise NoFiguresError(
        f"{document.name}: not recognised as a file of any source{has}{hidden}. Expected one of: "
        f"{'; '.join(dict.fromkeys(layout.title for layout in LAYOUTS))}"
    )


def _is_of(layout: Layout, document: Document) -> bool:
    """Whether a document has a layout; one that lacks a part that the layout looks at has not."""
    try:
        return layout.recognise(document)
    except FAULTY:
        return False


def _columns(document: Document) -> list[str]:
    """The names of the columns of a document that is a table by all signs, else none.

    What else is in a file that nobody knows is not ours to show: it may have come into the folder by mistake. A header
    is of words, each once; the rows below have as many fields, and a column of them holds numbers.
    """
    (_, header), *others = document.first_rows[:_LOOKED_AT] or [(0, ())]
    rows = [cells for _, cells in others]
    names = [cell.strip() for cell in header]
    is_header = len(names) > 1 and len(set(names)) == len(names) and all(map(_is_name, names))
    if not is_header or not rows or any(len(cells) != len(names) for cells in rows):
        return []
    return names if any(all(map(_is_number, column)) for column in zip(*rows, strict=True)) else []


def _is_name(cell: str) -> bool:
    return 0 < len(cell) <= _LONGEST_COLUMN and cell[0].isalpha() and cell.isprintable()


def _is_number(cell: str) -> bool:
    return cell.strip().replace(".", "", 1).replace(",", "").removeprefix("-").isdecimal()


def read_file(name: str, content: bytes, desk: Desk) -> list[ReadFile]:
    """The documents of a file, an archive's members each for itself; what is no file of a source is passed over there.

    Raises RefusedFileError when nothing is recognised, or when anything that is recognised is broken.
    """
    found: list[ReadFile] = []
    unknown: list[NoFiguresError] = []
    documents = open_documents(name, content)
    dates = vintages.packed(name, content)  # of an archive that is whole
    for document in documents:
        try:
            layout = recognise(document)
        except NoFiguresError as error:
            unknown.append(error)
        else:
            as_of = vintages.of(document.name, document.content, dates)
            found.append(read_pages(layout, document.name, [document], desk, "drop", as_of=as_of))
    for file in found:
        _refuse_rejected(file, desk)
    if not found:
        raise unknown[0] if unknown else RefusedFileError(f"{name}: the archive is empty; download it again")
    return found


def _refuse_rejected(file: ReadFile, desk: Desk) -> None:
    """Raise RefusedFileError where more rows break the row contract than are to be told one by one."""
    if len(file.rows) <= LIMITS.rejected:
        return
    _, rejected = stage([file.rows], desk.catalogue, {file.file: {one.name for one in file.releases}})
    if len(rejected) > LIMITS.rejected:
        first = rejected[0]
        raise RefusedFileError(
            f"{file.file}: {len(rejected):,} of {len(file.rows):,} rows break the row contract; expected at most "
            f"{LIMITS.rejected:,}. The first, line {first.line}: {first.column} {first.value!r}, {first.reason}"
        )


def read_folder(
    folder: Path, desk: Desk, limits: Limits = LIMITS, added: Mapping[Path, Sequence[ReadFile]] | None = None
) -> tuple[list[ReadFile], list[Refused]]:
    """Every file under the drop folder, by name, as read or as refused; files that begin with a dot are passed over.

    Each is read apart, within the limits. A link is not followed, wherever it leads: the folder may be open to others.
    `added` are files as read already that are to lie at these places, whatever lies there now; nothing at one of none.
    """
    added = added or {}
    found: list[ReadFile] = []
    refused = [Refused(label(path, folder), f"{label(path, folder)}: {why}") for path, why in _unfit(folder)]
    paths = [path for path in dropped(folder) if path not in added]
    jobs = [apart.Job(label(path, folder), partial(read_path, label(path, folder), path, desk)) for path in paths]
    read: dict[Path, Sequence[ReadFile]] = dict(added)
    for path, job, answer in zip(paths, jobs, apart.each(jobs, limits), strict=True):
        if isinstance(answer, RefusedFileError):
            refused.append(Refused(job.name, str(answer)))
        else:
            read[path] = answer
    for path in sorted(read):
        found += read[path]
    return found, sorted(refused, key=lambda one: one.file)


def label(path: Path, folder: Path) -> str:
    """The name under which a file of the drop folder is spoken of."""
    return f"drop/{named(path.relative_to(folder).as_posix())}"


def dropped(folder: Path) -> list[Path]:
    """The files under the drop folder, in order of their names."""
    return [path for path, about in _entries(folder) if about is not None and stat.S_ISREG(about.st_mode)]


def hashed(folder: Path) -> list[tuple[str, bytes]]:
    """A label and a hash of everything in the drop folder that a build reads or refuses."""
    found = [(f"{label(path, folder)} {why}", b"") for path, why in _unfit(folder)]
    for path in dropped(folder):
        try:
            with _opened(path) as file:
                about = os.fstat(file.fileno())
                is_read = about.st_size <= LIMITS.unpacked
                content = hashlib.file_digest(file, "sha256").digest() if is_read else b""
        except OSError as error:
            found.append((f"{label(path, folder)} {error.strerror}", b""))
        else:
            found.append((f"{label(path, folder)} {about.st_size} {int(about.st_mtime)}", content))
    return found


def _unfit(folder: Path) -> Iterator[tuple[Path, str]]:
    """What lies in the drop folder and is no file, with the middle of the sentence that refuses it."""
    for path, about in _entries(folder):
        if about is None:
            yield path, "the folder cannot be read; look at its permissions"
        elif stat.S_ISLNK(about.st_mode):
            yield path, "a symbolic link, which is not followed; put the file itself into the folder"
        elif not stat.S_ISREG(about.st_mode):
            yield path, "neither a file nor a folder (a pipe, a socket or a device); remove it"


def _entries(folder: Path) -> list[tuple[Path, os.stat_result | None]]:
    """All that lies under a folder but folders, by name; a folder that cannot be looked into stands there with None."""
    shut: list[Path] = []
    found: list[tuple[Path, os.stat_result | None]] = []
    for place, folders, files in os.walk(folder, onerror=lambda error: shut.append(Path(error.filename))):
        for name in (*folders, *files):
            path = Path(place) / name
            with suppress(FileNotFoundError):  # removed just now
                if not name.startswith(HIDDEN) and not stat.S_ISDIR((about := path.lstat()).st_mode):
                    found.append((path, about))
        folders[:] = [name for name in folders if not name.startswith(HIDDEN)]
    return sorted([*found, *((path, None) for path in shut if path.exists())], key=lambda one: one[0])


def read_path(name: str, path: Path, desk: Desk, copied_at: float | None = None) -> list[ReadFile]:
    """The files in a dropped one, with their age: that of the copy where nothing better is known.

    With `copied_at` it is one that is to be dropped, as a copy of that time: there a link is followed.
    """
    content, modified = _content(name if copied_at is None else named(str(path)), path, follow=copied_at is not None)
    modified = modified if copied_at is None else copied_at
    try:
        copied = AsOf(datetime.fromtimestamp(int(modified), UTC), vintages.COPIED)
    except (ValueError, OverflowError, OSError):
        raise RefusedFileError(f"{name}: the date of the file is none ({modified:.0f}); copy it anew") from None
    aged = ((file, file.as_of or copied) for file in read_file(name, content, desk))
    return [replace(file, received_at=as_of.at, as_of=as_of) for file, as_of in aged]


def _content(name: str, path: Path, *, follow: bool = False) -> tuple[bytes, float]:
    """The content of a file and the time of its last change; RefusedFileError when it cannot be read or is too large.

    A link is followed only where that is asked for.
    """
    try:
        with _opened(path, follow=follow) as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise RefusedFileError(f"{name}: neither a file nor a folder; expected a downloaded file")
            if about.st_size > LIMITS.unpacked:
                raise RefusedFileError(
                    f"{name}: the file is of {in_words(about.st_size)}; expected at most {in_words(LIMITS.unpacked)}: "
                    "ask for fewer rows, or split it"
                )
            return file.read(about.st_size), about.st_mtime
    except OSError as error:
        raise RefusedFileError(f"{name}: the file cannot be read ({error.strerror}); look at its permissions") from None


@contextmanager
def _opened(path: Path, *, follow: bool = False) -> Iterator[BufferedReader]:
    """A file opened for reading, without waiting for what is none; OSError for a link that must not be followed."""
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | (0 if follow else os.O_NOFOLLOW)), "rb") as file:  # noqa: PTH123
        yield file
