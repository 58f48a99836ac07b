"""How cells are written where a format has words only."""

import pyarrow as pa
import pyarrow.compute as pc


def moments_as_text(piece: pa.Table) -> pa.Table:
    """The same rows, days as 2026-11-24 and moments as 2026-11-24T07:00:00Z."""
    for place, column in enumerate(piece.schema):
        if pa.types.is_temporal(column.type):
            form = "%Y-%m-%d" if pa.types.is_date(column.type) else "%Y-%m-%dT%H:%M:%SZ"
            piece = piece.set_column(place, column.name, pc.strftime(piece.column(place), format=form))
    return piece
