"""The headline status: whether a line is on its way to a benchmark by a horizon, and how far from it.

Ours, after docs/methods.md section 1: the pace of the last six years, on the scale that fits the indicator, against the
pace that is needed from the newest observation on.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.series import Line, Point, aim, fit_line, good_way, satisfies
from indicators.vocabulary import Direction, LevelClass, Reason, Scale, Status

STALE_BEHIND, STALE_AGE = 5, 7
"""Years that a newest observation may lag behind the indicator's newest, and behind the build."""

SHORTEST_SPAN = 2
"""Years that must lie between the first and the last observation of a pace."""

ON_TRACK, MODERATE = 0.95, 0.50
"""The lowest pace ratios that are called on track and moderate, both included."""

MANY_TIMES = 10
"""Ratios above are not told as numbers: a value a hair from its benchmark is ahead of any pace."""

PRICE_FLOOR, RATIO_FLOOR = 0.005, 0.01
"""What a price or a ratio of 0 counts as on a logarithmic scale: half the last digit that is printed."""

_CLOSE = 1e-9  # a sum of decimals may miss a cut by the last bit of a float


@dataclass(frozen=True)
class Assessment:
    """A verdict and all that it rests on.

    `pace_observed` and `pace_required` are changes a year on the indicator's scale (logit, ln or plain), signed;
    `change` and `change_needed` the same in the indicator's own unit; `gap` is how far the newest value is from the
    benchmark, 0 when it is met. What could not be computed is None.
    """

    horizon: int
    status: Status
    reason: Reason | None
    benchmark: Benchmark | None
    aim: float | None
    base: Point | None
    latest: Point | None
    used: tuple[Point, ...]
    gap: float | None
    pace_observed: float | None
    pace_required: float | None
    pace_ratio: float | None
    change: float | None
    change_needed: float | None
    level_class: LevelClass | None

    @property
    def is_about(self) -> bool:
        """Whether the pace rests on figures that their publication calls "about" or "nearly"."""
        return any(point.qualifier for point in self.used)


def assess(line: Line, benchmark: Benchmark | None, horizon: int) -> Assessment:
    """The headline verdict on a line against a benchmark by a horizon; every reason for none is named."""
    indicator, latest, used = line.indicator, line.latest, line.window
    scale = on_scale(indicator)
    enough = len(used) > 1 and used[-1].year - used[0].year >= SHORTEST_SPAN
    years = [point.year for point in used]
    observed = fit_line(years, [scale(point.value) for point in used]).slope if enough else None
    change = fit_line(years, [point.value for point in used]).slope if enough else None
    if line.typical_economy:
        benchmark = None
    met = benchmark is not None and latest is not None and satisfies(latest, benchmark)
    target, required, needed = None, None, None
    if latest and benchmark:
        target = aim(benchmark, latest.value)[0]
        if not met and horizon > latest.year:
            required = _required(indicator, benchmark, latest, horizon)
            needed = (target - latest.value) / (horizon - latest.year)
    ratio = observed / required if observed is not None and required else None
    status, reason = _verdict(line, benchmark, horizon, met, change, required, ratio)
    return Assessment(
        horizon,
        status,
        reason,
        benchmark,
        target,
        line.base,
        latest,
        used,
        benchmark.distance(latest.value) if latest and benchmark else None,
        observed,
        required,
        ratio,
        change,
        needed,
        None if line.typical_economy else level_class(indicator, latest),
    )


def _verdict(
    line: Line,
    benchmark: Benchmark | None,
    horizon: int,
    met: bool,
    change: float | None,
    required: float | None,
    ratio: float | None,
) -> tuple[Status, Reason | None]:
    if met:
        return Status.MET, None
    reason = _why_not(line, benchmark, horizon)
    if reason or line.latest is None or change is None:  # no reason means that both are there
        return Status.NOT_ASSESSABLE, reason
    way = good_way(line.indicator, line.latest.value, benchmark)
    if abs(change) <= standing_still(line.indicator, line.latest.value) + _CLOSE:
        return Status.STALLED, None
    if change * way < 0:
        return Status.REVERSING, None
    if ratio is None or not required:  # 99.5 % on the way to 100 %: there is nothing left that a pace could be asked of
        return Status.ON_TRACK, None
    return status_of_ratio(ratio), None


def status_of_ratio(ratio: float) -> Status:
    """The status of a pace ratio that is neither standing still nor moving away; both cuts belong to the better one."""
    if ratio >= ON_TRACK - _CLOSE:
        return Status.ON_TRACK
    return Status.MODERATE if ratio >= MODERATE - _CLOSE else Status.SLOW


def _why_not(line: Line, benchmark: Benchmark | None, horizon: int) -> Reason | None:
    """Why no verdict on pace is possible; None where one is. The first that applies, from the gravest on."""
    if line.latest is None:
        return unfit(line)
    if line.typical_economy:
        return Reason.TYPICAL_ECONOMY
    if benchmark is None:
        judged_by_direction = line.indicator.reference and line.indicator.direction is not Direction.NONE
        return Reason.DIRECTION_ONLY if judged_by_direction else Reason.NO_BENCHMARK
    return unfit(line) or (Reason.HORIZON_PASSED if horizon <= line.latest.year else None)


def unfit(line: Line) -> Reason | None:
    """Why no pace can be told of a line, whatever its benchmark; None where one can."""
    latest = line.latest
    if latest is None:
        return Reason.BELOW_COVERAGE if line.withheld else Reason.NO_DATA
    behind = line.newest_year is not None and latest.year < line.newest_year - STALE_BEHIND
    if behind or (line.build_year is not None and latest.year < line.build_year - STALE_AGE):
        return Reason.STALE
    if len(line.window) > 1 and line.window[-1].year - line.window[0].year >= SHORTEST_SPAN:
        return None
    if line.breaks_in_window:
        return Reason.DEFINITION_BREAK
    if line.lacks_panel:
        return Reason.BELOW_COVERAGE
    return Reason.ONE_OBSERVATION if len(line.window) < 2 else Reason.SPAN_TOO_SHORT


def on_scale(indicator: Indicator) -> Callable[[float], float]:
    """The function that puts a value on the scale of its pace: logit of a share, ln of a price or ratio, or itself."""
    return {Scale.SHARE: logit, Scale.PRICE: _log_price, Scale.PARITY: _log_ratio}.get(indicator.scale, float)


def logit(share: float) -> float:
    """ln(p / (1 - p)) of a percentage; 0 and 100, and what lies beyond, count as 0.5 and 99.5."""
    part = (0.5 if share <= 0 else 99.5 if share >= 100 else share) / 100
    return math.log(part / (1 - part))


def _log_price(value: float) -> float:
    return math.log(value if value > 0 else PRICE_FLOOR)


def _log_ratio(value: float) -> float:
    return math.log(value if value > 0 else RATIO_FLOOR)


def _required(indicator: Indicator, benchmark: Benchmark, latest: Point, horizon: int) -> float:
    """The change a year on the indicator's scale from the newest value to the benchmark; 0 where it is close."""
    target, way = required_end(indicator, benchmark, latest), aim(benchmark, latest.value)[1]
    scale = on_scale(indicator)
    required = (scale(target) - scale(latest.value)) / (horizon - latest.year)
    return required if required * way > 0 else 0.0


def required_end(indicator: Indicator, benchmark: Benchmark, latest: Point) -> float:
    """The level that the required pace leads to: the benchmark, or of a share at most 99 and at least 1 %.

    The last per cent of a share is not asked for: on the logit scale it has no end. Beyond it, where one is, one stays.
    """
    target, way = aim(benchmark, latest.value)
    if indicator.scale is not Scale.SHARE:
        return target
    edge = min(target, 99.0) if way > 0 else max(target, 1.0)
    return latest.value if (latest.value - edge) * way > 0 else edge


def standing_still(indicator: Indicator, latest: float) -> float:
    """The change a year, in the indicator's unit and either way, that still counts as standing still."""
    if indicator.scale is Scale.PRICE:
        return 0.01 * abs(latest)
    if indicator.scale is Scale.INDEX:  # 0.2 of 100 points, and as much of any other range
        unit = indicator.unit_of_measure
        return 0.002 * (unit.high - unit.low)
    return {Scale.SHARE: 0.2, Scale.PARITY: 0.002, Scale.COUNT: 0.5}.get(indicator.scale, 0.0)


def level_class(indicator: Indicator, latest: Point | None) -> LevelClass | None:
    """ITU DataHub's band of a share of which more is better; None for everything else.

    Source: ITU DataHub, dashboard of universal and meaningful connectivity; lower ends are included.
    """
    if indicator.scale is not Scale.SHARE or indicator.direction is not Direction.UP:
        return None
    if latest is None:
        return LevelClass.NO_DATA
    cuts = ((95, LevelClass.TARGET_MET), (75, LevelClass.ADVANCED), (50, LevelClass.SATISFACTORY))
    return next((name for cut, name in cuts if latest.value >= cut), LevelClass.LIMITED)
