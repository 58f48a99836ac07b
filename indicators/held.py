"""The figures of economies in one edition as tables: a row for each year, a column for each economy."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.populations import Populations
from indicators.series import Line, Point, satisfies

SPARSE_YEARS = 5
"""How many years, the newest included, the latest values of a sparse survey may be spread over."""

Reals = NDArray[np.float64]

Values = Mapping[str, Mapping[int, Point]]
"""The points of economies: area id, then year."""


@dataclass(frozen=True, eq=False)
class Table:
    """Figures by year (rows, oldest first) and economy (columns, in the order of their ids).

    `values` are NaN where there is no figure, or none that could be averaged: a bound ("at least 95"). `given` says
    where there is any, a bound too; `meets`, where a value reaches the benchmark. `of_year` is the year that a figure
    is of, and `people` is how many live in an economy, 0 where that is not known.
    """

    years: tuple[int, ...]
    areas: tuple[str, ...]
    values: Reals
    given: NDArray[np.bool_]
    meets: NDArray[np.bool_]
    of_year: NDArray[np.int64]
    people: Reals


class Held:
    """The figures of an indicator that economies have in one edition, with their populations, as groups need them."""

    def __init__(self, indicator: Indicator, values: Values, populations: Populations) -> None:
        self.indicator = indicator
        self.populations = populations
        self._values = values
        self._latest: dict[int, Table] = {}
        self._suspected: dict[str, tuple[int, ...]] = {}
        self._broken: dict[tuple[str, int, int], bool] = {}

    @cached_property
    def by_year(self) -> Table:
        """The figures of every year with data."""
        years = sorted({year for points in self._values.values() for year in points})
        return self._table(years, self._values)

    def latest(self, newest_year: int) -> Table:
        """One row: the newest figure of each economy that is no older than the years of a sparse survey allow."""
        if newest_year not in self._latest:
            newest = {area: self._newest(points, newest_year) for area, points in self._values.items()}
            found = {area: {newest_year: self._values[area][year]} for area, year in newest.items() if year}
            self._latest[newest_year] = self._table([newest_year], found)
        return self._latest[newest_year]

    def is_broken(self, area_id: str, first: int, last: int) -> bool:
        """Whether a declared or a suspected break of an economy lies between two years; looked for once."""
        asked = (area_id, first, last)
        if asked not in self._broken:
            self._broken[asked] = self._has_break(area_id, first, last)
        return self._broken[asked]

    def _has_break(self, area_id: str, first: int, last: int) -> bool:
        if self.indicator.is_broken(area_id, first, last):
            return True
        if area_id not in self._suspected:
            years = self._values[area_id]
            line = Line(self.indicator, area_id, tuple([years[year] for year in sorted(years)]), of_economy=True)
            self._suspected[area_id] = line.suspected_breaks
        return any(first < year <= last for year in self._suspected[area_id])

    @staticmethod
    def _newest(points: Iterable[int], newest_year: int) -> int | None:
        return max((year for year in points if newest_year - SPARSE_YEARS < year <= newest_year), default=None)

    def _table(self, years: Sequence[int], values: Values) -> Table:
        areas = sorted(values)
        points = [[values[area].get(year) for area in areas] for year in years]
        benchmark = self.indicator.benchmark_for("")
        return Table(
            tuple(years),
            tuple(areas),
            np.array([[np.nan if point is None or point.is_bound else point.value for point in row] for row in points]),
            np.array([[point is not None for point in row] for row in points]),
            np.array([[_meets(point, benchmark) for point in row] for row in points])
            if benchmark
            else np.zeros((len(years), len(areas)), dtype=bool),
            np.array([[point.year if point else 0 for point in row] for row in points]),
            np.array([[self.populations.at(area, year) or 0.0 for area in areas] for year in years]),
        )


def _meets(point: Point | None, benchmark: Benchmark) -> bool:
    return point is not None and not point.is_bound and satisfies(point, benchmark)
