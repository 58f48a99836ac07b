"""A file being read: readers offer every figure in the file's own words, and the feeds of the catalogue decide."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple, cast

from etl.errors import RefusedFileError
from etl.quoting import quoted
from etl.reading import vintages
from etl.reading.aside import SetAside
from etl.reading.rows import AsOf, RawRows, ReadFile, Release
from etl.written import dates, numbers
from etl.written.years import year_of
from indicators.area_codes import FORMER, GROUP, AreaCodes, Found
from indicators.catalogue import Catalogue
from indicators.feed import Feed
from indicators.model import Indicator

NO_VALUE = numbers.NO_VALUE

UNTRACKED = "an area that is not tracked (an aggregate of the service's own, or a territory)"

_NOTE = 400
_NAMED = 4
_YEAR = re.compile(r"\d{4}")
_VINTAGE = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Desk:
    """What a reader looks things up in."""

    catalogue: Catalogue
    codes: AreaCodes


class _Figure(NamedTuple):
    """A figure that may be taken; `words` are the breakdowns that the file states."""

    line: int
    area_id: str
    year: str
    qualifier: str
    text: str
    unit: str
    status: str
    note: str
    locator: str
    words: Mapping[str, str]


@dataclass
class Reading:
    """One file being read: readers offer every figure, and it is taken or set aside.

    `version` and `received_at` are what the store knows of a file that a service sent; a dropped file has neither, but
    its name or its archive may tell the moment as of which it stands (`as_of`).
    `sheets` are those whose numbers are accounted for, and `numbers` the filled cells that figures were to be read
    from, and other numbers, as counted before reading: all of them must be offered or left. `passed_over` are the
    others among them.
    """

    file: str
    source_id: str
    desk: Desk
    document: str
    url: str = ""
    version: str = ""
    received_at: datetime | None = None
    as_of: AsOf | None = None
    records: int = 0
    edition: Release | None = None
    sheets: set[str] = field(default_factory=set)
    numbers: int = 0
    passed_over: int = 0
    _rows: RawRows = field(init=False)
    _aside: SetAside = field(default_factory=SetAside)
    _figures: int = 0
    _read: dict[str, None] = field(default_factory=dict)
    _lost: int = 0
    _faulty: int = 0
    _fault: str = ""
    _undated: list[tuple[str, str, int]] = field(default_factory=list)
    _changed: datetime | None = None
    _feeds: dict[str, list[tuple[Indicator, Feed]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._rows = RawRows(self.file, self.source_id)
        for indicator, feed in self.desk.catalogue.feeds_of(self.source_id):
            for code in feed.series:
                self._feeds.setdefault(code, []).append((indicator, feed))

    def carries(self, series: str) -> bool:
        """Whether an indicator is filled from a series, so that its rows need reading at all."""
        return series in self._feeds

    def fills(self, series: str) -> list[Indicator]:
        """The indicators that a series fills."""
        return [indicator for indicator, _ in self._feeds.get(series, ())]

    def carried_as(self, series: str, by: str) -> set[str]:
        """The words of a breakdown (sex, age, location, level) that a series is about where it is carried."""
        return {getattr(feed, by) for _, feed in self._feeds.get(series, ())}

    def is_group(self, area: str, *schemes: str) -> bool:
        """Whether a code stands for the world or a group that is tracked."""
        found = self.desk.codes.find(area, *schemes)
        return found is not None and self._kind(found.area_id) == "groups"

    def leave(self, reason: str, line: int = 0, figures: int = 1) -> None:
        """Set figures aside, with the reason."""
        self._figures += figures
        self._aside.put(reason, line, figures)

    def expect(self, sheet: str, figures: int, names: Sequence[str] = (), what: str = "column") -> None:
        """Say how many cells of a sheet are to be offered or left, before the first of them is.

        `names` are those of the columns that they stand in, or of what is in a column's place.
        """
        self.sheets.add(sheet)
        where = [f"sheet {sheet!r}"] if sheet else []
        self._read[", ".join([*where, *([_named(what, names)] if names else [])])] = None
        self.numbers += figures

    def pass_over(self, reason: str, line: int, figures: int) -> None:
        """Set aside numbers that no reader asks for, with the reason."""
        self.numbers += figures
        self.passed_over += figures
        self.leave(reason, line, figures)

    def tear(self, reason: str, line: int, figures: int) -> None:
        """Set aside the numbers of a row that cannot be taken apart."""
        self._lose(reason, line)
        self.pass_over(reason, line, figures)

    def dated(self, texts: Iterable[str], line: int = 0) -> str:
        """The newest of the days that a file states (YYYY-MM-DD); empty without one.

        One that cannot be made out is set aside, with the edition that is assumed in its place.
        """
        found = dates.newest(texts)
        if found.unread:
            self._undated.append((found.unread, found.why, line))
        return found.day.isoformat() if found.day else ""

    @property
    def accounted(self) -> int:
        """How many figures were offered or left so far."""
        return self._figures

    @property
    def broken(self) -> tuple[int, int, str]:
        """How many figures cannot be read, of how many that were to become rows, and what is wrong with the first."""
        return self._lost + self._faulty, self._lost + len(self._rows), self._fault

    def offer(
        self,
        line: int,
        series: str,
        area: str,
        year: str,
        value: str,
        *,
        schemes: tuple[str, ...],
        unit: str = "",
        status: str = "reported",
        note: str = "",
        locator: str = "",
        groups: bool = False,
        aggregates: str = UNTRACKED,
        words: Mapping[str, str | None] | None = None,
    ) -> None:
        """One figure as the file gives it, in the file's own codes.

        `words` are the breakdowns that the file states (sex, age, location, level), None where its word has no place
        in the vocabulary; `groups` lets the world and groups in, which are set aside otherwise, for the reason that
        `aggregates` says.
        """
        self._figures += 1
        fed = self._feeds.get(series, [])
        found = self._find(area, schemes)
        value, when = value.strip(), year_of(year)
        if why := numbers.why_none(value):
            self._aside.put(why, line)
            if why != numbers.NOT_THERE and fed:
                self._lose(why, line)
        elif not fed:
            self._aside.put(f"series {series} fills no indicator", line)
        elif found is not None and found.kind == FORMER:
            self._aside.put(f"a former state ({found.name}), which is none of the areas of today", line)
        elif found is not None and not self._tracked(found.area_id, groups=groups):
            self._aside.put(aggregates if found.area_id or found.kind == GROUP else UNTRACKED, line)
        elif words and None in words.values():
            missing = next(by for by, word in words.items() if word is None)
            self._aside.put(f"a breakdown by {missing} that is not carried", line)
        elif when is not None and when.why_not:
            self._aside.put(when.why_not, line)
        else:
            if when is not None:
                year, note = when.digits, "; ".join(filter(None, (note, when.note)))
                status = when.status if when.status and status == "reported" else status
            area_id = found.area_id if found else area.strip()
            self._take(
                fed,
                _Figure(
                    line,
                    area_id,
                    year,
                    *numbers.bounded(value),
                    unit,
                    status,
                    note,
                    locator,
                    cast("Mapping[str, str]", words or {}),
                ),
            )

    def result(self, layout: str, held: str, seconds: float) -> ReadFile:
        """The file as read, its age and edition known at last; RefusedFileError where that is of no year and month."""
        self.as_of = self._believed()
        release = self.edition or self._unnamed_edition()
        if not _VINTAGE.fullmatch(release.vintage):
            raise RefusedFileError(
                f"{self.file}: it says of itself {quoted(release.name)!r}; expected an edition with a date such as "
                "2026-05-31: correct it, or download the file again"
            )
        self._rows.edition = release.name
        for text, why, line in self._undated:
            self._aside.put(f"the date {text!r} {why}: the edition is taken to be {release.name!r}", line, 0)
        return ReadFile(
            self.file,
            self.source_id,
            self._rows,
            seconds,
            self.records,
            self._figures,
            self._aside.told(),
            (release,) if self._rows else (),
            layout,
            held,
            self.received_at,
            self.numbers,
            self.as_of,
            "; ".join(filter(None, self._read)),
        )

    def released(self, name: str, vintage: str, document: str = "") -> None:
        """Say which edition the file is; without it, it is named after its age or its newest year."""
        self.edition = Release(name, vintage, document or self.document)

    def changed(self, day: str) -> None:
        """Say when a figure was last changed, as the file states it (YYYY-MM-DD and more); other words say nothing."""
        if moment := vintages.stated(day):
            self._changed = max(self._changed or moment, moment)

    def _find(self, area: str, schemes: tuple[str, ...]) -> Found | None:
        """What the file's word for an area stands for; an id of the catalogue is itself, whatever the scheme."""
        found = self.desk.codes.find(area, *schemes)
        if found is None and area.strip() in self.desk.catalogue.area_by_id:
            return Found(area.strip(), "")
        return found

    def _tracked(self, area_id: str, *, groups: bool) -> bool:
        area = self.desk.catalogue.area_by_id.get(area_id)
        return area is not None and (groups or area.area_type == "economy")

    def _kind(self, area_id: str) -> str:
        area = self.desk.catalogue.area_by_id.get(area_id)
        return "groups" if area is not None and area.area_type != "economy" else "economies"

    def _take(self, fed: list[tuple[Indicator, Feed]], one: "_Figure") -> None:
        """Make a row of a figure for each indicator that takes it; set it aside where none does."""
        taken, number, year = False, numbers.number(one.text.removesuffix("%")), one.year
        for indicator, feed in fed:
            if feed.units and one.unit not in feed.units:
                expected = " or ".join(feed.units)
                why = f"in {one.unit or 'no unit'}, where {expected} was expected"
            elif feed.from_year is not None and year.isdecimal() and int(year[:5]) < feed.from_year:
                why = f"before {feed.from_year}: another scale"
            elif feed.gives not in {"both", self._kind(one.area_id)}:
                why = feed.because
            elif number is not None and number == indicator.lower_limit:
                why = f"{indicator.lower_limit:g} in place of a figure: {indicator.short} is always above it"
            else:
                taken = True
                self._row(indicator, feed, one)
        if not taken:
            self._aside.put(why, one.line)

    def _row(self, indicator: Indicator, feed: Feed, one: "_Figure") -> None:
        factor, text, said = feed.units.get(one.unit, 1.0), one.text, one.words.get
        if text.endswith("%") and indicator.unit_of_measure.in_percent and factor == 1.0:
            text = text.removesuffix("%")
        number = numbers.number(text)
        if number is not None and factor != 1.0:
            text = repr(number := number * factor)
        self._look_for_a_fault(one, text, number)
        self._rows.add(
            one.line,
            (
                indicator.id,
                one.area_id,
                one.year,
                said("sex", feed.sex),
                said("age", feed.age),
                said("location", feed.location),
                said("level", feed.level),
                text,
                indicator.unit,
                one.qualifier,
                one.status,
                self.document,
                one.locator or f"series {feed.series[0]}",
                self.url,
                "",
                "table",
                " ".join(one.note.split())[:_NOTE],
            ),
        )

    def _believed(self) -> AsOf | None:
        """The moment as of which a dropped file stands; None where nothing better is known than when it was copied."""
        if self.received_at is not None:
            return None
        return vintages.believed(self.as_of, self._changed, self._newest_year())

    def _newest_year(self) -> int:
        """The newest year of the figures that are no projections, 0 without any; a year still to come is mistyped."""
        this_year = date.today().year  # noqa: DTZ011 - a year too many is a mistyped one in any time zone
        told = (year for year, status in self._rows.different("year", "value_status") if status != "projected")
        years = (int(year) for year in told if _YEAR.fullmatch(year))
        return max((year for year in years if year <= this_year), default=0)

    def _unnamed_edition(self) -> Release:
        """The edition of a file that does not state it: the day on which the service sent it, or as of which it stands.

        A dropped file whose age is not known counts as no younger than the newest figure in it.
        """
        title = self.desk.catalogue.source_by_id[self.source_id].title
        day = dated(self.received_at) if self.received_at is not None else self.as_of.day if self.as_of else ""
        if day:
            return Release(f"{title}, as of {day}", day[:7], self.document)
        newest = self._newest_year() or date.today().year  # noqa: DTZ011
        return Release(f"{title}, to {newest}", f"{newest}-12", self.document)

    def _look_for_a_fault(self, one: "_Figure", text: str, number: float | None) -> None:
        """Count a row that the row contract will refuse for what stands in the file."""
        if number is None:
            fault = f"{quoted(text)!r} where a number was expected"
        elif not _YEAR.fullmatch(one.year):
            fault = f"{quoted(one.year)!r} where a year was expected"
        elif one.area_id not in self.desk.catalogue.area_by_id:
            hint = "" if self._fault else self.desk.codes.hint(one.area_id)
            fault = f"{quoted(one.area_id)!r} where an area was expected{hint}"
        else:
            return
        self._faulty += 1
        self._fault = self._fault or f"{fault} (line {one.line})"

    def _lose(self, reason: str, line: int) -> None:
        self._lost += 1
        self._fault = self._fault or f"{reason} (line {line})"


def _named(what: str, names: Sequence[str]) -> str:
    """Columns by name, of many the first and the last."""
    if len(names) == 1:
        return f"{what} {names[0]!r}"
    if len(names) <= _NAMED:
        return f"{what}s {', '.join(map(repr, names))}"
    return f"{len(names)} {what}s from {names[0]!r} to {names[-1]!r}"


def dated(received_at: datetime) -> str:
    """A moment as a day: 2026-11-24."""
    return received_at.astimezone(UTC).date().isoformat()
