"""What to read first: three findings, chosen by rules and told in sentences.

The rules, in the order in which they speak:

1. reversal: of all judged groups whose figure moves away from its benchmark, the one that loses most of it a year;
2. gap: of the targets whose groups compare in one year and edition, the one where the last is furthest behind the
   first, in shares of the benchmark, what lies beyond it counting as reached;
3. change: of what the last refresh changed the most important (`reading.changes.ranked`): the world before groups
   before economies, verdicts before figures, the largest step first;
4. pace: of the judged figures of targets that get nearer too slowly, the one that closes least of its way.

Each of the first three gives its first finding about a target that none has told yet. Where a rule finds nothing (a
build that nothing earlier can be compared with has no change), the next-ranked findings take its place: the paces,
then what the other rules found next.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from typing import Literal

from dashboard.address.lens import Lens
from dashboard.numbers import benchmark_text, figure
from dashboard.pages.overview.card_facts import CardFacts, Extreme
from dashboard.pages.overview.found import Found
from dashboard.pages.overview.placed import Place, Placed, place_of
from dashboard.pages.overview.words import in_a_place, in_full
from dashboard.reading.changes import ImportantChange
from dashboard.reading.headlines import CoursePoint
from dashboard.rows import Judgement, known
from dashboard.words.changes import change_in_words, leads_to
from dashboard.words.pace import judged_by, pace_text
from dashboard.words.status import WORDS
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.reach import reached
from indicators.vocabulary import Origin, Status

MOST = 3


@dataclass(frozen=True)
class Finding:
    """Something worth reading: which rule found it, a headline and a sentence, the course that shows it with the level
    of its benchmark (as far as there is one), and where the whole stands.
    """

    rule: Literal["reversal", "gap", "change", "pace"]
    target: str
    head: str
    told: str
    href: str
    course: tuple[tuple[int, float], ...] = ()
    level: float | None = None
    indicator: Indicator | None = field(default=None, compare=False)


def read_first(found: Found, targets: Sequence[Placed], lens: Lens) -> list[Finding]:
    """The findings to read first, at most MOST, each about another target."""
    ranked = [reversals(found, lens), gaps(found, lens), changes(found, lens)]
    behind = paces(targets, found, lens)
    chosen: list[Finding] = []

    def take(findings: Sequence[Finding | None]) -> None:
        told = {one.target for one in chosen}
        new = next((one for one in findings if one is not None and one.target not in told), None)
        if new is not None and len(chosen) < MOST:
            chosen.append(new)

    for of_a_rule in ranked:
        take(of_a_rule)
    for one in chain(behind, chain.from_iterable(zip_longest(*ranked))):
        take([one])
    return chosen


def reversals(found: Found, lens: Lens) -> list[Finding]:
    """The groups that move away from their benchmark, of the indicators of cards and matrix, the fastest first."""
    losing: list[tuple[float, Place]] = []
    for row in found.held.judged.values():
        place = _place(row, found) if row.status == Status.REVERSING and known(row.recent_a_year) else None
        if place is not None and place.indicator.target:
            a_year_ago = reached(row.latest_value - row.recent_a_year, place.benchmark, place.indicator.direction)
            losing.append((place.reached - a_year_ago, place))
    return [_reversal(place, found, lens) for _, place in sorted(losing, key=lambda one: one[0])]


def _reversal(place: Place, found: Found, lens: Lens) -> Finding:
    row, indicator = place.judged, place.indicator
    course = found.held.courses.get((row.indicator_id, row.area_id), [])
    began = next((one for one in course if known(row.window_from) and one.year >= row.window_from), None)
    now = f"{figure(row.latest_value, indicator, row.latest_qualifier)} in {place.year}"
    since = ""
    if began is not None and began.year < place.year:
        since = f"{figure(began.value, indicator, began.qualifier)} in {began.year}, "
    return Finding(
        "reversal",
        indicator.target or "",
        f"Moving away in {in_a_place(place.area)}: {indicator.short}",
        f"{since}{now}; the benchmark is {benchmark_text(place.benchmark, indicator)}.",
        _href(lens, indicator, badge=row.area_id),
        _points(course),
        place.benchmark.value,
        indicator,
    )


def gaps(found: Found, lens: Lens) -> list[Finding]:
    """The targets whose groups compare, the widest first."""
    wide = [one for facts in found.facts if (one := _gap(facts)) is not None]
    return [_wide(gap, found, lens) for gap in sorted(wide, key=lambda one: -one.width)]


@dataclass(frozen=True)
class _Gap:
    facts: CardFacts
    benchmark: Benchmark
    last: Extreme
    first: Extreme
    width: float


def _gap(facts: CardFacts) -> _Gap | None:
    world, spread = facts.world, facts.spread
    if world is None or spread is None or world.benchmark is None:
        return None
    benchmark, direction = world.benchmark, world.indicator.direction
    ends = [(min(reached(one.value, benchmark, direction), 1.0), one) for one in (spread.lowest, spread.highest)]
    (behind, last), (ahead, first) = sorted(ends, key=lambda end: end[0])
    return _Gap(facts, benchmark, last, first, ahead - behind)


def _wide(gap: _Gap, found: Found, lens: Lens) -> Finding:
    world, spread, catalogue = gap.facts.world, gap.facts.spread, found.held.catalogue
    if world is None or spread is None:
        raise ValueError("A gap without a figure: expected one that _gap has found")
    indicator = world.indicator
    there = f"{in_full(gap.last.value, indicator, gap.last.qualifier)} in {_where(gap.last, found)}"
    elsewhere = f"{figure(gap.first.value, indicator, gap.first.qualifier)} in {_where(gap.first, found)}"
    course = found.held.courses.get((indicator.id, gap.last.area_id), [])
    is_of_that_line = bool(course) and (course[-1].year, course[-1].value) == (spread.year, gap.last.value)
    computed = ", computed" if spread.origin == Origin.COMPUTED else ""
    kind = catalogue.area_by_id[gap.last.area_id].area_type
    return Finding(
        "gap",
        gap.facts.target.id,
        f"Widest gap: {indicator.short}" if gap.width else f"No gap: {indicator.short}",
        f"{there}, {elsewhere} ({spread.year}{computed}).",
        _href(lens, indicator, area_type=kind.value),
        _points(course) if is_of_that_line else (),
        gap.benchmark.value,
        indicator,
    )


def _where(end: Extreme, found: Found) -> str:
    return in_a_place(found.held.catalogue.area_by_id[end.area_id])


def changes(found: Found, lens: Lens) -> list[Finding]:
    """What the last refresh changed, the most important first."""
    return [_change(one, found, lens) for one in found.last.changes]


def _change(one: ImportantChange, found: Found, lens: Lens) -> Finding:
    indicator = found.held.catalogue.indicator_by_id[one.indicator_id]
    key = (one.indicator_id, one.area_id)
    judged = found.held.judged.get(key)
    return Finding(
        "change",
        one.target_id or "",
        "Changed since the last refresh",
        change_in_words(one, indicator),
        _href(lens, indicator, badge=one.area_id) if one.target_id else leads_to(one),
        _points(found.held.courses.get(key, [])),
        judged.benchmark if judged is not None and known(judged.benchmark) else None,
        indicator,
    )


def paces(targets: Sequence[Placed], found: Found, lens: Lens) -> Iterator[Finding]:
    """The judged figures of targets that get nearer too slowly, the slowest first."""
    late = [one for one in targets if one.facts.status in (Status.MODERATE, Status.SLOW)]
    for one in sorted(late, key=lambda each: each.own.judged.closes):
        row, indicator = one.own.judged, one.own.indicator
        yield Finding(
            "pace",
            one.facts.target.id,
            f"{WORDS[Status(row.status)]} in {in_a_place(one.own.area)}: {indicator.short}",
            f"{pace_text(row, indicator)} to reach {benchmark_text(one.own.benchmark, indicator)} by {judged_by(row)}.",
            _href(lens, indicator, badge=row.area_id),
            _points(found.held.courses.get((row.indicator_id, row.area_id), [])),
            one.own.benchmark.value,
            indicator,
        )


def _place(row: Judgement, found: Found) -> Place | None:
    catalogue = found.held.catalogue
    return place_of(row, catalogue.indicator_by_id[row.indicator_id], catalogue.area_by_id[row.area_id], found.year)


def _points(course: Sequence[CoursePoint]) -> tuple[tuple[int, float], ...]:
    return tuple((one.year, one.value) for one in course) if len(course) > 1 else ()


def _href(lens: Lens, indicator: Indicator, **more: str) -> str:
    return lens.href(f"/targets/{indicator.target}", indicator=indicator.id, **more)
