"""Takes a file through recognition, reading and the row contract, and holds the account of it; or adds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.intake import adding, drop
from etl.reading.desk import Desk
from etl.reading.rows import ReadFile
from etl.staging.contract import RejectedRow, stage
from etl.staging.observations import Observation


@dataclass(frozen=True)
class Taken:
    """What became of a file."""

    file: ReadFile
    kept: list[Observation]
    rejected: list[RejectedRow]

    @property
    def aside(self) -> dict[str, int]:
        """How many figures were set aside, by reason."""
        return {one.reason: one.figures for one in self.file.aside}

    def figures(self, *names: str) -> list[tuple[object, ...]]:
        """Fields of the observations that were kept, in order."""
        return [tuple(getattr(one, name) for name in names) for one in self.kept]


def take(content: bytes, desk: Desk) -> Taken:
    (file,) = drop.read_file("1", content, desk)
    kept, rejected = stage([file.rows], desk.catalogue, {file.file: {one.name for one in file.releases}})
    assert file.figures == len(kept) + len(rejected) + sum(one.figures for one in file.aside)
    return Taken(file, kept, rejected)


def add(
    paths: Sequence[Path], folder: Path, desk: Desk, as_of: date | None = None
) -> list[tuple[Path, list[ReadFile]]]:
    """Copy files into a drop folder untried; where each lies then, and what is in it."""
    found = adding.find(paths, folder, desk, as_of)
    adding.copy(found)
    return [(one.into, list(one.files)) for one in found]
