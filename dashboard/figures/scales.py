"""The ranges and axes of charts over the years."""

import math
from dataclasses import dataclass

from dashboard.figures.style import Spec, axis, spans_the_scale
from dashboard.theme import LIGHT
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.vocabulary import Scale


@dataclass(frozen=True)
class Place:
    """Where a value stands on an axis: plotly gives ranges and notes of a logarithmic one as powers of ten."""

    logarithmic: bool = False

    def of(self, value: float) -> float:
        """The place of a value."""
        return math.log10(value) if self.logarithmic else value

    def holds(self, value: float, low: float, high: float) -> bool:
        """Whether a value has a place between two others."""
        return (value > 0 or not self.logarithmic) and low <= self.of(value) <= high

    @property
    def axis_type(self) -> Spec:
        """What an axis must be told."""
        return {"type": "log", "nticks": None, "dtick": "D2"} if self.logarithmic else {}


LINEAR = Place()


def fitted_range(values: list[float], place: Place) -> tuple[float, float]:
    """The ends of an axis that spans the values alone, with a little room."""
    places = [place.of(value) for value in values]
    room = 0.06 * ((max(places) - min(places)) or 1.0)
    return min(places) - room, max(places) + room


def value_range_of(shown: list[float], indicator: Indicator, benchmark: Benchmark | None) -> tuple[float, float]:
    """The ends of a value axis: of shares 0 and 100; of others from 0, with the benchmark in view."""
    values = [*shown, *((benchmark.between or (benchmark.value,)) if benchmark else ())]
    low, high = min(values), max(values)
    if spans_the_scale(indicator, high):
        return 0, 103
    if indicator.scale is Scale.PARITY:
        room = max(0.05, (high - low) * 0.15)
        return low - room, high + room
    return min(0.0, low * 1.06), (high * 1.08) or 1.0


def years_axis(first: int, last: int) -> Spec:
    """An axis of years with whole years as ticks."""
    few: Spec = {"dtick": 1} if last - first < 6 else {"nticks": 8}
    return axis(
        range=[first - 0.4, last + 0.4],
        tickformat="d",
        tickangle=0,
        showgrid=False,
        ticks="outside",
        tickcolor=LIGHT["mark"],
        ticklen=4,
        **few,
    )
