"""The rows that readers hand over, in the words of the row contract, with the account of the file they stand in.

Every figure of a file ends in one of three places: as a row (which staging may still reject), set aside with the
reason, or as one part of a sum. Nothing is dropped in silence.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple

COLUMNS = (
    "indicator_id",
    "area_id",
    "year",
    "sex",
    "age",
    "location",
    "level",
    "value",
    "unit",
    "qualifier",
    "value_status",
    "edition",
    "document",
    "locator",
    "url",
    "quoted_by",
    "read_in",
    "note",
)


class RawRow(NamedTuple):
    """One row as read: where it stands, whose it is, and its fields as text."""

    file: str
    line: int
    source_id: str
    fields: dict[str, str]


@dataclass(frozen=True)
class Release:
    """An edition that a file holds: its name, its vintage (YYYY-MM) and the document it is of."""

    name: str
    vintage: str
    document: str


@dataclass(frozen=True)
class Aside:
    """Figures of a file that are not used, and why; `line` is where the first of them stands."""

    reason: str
    figures: int
    line: int


@dataclass(frozen=True)
class ReadFile:
    """The rows of one file, and what became of the figures that gave none.

    `records` counts the file's own rows, `figures` the values in them (the same, but for files with a column a year);
    `held` says where the file comes from: embedded, live (the store of what services sent) or drop. `numbers` are those
    in its cells, counted before and apart from reading; every one of them is among the figures.
    """

    file: str
    source_id: str
    rows: Collection[RawRow]
    seconds: float
    records: int
    figures: int
    aside: tuple[Aside, ...] = ()
    releases: tuple[Release, ...] = ()
    layout: str = "embedded figures"
    held: str = "embedded"
    received_at: datetime | None = None
    numbers: int = 0


def without_older_copies(files: Sequence[ReadFile]) -> list[ReadFile]:
    """The files, less what a newer copy of the same edition gives again.

    Where several files of a source hold the same indicator, breakdown and edition, the one received last speaks for
    it whole (embedded figures count as the oldest): a line must not be put together from two downloads.
    """
    if all(file.held == "embedded" for file in files):
        return list(files)
    holders: dict[tuple[str, ...], list[int]] = {}
    for number, file in enumerate(files):
        for key in {_line_of(row) for row in file.rows}:
            holders.setdefault(key, []).append(number)
    older: dict[int, dict[tuple[str, ...], str]] = {}
    for key, numbers in holders.items():
        if len(numbers) > 1 and any(files[number].held != "embedded" for number in numbers):
            newest = max(numbers, key=lambda number: (_age(files[number]), number))
            for number in numbers:
                if number != newest:
                    older.setdefault(number, {})[key] = files[newest].file
    return [_less(file, older[number]) if number in older else file for number, file in enumerate(files)]


def _line_of(row: RawRow) -> tuple[str, ...]:
    words = (row.fields.get(name, "") for name in ("indicator_id", "sex", "age", "location", "level", "edition"))
    return (row.source_id, *words)


def _age(file: ReadFile) -> datetime:
    return file.received_at or datetime.min.replace(tzinfo=UTC)


def _less(file: ReadFile, older: Mapping[tuple[str, ...], str]) -> ReadFile:
    kept = tuple(row for row in file.rows if _line_of(row) not in older)
    left = Counter(older[_line_of(row)] for row in file.rows if _line_of(row) in older)
    first = next(row.line for row in file.rows if _line_of(row) in older)
    aside = tuple(Aside(f"an older copy: {newer} gives the same edition again", n, first) for newer, n in left.items())
    return replace(file, rows=kept, aside=file.aside + aside)
