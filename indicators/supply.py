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
    kinds = {"economies", "both"} if area.area_type is AreaType.ECONOMY else {"groups", "both"}
    of = indicator.ratio_of
    share = catalogue.indicator_by_id[of.indicator] if of is not None else indicator
    if indicator.aggregation is not Aggregation.NONE or share.aggregation is not Aggregation.NONE:
        kinds.add("economies")
    found = dict.fromkeys(_asked(catalogue, indicator, question, kinds))
    if of is not None:
        sides = [_part(of.by, side) for side in (of.numerator, of.denominator)]
        upper, lower = (set(_asked(catalogue, share, side, kinds)) for side in sides)
        found |= dict.fromkeys(feed.source for feed in share.feeds if feed.source in upper & lower)
    if indicator.sum_of is not None:
        parts = (catalogue.indicator_by_id[one] for one in indicator.sum_of)
        first, second = (list(_asked(catalogue, part, question, kinds)) for part in parts)
        found |= dict.fromkeys(source for source in first if source in second)
    return [source for one in found if _reaches(catalogue, source := catalogue.source_by_id[one], area)]


def _reaches(catalogue: Catalogue, source: Source, area: Area) -> bool:
    """Whether a source has figures where an area lies."""
    if not source.within or area.area_id in source.within:
        return True
    return any(one.area_id == area.area_id and one.group_id in source.within for one in catalogue.memberships)


def _part(by: Literal["sex", "age", "location"], side: str) -> Question:
    words = (side,)
    return {"sex": Question(sex=words), "age": Question(age=words), "location": Question(location=words)}[by]


def _asked(catalogue: Catalogue, indicator: Indicator, question: Question, kinds: set[str]) -> Iterator[str]:
    """The sources with a series of the breakdown looked for, for areas of these kinds, in order."""
    for feed in indicator.feeds:
        source = catalogue.source_by_id[feed.source]
        if source.gives in kinds and feed.gives in kinds and (source.splits or _is_of(feed, question)):
            yield feed.source


def _is_of(feed: Feed, question: Question) -> bool:
    return question.is_about(feed.sex, feed.age, feed.location, feed.level)
