"""The fingerprint of a build: equal inputs, read by an equal program while groups are the same, in the same year, give
an equal warehouse.
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import etl
import indicators
from etl.asking.raw import RawStore
from etl.intake import at_hand
from indicators.areas import Membership
from indicators.settings import Settings

_PROGRAM = (Path(etl.__file__).parent, Path(indicators.__file__).parent)


def fingerprint(settings: Settings, store: RawStore, day: date, memberships: Iterable[Membership]) -> str:
    """A hash of the catalogue, of the claims, of every file that is read, of the program, of the year of judgement, and
    of who is in which group, or was to have left it, on the day of the build.
    """
    today = day.isoformat()
    groups = "".join(f"{one.holds_on(today):d}{one.is_overdue(today):d}" for one in memberships)
    digest = hashlib.sha256(f"{day.year}\n{groups}\n".encode())
    folders = (*_catalogue(settings.catalogue), *_catalogue(settings.claims))
    for label, content in (*folders, *at_hand.hashed(settings, store), *_program()):
        digest.update(f"{label}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _catalogue(folder: Path) -> list[tuple[str, bytes]]:
    return [
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    ]


@cache
def _program() -> tuple[tuple[str, bytes], ...]:
    """The files of the program as they were when it was first asked for: it does not change while it runs."""
    return tuple(
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for folder in _PROGRAM
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".py", ".sql")
    )
