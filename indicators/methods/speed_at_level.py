"""The speed of a line beside the speed that economies typically had at the same level, after the World Bank."""

from collections.abc import Iterator, Sequence
from statistics import median

from indicators.benchmark import Benchmark
from indicators.methods.verdict import Verdict, ends, graded, unassessable
from indicators.series import Line, TypicalPace, good_way
from indicators.vocabulary import Direction, Reason, Scale, Status

TITLE = "Speed at the level (World Bank)"
QUESTION = "Has the line climbed as fast as a typical economy did at the same levels?"
SOURCE = "World Bank, speed of progress: an economy's path beside the path that economies typically took"

SCALES = (Scale.SHARE, Scale.INDEX)
"""The scales whose range is fixed, so that a level means the same in every economy."""

STEPS = 10
FEWEST = 5
"""How many changes a step needs for its median to be typical of anything."""

WIDEST = 3
"""How many years two observations may be apart for their change to tell a pace."""

_GRADES = (
    (0.95, Status.ON_TRACK, "as fast as typical or faster"),
    (0.50, Status.MODERATE, "slower than typical"),
)
_FLAT = "no change"


def learn(lines: Sequence[Line]) -> TypicalPace | None:
    """The typical pace of one indicator from the lines of all economies: medians by tenth of the unit's range.

    In the indicator's unit a year. Steps with too few changes, or with a median that does not go the good way, are
    left out; None where no step is left, or where the scale or direction has no typical pace. After the World Bank.
    """
    if not lines or lines[0].indicator.scale not in SCALES:
        return None
    indicator = lines[0].indicator
    way = {Direction.UP: 1, Direction.DOWN: -1}.get(indicator.direction, 0)
    low, high = indicator.unit_of_measure.low, indicator.unit_of_measure.high
    width = (high - low) / STEPS
    found: list[list[float]] = [[] for _ in range(STEPS)]
    for line in lines:
        for level, change in _changes(line):
            if low <= level <= high:
                found[min(int((level - low) / width), STEPS - 1)].append(change)
    steps = tuple(
        (low + number * width, low + (number + 1) * width, median(changes))
        for number, changes in enumerate(found)
        if len(changes) >= FEWEST and way * median(changes) > 0
    )
    return TypicalPace(steps) if steps else None


def typical_years(pace: TypicalPace, start: float, end: float) -> float | None:
    """How many years the way between two levels typically takes; None where a part of it has no typical pace."""
    low, high = min(start, end), max(start, end)
    parts = [(min(high, top) - max(low, bottom), abs(change)) for bottom, top, change in pace.steps]
    parts = [(length, change) for length, change in parts if length > 0]
    if sum(length for length, _ in parts) < (high - low) * (1 - 1e-9):
        return None
    return sum(length / change for length, change in parts)


def grade(speed: float) -> Verdict:
    """The class of typical years over years taken, above 0: from 0.95 as fast as typical, from 0.50 slower, else far
    slower. The cuts are those of the headline status; the World Bank gives none.
    """
    return graded(speed, _GRADES, (Status.SLOW, "far slower than typical"))


def judge(line: Line, benchmark: Benchmark | None, horizon: int) -> Verdict:  # noqa: ARG001 - as of every method
    """The verdict on the way from the base to the latest value, with typical years over years taken as its measure.

    The benchmark tells the good way and nothing else; the horizon is ignored.
    """
    if line.latest is None:
        return unassessable(Reason.NO_DATA)
    if line.indicator.scale not in SCALES:
        return unassessable(Reason.NOT_FOR_THIS_SCALE)
    pair = ends(line)
    if isinstance(pair, Verdict):
        return pair
    base, latest = pair
    way = good_way(line.indicator, latest.value, benchmark)
    if line.typical is None or way == 0:
        return unassessable(Reason.NO_TYPICAL_PACE)
    climb = way * (latest.value - base.value)
    if climb <= 0:
        return (
            Verdict(None, Status.REVERSING, words="backwards") if climb else Verdict(0.0, Status.STALLED, words=_FLAT)
        )
    years = typical_years(line.typical, base.value, latest.value)
    return unassessable(Reason.NO_TYPICAL_PACE) if years is None else grade(years / (latest.year - base.year))


def _changes(line: Line) -> Iterator[tuple[float, float]]:
    for before, after in zip(line.comparable, line.comparable[1:], strict=False):
        years = after.year - before.year
        if 0 < years <= WIDEST:
            yield (before.value + after.value) / 2, (after.value - before.value) / years
