"""Unpacks zip, 7z and gzip in memory, within one limit for a file and all archives within it."""

import gzip
import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import py7zr

from etl.errors import RefusedFileError
from etl.limits import LIMITS, in_words
from etl.quoting import named, quoted

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c"
GZIP = b"\x1f\x8b"

_ENCRYPTED = 1
_PIECE = 1 << 20
_LOCKED = "{}: the archive has a password; unpack it and use the file in it"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass
class Allowance:
    """What may still be unpacked of one file, however its archives lie within each other."""

    files: int = LIMITS.files
    size: int = LIMITS.unpacked

    def take(self, name: str, files: int, size: int) -> None:
        """Count what is about to be unpacked; RefusedFileError when it is too much."""
        self.files, self.size = self.files - files, self.size - size
        if self.files < 0 or self.size < 0:
            count = LIMITS.files - self.files
            raise RefusedFileError(
                f"{name}: unpacked it is {count:,} {'file' if count == 1 else 'files'} of "
                f"{in_words(LIMITS.unpacked - self.size)} or more; expected at most {LIMITS.files} files of "
                f"{in_words(LIMITS.unpacked)}, archives within archives counted"
            )


def unzipped(name: str, content: bytes, allowance: Allowance) -> list[tuple[str, bytes]] | None:
    """The members of a zip file, named archive/member; None where the file as a whole is a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir() and "__MACOSX" not in one.filename]
            size = sum(one.file_size for one in members)
            if any(one.flag_bits & _ENCRYPTED for one in members):
                raise RefusedFileError(_LOCKED.format(name))
            if any(one.filename == "[Content_Types].xml" for one in members):
                allowance.take(name, 1, size)
                return None
            allowance.take(name, len(members), size)
            return _labelled(name, [(one.filename, archive.read(one)) for one in members])
    except _BROKEN as error:
        raise RefusedFileError(
            f"{name}: the archive or workbook cannot be opened ({quoted(str(error))}); download it again"
        ) from None


def unpacked(name: str, content: bytes, allowance: Allowance) -> list[tuple[str, bytes]]:
    """The members of a 7z file, named archive/member."""
    try:
        with py7zr.SevenZipFile(io.BytesIO(content)) as archive:
            members = [one for one in archive.list() if not one.is_directory]
            factory = py7zr.io.BytesIOFactory(allowance.size)
            allowance.take(name, len(members), sum(one.uncompressed for one in members))
            archive.extractall(factory=factory)
            return _labelled(name, [(inner, product.read()) for inner, product in factory.products.items()])
    except (RefusedFileError, MemoryError):
        raise
    except py7zr.exceptions.PasswordRequired:
        raise RefusedFileError(_LOCKED.format(name)) from None
    except Exception as error:
        said = quoted(str(error)) or type(error).__name__
        raise RefusedFileError(f"{name}: the archive cannot be opened ({said}); download it again") from None


def gunzipped(name: str, content: bytes, allowance: Allowance) -> bytes:
    """The content of a gzip file."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            pieces, size = [], 0
            while size <= allowance.size and (piece := packed.read(_PIECE)):
                pieces.append(piece)
                size += len(piece)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise RefusedFileError(f"{name}: the gzip file is broken ({error}); download it again") from None
    allowance.take(name, 1, size)
    return b"".join(pieces)


def _labelled(archive: str, members: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The members under the name of their archive; of two with one name the second has a number."""
    times: Counter[str] = Counter()
    found = []
    for name, content in members:
        label = named(name)
        times[label] += 1
        number = f" ({times[label]})" if times[label] > 1 else ""
        found.append((f"{archive}/{label}{number}", content))
    return found
