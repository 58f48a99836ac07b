"""The headline verdict: where a line is, where its present pace takes it by the horizon, and where the benchmark is.

Ours, after docs/methods.md section 1. The verdict is the share of the remaining distance that the present pace closes,
so that anyone can redo it from the three numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.pace import CLOSE, Pace, is_at_its_start, pace_of_line, standing_still
from indicators.projection import LAST_YEAR
from indicators.series import Line, Point, aim, is_wide, satisfies
from indicators.vocabulary import Direction, LevelClass, Reason, Scale, Status

STALE_BEHIND, STALE_AGE = 5, 7
"""Years that a newest observation may lag behind the indicator's newest, and behind the build."""

PACE_BEHIND, PACE_AGE = 3, 5
"""The same for a pace that is told as the present one."""

MODERATE = 0.50
"""The share of the remaining distance that a pace has to close to be called too slow, and not far too slow."""

_LEVELS = ((95, LevelClass.TARGET_MET), (75, LevelClass.ADVANCED), (50, LevelClass.SATISFACTORY))

LAST_PER_CENT = 99.0
"""What is asked of a share on its way to 100 %: the last per cent has no end on the curve of its pace."""


class Assessment(NamedTuple):
    """A verdict and all that it rests on. What could not be computed is None.

    `judged_at` is the horizon, or the benchmark's own year where that comes before; `aim` the level to reach, of a band
    its nearer edge; `gap` how far the newest value is from it, 0 when it is met. `expected` is the value at `judged_at`
    at the present pace, `closes` the share of the gap that this pace closes, which is `expected_a_year` over
    `needed_a_year`; `recent_a_year` is the plain yearly change of the observations `used`. All are in the indicator's
    unit and signed. `year_reached` is the first year in which the expected value, as it is shown, satisfies the
    benchmark. `firm` tells that the verdict is the same for every value that the printed digits allow; `at_risk` that a
    benchmark is met and the line is on its way out of it.
    """

    horizon: int
    judged_at: int
    status: Status
    reason: Reason | None
    benchmark: Benchmark | None
    aim: float | None
    base: Point | None
    goals_base: Point | None
    latest: Point | None
    used: tuple[Point, ...]
    suspected_break: int | None
    gap: float | None
    expected: float | None
    closes: float | None
    expected_a_year: float | None
    needed_a_year: float | None
    recent_a_year: float | None
    year_reached: int | None
    firm: bool | None
    at_risk: bool
    level_class: LevelClass | None

    @property
    def is_about(self) -> bool:
        """Whether the pace rests on figures that their publication calls "about" or "nearly"."""
        return any(point.qualifier for point in self.used)


@dataclass(frozen=True)
class Present:
    """A line as it stands, whatever it is held against: its pace, and what its printed digits allow."""

    line: Line

    @cached_property
    def pace(self) -> Pace | None:
        """The pace of the line's window; None where it cannot be told, or would be that of years too long ago."""
        line = self.line
        return None if why_no_pace(line) or is_stale(line) else pace_of_line(line)

    @cached_property
    def corners(self) -> tuple[tuple[Point, Pace | None], ...]:
        """The newest value and the pace at the ends of what the printed digits of the first and newest observation
        allow; none of an empty line, or of one whose digits allow nothing else.

        The pace of a panel is that of unprinted means, and stays.
        """
        return tuple(_corners(self.line, self.pace))


def assess(line: Line, benchmark: Benchmark | None, horizon: int) -> Assessment:
    """The headline verdict on a line against a benchmark by a horizon; every reason for none is named."""
    return assess_present(Present(line), benchmark, horizon)


def assess_present(present: Present, benchmark: Benchmark | None, horizon: int) -> Assessment:
    """The same of a line as it stands, which is the same for every benchmark and horizon."""
    line, pace = present.line, present.pace
    indicator, latest = line.indicator, line.latest
    if line.typical_economy:
        benchmark = None
    judged_at = min(horizon, benchmark.year) if benchmark and benchmark.year else horizon
    years = judged_at - latest.year if latest else 0
    expected = pace.expected(latest.value, years, indicator) if pace and latest and years > 0 else None
    goal = aim(benchmark, latest.value)[0] if latest and benchmark else None
    met = benchmark is not None and latest is not None and satisfies(latest, benchmark)
    ahead = goal - latest.value if goal is not None and latest and not met else None
    gained = (expected - latest.value) / years if expected is not None and latest else None
    status, reason = _verdict(line, benchmark, judged_at, pace)
    judged = status is not Status.NOT_ASSESSABLE
    needed = ahead / years if judged and ahead is not None and years > 0 else None
    heading = pace is not None and status in (Status.ON_TRACK, Status.MODERATE, Status.SLOW, Status.MISSED)
    return Assessment(
        horizon,
        judged_at,
        status,
        reason,
        benchmark,
        goal,
        line.base,
        line.goals_base,
        latest,
        line.window,
        line.suspected_break,
        benchmark.distance(latest.value) if latest and benchmark else None,
        expected,
        gained / needed if gained is not None and needed else None,
        gained,
        needed,
        pace.change if pace else None,
        year_reached(indicator, pace, latest, benchmark) if heading and pace and latest and benchmark else None,
        _is_firm(present, benchmark, judged_at, status) if benchmark and judged else None,
        status is Status.MET and benchmark is not None and _leaves(line, benchmark, pace),
        None if line.typical_economy else level_class(indicator, latest),
    )


def _verdict(
    line: Line, benchmark: Benchmark | None, judged_at: int, pace: Pace | None
) -> tuple[Status, Reason | None]:
    reason = why_not_judged(line, benchmark)
    if reason or line.latest is None or benchmark is None:  # no reason means that both are there
        return Status.NOT_ASSESSABLE, reason
    status = outcome(line.indicator, line.latest, benchmark, judged_at, pace)
    return status, why_no_pace(line) if status is Status.SHORT else None


def outcome(indicator: Indicator, latest: Point, benchmark: Benchmark, judged_at: int, pace: Pace | None) -> Status:
    """What holds of a newest value and a pace that may be judged: the first of met, missed, short, stalled, reversing,
    on track, moderate and slow.
    """
    if satisfies(latest, benchmark):
        return Status.MET
    if latest.year >= judged_at:
        return Status.MISSED
    if pace is None:
        return Status.SHORT
    expected = pace.expected(latest.value, judged_at - latest.year, indicator)
    return outcome_of_change(indicator, latest, benchmark, pace.change, expected)


def outcome_of_change(
    indicator: Indicator, latest: Point, benchmark: Benchmark, change: float, expected: float
) -> Status:
    """What holds of a benchmark that is not met, with a change a year and the value expected in time."""
    goal, way = aim(benchmark, latest.value)
    if abs(change) <= standing_still(indicator, latest.value) + CLOSE:
        return Status.STALLED
    if change * way < 0:
        return Status.REVERSING
    if is_reached(expected, latest, benchmark, indicator):
        return Status.ON_TRACK
    return status_of_share((expected - latest.value) / (goal - latest.value) if goal != latest.value else 1.0)


def status_of_share(closes: float) -> Status:
    """Too slow or far too slow: whether a pace closes half of the remaining distance, the half included."""
    return Status.MODERATE if closes >= MODERATE - CLOSE else Status.SLOW


def is_reached(expected: float, latest: Point, benchmark: Benchmark, indicator: Indicator) -> bool:
    """Whether an expected value, with the decimals that are shown, satisfies a benchmark that the newest does not.

    A band is reached with the edge that lies nearer, and a share on its way to 100 or to 0 % with the last per cent.
    """
    shown = round(expected, indicator.decimals)
    goal, way = aim(benchmark, latest.value)
    if benchmark.between:
        return (shown - goal) * way >= 0
    if indicator.scale is Scale.SHARE:
        edge = min(goal, LAST_PER_CENT) if way > 0 else max(goal, 100 - LAST_PER_CENT)
        if edge != goal:
            return (shown - edge) * way >= 0
    return benchmark.satisfied_by(shown)


def year_reached(indicator: Indicator, pace: Pace, latest: Point, benchmark: Benchmark) -> int | None:
    """The first year after the newest observation in which the expected value, as shown, satisfies the benchmark; None
    where none does before projections end.
    """

    def reaches(year: int) -> bool:
        return is_reached(pace.expected(latest.value, year - latest.year, indicator), latest, benchmark, indicator)

    if not reaches(LAST_YEAR):  # a curve goes one way
        return None
    return next(year for year in range(latest.year + 1, LAST_YEAR + 1) if reaches(year))


def _is_firm(present: Present, benchmark: Benchmark, judged_at: int, status: Status) -> bool:
    """Whether the verdict is the same for whatever the printed digits of the first and newest observation stand for."""
    indicator = present.line.indicator
    return all(outcome(indicator, latest, benchmark, judged_at, at) is status for latest, at in present.corners)


def _corners(line: Line, pace: Pace | None) -> Iterator[tuple[Point, Pace | None]]:
    half, latest = line.half_digit, line.latest
    if latest is None or half < 10.0**-6:
        return
    low, high = line.indicator.unit_of_measure.low, line.indicator.unit_of_measure.high
    moved = pace is not None and line.panel is None and pace.used[-1].year == latest.year
    for first_by in (-half, half):
        begun = pace
        if pace is not None and moved:
            begun = pace.with_value(0, min(max(pace.used[0].value + first_by, low), high), line.indicator)
        for last_by in (-half, half):
            newest = Point(latest.year, min(max(latest.value + last_by, low), high), latest.qualifier)
            yield newest, begun.with_value(-1, newest.value, line.indicator) if begun is not None and moved else pace


def closes_range(line: Line, benchmark: Benchmark, judged_at: int) -> tuple[float, float] | None:
    """The least and the greatest share of the remaining distance that the printed digits allow; None without a pace."""
    shares = []
    for latest, at in Present(line).corners:
        goal, years = aim(benchmark, latest.value)[0], judged_at - latest.year
        if at is not None and goal != latest.value and years > 0:
            expected = at.expected(latest.value, years, line.indicator)
            shares.append((expected - latest.value) / (goal - latest.value))
    return (min(shares), max(shares)) if shares else None


def _leaves(line: Line, benchmark: Benchmark, pace: Pace | None) -> bool:
    """Whether a line that satisfies its benchmark moves out of it, by more than counts as standing still."""
    if pace is None or line.latest is None:
        return False
    if abs(pace.change) <= standing_still(line.indicator, line.latest.value) + CLOSE:
        return False
    if benchmark.between:  # a ratio leaves a band through the end that it moves to, from even on
        even = sum(benchmark.between) / 2
        return (line.latest.value - even) * pace.change >= 0
    return pace.change * aim(benchmark, line.latest.value)[1] < 0


def why_not_judged(line: Line, benchmark: Benchmark | None) -> Reason | None:
    """Why there is no verdict; None where there is one. The first that applies, from the gravest on."""
    if line.latest is None:
        return Reason.BELOW_COVERAGE if line.withheld else Reason.NO_DATA
    if line.typical_economy:
        return Reason.TYPICAL_ECONOMY
    if benchmark is None:
        judged_by_direction = line.indicator.reference and line.indicator.direction is not Direction.NONE
        return Reason.DIRECTION_ONLY if judged_by_direction else Reason.NO_BENCHMARK
    return Reason.STALE if is_stale(line) else None


def is_stale(line: Line) -> bool:
    """Whether a newest observation is so old that even what it shows may not be called the present state."""
    return _lags(line, STALE_BEHIND, STALE_AGE)


def why_no_pace(line: Line) -> Reason | None:
    """Why no present pace can be told of a line with observations, whatever its benchmark; None where one can."""
    if line.latest is None:
        return Reason.NO_DATA
    if not is_wide(line.window):
        return _why_too_few(line)
    if _lags(line, PACE_BEHIND, PACE_AGE):
        return Reason.PACE_TOO_OLD
    return Reason.JUST_BEGUN if is_at_its_start(line.window, line.indicator) else None


def _why_too_few(line: Line) -> Reason:
    """Why the window of a line holds too few years for a pace."""
    if line.breaks_in_window:
        return Reason.DEFINITION_BREAK
    if line.suspected_break is not None:
        return Reason.SUSPECTED_BREAK
    if line.lacks_panel:
        return Reason.PANEL_TOO_SMALL
    return Reason.ONE_OBSERVATION if len(line.window) < 2 else Reason.SPAN_TOO_SHORT


def _lags(line: Line, behind: int, age: int) -> bool:
    """Whether the newest observation is older than so many years before the indicator's newest, or before the build."""
    if line.latest is None:
        return False
    year = line.latest.year
    lagging = line.newest_year is not None and year < line.newest_year - behind
    return lagging or (line.build_year is not None and year < line.build_year - age)


def level_class(indicator: Indicator, latest: Point | None) -> LevelClass | None:
    """ITU DataHub's band of a share of which more is better; None for everything else.

    Source: ITU DataHub, dashboard of universal and meaningful connectivity; lower ends are included.
    """
    if indicator.scale is not Scale.SHARE or indicator.direction is not Direction.UP:
        return None
    if latest is None:
        return LevelClass.NO_DATA
    for cut, name in _LEVELS:
        if latest.value >= cut:
            return name
    return LevelClass.LIMITED
