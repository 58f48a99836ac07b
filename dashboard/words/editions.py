"""What is said of the figures that several editions and sources print for one year."""

from collections.abc import Sequence
from typing import Protocol

from dashboard.numbers import change, figure
from dashboard.rows import cited
from indicators.model import Indicator


class Printed(Protocol):
    """A figure with the edition and source that print it."""

    @property
    def value(self) -> float:
        """The number."""

    @property
    def qualifier(self) -> str:
        """The word before it; empty for none."""

    @property
    def source(self) -> str:
        """The title of the source."""

    @property
    def edition(self) -> str:
        """The edition."""


def beside(first: Printed, others: Sequence[Printed], indicator: Indicator) -> str:
    """What others print beside the figure shown first, each with its distance: "38 % (…, edition 2024, +4.4)"."""
    return " · ".join(
        f"{figure(row.value, indicator, row.qualifier)} ({cited(row.source, row.edition)}"
        f"{_difference(row.value - first.value, indicator)})"
        for row in others
    )


def _difference(difference: float, indicator: Indicator) -> str:
    text = change(difference, indicator)
    return "" if text == "0" else f", {text}"
