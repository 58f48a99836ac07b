"""Takes downloaded files into the drop folder: first it says where each would lie and reads it, then it copies."""

import filecmp
import os
import re
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from time import time
from typing import Any

from etl import apart
from etl.errors import RefusedFileError
from etl.intake import drop
from etl.layouts.documents import open_documents
from etl.quoting import named
from etl.reading import vintages
from etl.reading.desk import Desk
from etl.reading.rows import ReadFile, different
from etl.sources import classifications

_NUMBER = re.compile(r"-\d+$")


@dataclass(frozen=True)
class Added:
    """A file that is to be added, as read: `path` is where it is now, and `into` its place in the drop folder.

    `instead_of` is a copy of it there that has another day in its name, or none, and is renamed. `differences` are
    where a classification groups economies otherwise than the catalogue, one sentence each.
    """

    path: Path
    into: Path
    instead_of: Path | None
    files: tuple[ReadFile, ...]
    differences: tuple[str, ...] = ()


def find(paths: Sequence[Path], folder: Path, desk: Desk, as_of: date | None = None) -> list[Added]:
    """What files are that are to be added, and where they would lie; nothing is copied.

    `as_of` is the day as of which their figures stand, as the user says: the copies have it in their names.
    Each is read apart, within the limits. A link that is named is followed: its content is meant, never the link.
    Raises RefusedFileError, one line per file that is unknown, broken, unreadable or newer than what is said of it.
    """
    places = _places(paths, folder, as_of)
    labels = [drop.label(into, folder) for into, _ in places]
    jobs = [
        apart.Job(label, partial(_read, label, path, desk, _copied_at(into, before)))
        for label, path, (into, before) in zip(labels, paths, places, strict=True)
    ]
    answers = list(apart.each(jobs))
    problems = [
        problem.replace(label, named(path.name), 1)
        for answer, label, path in zip(answers, labels, paths, strict=True)
        for problem in _problems(answer, as_of)
    ]
    if problems:
        raise RefusedFileError("\n".join([*problems, "Nothing was copied."]))
    return [
        Added(path, into, before, *answer) for path, (into, before), answer in zip(paths, places, answers, strict=True)
    ]


def _problems(answer: Any, as_of: date | None) -> list[str]:
    """Why a file is refused, as read or in place of it: what reading it said, or what is said of its age."""
    if isinstance(answer, RefusedFileError):
        return [str(answer)]
    return [said for file in answer[0] if as_of is not None and (said := _younger(file, as_of))]


def _younger(file: ReadFile, as_of: date) -> str:
    """Why a file cannot stand as of a day: it is still to come, or the file has a figure of a later year."""
    expected = "expected the day on which it was downloaded"
    if as_of > datetime.now(UTC).date() + timedelta(days=1):
        return f"{file.file}: as of {as_of}, which is still to come; {expected}"
    years = {year for year, status in different(file.rows, "year", "value_status") if status != "projected"}
    newest = max((int(year) for year in years if re.fullmatch(r"\d{4}", year)), default=0)
    known = newest <= datetime.now(UTC).year  # a year still to come is a mistyped one
    return (
        f"{file.file}: as of {as_of}, and it has a figure of {newest}; {expected}"
        if known and newest > as_of.year
        else ""
    )


def as_if_there(added: Collection[Added]) -> dict[Path, Sequence[ReadFile]]:
    """What lies at which place of the drop folder once the files are copied, nothing where a copy was renamed."""
    return {one.instead_of: () for one in added if one.instead_of} | {one.into: one.files for one in added}


def copy(added: Collection[Added]) -> None:
    """Copy the files to their places in the drop folder; what lies there already is not copied again."""
    for one in added:
        one.into.parent.mkdir(parents=True, exist_ok=True)
        if one.instead_of is not None and one.instead_of.exists() and not one.into.exists():
            os.replace(one.instead_of, one.into)
        if not one.into.exists():
            beside = one.into.with_name(f".{one.into.name}.new")
            beside.unlink(missing_ok=True)
            with one.path.open("rb") as content, beside.open("xb") as copied:
                shutil.copyfileobj(content, copied)
            os.replace(beside, one.into)


def _read(label: str, path: Path, desk: Desk, copied_at: float) -> tuple[tuple[ReadFile, ...], tuple[str, ...]]:
    files = drop.read_path(label, path, desk, copied_at)
    if all(file.rows for file in files):  # a classification gives none
        return tuple(files), ()
    documents = open_documents(label, path.read_bytes())
    return tuple(files), tuple(
        said for one in documents for said in classifications.differences(one, desk.catalogue, desk.codes)
    )


def _places(paths: Sequence[Path], folder: Path, as_of: date | None) -> list[tuple[Path, Path | None]]:
    """Where each file is to lie, and the copy of it that is to be renamed, if there is one."""
    planned: dict[Path, Path] = {}
    places = []
    for path in paths:
        name = vintages.named(path.name, as_of) if as_of else path.name
        into, before = _place(path, name, folder, planned, renamed=as_of is not None)
        planned[into] = path
        places.append((into, before))
    return places


def _place(
    path: Path, called: str, folder: Path, planned: Mapping[Path, Path], *, renamed: bool
) -> tuple[Path, Path | None]:
    """The place of a file that is `called` so; another file of the same name is kept beside it.

    An equal file is not copied twice: the copy that is there is `renamed` if it had another day, or none, in its name.
    `planned` are files that are to lie at these places.
    """
    name = Path(called.lstrip("".join(drop.HIDDEN)) or "download")  # a hidden file would be passed over
    lying = {one: one for one in drop.dropped(folder)} | dict(planned)
    copies = [one for one, content in lying.items() if _is_called(one, name.name) and _are_equal(content, path)]
    into, number = folder / name, 1
    if copies and into not in copies and not renamed:
        return copies[0], None
    while into not in copies and (into in lying or os.path.lexists(into)):
        number += 1
        into = folder / f"{name.stem}-{number}{name.suffix}"
    return into, copies[0] if copies and into not in copies else None


def _is_called(one: Path, name: str) -> bool:
    """Whether a file has a name, but for what is said of its age and a number."""
    mine, its = (_NUMBER.sub("", Path(vintages.unnamed(each)).stem) for each in (one.name, name))
    return mine == its


def _are_equal(one: Path, other: Path) -> bool:
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:  # one that cannot be read is refused when it is
        return False


def _copied_at(into: Path, before: Path | None) -> float:
    """When the copy at a place was made, or will be."""
    there = next((one for one in (into, before) if one is not None and one.is_file()), None)
    return there.stat().st_mtime if there else time()
