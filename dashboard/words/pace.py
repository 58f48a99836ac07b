"""Pace in words: what is gained a year, what would be needed, and how many times faster that is."""

import math

from dashboard.numbers import MINUS, benchmark_text, figure, fixed, number, suffix
from dashboard.rows import Judgement, known
from indicators.assessment import MANY_TIMES, MODERATE, ON_TRACK
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.vocabulary import Scale, Status

_CLOSE = 1e-9  # as in the verdict itself


def yearly(value: float, indicator: Indicator) -> str:
    """A change a year in the indicator's own unit, with one decimal more than its figures have: +2.2 points."""
    decimals = max(1, indicator.decimals if indicator.scale is not Scale.PARITY else 3)
    text = number(value, decimals)
    signed = text if text.startswith(MINUS) or text == "0" else f"+{text}"
    return f"{signed} points" if suffix(indicator) else signed


def pace_text(row: Judgement, indicator: Indicator) -> str:
    """What is gained a year beside what is needed: "+2.2 points a year, +4.3 needed"; empty where none is known."""
    if not known(row.change_a_year):
        return ""
    about = "about " if row.is_about else ""
    text = f"{about}{yearly(row.change_a_year, indicator)} a year"
    return f"{text}, {yearly(row.change_needed_a_year, indicator)} needed" if known(row.change_needed_a_year) else text


def ratio_text(ratio: float) -> str:
    """A pace ratio with two decimals, never rounded up across a cut: 0.9499 is 0.94."""
    if ratio > MANY_TIMES:
        return f"more than {MANY_TIMES}"
    rounded = round(ratio, 2)
    crosses = any(ratio < cut - _CLOSE and rounded >= cut for cut in (MODERATE, ON_TRACK))
    return fixed(math.floor(ratio * 100) / 100 if crosses else rounded, 2)


def speed_text(row: Judgement) -> str:
    """How much faster it would have to go, on the scale of the pace: "needs 2.3 times the recent pace"."""
    if not known(row.pace_ratio):
        return ""
    ratio = float(row.pace_ratio)
    if ratio > MANY_TIMES:
        return "more than ten times the pace needed"
    if ratio >= 1:
        return f"{number(ratio, 1)} times the pace needed"
    if ratio <= 0 or Status(row.status) is Status.STALLED:
        return "no pace towards the benchmark"
    times = 1 / ratio
    return (
        f"needs {number(times, 1)} times the recent pace"
        if times <= MANY_TIMES
        else "needs over ten times the recent pace"
    )


def speed_needed(row: Judgement) -> str:
    """The same for a column: "3.7 ×"; "enough" where the recent pace does; empty where none can be told."""
    if not known(row.pace_ratio):
        return ""
    if row.pace_ratio >= 1:
        return "enough"
    if row.pace_ratio <= 0 or Status(row.status) is Status.STALLED:
        return "no pace"
    times = 1 / float(row.pace_ratio)
    return f"{number(times, 1)}\u202f×" if times <= MANY_TIMES else f"over {MANY_TIMES}\u202f×"


def faster(row: Judgement) -> str:
    """The same for a headline: "nearly four times faster"; empty where the pace is enough or cannot be told."""
    if not known(row.pace_ratio) or not 0 < row.pace_ratio < 1 or Status(row.status) is Status.STALLED:
        return ""
    times = 1 / float(row.pace_ratio)
    if times > MANY_TIMES:
        return "over ten times faster"
    if times < 1.1:
        return "slightly faster"
    return f"{number(times, 1)} times faster"


def projection_text(row: Judgement, indicator: Indicator, mean_error: float | None = None) -> str:
    """The projected value at the horizon, and how far off such projections were; empty without a projection.

    The band is not told in a line: it is narrower than the errors of the past (see the back-test beside it).
    """
    if not known(row.projected_value):
        return ""
    text = f"projection for {row.horizon}: {figure(row.projected_value, indicator)}"
    if mean_error is None:
        return text
    return f"{text}, off by {number(mean_error, max(indicator.decimals, 1))} on average in back-tests"


def reached_text(row: Judgement) -> str:
    """When the projection reaches the benchmark: a year, or that it does not before projections end."""
    if Status(row.status) is Status.MET:
        return "reached"
    if not known(row.projected_value):
        return ""
    return str(math.ceil(row.year_reached - 1e-9)) if known(row.year_reached) else "not by 2035"


def gap_text(row: Judgement, indicator: Indicator, benchmark: Benchmark | None) -> str:
    """How far the newest figure is from the benchmark: "21.4 points to ≥ 95 %"."""
    if benchmark is None or not known(row.gap):
        return ""
    if not row.gap:
        return f"{benchmark_text(benchmark, indicator)} reached"
    points = " points" if suffix(indicator) else ""
    about = "about " if row.latest_qualifier else ""
    return f"{about}{number(row.gap, indicator.decimals)}{points} to {benchmark_text(benchmark, indicator)}"
