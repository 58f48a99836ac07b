"""Pace in words: what is expected and needed a year, what share of the distance that closes, and when it arrives."""

import math
from collections.abc import Iterable, Mapping

from dashboard.numbers import MINUS, THIN, benchmark_text, figure, number, percent, suffix
from dashboard.rows import Judgement, known
from dashboard.words.spoken import listed
from dashboard.words.status import WORDS
from indicators.areas import Area
from indicators.assessment import MODERATE
from indicators.benchmark import Benchmark
from indicators.methods import METHODS
from indicators.model import Indicator
from indicators.projection import LAST_YEAR
from indicators.vocabulary import LADDER, Reason, Scale, Status

_LITTLE, _MANY_TIMES, _MOST_DECIMALS = 1.05, 10, 6
_CLOSE = 1e-9  # as in the verdict itself
_AHEAD = (Status.ON_TRACK, Status.MODERATE, Status.SLOW)
_NEARLY_ALL = 0.9
"""The part of a group's people from which on a pace of the same economies is told as the group's own."""


def judged_by(row: Judgement) -> int:
    """The year by which a row is judged: the horizon, or the benchmark's own year where that comes before."""
    return int(min(row.horizon, row.benchmark_year)) if known(row.benchmark_year) else int(row.horizon)


def was_due(row: Judgement) -> bool:
    """Whether the year by which a row is judged was over when the figures were put together."""
    return bool(row.build_id) and judged_by(row) < int(row.build_id[:4])


def judged_together(judged: Iterable[Judgement], horizon: int) -> int:
    """The year by which some rows are judged where it is one, or else the horizon."""
    years = {judged_by(row) for row in judged}
    return years.pop() if len(years) == 1 else horizon


def verdict_text(row: Judgement) -> str:
    """A verdict with the year that it looks to: "too slow by 2030", "missed, due by 2025"; the word alone where it
    looks to none.
    """
    status = Status(row.status)
    word = WORDS[status].lower()
    if status is Status.MISSED:
        return f"{word}, due by {judged_by(row)}"
    return f"{word} by {judged_by(row)}" if status in _AHEAD else word


def panel_text(row: Judgement, areas: Mapping[str, Area]) -> str:
    """Of whom a group's pace is, where the economies with a figure in every year have less than nine tenths of its
    people: "pace of economies with 52 % of the people, without India"; empty where no pace is told, or of nearly all.
    """
    if not known(row.panel_population) or row.panel_population >= _NEARLY_ALL or not known(row.recent_a_year):
        return ""
    without = areas.get(row.panel_without or "")
    largest = f", without {without.name}" if without is not None else ""
    return f"pace of economies with {percent(row.panel_population)} of the people{largest}"


def yearly(value: float, indicator: Indicator, beside: float | None = None) -> str:
    """A change a year in the indicator's own unit, with one decimal more than its figures have: +2.2 points.

    With as many more as tell it from another change `beside` it, and some change from none.
    """
    least = max(1, indicator.decimals if indicator.scale is not Scale.PARITY else 3)
    decimals = next((n for n in range(least, _MOST_DECIMALS) if round(value, n)), least)
    if beside is not None:
        digits = range(decimals, _MOST_DECIMALS)
        decimals = next((n for n in digits if round(value, n) != round(beside, n)), decimals)
    text = number(value, decimals)
    signed = text if text.startswith(MINUS) or text == "0" else f"+{text}"
    return f"{signed} points" if suffix(indicator) else signed


def pace_text(row: Judgement, indicator: Indicator) -> str:
    """What is expected a year beside what is needed: "+1.8 points a year expected, +4.3 needed". Of a line that meets
    its benchmark or has none the recent change; empty where nothing is known.
    """
    about = "about " if row.is_about else ""
    if known(row.expected_a_year) and known(row.needed_a_year):
        expected = yearly(row.expected_a_year, indicator, row.needed_a_year)
        needed = yearly(row.needed_a_year, indicator, row.expected_a_year)
        return f"{about}{expected} a year expected, {needed.removesuffix(' points')} needed"
    if known(row.needed_a_year):
        return f"{yearly(row.needed_a_year, indicator)} a year needed"
    return f"{about}{yearly(row.recent_a_year, indicator)} a year of late" if known(row.recent_a_year) else ""


def closes_percent(closes: float) -> str:
    """The share of the distance that a pace closes, as whole per cent and never rounded across the cut between too slow
    and far too slow, nor to the whole where something is left; "more than all" where it closes more.
    """
    if closes > 1 + _CLOSE:
        return "more than all"
    rounded = round(100 * closes)
    if closes < MODERATE - _CLOSE:
        rounded = min(rounded, math.ceil(100 * MODERATE) - 1)
    elif closes < 1 - _CLOSE:
        rounded = min(rounded, 99)
    return f"{number(rounded, 0)}{THIN}%"


def closes_text(row: Judgement) -> str:
    """What the present pace closes: "closes 41 % of the distance"; empty where no pace is told."""
    if not known(row.closes) or row.closes <= 0:
        return ""
    if row.closes > 1 + _CLOSE:
        return "closes more than the whole distance"
    return f"closes {closes_percent(row.closes)} of the distance"


def times_needed(row: Judgement) -> float | None:
    """How many times the expected yearly change is needed; None where the pace is enough, or leads nowhere."""
    if not known(row.closes) or not 0 < row.closes < 1 or Status(row.status) in (Status.STALLED, Status.REVERSING):
        return None
    return 1 / float(row.closes)


def faster(row: Judgement) -> str:
    """How many times as fast it would have to go, for a headline: "2.4 times as fast", "a little faster"; empty where
    the pace is enough or cannot be told.
    """
    times = times_needed(row)
    if times is None:
        return ""
    if times < _LITTLE:
        return "a little faster"
    return f"{number(times, 1)} times as fast" if times <= _MANY_TIMES else "over ten times as fast"


def expected_text(row: Judgement, indicator: Indicator, mean_error: float | None = None) -> str:
    """The value expected by the year of the verdict, and how far off such projections were; empty without a pace."""
    if not known(row.expected_value):
        return ""
    text = f"{figure(row.expected_value, indicator)} expected in {judged_by(row)}"
    if mean_error is None:
        return text
    return f"{text}, off by {number(mean_error, max(indicator.decimals, 1))} on average in back-tests"


def band_text(row: Judgement, indicator: Indicator) -> str:
    """What four of five earlier projections would have kept within: "72 % to 93 %"; empty without a band."""
    if not known(row.expected_low) or not known(row.expected_high):
        return ""
    return f"{figure(row.expected_low, indicator)} to {figure(row.expected_high, indicator)}"


def reached_text(row: Judgement) -> str:
    """When the present pace reaches the benchmark: a year, or that it does not; empty where no pace is told."""
    status = Status(row.status)
    if status is Status.MET:
        return "reached"
    if status in (Status.STALLED, Status.REVERSING):
        return "not at this pace"
    if known(row.year_reached):
        return str(int(row.year_reached))
    return f"not by {LAST_YEAR}" if known(row.recent_a_year) else ""


def gap_text(row: Judgement, indicator: Indicator, benchmark: Benchmark | None) -> str:
    """How far the newest figure is from the benchmark: "21.4 points to ≥ 95 %"."""
    if benchmark is None or not known(row.gap):
        return ""
    if Status(row.status) is Status.MET or (not row.gap and row.reason == Reason.STALE):
        return f"{benchmark_text(benchmark, indicator)} reached"
    if not row.gap:
        return f"level with {number(benchmark.value, indicator.decimals)}{suffix(indicator)}, which is not enough"
    return f"{short_by(row, indicator)} to {benchmark_text(benchmark, indicator)}"


def short_by(row: Judgement, indicator: Indicator) -> str:
    """How far the newest figure is from the benchmark, never told as nothing where it is something: "21.4 points"."""
    about = "about " if row.latest_qualifier else ""
    decimals = next((n for n in range(indicator.decimals, 6) if round(row.gap, n)), 6)
    return f"{about}{number(row.gap, decimals)}{' points' if suffix(indicator) else ''}"


def given(row: Judgement) -> int:
    """How many of the published methods come to a verdict on the ladder from met to moving away."""
    return sum(getattr(row, f"status_{name}") in LADDER for name in METHODS)


def vote_text(row: Judgement) -> str:
    """How the published methods vote beside the headline, as a sentence; empty where they cannot be compared."""
    if not known(row.methods_milder):
        return ""
    judging, milder, harsher = given(row), int(row.methods_milder), int(row.methods_harsher)
    if not judging:
        return "None of the published methods can judge this line."
    who = "The one published method that can judge this line" if judging == 1 else f"Of {judging} published methods"
    if judging == 1:
        said = "is milder" if milder else "is harsher" if harsher else "comes to the same step"
        return f"{who} {said}."
    same = judging - milder - harsher
    if judging in (milder, harsher, same):
        said = "milder" if milder else "harsher" if harsher else "on the same step"
        all_of = "Both" if judging == 2 else f"All {judging}"
        return f"{all_of} published methods that can judge this line are {said}."
    counts = ((milder, "milder"), (harsher, "harsher"), (same, "on the same step"))
    told = [f"{count} {'is' if count == 1 else 'are'} {what}" for count, what in counts if count]
    return f"{who} that can judge this line {listed(told)}."


def vote_short(row: Judgement) -> str:
    """The same for a column: "4 milder", "1 milder, 2 harsher", "same"; a dash where there is nothing to compare."""
    if not known(row.methods_milder) or not given(row):
        return "–"
    counts = ((int(row.methods_milder), "milder"), (int(row.methods_harsher), "harsher"))
    return ", ".join(f"{count} {what}" for count, what in counts if count) or "same"
