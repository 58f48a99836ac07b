"""The fingerprint of a build: equal inputs, read by an equal program in the same year, give an equal warehouse."""

import hashlib
from pathlib import Path

import indicators
from etl import intake
from etl.raw import RawStore
from indicators.settings import Settings

_PROGRAM = (Path(__file__).parent, Path(indicators.__file__).parent)


def fingerprint(settings: Settings, store: RawStore, year: int) -> str:
    """A hash of the catalogue, of every file that is read, of the program, and of the year of judgement."""
    digest = hashlib.sha256(f"{year}\n".encode())
    for label, content in (*_catalogue(settings.catalogue), *intake.hashed(settings, store), *_program()):
        digest.update(f"{label}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _catalogue(folder: Path) -> list[tuple[str, bytes]]:
    return [
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    ]


def _program() -> list[tuple[str, bytes]]:
    return [
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for folder in _PROGRAM
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".py", ".sql")
    ]
