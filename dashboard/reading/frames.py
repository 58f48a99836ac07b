"""The columns of an answer as a frame whose words are Python's own strings.

Pages take small frames apart row by row, over and over. Over the strings of Arrow, which pandas takes otherwise, that
is half of what a page costs.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

_NUMBERS, _MOMENTS = "iuf", "M"


def as_frame(columns: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """A frame of columns of one length, in their order, as DuckDB gives them: masked where a value is missing.

    Columns of numbers with a missing value become floats with nan; a missing moment is NaT, anything else None.
    """
    filled = {name: _filled(values) for name, values in columns.items()}
    words = {name: values for name, values in filled.items() if values.dtype == object}
    others = pd.DataFrame({name: values for name, values in filled.items() if name not in words}, copy=False)
    if not words:
        return others
    block = np.empty((len(words), len(next(iter(words.values())))), dtype=object)
    for row, values in enumerate(words.values()):
        block[row] = values
    frame = pd.DataFrame(block.T, columns=list(words), dtype=object, copy=False)
    if len(others.columns):
        frame = pd.concat([frame, others], axis=1)[list(columns)]
    frame.columns = pd.Index(list(columns), dtype=object)
    return frame


def _filled(values: np.ndarray) -> np.ndarray:
    if not isinstance(values, np.ma.MaskedArray):
        return values
    if values.dtype.kind in _NUMBERS:
        return np.ma.filled(values.astype(float), np.nan)
    if values.dtype.kind in _MOMENTS:
        return np.ma.filled(values, np.datetime64("NaT"))
    found = values.data.astype(object)
    found[np.ma.getmaskarray(values)] = None
    return found
