"""Staging: rows that keep the contract become observations; what becomes of a row that breaks it, and of doubles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from etl.quoting import quoted
from etl.reading.rows import RawRow, RawRows
from etl.staging.by_columns import join_in_order
from etl.staging.observations import Observation, Observations
from etl.staging.rules import UNKNOWN_AREA, Checked, ImpossibleError, RefusalError, observation
from indicators.catalogue import Catalogue

_ADDED = "; if it is one, add its code or name to data/catalogue/area_codes.csv"
_MOST_HINTS = 100
"""How many different unknown areas are looked up for what was meant: each takes milliseconds."""

_SHOWN = 3


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


def stage(
    files: Iterable[Iterable[RawRow]], catalogue: Catalogue, editions: Mapping[str, set[str]]
) -> tuple[Observations, list[RejectedRow]]:
    """The rows of files that keep the contract, and those that do not; `editions` are those that each file may hold.

    Of rows with one key and one value the first is kept; of rows with one key and several values none is,
    because nothing says which is right.
    """
    kept = Observations()
    rejected: list[RejectedRow] = []
    checked: dict[tuple[str, ...], Checked] = {}
    for rows in files:
        others = rows
        if isinstance(rows, RawRows):
            others = map(rows.__getitem__, join_in_order(kept, rows, catalogue, editions[rows.file]))
        for row in others:
            try:
                kept.append(observation(row, catalogue, editions[row.file], checked))
            except RefusalError as refusal:
                whose = (row.fields.get(name, "").strip() for name in ("indicator_id", "area_id"))
                rejected.append(_reject(row.source_id, row.file, row.line, refusal, *whose))
    unique, doubles = _without_doubles(kept)
    return unique, sorted(_hinted(rejected, catalogue) + doubles, key=lambda one: (one.file, one.line))


def _hinted(rejected: Iterable[RejectedRow], catalogue: Catalogue) -> list[RejectedRow]:
    """The rows, those of an unknown area with what was probably meant, for the first of these areas."""
    hints: dict[str, str] = {}
    found = []
    for one in rejected:
        if one.reason == UNKNOWN_AREA:
            if one.value not in hints and len(hints) < _MOST_HINTS:
                hints[one.value] = catalogue.codes.hint(one.value) or _ADDED
            one = replace(one, reason=f"{one.reason}{hints.get(one.value, _ADDED)}")  # noqa: PLW2901
        found.append(one)
    return found


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
    refusal = RefusalError("value", f"{one.value:g}", f"duplicate key, also in {' and '.join(others)}; {why}")
    return _reject(one.source_id, one.file, one.line, refusal, one.indicator_id, one.area_id)


def _reject(
    source_id: str, file: str, line: int, refusal: RefusalError, indicator_id: str, area_id: str
) -> RejectedRow:
    value, impossible = quoted(refusal.value), isinstance(refusal, ImpossibleError)
    return RejectedRow(
        source_id, file, line, refusal.column, value, refusal.reason, quoted(indicator_id), quoted(area_id), impossible
    )
