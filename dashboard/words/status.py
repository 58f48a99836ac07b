"""The words of a status, of why there is none, and of a level."""

from indicators.vocabulary import LevelClass, Reason, Status

WORDS = {
    Status.MET: "Met",
    Status.ON_TRACK: "On track",
    Status.MODERATE: "Too slow",
    Status.SLOW: "Far too slow",
    Status.STALLED: "Standing still",
    Status.REVERSING: "Moving away",
    Status.MISSED: "Missed",
    Status.SHORT: "Pace unknown",
    Status.NOT_ASSESSABLE: "Not assessable",
}

REASONS = {
    Reason.NO_DATA: "there is no figure to judge",
    Reason.ONE_OBSERVATION: "one observation tells no pace",
    Reason.SPAN_TOO_SHORT: "the observations are less than two years apart",
    Reason.STALE: "the newest observation is too old",
    Reason.NO_BENCHMARK: "no benchmark is on record",
    Reason.DEFINITION_BREAK: "a break in the series lies between the observations",
    Reason.BELOW_COVERAGE: "figures cover less than half of the population",
    Reason.DIRECTION_ONLY: "only the direction can be told: no benchmark is on record",
    Reason.TYPICAL_ECONOMY: "the median economy does not tell the share of the group",
    Reason.SUSPECTED_BREAK: "a jump that looks like another method lies between the observations",
    Reason.PACE_TOO_OLD: "the newest observation is too old for a present pace",
    Reason.PANEL_TOO_SMALL: "too few economies have figures in all years for a pace",
    Reason.JUST_BEGUN: "figures beyond the first 5 % are less than two years apart, and a start tells no pace",
    Reason.BASE_TOO_LATE: "the line has no figure of 2013 to 2018 to begin from",
    Reason.BASE_ZERO: "growth from zero has no rate",
    Reason.BENCHMARK_ZERO: "growth towards zero has no rate",
    Reason.BASE_AT_BENCHMARK: "the line began at the benchmark",
    Reason.HORIZON_PASSED: "the horizon has passed",
    Reason.NO_BOUNDS: "the method gives no bounds for this indicator",
    Reason.NO_YEARLY_POINTS: "fewer than four years in a row are observed",
    Reason.NO_TYPICAL_PACE: "too few economies to learn a typical pace from",
    Reason.NOT_FOR_THIS_SCALE: "the method is not made for this kind of figure",
}

LEVELS = {
    LevelClass.NO_DATA: "no data",
    LevelClass.LIMITED: "limited",
    LevelClass.SATISFACTORY: "satisfactory",
    LevelClass.ADVANCED: "advanced",
    LevelClass.TARGET_MET: "target met",
}


def why(reason: str | None) -> str:
    """Why there is no verdict, as part of a sentence; empty where there is one."""
    return REASONS[Reason(reason)] if isinstance(reason, str) and reason else ""
