"""How old a downloaded file is: the moment as of which its figures stand, and on what grounds that is believed.

The date of a copy says when somebody copied it. What is better, in this order: what a person has said of the file
(`named`), the moment or the date in its name, the dates that its archive or workbook keeps, the newest change that the
file itself states. A moment still to come, and one before the newest figure or the newest change in the file, is none.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePosixPath

import py7zr

from etl.formats.archives import GZIP, SEVEN_ZIP, ZIP
from etl.reading.rows import AsOf

SAID = "as of the day that was given when it was added"
NAMED = "from the moment in its name"
PACKED = "from the date in its archive"
SAVED = "from the date on which the workbook was saved"
CHANGED = "from the newest change in it"
COPIED = "from the date of the copy, for want of a better one"

_FIRST = datetime(2000, 1, 1, tzinfo=UTC)
_SAID = re.compile(r"_as-of-(\d{4}-\d{2}-\d{2})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)1\d{9}(?:\d{3})?(?!\d)")
_DAY = re.compile(r"(?<!\d)(20\d{2})([-_.]?)(\d{2})\2(\d{2})(?:\d{6})?(?!\d)")
_DAY_LAST = re.compile(r"(?<!\d)(\d{2})([-_.])(\d{2})\2(20\d{2})(?!\d)")
_PROPERTIES = "docProps/core.xml"
_MODIFIED = re.compile(r"<dcterms:modified[^>]*>\s*(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})")
_LARGEST_PROPERTIES = 100_000
_FAULTY = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, KeyError, OSError, ValueError)


def named(name: str, day: date) -> str:
    """The name under which a file is kept that stands as of `day`, as somebody says: a_as-of-2026-05-01.csv for a.csv.

    What is said travels with the file so, whoever copies the folder.
    """
    plain = unnamed(name)
    suffix = PurePosixPath(plain).suffix
    return f"{plain.removesuffix(suffix)}_as-of-{day.isoformat()}{suffix}"


def unnamed(name: str) -> str:
    """The name of a file without what `named` has put into it."""
    return _SAID.sub("", name)


def packed(name: str, content: bytes) -> dict[str, datetime]:
    """When the members of an archive were last written, by the names of the documents in it (archive/member).

    Empty for what is no archive, and for one that keeps no dates; a workbook's members say nothing of the whole.
    """
    try:
        return {
            member: moment
            for member, at in _written(name, content)
            if (moment := at.replace(tzinfo=at.tzinfo or UTC)) >= _FIRST
        }
    except (*_FAULTY, py7zr.exceptions.ArchiveError):
        return {}


def believed(as_of: AsOf | None, changed: datetime | None, newest_year: int) -> AsOf | None:
    """The age of a file that is believed, of what its name or archive says and of the newest change that it states.

    What a name or an archive says is not believed where the file holds newer figures (`newest_year`, 0 without any), or
    newer changes. What a person said of it is.
    """
    if as_of is not None and as_of.grounds == SAID:
        return as_of
    stated = AsOf(changed, CHANGED) if changed is not None else None
    earliest = max(str(newest_year), stated.day if stated else "")
    return next((one for one in (as_of, stated) if one is not None and one.day >= earliest), None)


def of(name: str, content: bytes, dates: Mapping[str, datetime]) -> AsOf | None:
    """What name, archive and workbook say of a document; None where they say nothing. `dates` are those of `packed`."""
    parts = PurePosixPath(name).parts[::-1]
    for part in parts:
        if found := _SAID.search(part):
            moments = _believable(_days((found[1][:4], found[1][5:7], found[1][8:])))
            if moments:
                return AsOf(moments[0], SAID)
    for part in parts:
        if moment := _moment_in(part):
            return AsOf(moment, NAMED)
    if content.startswith(ZIP) and (saved := _saved(content)):
        return AsOf(saved, SAVED)
    within = [at for member, at in dates.items() if name == member or name.startswith(f"{member}/")]
    return AsOf(moments[0], PACKED) if (moments := _believable(within)) else None


def stated(text: str) -> datetime | None:
    """The day that a cell states (YYYY-MM-DD, whatever follows); None where it states none."""
    found = re.match(r"\s*(\d{4})-(\d{2})-(\d{2})", text)
    return next(iter(_believable(_days((found[1], found[2], found[3])))), None) if found else None


def _moment_in(part: str) -> datetime | None:
    """The one moment in a name: seconds or milliseconds since 1970, else a date; None where several dates contend."""
    clock = _believable(datetime.fromtimestamp(int(found[:10]), UTC) for found in _CLOCK.findall(part))
    days = _believable(
        one
        for year, month, day in (
            *((year, month, day) for year, _, month, day in _DAY.findall(part)),
            *(_in_order(*found) for found in _DAY_LAST.findall(part)),
        )
        for one in _days((year, month, day))
    )
    return next((found[0] for found in (clock, days) if len(set(found)) == 1), None)


def _in_order(first: str, sign: str, second: str, year: str) -> tuple[str, str, str]:
    """Year, month and day of a date that ends in its year; no date where nothing tells which one is the day."""
    if int(second) > 12:
        return year, first, second
    return (year, second, first) if sign == "." or int(first) > 12 or first == second else (year, "00", "00")


def _days(written: tuple[str, str, str]) -> Iterator[datetime]:
    year, month, day = map(int, written)
    try:
        yield datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return


def _believable(moments: Iterable[datetime]) -> list[datetime]:
    until = datetime.now(UTC) + timedelta(days=1)
    return [one for one in moments if _FIRST <= one <= until]


def _written(name: str, content: bytes) -> Iterator[tuple[str, datetime]]:
    if content.startswith(ZIP):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if _PROPERTIES not in archive.namelist():
                for one in archive.infolist():
                    yield f"{name}/{one.filename}", datetime(*one.date_time, tzinfo=UTC)
    elif content.startswith(SEVEN_ZIP):
        with py7zr.SevenZipFile(io.BytesIO(content)) as seven:
            for one in seven.list():
                if one.creationtime is not None:
                    yield f"{name}/{one.filename}", one.creationtime
    elif content.startswith(GZIP) and len(content) > 8:
        (seconds,) = struct.unpack("<I", content[4:8])
        yield name, datetime.fromtimestamp(seconds, UTC)


def _saved(content: bytes) -> datetime | None:
    """When a workbook was last saved, as it says itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            if book.getinfo(_PROPERTIES).file_size > _LARGEST_PROPERTIES:
                return None
            found = _MODIFIED.search(book.read(_PROPERTIES).decode("utf-8", errors="replace"))
            moments = _believable([datetime.fromisoformat(found[1]).replace(tzinfo=UTC)]) if found else []
    except _FAULTY:
        return None
    return moments[0] if moments else None
