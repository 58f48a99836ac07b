"""Unpacks zip, 7z and gzip in memory, within one limit for a file and all archives within it."""

import gzip
import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass

import py7zr

from etl.errors import RefusedFileError

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c"
GZIP = b"\x1f\x8b"

_LARGEST = 500_000_000
_MEMBERS = 200
_ENCRYPTED = 1
_LOCKED = "{}: the archive has a password; unpack it and use the file in it"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


@dataclass
class Allowance:
    """What may still be unpacked of one file, however its archives lie within each other."""

    files: int = _MEMBERS
    size: int = _LARGEST

    def take(self, name: str, files: int, size: int) -> None:
        """Count what is about to be unpacked; RefusedFileError when it is too much."""
        self.files, self.size = self.files - files, self.size - size
        if self.files < 0 or self.size < 0:
            raise RefusedFileError(
                f"{name}: unpacked it is {_MEMBERS - self.files:,} files of {(_LARGEST - self.size) / 1e6:,.0f} MB; "
                f"expected at most {_MEMBERS} files of {_LARGEST / 1e6:,.0f} MB, archives within archives counted"
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
            return [(f"{name}/{one.filename}", archive.read(one)) for one in members]
    except _BROKEN as error:
        raise RefusedFileError(
            f"{name}: the archive or workbook cannot be opened ({error}); download it again"
        ) from None


def unpacked(name: str, content: bytes, allowance: Allowance) -> list[tuple[str, bytes]]:
    """The members of a 7z file, named archive/member."""
    try:
        with py7zr.SevenZipFile(io.BytesIO(content)) as archive:
            members = [one for one in archive.list() if not one.is_directory]
            allowance.take(name, len(members), sum(one.uncompressed for one in members))
            factory = py7zr.io.BytesIOFactory(_LARGEST)
            archive.extractall(factory=factory)
    except py7zr.exceptions.PasswordRequired:
        raise RefusedFileError(_LOCKED.format(name)) from None
    except (py7zr.exceptions.ArchiveError, lzma.LZMAError, EOFError, OSError) as error:
        raise RefusedFileError(f"{name}: the archive cannot be opened ({error}); download it again") from None
    return [(f"{name}/{inner}", product.read()) for inner, product in factory.products.items()]


def gunzipped(name: str, content: bytes, allowance: Allowance) -> bytes:
    """The content of a gzip file."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            text = packed.read(allowance.size + 1)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise RefusedFileError(f"{name}: the gzip file is broken ({error}); download it again") from None
    allowance.take(name, 1, len(text))
    return text
