"""A table within a document: its header, its rows, and an account of the numbers in all its columns.

A reader says which columns it takes figures from and which hold none (codes, years, names, remarks). Before it gets the
first row the whole table has been gone through: its figures are brought into plain form, column by column, and what
stands in any other column is counted and set aside under its name.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from etl.errors import RefusedFileError
from etl.formats.delimited import Row
from etl.reading.desk import Reading
from etl.written.numbers import Marks, Tally, is_number, marks_of
from etl.written.years import Year, year_of

_BATCH = 4_000
_FEW = 10
_DIGITS = frozenset("0123456789")


def is_remark(cells: Sequence[str]) -> bool:
    """Whether one cell at most is filled: a remark or a footer, not a record."""
    filled = (cell for cell in cells if cell.strip())
    return next(filled, None) is None or next(filled, None) is None


def header_of(cells: Iterable[str]) -> tuple[str, ...]:
    """The names of columns in lower case; of those that stand there twice the second has a number: value, value (2)."""
    times: Counter[str] = Counter()
    names = []
    for cell in cells:
        name = cell.strip().lower()
        times[name] += 1
        names.append(name if times[name] == 1 or not name else f"{name} ({times[name]})")
    return tuple(names)


@dataclass(frozen=True)
class Table:
    """A table within a document: its header (lower case), its rows with their line numbers, what stands above it.

    `sign` stands between its fields; empty for a sheet of a workbook.
    """

    sheet: str
    header: tuple[str, ...]
    rows: Sequence[Row]
    above: tuple[tuple[str, ...], ...]
    sign: str = ""

    def records(
        self,
        reading: Reading,
        figures: Collection[str] | None = None,
        about: Collection[str] = (),
        carried: Collection[str] | None = None,
    ) -> Iterator[tuple[int, dict[str, str]]]:
        """Line number and fields by header of every row; the reading counts them, and is told of torn ones.

        A remark or a footer is no record. Of the columns of `figures` the reader offers or leaves every filled cell;
        numbers in them have plain form. Columns of `about` hold no figures, and numbers in all others are set aside
        here. A table of which no `figures` are named holds none at all, and nothing in it is counted.

        Raises RefusedFileError where a column of figures stands there twice with different cells, or cannot be made
        out and is one of `carried` (all of them, if none are given), or where the sign between fields stands in cells.
        """
        asked = figures or ()
        marks, seen = self._account(reading, figures, about, asked if carried is None else carried)
        header, odd, torn = self.header, seen.remarks | seen.torn, seen.torn
        for line, cells in self.rows:
            if line in odd:
                if line in torn:
                    reading.records += 1
                    figures_of_row = max(1, min(len(asked), sum(map(is_number, cells))))
                    reading.tear(f"a row of {len(cells)} fields under a header of {len(header)}", line, figures_of_row)
                continue
            reading.records += 1
            row = dict(zip(header, cells, strict=False))
            for name, how in marks.items():
                row[name] = how.plain(row[name])
            yield line, row

    @cached_property
    def years(self) -> dict[str, Year]:
        """The columns that hold years, or what stands in for one (2023/24), by header."""
        return {name: year for name in self.header if (year := year_of(name)) is not None}

    def _account(
        self, reading: Reading, figures: Collection[str] | None, about: Collection[str], carried: Collection[str]
    ) -> tuple[dict[str, Marks], "_Seen"]:
        """How the columns of figures write their numbers, and what the rows are, of which the reading is told.

        All rows are gone through. Of a table without `figures` nothing is counted.
        """
        asked = {*(figures or ()), *about}
        tallies = {name: Tally() for name in self.header if name in (figures or ())}
        others = {at: _Others() for at, name in enumerate(self.header) if name not in asked and figures is not None}
        columns = [(at, tallies[name]) for at, name in enumerate(self.header) if name in tallies] + list(others.items())
        doubles = self._doubles(asked) if figures is not None else []
        seen, rows, doubled = _Seen(len(self.header), self.sign), iter(self.rows), ""
        while batch := list(islice(rows, _BATCH)):
            whole = seen.whole_of(batch)
            lines = [line for line, _ in whole]
            for at, tally in columns:
                tally.add(lines, [cells[at] for _, cells in whole])
            for first, second in doubles:
                if any(cells[first] != cells[second] for _, cells in whole):
                    doubled = doubled or self.header[first]
        self._refuse_torn(reading, seen)
        if doubled:
            raise RefusedFileError(
                f"{reading.file}: {self._place}the column {doubled!r} is there twice, with "
                "different cells; expected it once: take out the one that does not hold"
            )
        if figures is None:
            return {}, seen
        reading.expect(self.sheet, sum(tally.filled for tally in tallies.values()), list(tallies))
        for at, one in others.items():
            if one.numbers and not one.are_years:
                name = f"the column {self.header[at]!r}" if self.header[at] else "a column without a name"
                reading.pass_over(f"{name} is none of those that are read", one.first, one.numbers)
        self._account_for_the_rest(reading, seen)
        try:
            return marks_of(tallies, self.sign, carried), seen
        except RefusedFileError as refusal:
            raise RefusedFileError(f"{reading.file}: {self._place}{refusal}") from None

    def _refuse_torn(self, reading: Reading, seen: "_Seen") -> None:
        """Refuse a table whose rows are longer than its header, but for few: its sign stands within cells, too."""
        if self.sign and seen.longer and _FEW * seen.longer > seen.records:
            line, fields = seen.first_longer
            raise RefusedFileError(
                f"{reading.file}: {seen.longer:,} of {seen.records:,} rows have more fields than the header (line "
                f"{line} {fields}, the header {len(self.header)}): {self.sign!r} stands within cells without "
                "quotation marks, as a decimal comma does; save it with quotation marks, or as a workbook"
            )

    def _account_for_the_rest(self, reading: Reading, seen: "_Seen") -> None:
        """Set aside the numbers above the header, and those that stand alone in a row: no columns say what they are."""
        above = [row for row in enumerate(self.above, start=1) if sum(bool(cell.strip()) for cell in row[1]) > 2]
        for (count, first), where in (
            (numbers_in(above), "above the header of the table"),
            (seen.alone, "alone in a row"),
        ):
            if count:
                reading.pass_over(f"a number {where}", first, count)

    @property
    def _place(self) -> str:
        return f"sheet {self.sheet!r}: " if self.sheet else ""

    def _doubles(self, asked: Collection[str]) -> list[tuple[int, int]]:
        """The places of the columns that are asked for once and are there twice."""
        at = {name: place for place, name in enumerate(self.header)}
        twice = {name: f"{name} (2)" for name in sorted(asked)}
        return [(at[one], at[two]) for one, two in twice.items() if one in at and two in at and two not in asked]


@dataclass
class _Seen:
    """What the rows of a table are: `records`, the lines of `remarks` and footers, and those that are `torn`.

    Torn are rows with too few or too many cells. Empty cells beyond the header are no harm but between commas: there
    they may come of decimal commas without quotation marks, which shift the cells of a row. `alone` are the numbers in
    remarks, how many and the line of the first.
    """

    width: int
    sign: str
    records: int = 0
    remarks: set[int] = field(default_factory=set)
    torn: set[int] = field(default_factory=set)
    longer: int = 0
    first_longer: tuple[int, int] = (0, 0)
    alone: tuple[int, int] = (0, 0)

    def whole_of(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Take in the next rows; those that are whole come back."""
        width, odd = self.width, []
        for row in rows:
            cells = row[1]
            if not (len(cells) == width > 1 and cells[0].strip() and cells[1].strip()) and self._is_odd(row):
                odd.append(row)
        self.records += len(rows) - len(odd)
        if not odd:
            return rows
        self.records += sum(line in self.torn for line, _ in odd)
        left = {line for line, _ in odd}
        return [row for row in rows if row[0] not in left]

    def _is_odd(self, row: Row) -> bool:
        line, cells = row
        if is_remark(cells):
            self.remarks.add(line)
            count, first = numbers_in([row])
            self.alone = self.alone[0] + count, self.alone[1] or first
            return True
        if len(cells) < self.width or (
            len(cells) > self.width and (self.sign == "," or any(map(str.strip, cells[self.width :])))
        ):
            self.torn.add(line)
            if len(cells) > self.width:
                self.longer += 1
                self.first_longer = self.first_longer if self.longer > 1 else (line, len(cells))
            return True
        return False


@dataclass
class _Others:
    """The numbers of a column that nobody asked for."""

    numbers: int = 0
    first: int = 0
    are_years: bool = True

    def add(self, lines: Sequence[int], cells: Sequence[str]) -> None:
        """Take in the next cells, and the lines in which they stand."""
        for line, cell in zip(lines, cells, strict=True):
            text = cell.strip()
            if text and not _DIGITS.isdisjoint(text[:4]) and is_number(text):
                self.numbers += 1
                self.first = self.first or line
                self.are_years = self.are_years and year_of(text) is not None


def numbers_in(rows: Iterable[Row]) -> tuple[int, int]:
    """How many numbers that are no years stand in rows, and the line of the first of them."""
    count, first = 0, 0
    for line, cells in rows:
        for cell in cells:
            text = cell.strip()
            if text and not _DIGITS.isdisjoint(text[:4]) and is_number(text) and year_of(text) is None:
                count += 1
                first = first or line
    return count, first
