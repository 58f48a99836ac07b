"""SDMX-CSV 2.0: the observations in the components and codes of /api/v1/structure (docs/sdmx.md)."""

from collections.abc import Iterator

from dashboard.api.formats.csv import lines_of, without_formulas
from dashboard.api.formats.format import About, Format, Options
from dashboard.api.sdmx.lists import lists_of
from dashboard.api.sdmx.rows import NAMES, as_components, cells_of
from dashboard.columns import QUALIFIER
from dashboard.reading.streams import Rows


def _write(rows: Rows, about: About, _: Options) -> Iterator[bytes]:
    lists = lists_of(about.build, about.own)
    cells = cells_of(lists, about.build.catalogue)
    yield f"{','.join(NAMES)}\r\n".encode()  # without quotes: readers take the letter after STRUCTURE for the delimiter
    for piece in rows.pieces(about.first, about.last):
        yield lines_of(without_formulas(as_components(piece, lists, cells)), header=False)


FORMAT = Format(
    "sdmx.csv",
    "application/vnd.sdmx.data+csv; version=2.0.0",
    "SDMX-CSV",
    _write,
    resources=("observations",),
    further=(QUALIFIER,),
)
