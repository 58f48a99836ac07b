"""Observations in SDMX: our columns become components, and our words their codes."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.api.sdmx.components import COMPONENTS, Component, Kind
from dashboard.api.sdmx.lists import CodeLists
from indicators.catalogue import Catalogue

_HEAD = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
NAMES = (*_HEAD, *(component.id for component in COMPONENTS))
"""The columns of a file: what describes a row, that it is given for information, and the components."""

_TYPES = {Kind.TEXT: pa.string(), Kind.NUMBER: pa.float64(), Kind.WHOLE: pa.int64(), Kind.PERIOD: pa.string()}

Cells = Mapping[str, Mapping[str, str | int]]
"""By the id of a component the cells that stand for our words; a component without any holds what our column holds."""


def cells_of(lists: CodeLists, catalogue: Catalogue) -> Cells:
    """What stands for our words in the rows of a build."""
    coded = {
        component.id: {word: code.id for word, code in lists.by_id[component.codes].of_word.items()}
        for component in COMPONENTS
        if component.codes
    }
    units, indicators = coded["UNIT_MEASURE"], catalogue.indicators
    return coded | {
        "UNIT_MEASURE": {one.id: units[one.unit] for one in indicators},
        "DECIMALS": {one.id: one.decimals for one in indicators},
    }


def as_components(piece: pa.Table, lists: CodeLists, cells: Cells) -> pa.Table:
    """Rows with the columns that the components are read from as rows of NAMES; what a figure does not have is null.

    Raises ValueError where a word is in no code list of the build.
    """
    said = [pa.repeat(pa.scalar(word), len(piece)) for word in ("dataflow", lists.dataflow, "I")]
    return pa.table([*said, *(_column(component, piece, cells.get(component.id)) for component in COMPONENTS)], NAMES)


def _column(component: Component, piece: pa.Table, cells: Mapping[str, str | int] | None) -> pa.Array:
    kind = _TYPES[component.kind]
    if not component.column:
        (only,) = (cells or {}).values()
        return pa.repeat(pa.scalar(only, kind), len(piece))
    ours = piece.column(component.column).combine_chunks()
    if cells is None:
        found = pc.cast(ours, kind)
        return pc.if_else(pc.equal(found, ""), None, found) if component.kind is Kind.TEXT else found
    words = pc.dictionary_encode(ours, null_encoding="encode")
    made = pa.array([_cell(component, word, cells) for word in words.dictionary.to_pylist()], kind)
    return pc.take(made, words.indices)


def _cell(component: Component, word: str | None, cells: Mapping[str, str | int]) -> str | int | None:
    if word is None and not component.required:
        return None
    if word is None or word not in cells:
        listed = component.codes or "the catalogue"
        raise ValueError(f"{component.column} {word!r} has no code in {listed}; expected one of those of the build")
    return cells[word]
