"""What is said of a figure that is both published and computed here."""

from dashboard.numbers import THIN, change, figure, number
from dashboard.reading.judgements import Difference
from dashboard.rows import breakdown_words, known
from indicators.model import Indicator

_ALIKE = 3
"""Points within which a published and a computed share of covered people agree, as the warehouse has it."""


def what_lies_between(row: Difference) -> str:
    """What may lie between a published and a computed figure; a wide allowance is no agreement."""
    if known(row.tolerance) and abs(row.difference) <= row.tolerance:
        return "agrees" if abs(row.difference) <= _ALIKE else "may be the economies without a figure"
    return row.explained_by or "not explained"


def difference_text(row: Difference, indicator: Indicator) -> str:
    """A published figure beside the computed one, what that covers, and what lies between, as a sentence."""
    what = ", ".join([indicator.short, row.short_name, *breakdown_words(row), str(row.year)])
    published = figure(row.published_value, indicator, row.qualifier)
    covers = f"{row.economies_with_data} of {row.economies_total} economies"
    people = f"{number(100 * row.coverage_population, 1)}{THIN}% of the people"
    return (
        f"{what}: {published} published (edition {row.published_edition}), {figure(row.computed_value, indicator)} "
        f"computed from {covers} with {people}; difference {change(row.difference, indicator)}: "
        f"{what_lies_between(row)}."
    )
