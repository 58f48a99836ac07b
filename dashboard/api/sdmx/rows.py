"""Observations as SDMX-CSV 2.0: our columns become components, and our words their codes.

An attribute that a figure does not have is an empty cell, as the field guide of the format has it.
"""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.api.sdmx.components import COMPONENTS, Component, Kind
from dashboard.api.sdmx.lists import CodeLists
from indicators.catalogue import Catalogue

MEDIA_TYPE = "application/vnd.sdmx.data+csv; version=2.0.0"

COLUMNS = tuple(dict.fromkeys(component.column for component in COMPONENTS if component.column))
"""Our columns that are needed for it."""

HEAD = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
"""What stands before the components: what describes a row, and that it is given for information."""

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


def as_components(batch: pa.RecordBatch, lists: CodeLists, cells: Cells) -> pa.RecordBatch:
    """Rows with the columns COLUMNS as rows of HEAD and the components; a missing cell is null.

    Raises ValueError where a word is in no code list of the build.
    """
    said = ("dataflow", lists.dataflow, "I")
    columns = {name: pa.repeat(pa.scalar(word), batch.num_rows) for name, word in zip(HEAD, said, strict=True)}
    columns |= {component.id: _column(component, batch, cells.get(component.id)) for component in COMPONENTS}
    return pa.record_batch(columns)


def _column(component: Component, batch: pa.RecordBatch, cells: Mapping[str, str | int] | None) -> pa.Array:
    kind = _TYPES[component.kind]
    if not component.column:
        (only,) = (cells or {}).values()
        return pa.repeat(pa.scalar(only, kind), batch.num_rows)
    ours = batch.column(component.column)
    if cells is None:
        found = pc.cast(ours, kind)
        return pc.if_else(pc.equal(found, ""), None, found) if component.kind is Kind.TEXT else found
    words = pc.dictionary_encode(ours)
    made = pa.array([_cell(component, word, cells) for word in words.dictionary.to_pylist()], kind)
    return pc.take(made, words.indices)


def _cell(component: Component, word: str, cells: Mapping[str, str | int]) -> str | int:
    if word not in cells:
        listed = component.codes or "the catalogue"
        raise ValueError(f"{component.column} {word!r} has no code in {listed}; expected one of those of the build")
    return cells[word]
