"""The words of the pages in plain language: what each means, wherever it is said."""

from collections.abc import Mapping

from dashboard.numbers import percent
from dashboard.words.plan import horizons_words
from dashboard.words.status import WORDS as STATUS_WORDS
from indicators.assessment import MODERATE
from indicators.plan import Plan
from indicators.vocabulary import Status

_STATUSES = {
    Status.MET: "The newest figure reaches the benchmark, whatever the trend.",
    Status.ON_TRACK: "At its present pace the line reaches the benchmark by the horizon.",
    Status.MODERATE: f"The present pace closes {percent(MODERATE)} of the distance that is left or more, but not all.",
    Status.SLOW: f"The right way, but the present pace closes less than {percent(MODERATE)} of the remaining distance.",
    Status.STALLED: "The yearly change is so small that it counts as none.",
    Status.REVERSING: "The figures go the wrong way.",
    Status.MISSED: "The benchmark had a year of its own; it has passed, and the newest figure does not reach it.",
    Status.SHORT: "The benchmark is not reached, and the figures are too few or too old to tell a present pace.",
    Status.NOT_ASSESSABLE: "No benchmark is on record, or no figure of recent years; the page says which.",
}

WORDS: Mapping[str, str] = {
    "Target": "One of the aims of the plan that is tracked. Indicators show how far it has come.",
    "Indicator": "What is measured: a share, a price, a count, with its unit and definition.",
    "Benchmark": "A level that a publication calls reached. The plan sets none; each benchmark names its source.",
    "Horizon": "The year by which a benchmark is to be reached.",
    "Status": "The verdict of a badge, from where a figure is, where its pace takes it by the horizon, and where the "
    "benchmark is: met, on track, too slow, far too slow, standing still, moving away, missed, pace unknown, or not "
    "assessable, with the reason.",
    **{STATUS_WORDS[status]: meaning for status, meaning in _STATUSES.items()},
    "Pace": "The yearly change over the last six years, fitted to all observations in them.",
    "Required pace": "The yearly change that would lead from the newest figure to the benchmark by the horizon.",
    "Expected": "The value at the horizon if the present pace goes on, along the curve that suits the indicator: a "
    "share slows as it nears 100 %.",
    "Closes": "The share of the distance between the newest figure and the benchmark that the present pace covers by "
    "the horizon: the expected yearly change over the one that is needed.",
    "Baseline": "The observation from which the published methods measure progress: the first comparable one from 2015 "
    "on. This tracker's own status needs none, as it looks at the last six years.",
    "Edition": "One issue of a publication. Publishers restate history, so a line never mixes two editions.",
    "Headline line": "The line a page shows first: the newest observation, then published before computed, then the "
    "newest edition.",
    "Break": "A year in which a definition or method changed. Figures before and after it do not compare, and no pace "
    "is measured across it.",
    "Breakdown": "A figure for a part of the people or things counted: by sex, age, location or level. Also called "
    "disaggregation.",
    "Coverage": "The share of a group's people who live in economies that have a figure. Coverage by a network is "
    "something else: an indicator of target 1.1.",
    "Computed": "A group's figure put together from economies, with the share of its people behind it; under half of "
    "them it is not shown. Or what follows from published figures: 100 less a share, the sum or the ratio of two.",
    "Projection": "Where a line would go at its recent pace. Never an observation; its back-test says how far off it "
    "was before.",
    "Proxy": "An indicator that stands in for the official one where that has no figures.",
    "Parity score": "Women's share divided by men's. From 0.98 to 1.02 counts as parity; below, women are behind.",
    "Estimated": "A value that the publisher put together and no economy reported. A projected one is for a year "
    "yet to come.",
    "Source": "The publication or service that a figure comes from. Every figure names it, with its edition, and can "
    "be followed back to it: its provenance.",
    "LDC": "Least developed countries: a group of the United Nations, for low income and obstacles to development.",
    "LLDC": "Landlocked developing countries: a group of the United Nations, for developing countries without a coast.",
    "SIDS": "Small island developing States: a group of the United Nations, for islands with few people and resources.",
}
"""Each word with its meaning, in the order in which a newcomer needs them; `words_of_plan` adds what a plan says."""


def words_of_plan(plan: Plan | None) -> Mapping[str, str]:
    """The words with their meanings, the horizon with the years of a plan, as far as there is one yet."""
    if plan is None:
        return WORDS
    return {**WORDS, "Horizon": f"{WORDS['Horizon'].removesuffix('.')}: {horizons_words(plan, 'or')}."}
