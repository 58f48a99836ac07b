"""The row contract: what a row must hold to become an observation, and what becomes of a row that breaks it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from operator import itemgetter

import numpy as np

from etl.quoting import quoted
from etl.reading.rows import RawRow
from etl.staging.observations import Observation, Observations
from etl.written.numbers import number
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.vocabulary import AGES, LEVELS, LOCATIONS, SEXES, Qualifier, ValueStatus

_UNKNOWN_AREA = "no area known here"
_ADDED = "; if it is one, add its code or name to data/catalogue/area_codes.csv"
_MOST_HINTS = 100
"""How many different unknown areas are looked up for what was meant: each takes milliseconds."""

FIRST_YEAR, LAST_YEAR = 1960, 2050
_SHOWN = 3
_WORDS = {
    "sex": tuple(SEXES),
    "age": tuple(AGES),
    "location": tuple(LOCATIONS),
    "level": tuple(LEVELS),
    "qualifier": tuple(Qualifier),
    "value_status": tuple(ValueStatus),
    "read_in": ("publication", "table", "quoted"),
}


@dataclass(frozen=True)
class RejectedRow:
    """A row that breaks the contract: where it stands, the offending value, and the reason as a sentence.

    `indicator_id` and `area_id` are what the row says, empty where it does not; `impossible` marks a value that cannot
    be, in a row that is in order otherwise.
    """

    source_id: str
    file: str
    line: int
    column: str
    value: str
    reason: str
    indicator_id: str = ""
    area_id: str = ""
    impossible: bool = False

    def sentence(self) -> str:
        """Where the row stands, what it says and why it was refused."""
        what = f"{self.column} {self.value!r}" if self.column else repr(self.value)
        folder = "data" if self.file.startswith(("raw/", "drop/")) else "data/published"
        return f"{folder}/{self.file} line {self.line}, {what}: {self.reason}"


class _RefusalError(Exception):
    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


class _ImpossibleError(_RefusalError):
    """A value that the indicator cannot have: the row is in order otherwise."""


def stage(
    rows: Iterable[RawRow], catalogue: Catalogue, editions: Mapping[str, set[str]]
) -> tuple[Observations, list[RejectedRow]]:
    """The rows that keep the contract, in order, and those that do not; `editions` are those that each file may hold.

    Of rows with one key and one value the first is kept; of rows with one key and several values none is,
    because nothing says which is right.
    """
    kept = Observations()
    rejected: list[RejectedRow] = []
    checked: dict[tuple[str, ...], _Checked] = {}
    for row in rows:
        try:
            kept.append(_observation(row, catalogue, editions, checked))
        except _RefusalError as refusal:
            whose = (row.fields.get(name, "").strip() for name in ("indicator_id", "area_id"))
            rejected.append(_reject(row.source_id, row.file, row.line, refusal, *whose))
    unique, doubles = _without_doubles(kept)
    return unique, sorted(_hinted(rejected, catalogue) + doubles, key=lambda one: (one.file, one.line))


_KINDS = (*_WORDS, "unit", "edition", "document")
_kind = itemgetter("indicator_id", *_KINDS)
"""What many rows of a file share: checked once for all of them."""

_Checked = tuple[Indicator, tuple[str, ...]]
"""The indicator of rows that were found in order, and the words (_KINDS) that they share, of which one copy is kept."""


def _observation(
    row: RawRow,
    catalogue: Catalogue,
    editions: Mapping[str, set[str]],
    checked: dict[tuple[str, ...], _Checked],
) -> Observation:
    """The observation that a row holds; `checked` keeps what every kind of row shares that was found in order."""
    fields = row.fields
    if "" in fields:
        raise _RefusalError("", fields[""][:80], "the row has too few or too many fields; expected one for each column")
    kind = (row.file, *_kind(fields))
    known = checked.get(kind)
    if known is None:
        fields = {name: value.strip() for name, value in fields.items()}
        indicator = _indicator(fields["indicator_id"], catalogue)
        _check_words(fields, indicator, editions[row.file])
        known = indicator, tuple([fields[name] for name in _KINDS])
        if kind == (row.file, indicator.id, *known[1]):  # else each such row is stripped and checked by itself
            checked[kind] = known
    indicator, (sex, age, location, level, qualifier, value_status, read_in, unit, edition, document) = known
    return Observation(
        indicator.id,
        _area(fields["area_id"].strip(), catalogue).area_id,
        _year(fields["year"].strip()),
        sex,
        age,
        location,
        level,
        _value(fields["value"].strip(), indicator),
        unit,
        qualifier,
        value_status,
        row.source_id,
        edition,
        document,
        fields["locator"].strip(),
        fields["url"].strip(),
        fields["quoted_by"].strip(),
        read_in,
        fields["note"].strip(),
        row.file,
        row.line,
    )


def _area(area_id: str, catalogue: Catalogue) -> Area:
    area = catalogue.area_by_id.get(area_id)
    if area is None:
        raise _RefusalError("area_id", area_id, _UNKNOWN_AREA if area_id else "empty; the area was expected")
    return area


def _hinted(rejected: Iterable[RejectedRow], catalogue: Catalogue) -> list[RejectedRow]:
    """The rows, those of an unknown area with what was probably meant, for the first of these areas."""
    hints: dict[str, str] = {}
    found = []
    for one in rejected:
        if one.reason == _UNKNOWN_AREA:
            if one.value not in hints and len(hints) < _MOST_HINTS:
                hints[one.value] = catalogue.codes.hint(one.value) or _ADDED
            one = replace(one, reason=f"{one.reason}{hints.get(one.value, _ADDED)}")  # noqa: PLW2901
        found.append(one)
    return found


def _check_words(fields: Mapping[str, str], indicator: Indicator, editions: set[str]) -> None:
    for column, words in _WORDS.items():
        if fields[column] not in words:
            known = ", ".join(word or "(empty)" for word in words)
            raise _RefusalError(column, fields[column], f"unknown word; expected one of {known}")
    if not fields["document"]:
        raise _RefusalError("document", "", "empty; expected the title of the publication that prints the figure")
    if fields["unit"] != indicator.unit:
        raise _RefusalError("unit", fields["unit"], f"the catalogue gives {indicator.id} in {indicator.unit}")
    if fields["edition"] not in editions:
        declared = ", ".join(sorted(editions))
        raise _RefusalError(
            "edition", fields["edition"], f"sources.yaml declares the editions {declared} for this file"
        )


def _indicator(indicator_id: str, catalogue: Catalogue) -> Indicator:
    indicator = catalogue.indicator_by_id.get(indicator_id)
    if indicator is None:
        hint = _suggest(indicator_id, tuple(catalogue.indicator_by_id))
        raise _RefusalError("indicator_id", indicator_id, f"no such indicator; expected an id of the catalogue{hint}")
    return indicator


def _suggest(word: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]}?" if close else ""


@lru_cache(maxsize=200)
def _year(text: str) -> int:
    if not re.fullmatch(r"\d{4}", text) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise _RefusalError("year", text, f"a year from {FIRST_YEAR} to {LAST_YEAR} was expected")
    return int(text)


def _value(text: str, indicator: Indicator) -> float:
    value = number(text)
    if value is None:
        raise _RefusalError("value", text, "a number was expected")
    unit = indicator.unit_of_measure
    if not unit.low <= value <= indicator.highest:
        what = unit.label if indicator.highest == unit.high else f"{indicator.id} in {unit.label}"
        raise _ImpossibleError("value", text, f"outside what {what} can be, {unit.low:g} to {indicator.highest:g}")
    if indicator.lower_limit is not None and value <= indicator.lower_limit:
        above = f"every figure of {indicator.id} is above {indicator.lower_limit:g}"
        raise _ImpossibleError("value", text, f"no figure: {above}")
    return value


def _without_doubles(staged: Observations) -> tuple[Observations, list[RejectedRow]]:
    _, of_each, times = np.unique(staged.keys(), return_inverse=True, return_counts=True)
    if len(times) == len(staged):
        return staged, []
    alike: dict[int, list[int]] = {}
    for place in np.flatnonzero(times[of_each] > 1).tolist():
        alike.setdefault(int(of_each[place]), []).append(place)
    kept, rejected = bytearray(b"\1") * len(staged), []
    for places in alike.values():
        same = [staged[place] for place in places]
        differ = len({one.value for one in same}) > 1
        why = (
            "two values for one key: none can be trusted"
            if differ
            else "the same figure is there twice: the first is kept"
        )
        for place, one in list(zip(places, same, strict=True))[not differ :]:
            kept[place] = 0
            rejected.append(_double(one, same, why))
    return staged.only(kept), rejected


def _double(one: Observation, same: list[Observation], why: str) -> RejectedRow:
    others = [f"{other.file} line {other.line}" for other in same[: _SHOWN + 1] if other is not one][:_SHOWN]
    if len(same) - 1 > len(others):
        others.append(f"{len(same) - 1 - len(others):,} more lines")
    refusal = _RefusalError("value", f"{one.value:g}", f"duplicate key, also in {' and '.join(others)}; {why}")
    return _reject(one.source_id, one.file, one.line, refusal, one.indicator_id, one.area_id)


def _reject(
    source_id: str, file: str, line: int, refusal: _RefusalError, indicator_id: str, area_id: str
) -> RejectedRow:
    value, impossible = quoted(refusal.value), isinstance(refusal, _ImpossibleError)
    return RejectedRow(
        source_id, file, line, refusal.column, value, refusal.reason, quoted(indicator_id), quoted(area_id), impossible
    )
