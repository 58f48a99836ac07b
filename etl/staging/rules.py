"""The row contract: what a row must hold to become an observation."""

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from functools import lru_cache
from operator import itemgetter

from etl.reading.rows import RawRow
from etl.staging.observations import Observation
from etl.written.numbers import number
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.vocabulary import AGES, LEVELS, LOCATIONS, SEXES, Qualifier, ValueStatus

FIRST_YEAR, LAST_YEAR = 1960, 2050
UNKNOWN_AREA = "no area known here"
_WORDS = {
    "sex": tuple(SEXES),
    "age": tuple(AGES),
    "location": tuple(LOCATIONS),
    "level": tuple(LEVELS),
    "qualifier": tuple(Qualifier),
    "value_status": tuple(ValueStatus),
    "read_in": ("publication", "table", "quoted"),
}


class RefusalError(Exception):
    """A row breaks the contract: in which column, with what value, and why."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


class ImpossibleError(RefusalError):
    """A value that the indicator cannot have: the row is in order otherwise."""


KINDS = (*_WORDS, "unit", "edition", "document")
_kind = itemgetter("indicator_id", *KINDS)
"""What many rows of a file share: checked once for all of them."""

Checked = tuple[Indicator, tuple[str, ...]]
"""The indicator of rows that were found in order, and the words (KINDS) that they share, of which one copy is kept."""


def observation(
    row: RawRow,
    catalogue: Catalogue,
    editions: Collection[str],
    checked: dict[tuple[str, ...], Checked],
) -> Observation:
    """The observation that a row holds; RefusalError where it breaks the contract.

    `editions` are those that its file may hold; `checked` keeps what every kind of row shares that was found in order.
    """
    fields = row.fields
    if "" in fields:
        raise RefusalError("", fields[""][:80], "the row has too few or too many fields; expected one for each column")
    kind = (row.file, *_kind(fields))
    known = checked.get(kind)
    if known is None:
        fields = {name: value.strip() for name, value in fields.items()}
        indicator = indicator_of(fields, catalogue, editions)
        known = indicator, tuple([fields[name] for name in KINDS])
        if kind == (row.file, indicator.id, *known[1]):  # else each such row is stripped and checked by itself
            checked[kind] = known
    indicator, (sex, age, location, level, qualifier, value_status, read_in, unit, edition, document) = known
    return Observation(
        indicator.id,
        _area(fields["area_id"].strip(), catalogue).area_id,
        year_of(fields["year"].strip()),
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
        raise RefusalError("area_id", area_id, UNKNOWN_AREA if area_id else "empty; the area was expected")
    return area


def indicator_of(fields: Mapping[str, str], catalogue: Catalogue, editions: Collection[str]) -> Indicator:
    """The indicator of a row whose words are in order; RefusalError for the first that is not."""
    indicator = _indicator(fields["indicator_id"], catalogue)
    for column, words in _WORDS.items():
        if fields[column] not in words:
            known = ", ".join(word or "(empty)" for word in words)
            raise RefusalError(column, fields[column], f"unknown word; expected one of {known}")
    if not fields["document"]:
        raise RefusalError("document", "", "empty; expected the title of the publication that prints the figure")
    if fields["unit"] != indicator.unit:
        raise RefusalError("unit", fields["unit"], f"the catalogue gives {indicator.id} in {indicator.unit}")
    if fields["edition"] not in editions:
        declared = ", ".join(sorted(editions))
        raise RefusalError("edition", fields["edition"], f"sources.yaml declares the editions {declared} for this file")
    return indicator


def _indicator(indicator_id: str, catalogue: Catalogue) -> Indicator:
    indicator = catalogue.indicator_by_id.get(indicator_id)
    if indicator is None:
        hint = _suggest(indicator_id, tuple(catalogue.indicator_by_id))
        raise RefusalError("indicator_id", indicator_id, f"no such indicator; expected an id of the catalogue{hint}")
    return indicator


def _suggest(word: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]}?" if close else ""


@lru_cache(maxsize=200)
def year_of(text: str) -> int:
    """The year of a row; RefusalError for what is none."""
    if not re.fullmatch(r"\d{4}", text) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise RefusalError("year", text, f"a year from {FIRST_YEAR} to {LAST_YEAR} was expected")
    return int(text)


def _value(text: str, indicator: Indicator) -> float:
    value = number(text)
    if value is None:
        raise RefusalError("value", text, "a number was expected")
    unit = indicator.unit_of_measure
    if not unit.low <= value <= indicator.highest:
        what = unit.label if indicator.highest == unit.high else f"{indicator.id} in {unit.label}"
        raise ImpossibleError("value", text, f"outside what {what} can be, {unit.low:g} to {indicator.highest:g}")
    if indicator.lower_limit is not None and value <= indicator.lower_limit:
        above = f"every figure of {indicator.id} is above {indicator.lower_limit:g}"
        raise ImpossibleError("value", text, f"no figure: {above}")
    return value
