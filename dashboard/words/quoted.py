"""One figure as a sentence that can be quoted: whose, of which year, what, in which edition, and how it came about."""

from dashboard.numbers import rests_on, with_unit
from dashboard.rows import Observation, breakdown_words, cited
from dashboard.words.sources import publisher_of
from indicators.catalogue import Catalogue
from indicators.stated import DOUBTED
from indicators.vocabulary import Origin, Qualifier, ValueStatus

BOUNDS = {
    Qualifier.AT_LEAST: "at least",
    Qualifier.MORE_THAN: "more than",
    Qualifier.AT_MOST: "at most",
    Qualifier.LESS_THAN: "less than",
}
"""The words of the qualifiers that make a number a bound: the figure itself is not known."""


def quoted(row: Observation, catalogue: Catalogue) -> str:
    """An observation as a sentence: "Internet users, Africa, 2025: 35.7 % (ITU: …, edition 2025 (Nov); published).".

    A bound is called one; of a computed figure the sentence says what it rests on, of a projection that it is one.
    """
    indicator = catalogue.indicator_by_id[row.indicator_id]
    what = ", ".join([indicator.short, row.area, *breakdown_words(row), str(row.year)])
    value = with_unit(row.value, indicator, row.qualifier)
    source = f"{publisher_of(catalogue.source_by_id[row.source_id])}: {cited(row.source, row.edition)}"
    return f"{what}: {value} ({source}; {how_it_came(row)})."


def how_it_came(row: Observation) -> str:
    """How a figure came about, as part of a sentence: published or computed, a bound, estimated, projected, doubted."""
    computed = row.origin == Origin.COMPUTED
    marks = [rests_on(row.coverage_population) if computed else "published"]
    if row.qualifier in BOUNDS:
        marks = [f"published as a bound, {BOUNDS[Qualifier(row.qualifier)]}; the figure itself is not"]
    if not row.is_observed:
        marks.append("a projection of the publisher, not an observation")
    elif row.value_status != ValueStatus.REPORTED and not computed:
        marks.append(row.value_status)
    if row.note.startswith(DOUBTED):
        marks.append("as printed, which is implausible")
    return ", ".join(marks)
