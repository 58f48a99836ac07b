"""The rows that readers hand over, in the words of the row contract, with the account of the file they stand in.

Every figure of a file ends in one of three places: as a row (which staging may still reject), set aside with the
reason, or as one part of a sum. Nothing is dropped in silence.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import compress, repeat
from typing import Any, NamedTuple, overload

from etl.reading.columns import Column, Columns, Texts, Words

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


OLDER_COPY = "older copy"
"""In the reasons for setting figures aside that a newer file gives again, or otherwise."""


class RawRow(NamedTuple):
    """One row as read: where it stands, whose it is, and its fields as text."""

    file: str
    line: int
    source_id: str
    fields: dict[str, str]


_OWN = frozenset({"value", "note"})
"""What is seldom the same in two rows."""

_LINE_NUMBER = "line"
_OF_EACH = tuple(name for name in COLUMNS if name != "edition")


class RawRows(Sequence[RawRow]):
    """The rows that were read of one file, in columns: each is put together when it is asked for.

    All of them are of one `edition`, which is known when the last is read.
    """

    def __init__(self, file: str, source_id: str) -> None:
        self.file, self.source_id, self.edition = file, source_id, ""
        texts: dict[str, Column] = {name: Texts() if name in _OWN else Words() for name in _OF_EACH}
        self._columns = Columns({_LINE_NUMBER: array("i")} | texts)

    def add(self, line: int, fields: tuple[str, ...]) -> None:
        """Add a row: the fields of COLUMNS in their order, but for the edition."""
        self._columns.append((line, *fields))

    def different(self, *names: str) -> set[tuple[str, ...]]:
        """What stands in these columns, each combination once."""
        columns, always = self._columns.by_name, repeat(self.edition, len(self))
        return set(zip(*(columns.get(name, always) for name in names), strict=True))

    @property
    def columns(self) -> Mapping[str, Column]:
        """What is in it by column: the fields of COLUMNS but the edition, and `line`."""
        return self._columns.by_name

    def only(self, kept: Sequence[object]) -> "RawRows":
        """Those rows for which `kept` is true."""
        found = RawRows(self.file, self.source_id)
        found.edition, found._columns = self.edition, self._columns.only(kept)
        return found

    def __len__(self) -> int:
        return len(self._columns)

    def __iter__(self) -> Iterator[RawRow]:
        return map(self._row, self._columns.rows())

    def _row(self, values: tuple[Any, ...]) -> RawRow:
        fields = dict(zip(_OF_EACH, values[1:], strict=True))
        fields["edition"] = self.edition
        return RawRow(self.file, values[0], self.source_id, fields)

    @overload
    def __getitem__(self, at: int) -> RawRow: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[RawRow, ...]: ...
    def __getitem__(self, at: int | slice) -> RawRow | tuple[RawRow, ...]:
        if isinstance(at, slice):
            return tuple(self[place] for place in range(*at.indices(len(self))))
        return self._row(self._columns.row(at))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True)
class Release:
    """An edition that a file holds: its name, its vintage (YYYY-MM) and the document it is of."""

    name: str
    vintage: str
    document: str


@dataclass(frozen=True)
class AsOf:
    """The moment as of which the figures of a file stand (UTC), and the grounds, as the end of a sentence."""

    at: datetime
    grounds: str

    @property
    def day(self) -> str:
        """The moment as a day: 2026-11-24."""
        return self.at.astimezone(UTC).date().isoformat()


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
    in its cells, counted before and apart from reading; every one of them is among the figures. `received_at` is when
    the service sent it, or the moment as of which a dropped file stands, for which `as_of` has the grounds. `read_from`
    names the sheets and columns that figures were read from.
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
    as_of: AsOf | None = None
    read_from: str = ""


def without_older_copies(files: Sequence[ReadFile]) -> list[ReadFile]:
    """The files, less what a newer copy of the same edition gives again.

    A line is of one area: downloads of single areas, or of other years of an area, complete each other. Where several
    files of a source hold the same year of a line in one edition, the newest speaks for that year (embedded figures
    count as the oldest). Where two differ in any year they are two vintages of the line, and the newer speaks for it
    whole: a line must not be put together from downloads that say different things.
    """
    if all(file.held == "embedded" for file in files):
        return list(files)
    older: dict[int, dict[_Line, _Newer]] = {}
    for line, figures in _contested(files).items():
        numbers = sorted(figures, key=lambda number: (_age(files[number]), number), reverse=True)
        if files[numbers[0]].held == "embedded":
            continue
        newer = _Newer(dict.fromkeys(figures[numbers[0]], files[numbers[0]].file))
        values = dict(figures[numbers[0]])
        for number in numbers[1:]:
            mine = figures[number]
            differing = next((newer.file_of[year] for year in mine if values.get(year, mine[year]) != mine[year]), "")
            older.setdefault(number, {})[line] = _Newer(dict(newer.file_of), differing)
            if not differing:
                values = mine | values
                newer.file_of.update({year: files[number].file for year in mine if year not in newer.file_of})
    return [_less(file, older[number]) if number in older else file for number, file in enumerate(files)]


_Line = tuple[str, ...]
"""A line, and with the area left out what may be contested at all."""

_LINE = ("indicator_id", "sex", "age", "location", "level", "edition")


@dataclass(frozen=True)
class _Newer:
    """Which newer file gives each year of a line, and which of them says otherwise, if any does."""

    file_of: dict[str, str]
    differing: str = ""

    def instead_of(self, year: str) -> str:
        """Why an older file's figure of a year is not used; empty where it is."""
        if year in self.file_of:
            return f"an {OLDER_COPY}: {self.file_of[year]} gives the same edition again"
        return f"of an {OLDER_COPY}: {self.differing} gives other figures for the same line" if self.differing else ""


def _contested(files: Sequence[ReadFile]) -> dict[_Line, dict[int, dict[str, float | str]]]:
    """The lines of single areas that several files hold: value by year, by the number of the file.

    Which editions several files share is asked first: rows are many, and few are of such.
    """
    holders: dict[_Line, set[int]] = {}
    for number, file in enumerate(files):
        for key in different(file.rows, *_LINE):
            holders.setdefault((file.source_id, *key), set()).add(number)
    shared = {key: numbers for key, numbers in holders.items() if len(numbers) > 1}
    lines: dict[_Line, dict[int, dict[str, float | str]]] = {}
    for number in sorted(set().union(*shared.values())):
        for row in files[number].rows:
            if (key := _edition_of(row)) in shared:
                of_file = lines.setdefault((*key, _area(row)), {}).setdefault(number, {})
                of_file[row.fields.get("year", "")] = _value(row)
    return {line: of_files for line, of_files in lines.items() if len(of_files) > 1}


def different(rows: Collection[RawRow], *names: str) -> set[tuple[str, ...]]:
    """What stands in these columns of rows, each combination once."""
    if isinstance(rows, RawRows):
        return rows.different(*names)
    return {tuple(row.fields.get(name, "") for name in names) for row in rows}


def _edition_of(row: RawRow) -> _Line:
    return (row.source_id, *(row.fields.get(name, "") for name in _LINE))


def _area(row: RawRow) -> str:
    return row.fields.get("area_id", "")


def _value(row: RawRow) -> float | str:
    text = row.fields.get("value", "")
    try:
        return float(text)
    except ValueError:
        return text


def _age(file: ReadFile) -> datetime:
    return file.received_at or datetime.min.replace(tzinfo=UTC)


def _less(file: ReadFile, older: Mapping[_Line, _Newer]) -> ReadFile:
    kept: list[bool] = []
    left: Counter[str] = Counter()
    first: dict[str, int] = {}
    for row in file.rows:
        newer = older.get((*_edition_of(row), _area(row)))
        reason = newer.instead_of(row.fields.get("year", "")) if newer else ""
        if reason:
            left[reason] += 1
            first.setdefault(reason, row.line)
        kept.append(not reason)
    aside = tuple(Aside(reason, figures, first[reason]) for reason, figures in left.items())
    rows = file.rows.only(kept) if isinstance(file.rows, RawRows) else tuple(compress(file.rows, kept))
    return replace(file, rows=rows, aside=file.aside + aside)
