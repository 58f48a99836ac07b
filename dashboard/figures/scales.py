"""The ranges and axes of charts over the years."""

import math
from dataclasses import dataclass

from dashboard.figures.style import Spec, axis, spans_the_scale
from dashboard.numbers import number
from dashboard.theme import LIGHT
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.vocabulary import Scale

_STEPS = ((1.6, (1, 2, 5)), (3.4, (1, 3)), (math.inf, (1,)))
"""Which of the figures in a power of ten are ticks, by the powers of ten that an axis spans at most."""


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

    def axis_type(self, low: float, high: float, behind: str) -> Spec:
        """What an axis between two places must be told; `behind` stands behind its figures.

        A logarithmic one has as many ticks as can be read on a narrow screen, all of one size.
        """
        if not self.logarithmic:
            return {}
        steps = next(steps for decades, steps in _STEPS if high - low <= decades)
        powers = range(math.floor(low), math.ceil(high) + 1)
        ticks = [step * 10.0**power for power in powers for step in steps]
        shown = [one for one in ticks if low <= math.log10(one) <= high]
        words = [f"{number(one, max(0, -math.floor(math.log10(one))))}{behind}" for one in shown]
        return {"type": "log", "nticks": None, "tickmode": "array", "tickvals": shown, "ticktext": words}


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
