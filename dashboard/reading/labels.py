"""What figures say of their indicator, area, source and document: few words, each of them thousands of times.

They are looked up when the rows have been read: to join them, and to put together the same citations over and over,
takes longer than all the rest of reading them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.reading.frames import as_frame
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Observation

CITATION = """
    concat(
        sources.publisher, ', ', points.document,
        if(points.locator = '', '', ', '), points.locator, if(points.url = '', '', ', '), points.url,
        if(points.quoted_by = '', '', if(points.read_in = 'quoted', ' (as quoted by ', ' (read in ')),
        points.quoted_by, if(points.quoted_by = '', '', ')')
    )
"""
"""How a row of `points`, joined with sources, is cited."""

CITED = ("source_id", "document", "locator", "url", "quoted_by", "read_in")
"""The columns that a citation is made of."""

LABELS = ("indicator", "unit", "area", "area_type", "iso3", "source", "citation")
"""What is looked up."""

_BY_KEY = {
    "indicator_id": "select indicator_id, title as indicator, unit_label as unit, position from indicators",
    "area_id": "select area_id, name as area, area_type, iso3, short_name, sort, kind from areas",
    "source_id": "select source_id, title as source from sources",
}
_MOST_CODES = 2**62
_FIRST_OF_ALL = {"sex": "both", "age": "all", "location": "total"}

Columns = dict[str, np.ndarray]


@dataclass(frozen=True)
class Labels:
    """The labels of a build: tables with one row for each key, and the citation of every document as it is given."""

    by_key: Mapping[str, pa.Table]
    citations: Mapping[tuple[str, ...], str]

    def __hash__(self) -> int:
        return id(self)  # of a build there is one; what reads with it is part of what a question is known by

    @cached_property
    def _rows(self) -> Mapping[str, tuple[list[str], Mapping[str, tuple[object, ...]]]]:
        """By key the names of its labels, and the labels of each of its values."""
        return {
            key: (
                [name for name in table.column_names if name != key],
                {row.pop(key): tuple(row.values()) for row in table.to_pylist()},
            )
            for key, table in self.by_key.items()
        }

    def observations(self, answer: duckdb.DuckDBPyConnection) -> pd.DataFrame:
        """The frame of figures (Observation) with their labels, in the order of the first column of an answer, which it
        leaves out.
        """
        (_, places), *columns = answer.fetchnumpy().items()
        order = places.argsort(kind="stable")
        found = {name: values[order] for name, values in columns}
        for key in _BY_KEY:
            found |= self._of(key, found)
        cited = zip(*(found[name].tolist() for name in CITED), strict=True)
        found["citation"] = _words([self.citations[one] for one in cited])
        return as_frame({name: found[name] for name in Observation._fields})

    def judgements(self, answer: duckdb.DuckDBPyConnection) -> pd.DataFrame:
        """The frame of the judgements of an answer with the labels of indicator and area: by indicator, area (world,
        groups, economies), breakdown (totals first), horizon.
        """
        found: Columns = answer.fetchnumpy()
        of_indicator, of_area = self._of("indicator_id", found), self._of("area_id", found)
        found |= {"indicator": of_indicator["indicator"]}
        found |= {name: of_area[name] for name in ("area", "area_type", "short_name", "sort")}
        keys = [of_indicator["position"], of_area["kind"], of_area["sort"]]
        for name, first in _FIRST_OF_ALL.items():
            keys += [found[name] != first, _ranked(found[name])]
        order = np.lexsort([found["horizon"], _ranked(found["level"]), *reversed(keys)])
        return as_frame({name: values[order] for name, values in found.items()})

    def _of(self, key: str, found: Columns) -> Columns:
        """The labels beside each value of a key."""
        names, rows = self._rows[key]
        columns = (
            zip(*(rows[one] for one in found[key].tolist()), strict=True) if len(found[key]) else ((),) * len(names)
        )
        kinds = self.by_key[key].schema
        return {
            name: np.array(values, int) if pa.types.is_integer(kinds.field(name).type) else _words(values)
            for name, values in zip(names, columns, strict=True)
        }


def _words(values: Sequence[object]) -> np.ndarray:
    column = np.empty(len(values), object)
    column[:] = values
    return column


def _ranked(words: np.ndarray) -> np.ndarray:
    """The place of each word among all that there are, in their order."""
    place = {word: number for number, word in enumerate(sorted(set(words.tolist())))}
    return np.array([place[word] for word in words.tolist()], int)


def labels_of(snapshot: Snapshot) -> Labels:
    """The labels of a build, asked once."""
    return snapshot.of_build(labels_of, lambda: _labels(snapshot))


def _labels(snapshot: Snapshot) -> Labels:
    tables = {
        key: pa.Table.from_pylist([row._asdict() for row in snapshot.records(query)]) for key, query in _BY_KEY.items()
    }
    named = ", ".join(f"points.{name}" for name in CITED)
    given = snapshot.rows(
        f"""
        select {named}, {CITATION} as citation
        from (
            select distinct {", ".join(CITED)} from series
            union
            select distinct {", ".join(CITED)} from observations
        ) as points
        join sources using (source_id)
        """
    )
    return Labels(tables, {tuple(document): citation for *document, citation in given})


def labelled(piece: pa.Table, labels: Labels) -> pa.Table:
    """Rows with keys and the columns CITED, with LABELS beside them."""
    for key, table in labels.by_key.items():
        places = pc.index_in(piece[key], table[key].combine_chunks())
        for name in table.column_names:
            if name in LABELS:
                piece = piece.append_column(name, table[name].take(places))
    return piece.append_column("citation", _citations(piece, labels))


def _citations(piece: pa.Table, labels: Labels) -> pa.Array:
    """The citation of each row; rows of one document are told by a number that its words have together."""
    codes, many = np.zeros(len(piece), np.int64), 1
    for name in CITED:
        words = piece[name].combine_chunks().dictionary_encode(null_encoding="encode")
        if many * len(words.dictionary) > _MOST_CODES:
            _, codes = np.unique(codes, return_inverse=True)
            many = len(piece)
        codes = codes * len(words.dictionary) + words.indices.to_numpy()
        many *= len(words.dictionary)
    _, first, place = np.unique(codes, return_index=True, return_inverse=True)
    documents = piece.select(CITED).take(pa.array(first)).to_pylist()
    texts = [labels.citations[tuple(one.values())] for one in documents]
    return pa.array(texts, pa.string()).take(pa.array(place))
