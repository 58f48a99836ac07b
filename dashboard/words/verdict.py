"""A verdict in words that can be redone: the numbers that it follows from, with as many decimals as that takes."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.numbers import MINUS, THIN, benchmark_text, figure, number, percent, suffix
from dashboard.rows import Judgement, Observation, known
from dashboard.words.pace import closes_percent, judged_by
from dashboard.words.status import WORDS, why
from indicators.assessment import MODERATE, status_of_share
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.pace import CLOSE, standing_still
from indicators.series import START, WINDOW, Point, under_way
from indicators.vocabulary import Direction, Status

_MOST_DECIMALS = 6
_OF_A_LINE = ("indicator_id", "area_id", "sex", "age", "location", "level", "edition")
_PACED = (Status.MODERATE, Status.SLOW)


@dataclass(frozen=True)
class Arithmetic:
    """The numbers of a verdict as they are shown: its share of the distance follows from them as they stand."""

    now: str
    expected: str
    goal: str
    closes: str

    @property
    def formula(self) -> str:
        """The share of the distance that is closed: "(82.5 − 73.6) / (95 − 73.6) = 0.41"."""
        return f"({self.expected} {MINUS} {self.now}) / ({self.goal} {MINUS} {self.now}) = {self.closes}"


def arithmetic(row: Judgement, indicator: Indicator) -> Arithmetic | None:
    """The numbers behind the share that the present pace closes; None where none is told.

    They have the decimals of the indicator, or as many more as it takes that the shown numbers give the shown verdict.
    """
    if not known(row.closes) or not known(row.expected_value):
        return None
    status = Status(row.status)
    for decimals in range(indicator.decimals, _MOST_DECIMALS + 1):
        now, expected, goal = (
            round(float(value), decimals) for value in (row.latest_value, row.expected_value, row.benchmark)
        )
        if goal == now:
            continue
        closes = (expected - now) / (goal - now)
        if _says(closes, status) == _says(float(row.closes), status):
            break
    else:
        return None
    digits = 2
    while digits < _MOST_DECIMALS and status in _PACED and status_of_share(round(closes, digits)) is not status:
        digits += 1
    return Arithmetic(number(now, decimals), number(expected, decimals), number(goal, decimals), number(closes, digits))


def _says(closes: float, status: Status) -> tuple[str, Status | None]:
    """What a page says of a share: its whole per cent, and the verdict that it makes of a pace that is not enough."""
    return closes_percent(closes), status_of_share(closes) if status in _PACED else None


def recent_text(row: Judgement, indicator: Indicator) -> str:
    """The recent change a year, with as many decimals as show on which side of standing still it is."""
    if not known(row.recent_a_year):
        return ""
    still, change = standing_still(indicator, float(row.latest_value)), float(row.recent_a_year)
    least = max(indicator.decimals + 1, 2)
    is_still = abs(change) <= still + CLOSE
    decimals = next(
        (n for n in range(least, _MOST_DECIMALS) if (abs(round(change, n)) <= still + CLOSE) == is_still),
        _MOST_DECIMALS,
    )
    text = number(change, decimals)
    return f"{text if change < 0 or text == '0' else f'+{text}'}{' points' if suffix(indicator) else ''}"


def start_text(row: Judgement, indicator: Indicator, figures: Iterable[Observation]) -> str:
    """From when on a pace is measured where the start of a share is left out of it; empty where it is not."""
    if not known(row.window_from) or known(row.suspected_break):
        return ""
    before = [
        Point(int(one.year), float(one.value))
        for one in figures
        if all(getattr(one, name) == getattr(row, name) for name in _OF_A_LINE)
        and row.latest_year - WINDOW <= one.year < row.window_from
    ]
    if not before or under_way(before, indicator):
        return ""
    start = f"below {START:g}" if indicator.direction is Direction.UP else f"above {100 - START:g}"
    return f"Figures {start}{THIN}% are a start and tell no pace: it is measured from {int(row.window_from)} on."


def rule(row: Judgement, indicator: Indicator, benchmark: Benchmark | None) -> str:
    """Why the verdict is what it is, by the rule of docs/methods.md section 1, in a sentence."""
    status, year = Status(row.status), judged_by(row)
    word = WORDS[status]
    if status in (Status.STALLED, Status.REVERSING):
        still = number(standing_still(indicator, float(row.latest_value)), 4)
        points = " points" if suffix(indicator) else ""
        told = f"{word}: {recent_text(row, indicator)} a year of late"
        if status is Status.STALLED:
            return f"{told}; up to {still}{points} a year either way counts as none."
        return f"{told}, the wrong way by more than the {still}{points} a year that count as none."
    if status is Status.SHORT:
        return f"{word}: the benchmark is not reached, and no present pace can be told, since {why(row.reason)}."
    if status is Status.NOT_ASSESSABLE:
        return f"{word}: {_stale(row, indicator) or why(row.reason)}."
    if status is Status.ON_TRACK:
        expected = figure(row.expected_value, indicator)
        return f"{word}: {expected} expected in {year}{_which_reaches(row, indicator, benchmark)}."
    return {
        Status.MET: f"{word}: the newest figure satisfies the benchmark"
        f"{', though it is on its way out of it' if row.at_risk else ''}.",
        Status.MISSED: f"{word}: it was to be reached by {year}, and the newest figure does not satisfy it.",
        Status.MODERATE: f"{word}: the present pace closes {percent(MODERATE)} of the distance or more, but not all.",
        Status.SLOW: f"{word}: the present pace closes less than {percent(MODERATE)} of the distance.",
    }[status]


def _which_reaches(row: Judgement, indicator: Indicator, benchmark: Benchmark | None) -> str:
    if benchmark is None:
        return ""
    level = benchmark_text(benchmark, indicator)
    shown = round(float(row.expected_value), indicator.decimals)
    if benchmark.satisfied_by(shown):
        rounded = "" if benchmark.satisfied_by(float(row.expected_value)) else ", rounded as it is shown"
        return f", which satisfies {level}{rounded}"
    if benchmark.between:
        return f", which is past the nearer end of {level}"
    return f", which is within the last per cent of {level}, which no pace is asked for"


def _stale(row: Judgement, indicator: Indicator) -> str:
    """What an outdated figure showed: "reached in 2016, and too old to be called the present state"."""
    if row.reason != "stale" or not known(row.latest_year):
        return ""
    reached = "reached" if known(row.gap) and row.gap == 0 else f"at {figure(row.latest_value, indicator)}"
    return f"{reached} in {int(row.latest_year)}, which is too old to be called the present state"


def firmness(row: Judgement) -> str:
    """Whether the verdict holds for every value that the printed digits allow; empty where there is nothing to ask."""
    if row.firm is None or not known(float(row.firm)):
        return ""
    if bool(row.firm):
        return "Firm: the same for every value that the printed digits stand for."
    return "Within rounding: other values that are printed with the same digits would give another verdict."
