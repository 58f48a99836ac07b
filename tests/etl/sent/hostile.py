"""Files that were made to break whoever reads them. Each is small, or becomes so when it is made."""

import gzip
import io
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from tests.etl.disguises import seven_zipped, zipped
from tests.etl.downloads import dumped, worldbank
from tests.etl.sources.workbooks import workbook

HEADER = "Entity,Code,Year,Individuals using the Internet"
ROW = "France,FRA,{year},83.3\n"
DIGITS = "9" * 5_000


class Hostile(NamedTuple):
    """A file, and how its refusal begins."""

    content: Callable[[], bytes]
    said: str


def far_cell() -> bytes:
    """A workbook whose only cells are the first and the last that a sheet can have."""
    book = workbook({"economies": [("isocode", "code", "unit", "2024")]})
    return with_part(book, "xl/s1.xml", b'<c r="D1"', b'<c r="XFD1048576"')


def with_part(book: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A workbook with a change in one of its parts."""
    parts = members(book)
    assert old in parts[name]
    return zipped(**parts | {name: parts[name].replace(old, new)})


def members(archive: bytes) -> dict[str, bytes]:
    """What a zip holds."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def answer(**changed: object) -> bytes:
    """An answer of the World Bank with one row."""
    return dumped([{"page": 1, "total": 1, "lastupdated": "2026-07-13"}, [worldbank("CHE", "CH", 97.3) | changed]])


def many_digits() -> bytes:
    """An answer in which a value is an integer of five thousand digits."""
    return answer(value="HERE").replace(b'"HERE"', DIGITS.encode())


def half_a_character() -> bytes:
    """An answer in which a text holds a lone surrogate."""
    return answer(obs_status="\ud83d")


def damaged_archive() -> bytes:
    """A 7z archive with damage within."""
    packed = bytearray(seven_zipped(a=chart(2_000)))
    packed[len(packed) // 2] ^= 0xFF
    packed[-20] ^= 0xFF
    return bytes(packed)


def chart(rows: int, header: str = HEADER) -> bytes:
    """A chart of Our World in Data with so many rows."""
    return f"{header}\n{''.join(ROW.format(year=1961 + n % 60) for n in range(rows))}".encode()


def long_header() -> bytes:
    """A chart whose last column has a name of 120 kB."""
    return chart(5, f"{HEADER[:16]},{'share' * 24_000}")


def long_year() -> bytes:
    """A chart with a year of five thousand digits."""
    return f"{HEADER}\nFrance,FRA,{DIGITS},83.3\nFrance,FRA,2019,83.3\n".encode()


def many_series(number: int) -> bytes:
    """An answer of the World Bank in which each figure is of a series of its own, the first with a name of 100 kB."""
    names = ["N" * 100_000, *(f"SERIES {one}" for one in range(number - 1))]
    rows = [worldbank("CHE", "CH", 97.3, name) for name in names]
    return dumped([{"page": 1, "pages": 1, "total": number, "lastupdated": "2026-07-13"}, rows])


def large_text(size: int) -> bytes:
    """A chart of so many bytes."""
    block = chart(1_000).partition(b"\n")[2]
    return f"{HEADER}\n".encode() + block * (size // len(block))


def bomb() -> bytes:
    """A gzip of 200 kB that holds a third more than may be unpacked: its parts one after the other."""
    return gzip.compress(bytes(16 << 20), 9) * 22


def nested() -> bytes:
    """JSON within JSON, a hundred thousand times."""
    return b'{"data":' * 100_000


def many_sheets(number: int = 10_000) -> bytes:
    """A workbook of so many sheets."""
    return workbook({f"sheet {one}": [("isocode", "x"), ("CHE", 1)] for one in range(number)})


def large_json(size: int) -> bytes:
    """JSON of so many bytes, which takes eight times as much as numbers in memory."""
    return b"[" + b"1.5," * (size // 4) + b"1.5]"


def zipped_json(size: int) -> bytes:
    """A zip with such JSON."""
    return zipped(chart=large_json(size).decode())


HOSTILE = {
    "far cell.xlsx": Hostile(far_cell, "reading it broke off (SIGABRT), as when it takes more than 1 GiB of"),
    "digits.json": Hostile(many_digits, "the JSON holds a number of thousands of digits; expected figures"),
    "year.csv": Hostile(
        f"{HEADER}\nFrance,FRA,{DIGITS},83.3\n".encode, "1 of 1 figures cannot be read, the first: '9999"
    ),
    "half.json": Hostile(half_a_character, "the JSON holds a half of a character (a lone surrogate), which is no text"),
    "damaged.7z": Hostile(damaged_archive, "the archive cannot be opened ("),
    "header.csv": Hostile(long_header, "not recognised as a file of any source. Expected"),
    "bomb.csv.gz": Hostile(bomb, "unpacked it is 1 file of 257 MiB or more; expected at most 200 files of 256 MiB"),
    "nested.json": Hostile(nested, "the JSON is nested too deeply to be read; expected figures"),
    "sheets.xlsx": Hostile(many_sheets, "not recognised as a file of any source; its columns are 'isocode, x'."),
}
