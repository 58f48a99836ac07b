"""How large a file will be, by what was measured of real ones (`python -m tests.file_sizes` measures anew)."""

from collections.abc import Mapping
from math import exp, log
from typing import NamedTuple

from dashboard.reading.extents import Extent


class Measured(NamedTuple):
    """What a format makes of rows: fixed + exp(factor) · rows^r · row^w · indicators^i · sources^s bytes.

    Compressed formats grow more slowly than their rows, the more alike these are.
    """

    fixed: int
    factor: float
    rows: float
    row: float
    indicators: float = 0.0
    sources: float = 0.0


OF_OBSERVATIONS: Mapping[str, Measured] = {
    "json": Measured(0, 3.399, 0.967, 0.553, -0.000, 0.025),
    "xlsx": Measured(8_000, 4.835, 0.853, 0.125, 0.014, 0.046),
    "parquet": Measured(12_000, 13.013, 0.396, -1.008, 0.001, 0.486),
    "sdmx.csv": Measured(0, 2.486, 0.943, 0.644, -0.021, 0.063),
}
OF_PROGRESS: Mapping[str, Measured] = {
    "json": Measured(0, 5.493, 0.977, 0.286, 0.004),
    "xlsx": Measured(10_000, -5.665, 0.901, 1.803, 0.103),
}
OF_LISTS: Mapping[str, Measured] = {
    "json": Measured(0, 1.515, 1.122, 0.749),
    "xlsx": Measured(8_000, 0.484, 0.966, 0.796),
    "parquet": Measured(0, 4.409, 0.418, 0.630),
    "zip": Measured(2_500, -2.581, 1.064, 1.156),
}


# No size is told of a zip of figures, nor of judgements as Parquet: how far rows compress depends on how alike they
# are, and what was fitted was wrong by more than the factor of 1.5 for all that is held of an indicator.


def size(suffix: str, resource: str, extent: Extent) -> int | None:
    """The bytes that a file will have, within a factor of 1.5; None of a format that has not been measured."""
    header = sum(len(name) + 3 for name in extent.columns)
    if suffix == "csv":
        return round(header + extent.rows * extent.row)
    of_resource = {"observations": OF_OBSERVATIONS, "progress": OF_PROGRESS}.get(resource, OF_LISTS)
    measured = of_resource.get(suffix)
    if measured is None or not extent.rows:
        return None
    return round(
        measured.fixed
        + exp(
            measured.factor
            + measured.rows * log(extent.rows)
            + measured.row * log(extent.row)
            + measured.indicators * log(extent.indicators)
            + measured.sources * log(extent.sources)
        )
    )


def in_words(bytes_: int) -> str:
    """A size as it may be said of an estimate, with two digits: about 41 kB, about 2.9 MB."""
    if bytes_ < 1_000:
        return "under 1 kB"
    for unit, worth in (("kB", 1_000), ("MB", 1_000_000)):
        many = float(f"{bytes_ / worth:.2g}")
        if many < 1_000:
            return f"about {many:g} {unit}"
    return f"about {float(f'{bytes_ / 1e9:.2g}'):g} GB"
