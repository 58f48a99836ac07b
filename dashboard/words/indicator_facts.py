"""What is said of an indicator and its figures in sentences."""

from dashboard.numbers import counted, number, percent, span
from dashboard.reading.indicator_facts import Found
from dashboard.rows import cited
from dashboard.words.sources import publisher_of
from indicators.model import Indicator
from indicators.vocabulary import Aggregation

_RECENT = 3

AGGREGATIONS = {
    Aggregation.POPULATION_MEAN: "the mean of economies, each by its number of people",
    Aggregation.MEAN: "the plain mean of economies",
    Aggregation.MEDIAN: "the median of economies",
    Aggregation.COUNT: "how many economies have it, out of how many",
    Aggregation.SHARE_OF_ECONOMIES: "the share of economies that have it",
}


def title(found: Found) -> str:
    """The finding on an indicator: of how many economies there are figures, and of which years."""
    short, years = found.indicator.title, found.years
    if years is None:
        return f"{short}: no published figure is held"
    if not found.economies:
        return f"{short}: published figures of {span(*years)}, none of single economies"
    return f"{short}: published figures of {counted(found.economies, 'economy', 'economies')}, {span(*years)}"


def who(found: Found) -> str:
    """Who publishes the newest figures, in which edition."""
    newest = found.newest
    if newest is None:
        return "Nobody whose figures could be used yet."
    publishers = list(dict.fromkeys(publisher_of(found.catalogue.source_by_id[one.source_id]) for one in found.chains))
    first = f"{publisher_of(found.catalogue.source_by_id[newest.source_id])}: {cited(newest.source, newest.edition)}"
    others = f" Figures of {counted(len(found.chains), 'edition')} are held"
    return f"{first}, has the newest year, {newest.last_year}.{others}, published by {', '.join(publishers)}."


def how_new(found: Found) -> str:
    """How old the newest figures of economies are."""
    if not found.ages:
        return ""
    newest, total = found.ages[0].year, found.economies
    recent = sum(one.economies for one in found.ages if one.year > newest - _RECENT)
    if recent == total:
        return f"All of them have a figure of {span(newest - _RECENT + 1, newest)}."
    return f"{number(recent, 0)} of them have a figure of {span(newest - _RECENT + 1, newest)}; the others end before."


def how_many(found: Found) -> str:
    """Of how many economies, and people, there is a figure in the fullest of the last years."""
    with_economies = [one for one in found.covered if one.economies]
    if not with_economies:
        return "No published figure of a single economy is held."
    last = [one for one in with_economies if one.year > with_economies[-1].year - _RECENT]
    fullest = max(last, key=lambda one: (one.economies, one.year))
    return (
        f"{number(found.economies, 0)} of {number(len(found.all_economies), 0)} economies have a published figure. "
        f"{how_new(found)} In {fullest.year} it is {counted(fullest.economies, 'economy', 'economies')}, where "
        f"{percent(fullest.share_of_people)} of the world's people live."
    )


def computed(found: Found) -> str:
    """Of whom figures are computed here; empty where none are."""
    made_ = found.made
    if made_.first_year is None or made_.last_year is None:
        return ""
    told = [
        counted(made_.economies, "economy", "economies") if made_.economies else "",
        counted(made_.groups, "group") if made_.groups else "",
    ]
    return f"Computed here: figures of {' and '.join(filter(None, told))}, {span(made_.first_year, made_.last_year)}."


def made(indicator: Indicator) -> str:
    """How a figure of a group is computed where none is published."""
    if indicator.aggregation is Aggregation.NONE:
        return "No figure of a group is computed: groups have what is published of them."
    latest = ", from the latest figure of each within five years" if indicator.sparse else ""
    return f"Where none is published, a group's figure is {AGGREGATIONS[indicator.aggregation]}{latest}."
