"""The columns of an answer as a frame whose words are Python's own strings.

Pages take small frames apart row by row, over and over. Over the strings of Arrow, which pandas takes otherwise, that
is half of what a page costs.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

_NUMBERS, _MOMENTS = "iuf", "M"


def as_frame(columns: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """A frame of columns of one length, in their order, as DuckDB gives them: masked where a value is missing.

    Columns of numbers with a missing value become floats with nan; a missing moment is NaT, anything else None.
    """
    filled = {name: _filled(values) for name, values in columns.items()}
    of_a_kind: dict[np.dtype, list[str]] = {}
    for name, values in filled.items():
        of_a_kind.setdefault(values.dtype, []).append(name)
    blocks = [_block(names, filled) for names in of_a_kind.values()]
    if len(blocks) == 1:
        return blocks[0]
    order = {name: place for place, name in enumerate(name for names in of_a_kind.values() for name in names)}
    frame = pd.concat(blocks, axis=1).iloc[:, [order[name] for name in columns]]
    frame.columns = _names(columns)
    return frame


def _block(names: list[str], columns: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """Columns of one kind; pandas would look through names and values by itself, and take Arrow's arrays for words."""
    block = np.empty((len(names), len(columns[names[0]])), dtype=columns[names[0]].dtype)
    for row, name in enumerate(names):
        block[row] = columns[name]
    return pd.DataFrame(block.T, columns=_names(names), dtype=block.dtype, copy=False)


def _names(columns: Iterable[str]) -> pd.Index:
    return pd.Index(list(columns), dtype=object)


def _filled(values: np.ndarray) -> np.ndarray:
    if not isinstance(values, np.ma.MaskedArray):
        return values
    missing = np.ma.getmaskarray(values)
    if values.dtype.kind in _NUMBERS:
        found = values.data.astype(float)
        found[missing] = np.nan
        return found
    if values.dtype.kind in _MOMENTS:
        return np.ma.filled(values, np.datetime64("NaT"))
    found = values.data.astype(object)
    found[missing] = None
    return found
