"""What figures say of their indicator, area, source and document: few words, each of them thousands of times.

Of many rows they are looked up when the rows have been read. To join them, and to put together the same citations over
and over, takes longer than all the rest of reading them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.reading.warehouse import Snapshot

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
    "indicator_id": "select indicator_id, title as indicator, unit_label as unit from indicators",
    "area_id": "select area_id, name as area, area_type, iso3 from areas",
    "source_id": "select source_id, title as source from sources",
}
_MOST_CODES = 2**62


@dataclass(frozen=True)
class Labels:
    """The labels of a build: tables with one row for each key, and the citation of every document as it is given."""

    by_key: Mapping[str, pa.Table]
    citations: Mapping[tuple[str, ...], str]


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
            if name != key:
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
