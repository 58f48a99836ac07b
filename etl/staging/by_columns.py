"""The row contract for all rows of a file at once: what many share is checked once, their figures as one array.

It tells which rows are in order, and no more: of the others the rules say what is wrong.
"""

import math
from array import array
from collections.abc import Callable, Collection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from etl.reading.columns import Column, Texts, Words, together
from etl.reading.rows import RawRows
from etl.staging.observations import Observations
from etl.staging.rules import KINDS, RefusalError, indicator_of, year_of
from etl.written.numbers import number
from indicators.catalogue import Catalogue

_KIND = ("indicator_id", *(name for name in KINDS if name != "edition"))
_NO_YEAR = 0
_NOTHING = (math.inf, -math.inf, math.inf)
"""The bounds of figures of which none is in order."""


def join_in_order(kept: Observations, rows: RawRows, catalogue: Catalogue, editions: Collection[str]) -> list[int]:
    """Add the observations of the rows that keep the contract at the end; the positions of all others come back.

    `editions` are those that the file may hold.
    """
    columns = rows.columns
    bounds, kind_of = _kinds(rows, catalogue, editions)
    years = _of_words(columns["year"], _year, np.int32)
    values = np.fromiter(map(_number, columns["value"]), np.float64, len(rows))
    low, high, above = bounds[kind_of].T
    fine = (low <= values) & (values <= high) & (values > above) & (years != _NO_YEAR)
    fine &= _of_words(columns["area_id"], lambda word: word in catalogue.area_by_id, np.bool_)

    def column_of(name: str) -> Column:
        match name:
            case "year":
                return array("i", years[fine].tobytes())
            case "value":
                return array("d", values[fine].tobytes())
            case "line":
                return array("i", np.asarray(columns[name])[fine].tobytes())
            case "source_id" | "file" | "edition":
                return Words.of(np.zeros(int(fine.sum()), np.int32), [getattr(rows, name)])
        column = columns[name]
        if isinstance(column, Words):
            return Words.of(np.asarray(column.codes)[fine], [word.strip() for word in column.words])
        texts = Texts()
        texts.extend(text.strip() for text, is_fine in zip(column, fine, strict=True) if is_fine)
        return texts

    kept.join(column_of)
    return np.flatnonzero(~fine).tolist()


def _kinds(
    rows: RawRows, catalogue: Catalogue, editions: Collection[str]
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """The bounds of figures (least, most, and what they are above) of each kind of row, and of which kind each row is.

    Rows of one kind share all words that are checked.
    """
    keys = together((rows.columns[name] for name in _KIND), len(rows))
    _, firsts, kind_of = np.unique(keys, return_index=True, return_inverse=True)
    of_each = [
        _bounds(
            {name: rows.columns[name][first].strip() for name in _KIND} | {"edition": rows.edition}, catalogue, editions
        )
        for first in firsts.tolist()
    ]
    return np.array(of_each, np.float64).reshape(-1, len(_NOTHING)), kind_of


def _bounds(fields: dict[str, str], catalogue: Catalogue, editions: Collection[str]) -> tuple[float, float, float]:
    try:
        indicator = indicator_of(fields, catalogue, editions)
    except RefusalError:
        return _NOTHING
    above = -math.inf if indicator.lower_limit is None else indicator.lower_limit
    return indicator.unit_of_measure.low, indicator.highest, above


def _of_words(column: Column, made: Callable[[str], object], kind: type[np.generic]) -> NDArray[Any]:
    """What is made of the word of each row, without blanks around it, made once for each word."""
    if not isinstance(column, Words):
        raise TypeError("expected a column of words")
    return np.array([made(word.strip()) for word in column.words], kind)[np.asarray(column.codes)]


def _year(word: str) -> int:
    try:
        return year_of(word)
    except RefusalError:
        return _NO_YEAR


def _number(text: str) -> float:
    value = number(text)
    return math.nan if value is None else value
