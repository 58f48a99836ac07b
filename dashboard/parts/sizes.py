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
    "json": Measured(0, 3.439, 0.970, 0.546, -0.013, 0.028),
    "xlsx": Measured(8_000, 4.906, 0.854, 0.112, 0.014, 0.045),
    "parquet": Measured(12_000, 5.810, 0.426, 0.098, -0.012, 0.525),
    "sdmx.csv": Measured(0, 2.442, 0.941, 0.652, -0.014, 0.063),
    "zip": Measured(3_500, 9.939, 0.805, -0.911, 0.101, 0.022),
}
OF_PROGRESS: Mapping[str, Measured] = {
    "json": Measured(0, 6.206, 0.982, 0.166, 0.003),
    "xlsx": Measured(10_000, -1.167, 1.010, 0.972, 0.095),
    "parquet": Measured(15_000, 1.870, 0.375, 0.995, 0.118),
    "zip": Measured(4_500, -3.108, 0.682, 1.401, 0.096),
}
OF_LISTS: Mapping[str, Measured] = {
    "json": Measured(0, 1.515, 1.122, 0.749),
    "xlsx": Measured(8_000, 0.484, 0.966, 0.796),
    "parquet": Measured(0, 4.409, 0.418, 0.630),
    "zip": Measured(2_500, -2.581, 1.064, 1.156),
}


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
