"""What the pipeline and the dashboard both know of a build: how its files are called, and the number of its schema."""

import re
from pathlib import Path

SCHEMA = 2
"""The number of the tables and columns of a build, written into it; raised when what is read of a build changes.

A program reads builds of its own number and no others. Builds made before there was a number have none.
"""

_ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{4}")
_EXAMPLE = "20260131-120000-1a2b"

FORM_OF_AN_ID = f"a day, a time (UTC) and four letters or digits, such as {_EXAMPLE}"


def is_build_id(text: str) -> bool:
    """Whether a text has the form of the id of a build."""
    return text.isascii() and _ID.fullmatch(text) is not None


def build_id_of(path: Path) -> str:
    """The build that a file holds; a build whose attempts were noted later is a file with + and a number."""
    return path.stem.split("+")[0]


def builds_in(folder: Path) -> list[Path]:
    """The files of builds in a folder, by their names: what else lies there, a copy with a name of its own, is none."""
    return [path for path in folder.glob("*.duckdb") if is_build_id(build_id_of(path))]


def number_of_copy(path: Path) -> int:
    """1 for a build as it was made; the number after + where attempts were noted in it later."""
    _, _, number = path.stem.partition("+")
    return int(number) if number.isdecimal() else 1


def observations_file(folder: Path, build_id: str) -> Path:
    """Where all observations of a build lie as one Parquet file."""
    return folder / f"{build_id}.parquet"
