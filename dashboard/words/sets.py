"""What a set of economies says as a whole: how many reach the benchmark, and how the others fare."""

from collections import Counter
from collections.abc import Sequence

from dashboard.numbers import benchmark_text, number, suffix, words_of
from dashboard.rows import Judgement
from dashboard.words.spoken import measure
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.vocabulary import Reason, Status

_FARE = {
    Status.ON_TRACK: ("is on track", "are on track"),
    Status.MODERATE: ("goes too slowly", "go too slowly"),
    Status.SLOW: ("goes far too slowly", "go far too slowly"),
    Status.STALLED: ("stands still", "stand still"),
    Status.REVERSING: ("moves away", "move away"),
    Status.MISSED: ("has missed it", "have missed it"),
    Status.SHORT: ("is short of it at a pace that is not known", "are short of it at a pace that is not known"),
    Status.NOT_ASSESSABLE: ("cannot be judged", "cannot be judged"),
}
_SPELT = 13
"""The size of a set from which on its numbers are written as numbers."""
_PART = 0.1
"""The part of a set from which on those of one verdict are named in its sentence."""


def set_title(indicator: Indicator, whose: str, judged: Sequence[Judgement], benchmark: Benchmark | None) -> str:
    """Of a set's newest figures, how many reach the benchmark that they share, and the two verdicts that most others
    have; without one benchmark only how many have a figure. Figures that are too old to be judged are counted apart,
    whether they reach it or not.
    """
    name = f"{measure(indicator.short, judged)}, {whose}"
    if not judged:
        return f"{name}: no economy has a figure"
    if benchmark is None:
        return f"{name}: {_economies(len(judged))} with a figure"
    present = [row for row in judged if row.reason != Reason.STALE]
    if not present:
        newest = max(int(row.latest_year) for row in judged)
        return f"{name}: {_economies(len(judged))} with a figure, none newer than {newest}"
    old = len(judged) - len(present)
    which = "that can be judged" if old else "with a figure"
    said = [_of_the_present(present, which, benchmark_text(benchmark, indicator))]
    if old:
        said.append(
            "the figure of one other is too old"
            if old == 1
            else f"the figures of {_spelt(old, old)} others are too old"
        )
    return f"{name}: {'; '.join(said)}"


def _of_the_present(judged: Sequence[Judgement], which: str, level: str) -> str:
    """How many of at least one economy `which` reach a level, and how most of the others fare."""
    count = len(judged)
    verdicts = Counter(Status(row.status) for row in judged)
    reached = verdicts.pop(Status.MET, 0)
    if count == 1:
        return f"the one economy {which} {'reaches' if reached else 'does not reach'} {level}"
    if reached == count:
        return f"{'both' if count == 2 else f'all {_spelt(count, count)}'} {which} reach {level}"
    how_many = _spelt(reached, count) if reached else "none"
    first = f"{how_many} of {_spelt(count, count)} {which} {'reaches' if reached < 2 else 'reach'} {level}"
    fares = [(many, status) for status, many in verdicts.most_common(2) if many >= _PART * count]
    said = [f"{_spelt(many, count)} {_FARE[status][many > 1]}" for many, status in fares]
    return f"{first}; {', '.join(said)}" if said else first


def _spelt(number_: int, of: int) -> str:
    """A number in words where all numbers of a set are small."""
    return words_of(number_) if of < _SPELT else str(number_)


def _economies(count: int) -> str:
    return "one economy" if count == 1 else f"{_spelt(count, count)} economies"


def threshold_title(
    name: str, indicator: Indicator, whose: str, count: int, of_all: int, over: float | None, under: float | None
) -> str:
    """How many of a set's economies have a newest figure over or under what the reader asks for."""
    bounds = [
        f"{word} {number(bound, 6)}{suffix(indicator)}"
        for word, bound in (("over", over), ("under", under))
        if bound is not None
    ]
    spelt = words_of if of_all < _SPELT else str
    how_many = "none" if not count else spelt(count)
    verb = "is" if count < 2 else "are"
    return f"{name}, {whose}: {how_many} of {spelt(of_all)} with a figure {verb} {' and '.join(bounds)}"
