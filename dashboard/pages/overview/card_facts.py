"""The facts of all cards, computed from the data; no number is typed in here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.numbers import change, covered, number, span, suffix
from dashboard.reading.absences import Absences, Absent, Key
from dashboard.reading.headlines import CoursePoint, GroupValue
from dashboard.reading.holding import Holding
from dashboard.rows import Judgement
from dashboard.words.pace import panel_text
from indicators.absence import Question
from indicators.areas import Area
from indicators.benchmark import Benchmark
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.plan import Target
from indicators.vocabulary import Scale, Status

_NAMED, _COMPARABLE = 2, 3


@dataclass(frozen=True)
class Extreme:
    """The group at one end of a comparison."""

    area_id: str
    short_name: str
    value: float
    qualifier: str


@dataclass(frozen=True)
class Spread:
    """The lowest and the highest group of one edition and year; `from_economies` tells means from derived figures."""

    lowest: Extreme
    highest: Extreme
    year: int
    origin: str
    from_economies: bool
    edition: str
    groups: int


@dataclass(frozen=True)
class WorldFigure:
    """The figure that a target is judged on, mostly the world's: its newest observation and what can be said of it."""

    indicator: Indicator
    area_id: str
    level: str
    value: float
    qualifier: str
    year: int
    origin: str
    edition: str
    document: str
    rests_on: str
    points: tuple[tuple[int, float], ...]
    change_is_about: bool
    benchmark: Benchmark | None

    @property
    def reached(self) -> bool:
        """Whether the value satisfies the benchmark."""
        return self.benchmark is not None and self.benchmark.satisfied_by(self.value)

    @property
    def since_first(self) -> str:
        """The change since the first year of the line: "+6.6 since 2022"."""
        first_year, first_value = self.points[0]
        if first_year == self.year:
            return "one observation in this edition"
        if self.rests_on:
            return "its change, over the same economies, is on the target's page"
        if self.indicator.is_broken(self.area_id, first_year, self.year):
            return f"does not compare with {first_year}, for a break between them"
        unit = " points" if suffix(self.indicator) else ""
        about = "about " if self.change_is_about else ""
        text = f"{about}{change(self.value - first_value, self.indicator)}{unit} since {first_year}"
        official = self.indicator.official
        return text if official.covers(first_year) else f"{text}, experimental before {official.first}"


@dataclass(frozen=True)
class Beside:
    """A figure that a target asks for together with the one on its card, and its verdict."""

    world: WorldFigure
    judged: Judgement | None


@dataclass(frozen=True)
class CardFacts:
    """All that a target's card says of the area that it is judged on; without a figure, why (`absent`) and what there
    is (`exists`). `beside` are the other figures that the target asks for together with it, `pace_of` says of whom its
    pace is where that is not nearly everybody.
    """

    target: Target
    area: Area
    world: WorldFigure | None
    spread: Spread | None
    exists: tuple[str, ...] = ()
    absent: Absent | None = None
    judged: Judgement | None = None
    beside: tuple[Beside, ...] = ()
    pace_of: str = ""

    @property
    def status(self) -> Status:
        """The headline status of the figure; not assessable where there is none."""
        return Status(self.judged.status) if self.world and self.judged is not None else Status.NOT_ASSESSABLE


@dataclass(frozen=True)
class Held:
    """What the warehouse holds for the cards: courses and judgements by indicator and area, the groups' figures by
    indicator, what there is of each target, and what tells why there is no figure.
    """

    catalogue: Catalogue
    courses: Mapping[Key, Sequence[CoursePoint]]
    judged: Mapping[Key, Judgement]
    groups: Mapping[str, Sequence[GroupValue]]
    holdings: Sequence[Holding]
    missing: Absences


def card_facts(held: Held) -> list[CardFacts]:
    """The facts of all cards, in the order of the plan."""
    return [_facts(target, held) for target in held.catalogue.targets]


def _facts(target: Target, held: Held) -> CardFacts:
    catalogue = held.catalogue
    area = catalogue.area_by_id[target.judged_on]

    def found(names: Iterable[str]) -> list[Beside]:
        every = (catalogue.indicator_by_id[one] for one in names)
        keyed = ((one, (one.id, area.area_id)) for one in every)
        return [
            Beside(world_figure(one, held.courses[key], held.judged.get(key)), held.judged.get(key))
            for one, key in keyed
            if key in held.courses
        ]

    together = found(target.together)
    first = next((one for one in together if one.judged is None or one.judged.status != Status.MET), None)
    shown = first or next(iter([*together, *found(target.card)]), None)
    if shown is not None:
        beside = tuple(one for one in together if one is not shown)
        spread = group_spread(shown.world.indicator, held.groups.get(shown.world.indicator.id, ()))
        whose = panel_text(shown.judged, catalogue.area_by_id) if shown.judged is not None else ""
        return CardFacts(target, area, shown.world, spread, judged=shown.judged, beside=beside, pace_of=whose)
    card = catalogue.indicator_by_id[target.card[0]]
    mine = [row for row in held.holdings if row.target_id == target.id]
    absent = held.missing.why(card, area, of_level(card))
    return CardFacts(target, area, None, None, tuple(_held(row) for row in mine[:_NAMED]), absent)


def of_level(indicator: Indicator) -> Question:
    """What cards and grid look for: the figure of everyone together, of schools and skills of the level shown first."""
    return Question(level=(indicator.default_level,))


def _held(row: Holding) -> str:
    """What is held of an indicator: "Online Service Index: 193 economies, 2018–2024"."""
    held = ("the world" if row.world else "", _some(row.groups, "group"), _some(row.economies, "economy"))
    return f"{row.short}: {', '.join(filter(None, held))}, {span(row.first_year, row.last_year)}"


def _some(count: int, what: str) -> str:
    if not count:
        return ""
    return f"1 {what}" if count == 1 else f"{count} {what.replace('economy', 'economie')}s"


def world_figure(indicator: Indicator, course: Sequence[CoursePoint], judged: Judgement | None = None) -> WorldFigure:
    """The headline line of an indicator for the area that its target is judged on, from the points of its course.

    Its benchmark is the one it was judged against, or the first where it was not.
    """
    first, last = course[0], course[-1]
    return WorldFigure(
        indicator,
        last.area_id,
        indicator.default_level,
        last.value,
        last.qualifier,
        last.year,
        last.origin,
        last.edition,
        last.document,
        _rests_on(last, counts=judged is None or not judged.benchmark_set),
        tuple((point.year, point.value) for point in course),
        bool(first.qualifier or last.qualifier),
        indicator.benchmark_for(last.area_id, judged.benchmark_set if judged is not None else ""),
    )


def _rests_on(last: CoursePoint, *, counts: bool) -> str:
    """What a figure computed from economies rests on, and how many of these reach the benchmark that comes first, where
    it `counts`; empty for a published one.
    """
    if last.economies_with_data is None or last.coverage_population is None:
        return ""
    span = last.note.partition("latest available, ")[2].partition(";")[0]
    behind = covered(last.coverage_population)
    reach = counts and last.economies_meeting is not None
    meeting = f"; {last.economies_meeting} of them reach the benchmark" if reach else ""
    return f"{last.economies_with_data} economies, {behind}{f', {span}' if span else ''}{meeting}"


def group_spread(indicator: Indicator, groups: Sequence[GroupValue]) -> Spread | None:
    """The lowest and highest group, compared within one edition and year: the newest that has three groups or more.

    Of one year published figures come first, then what is derived from them, then means of economies. `groups` are the
    figures of the indicator.
    """
    alike: dict[tuple[int, str, bool, str, str], list[GroupValue]] = {}
    for row in groups:
        if row.level == indicator.default_level:
            key = (row.year, row.origin, row.economies_with_data is None, row.vintage, row.edition)
            alike.setdefault(key, []).append(row)
    comparable = {key: of_one for key, of_one in alike.items() if len(of_one) >= _COMPARABLE}
    if not comparable:
        return None
    newest = max(comparable)
    year, origin, from_published, _, edition = newest
    ranked = sorted(comparable[newest], key=lambda row: row.value)
    low, high = (Extreme(row.area_id, row.short_name, row.value, row.qualifier) for row in (ranked[0], ranked[-1]))
    return Spread(low, high, year, origin, not from_published, edition, len(ranked))


def distance_text(world: WorldFigure) -> str:
    """How far a world figure is from its benchmark, in words."""
    benchmark, indicator = world.benchmark, world.indicator
    if benchmark is None:
        return "direction only" if indicator.reference else "no benchmark"
    if world.reached:
        return "reached"
    gap = number(benchmark.distance(world.value), indicator.decimals)
    if indicator.scale is Scale.COUNT:
        return f"{gap} {indicator.unit_label.split()[0]} to go"
    if indicator.scale is Scale.PARITY:
        return f"{gap} outside the band"
    unit = " points" if indicator.unit_of_measure.in_percent else ""
    return f"{'about ' if world.qualifier else ''}{gap}{unit} to go"
