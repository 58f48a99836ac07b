"""Which sources may bring a figure that is not there: as the feeds say, and as far as a source gives such figures."""

from collections.abc import Iterator
from typing import Literal

from indicators.absence import Question
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.feed import Feed
from indicators.model import Indicator
from indicators.sources import Source
from indicators.vocabulary import Aggregation, AreaType


def may_bring(catalogue: Catalogue, indicator: Indicator, area: Area, question: Question) -> list[Source]:
    """The sources that can bring what was looked for, in order of precedence: the figure itself, of a ratio or a sum
    both of its shares, and of a group those of its economies where a mean of them is computed.
    """
    found = dict.fromkeys(_asked(catalogue, indicator, question))
    is_computed = indicator.aggregation is not Aggregation.NONE
    if (of := indicator.ratio_of) is not None:
        share = catalogue.indicator_by_id[of.indicator]
        sides = [_part(of.by, side) for side in (of.numerator, of.denominator)]
        upper, lower = (set(_asked(catalogue, share, side)) for side in sides)
        found |= dict.fromkeys(feed.source for feed in share.feeds if feed.source in upper & lower)
        is_computed = is_computed or share.aggregation is not Aggregation.NONE
    if indicator.sum_of is not None:
        first, second = (list(_asked(catalogue, catalogue.indicator_by_id[one], question)) for one in indicator.sum_of)
        found |= dict.fromkeys(source for source in first if source in second)
    kinds = {"economies", "both"} if area.area_type is AreaType.ECONOMY else {"groups", "both"}
    if is_computed:
        kinds.add("economies")
    return [source for one in found if (source := catalogue.source_by_id[one]).gives in kinds]


def _part(by: Literal["sex", "age", "location"], side: str) -> Question:
    words = (side,)
    return {"sex": Question(sex=words), "age": Question(age=words), "location": Question(location=words)}[by]


def _asked(catalogue: Catalogue, indicator: Indicator, question: Question) -> Iterator[str]:
    """The sources with a series of the breakdown looked for, in order."""
    for feed in indicator.feeds:
        if catalogue.source_by_id[feed.source].splits or _is_of(feed, question):
            yield feed.source


def _is_of(feed: Feed, question: Question) -> bool:
    return question.is_about(feed.sex, feed.age, feed.location, feed.level)
