"""The facts of all cards, computed from the data; no number is typed in here."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard.numbers import change, covered, number, span, suffix
from dashboard.reading.absences import Absences, Absent
from dashboard.reading.queries import Holding
from dashboard.rows import Judgement, known, rows
from indicators.absence import Question
from indicators.areas import Area
from indicators.benchmark import Benchmark
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.plan import Target
from indicators.vocabulary import Scale, Status

_NAMED = 2


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
    is (`exists`). `beside` are the other figures that the target asks for together with it.
    """

    target: Target
    area: Area
    world: WorldFigure | None
    spread: Spread | None
    exists: tuple[str, ...] = ()
    absent: Absent | None = None
    judged: Judgement | None = None
    beside: tuple[Beside, ...] = ()

    @property
    def status(self) -> Status:
        """The headline status of the figure; not assessable where there is none."""
        return Status(self.judged.status) if self.world and self.judged is not None else Status.NOT_ASSESSABLE


def card_facts(
    catalogue: Catalogue,
    headlines: pd.DataFrame,
    groups: pd.DataFrame,
    held: pd.DataFrame,
    judged: pd.DataFrame,
    missing: Absences,
) -> list[CardFacts]:
    """The facts of all cards, from queries.headline_lines, group_values, figures_by_target, the judgements of the areas
    that targets are judged on (progress.progress), and what tells why there is no figure.
    """
    verdicts = {(row.indicator_id, row.level, row.area_id): row for row in rows(judged)}
    return [_facts(target, headlines, groups, held, verdicts, missing) for target in catalogue.targets]


def _facts(
    target: Target,
    headlines: pd.DataFrame,
    groups: pd.DataFrame,
    held: pd.DataFrame,
    verdicts: dict[tuple[str, str, str], Judgement],
    missing: Absences,
) -> CardFacts:
    catalogue = missing.catalogue
    area = catalogue.area_by_id[target.judged_on]

    def found(names: Iterable[str]) -> list[Beside]:
        every = (catalogue.indicator_by_id[one] for one in names)
        judged = ((one, verdicts.get((one.id, one.default_level, area.area_id))) for one in every)
        return [Beside(figure, of) for one, of in judged if (figure := world_figure(one, headlines, of, area.area_id))]

    together = found(target.together)
    first = next((one for one in together if one.judged is None or one.judged.status != Status.MET), None)
    shown = first or next(iter([*together, *found(target.card)]), None)
    if shown is not None:
        beside = tuple(one for one in together if one is not shown)
        spread = group_spread(shown.world.indicator, groups)
        return CardFacts(target, area, shown.world, spread, judged=shown.judged, beside=beside)
    card = catalogue.indicator_by_id[target.card[0]]
    mine = [row for row in rows(held) if row.target_id == target.id]
    absent = missing.why(card, area, of_level(card))
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


def world_figure(
    indicator: Indicator, headlines: pd.DataFrame, judged: Judgement | None = None, area_id: str = "WLD"
) -> WorldFigure | None:
    """The headline line of an indicator for the area that its target is judged on; None where no figure exists.

    Its benchmark is the one it was judged against, or the first where it was not.
    """
    line = headlines[
        (headlines["indicator_id"] == indicator.id)
        & (headlines["area_id"] == area_id)
        & (headlines["level"] == indicator.default_level)
    ]
    if line.empty:
        return None
    last = line.iloc[-1]
    points = tuple((int(year), float(value)) for year, value in zip(line["year"], line["value"], strict=True))
    return WorldFigure(
        indicator,
        area_id,
        indicator.default_level,
        float(last["value"]),
        last["qualifier"],
        int(last["year"]),
        last["origin"],
        last["edition"],
        last["document"],
        _rests_on(last, counts=judged is None or not judged.benchmark_set),
        points,
        bool(line["qualifier"].iloc[[0, -1]].any()),
        indicator.benchmark_for(area_id, judged.benchmark_set if judged is not None else ""),
    )


def _rests_on(last: pd.Series, *, counts: bool) -> str:
    """What a figure computed from economies rests on, and how many of these reach the benchmark that comes first, where
    it `counts`; empty for a published one.
    """
    if pd.isna(last["economies_with_data"]):
        return ""
    span = last["note"].partition("latest available, ")[2].partition(";")[0]
    behind = covered(float(last["coverage_population"]))
    reach = counts and known(last["economies_meeting"])
    meeting = f"; {int(last['economies_meeting'])} of them reach the benchmark" if reach else ""
    return f"{int(last['economies_with_data'])} economies, {behind}{f', {span}' if span else ''}{meeting}"


def group_spread(indicator: Indicator, groups: pd.DataFrame) -> Spread | None:
    """The lowest and highest group, compared within one edition and year: the newest that has three groups or more.

    Of one year published figures come first, then what is derived from them, then means of economies.
    """
    mine = groups[(groups["indicator_id"] == indicator.id) & (groups["level"] == indicator.default_level)]
    mine = mine.assign(from_published=mine["economies_with_data"].isna())
    by = ["year", "origin", "from_published", "vintage", "edition"]
    comparable = mine.groupby(by).filter(lambda part: len(part) >= 3)
    if comparable.empty:
        return None
    newest = comparable.sort_values(by).iloc[-1]
    same = comparable[(comparable[by] == newest[by]).all(axis=1)]
    ranked = same.sort_values("value", kind="stable")
    low, high = (
        Extreme(row["area_id"], row["short_name"], float(row["value"]), row["qualifier"])
        for row in (ranked.iloc[0], ranked.iloc[-1])
    )
    origin, from_economies = newest["origin"], not newest["from_published"]
    return Spread(low, high, int(newest["year"]), origin, from_economies, newest["edition"], len(same))


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
