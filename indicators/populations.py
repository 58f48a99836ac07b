"""How many people live in economies: what figures of economies are weighed with."""

import math
from bisect import bisect_left
from collections.abc import Collection, Iterable


class Populations:
    """Populations of economies by year; between the years that are given they are interpolated in a straight line.

    Outside them the nearest year stands in: these are weights, not figures that are shown.
    """

    def __init__(self, given: Iterable[tuple[str, int, float]]) -> None:
        self._given: dict[str, list[tuple[int, float]]] = {}
        for area_id, year, people in sorted(given):
            self._given.setdefault(area_id, []).append((year, people))
        self._known: dict[tuple[str, int], float | None] = {}
        self._groups: dict[tuple[frozenset[str], int], float] = {}

    def at(self, area_id: str, year: int) -> float | None:
        """People in an economy in a year; None where no population is known at all."""
        key = (area_id, year)
        if key not in self._known:
            self._known[key] = self._find(area_id, year)
        return self._known[key]

    def of(self, group: frozenset[str], year: int) -> float:
        """People in all economies of a group in a year, as far as they are known."""
        key = (group, year)
        if key not in self._groups:
            self._groups[key] = sum(self.at(area_id, year) or 0.0 for area_id in sorted(group))
        return self._groups[key]

    def largest(self, areas: Collection[str], year: int) -> str | None:
        """The economy with most people in a year; None where the people of none are known."""
        known = [(count, area_id) for area_id in areas if (count := self.at(area_id, year))]
        return max(known)[1] if known else None

    def _find(self, area_id: str, year: int) -> float | None:
        given = self._given.get(area_id)
        if not given:
            return None
        place = bisect_left(given, (year, -math.inf))
        if place == len(given) or given[place][0] == year or place == 0:
            return given[min(place, len(given) - 1)][1]
        (before, low), (after, high) = given[place - 1], given[place]
        return low + (high - low) * (year - before) / (after - before)
