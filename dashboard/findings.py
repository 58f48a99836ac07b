"""What the figures say, as facts and sentences computed from the data; no number is typed in here."""

from dataclasses import dataclass

import pandas as pd

from dashboard.lines import Row, breakdown_words, rows, varying
from dashboard.numbers import benchmark_text, change, figure, number, suffix, with_unit
from dashboard.pace import faster, gap_text, known, pace_text
from dashboard.theme import MOST_LINES
from indicators.catalogue import Catalogue
from indicators.model import Benchmark, Indicator, Target
from indicators.vocabulary import BREAKDOWNS, Direction, Scale, Status

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


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
    """The lowest and the highest group of one edition and year."""

    lowest: Extreme
    highest: Extreme
    year: int
    origin: str
    edition: str
    groups: int


@dataclass(frozen=True)
class WorldFigure:
    """A target's world figure: the newest observation of the headline line and what can be said of it."""

    indicator: Indicator
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
        if self.indicator.is_broken("WLD", first_year, self.year):
            return f"does not compare with {first_year}, for a break between them"
        unit = " points" if suffix(self.indicator) else ""
        about = "about " if self.change_is_about else ""
        text = f"{about}{change(self.value - first_value, self.indicator)}{unit} since {first_year}"
        official = self.indicator.official
        return text if official.covers(first_year) else f"{text}, experimental before {official.first}"


@dataclass(frozen=True)
class CardFacts:
    """All that a target's card says."""

    target: Target
    world: WorldFigure | None
    spread: Spread | None
    exists: tuple[str, ...] = ()
    judged: Row | None = None

    @property
    def status(self) -> Status:
        """The headline status of the world's figure; not assessable where there is none."""
        return Status(self.judged.status) if self.world and self.judged is not None else Status.NOT_ASSESSABLE


def card_facts(
    catalogue: Catalogue, headlines: pd.DataFrame, groups: pd.DataFrame, held: pd.DataFrame, judged: pd.DataFrame
) -> list[CardFacts]:
    """The facts of the twelve cards, from queries.headline_lines, group_values, figures_by_target and the judgements
    of the world (progress.progress).
    """
    verdicts = {(row.indicator_id, row.level): row for row in rows(judged) if row.area_id == "WLD"}
    return [
        _facts(target, [catalogue.indicator_by_id[one] for one in target.card], headlines, groups, held, verdicts)
        for target in catalogue.targets
    ]


def _facts(
    target: Target,
    candidates: list[Indicator],
    headlines: pd.DataFrame,
    groups: pd.DataFrame,
    held: pd.DataFrame,
    verdicts: dict[tuple[str, str], Row],
) -> CardFacts:
    for indicator in candidates:
        verdict = verdicts.get((indicator.id, indicator.default_level))
        world = world_figure(indicator, headlines, verdict)
        if world:
            return CardFacts(target, world, group_spread(indicator, groups), judged=verdict)
    mine = [row for row in rows(held) if row.target_id == target.id]
    return CardFacts(target, None, None, tuple(_held(row) for row in mine[:_NAMED]))


def _held(row: Row) -> str:
    """What is held of an indicator: "Online Service Index: 193 economies, 2018–2024"."""
    held = ("the world" if row.world else "", _some(row.groups, "group"), _some(row.economies, "economy"))
    years = str(row.first_year) if row.first_year == row.last_year else f"{row.first_year}–{row.last_year}"
    return f"{row.short}: {', '.join(filter(None, held))}, {years}"


def _some(count: int, what: str) -> str:
    if not count:
        return ""
    return f"1 {what}" if count == 1 else f"{count} {what.replace('economy', 'economie')}s"


def world_figure(indicator: Indicator, headlines: pd.DataFrame, judged: Row | None = None) -> WorldFigure | None:
    """The world's headline line of an indicator; None where no figure exists.

    Its benchmark is the one it was judged against, or the first where it was not.
    """
    line = headlines[
        (headlines["indicator_id"] == indicator.id)
        & (headlines["area_id"] == "WLD")
        & (headlines["level"] == indicator.default_level)
    ]
    if line.empty:
        return None
    last = line.iloc[-1]
    points = tuple((int(year), float(value)) for year, value in zip(line["year"], line["value"], strict=True))
    return WorldFigure(
        indicator, indicator.default_level, float(last["value"]), last["qualifier"], int(last["year"]),
        last["origin"], last["edition"], last["document"], _rests_on(last), points,
        bool(line["qualifier"].iloc[[0, -1]].any()),
        indicator.benchmark_for("WLD", judged.benchmark_set if judged is not None else ""),
    )  # fmt: skip


def _rests_on(last: pd.Series) -> str:
    """What a figure computed from economies rests on; empty for a published one."""
    if pd.isna(last["economies_with_data"]):
        return ""
    span = last["note"].partition("latest available, ")[2].partition(";")[0]
    share = number(100 * last["coverage_population"], 0)
    return f"{int(last['economies_with_data'])} economies, {share}\u202f% of people{f', {span}' if span else ''}"


def group_spread(indicator: Indicator, groups: pd.DataFrame) -> Spread | None:
    """The lowest and highest group, compared within one edition and year: the newest that has three groups or more."""
    mine = groups[(groups["indicator_id"] == indicator.id) & (groups["level"] == indicator.default_level)]
    by = ["year", "origin", "vintage", "edition"]
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
    return Spread(low, high, int(newest["year"]), newest["origin"], newest["edition"], len(same))


def overview_title(facts: list[CardFacts]) -> str:
    """The overview's finding: how many targets the world meets, and how many cannot be judged."""
    met = sum(one.status is Status.MET for one in facts)
    silent = sum(one.status is Status.NOT_ASSESSABLE for one in facts)
    first = f"The world meets {_WORDS[met]} of {_WORDS[len(facts)]} targets"
    if not silent:
        return first
    return f"{first}; {_WORDS[silent]} cannot be judged for want of data or of a benchmark"


def overview_lead(facts: list[CardFacts]) -> str:
    """The slowest of the world's judged paces, in a sentence; empty where none is judged."""
    paced = [one for one in facts if one.judged is not None and one.judged.pace_ratio == one.judged.pace_ratio]
    behind = [one for one in paced if one.status in (Status.MODERATE, Status.SLOW)]
    if not behind:
        return ""
    slowest = min(behind, key=lambda one: one.judged.pace_ratio)  # type: ignore[union-attr]
    world, judged = slowest.world, slowest.judged
    if world is None or judged is None or world.benchmark is None:
        return ""
    return (
        f"{world.indicator.title}: {pace_text(judged, world.indicator)} on the way to "
        f"{benchmark_text(world.benchmark, world.indicator)} by {judged.horizon}."
    )


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
    unit = " points" if indicator.unit in ("percent", "percent_gni") else ""
    return f"{'about ' if world.qualifier else ''}{gap}{unit} to go"


def target_title(target: Target, indicator: Indicator, judged: Row | None) -> str:
    """A target page's finding: the judged figure, and in one sentence how it stands to its benchmark."""
    if judged is None or not known(judged.latest_year):
        place = "the world as a whole" if judged is None or judged.area_id == "WLD" else judged.area
        short = indicator.short if indicator.target == target.id else target.short
        return f"{short}: no figure for {place}"
    where = "".join(
        f", {word}" for word in ([] if judged.area_id == "WLD" else [judged.area]) + breakdown_words(judged)
    )
    value = with_unit(judged.latest_value, indicator, judged.latest_qualifier)
    what = f"{indicator.short}{where}: {value} in {int(judged.latest_year)}"
    benchmark = indicator.benchmark_for(judged.area_id, judged.benchmark_set or "")
    return f"{what}{_standing(judged, indicator, benchmark)}"


def _standing(judged: Row, indicator: Indicator, benchmark: Benchmark | None) -> str:
    if benchmark is None:
        return ""
    level = benchmark_text(benchmark, indicator)
    quicker = faster(judged)
    return {
        Status.MET: f", {level} reached",
        Status.ON_TRACK: f", on track to reach {level} by {judged.horizon}",
        Status.STALLED: f"; standing still, {gap_text(judged, indicator, benchmark)}",
        Status.REVERSING: f"; moving away from {level}",
        Status.NOT_ASSESSABLE: f", {gap_text(judged, indicator, benchmark)}",
    }.get(Status(judged.status), f"; the pace must be {quicker} to reach {level} by {judged.horizon}")


def trend_title(frame: pd.DataFrame, indicator: Indicator) -> str:
    """A trend chart's finding: who gained most and least over the years that all shown headline lines share.

    No gain is told across a declared break, nor where an area has several lines, nor of means of economies, which are
    not the same ones every year; one between figures that are bounds or "about" is itself about.
    """
    lines = frame[frame["is_headline"] & frame["is_observed"]]
    spans = lines.groupby(["area_id", *BREAKDOWNS])["year"].agg(["min", "max"])
    start, end = int(spans["min"].max()), int(spans["max"].min())
    names = lines.drop_duplicates("area_id").set_index("area_id")["short_name"].replace({"World": "the world"})
    if len(names) > MOST_LINES + 1:
        return f"{len(names)} areas: {_ends(lines.groupby('area_id').tail(1), indicator)}"
    ends = lines[lines["year"].isin((start, end))].set_index(["area_id", "year"])
    if len(spans) != len(names) or start >= end or len(ends) != 2 * len(names):
        computed = lines["origin"].eq("computed").any()
        return f"{indicator.title}, {'in part computed from economies' if computed else 'as published'}"
    if any(indicator.is_broken(area_id, start, end) for area_id in names.index):
        return f"{indicator.title}: {start} and {end} do not compare, for a break between them"
    if lines["economies_with_data"].notna().any():
        return f"{indicator.title}, in part computed from economies"
    gains = (ends["value"].xs(end, level="year") - ends["value"].xs(start, level="year")).sort_values(kind="stable")
    about = (ends["qualifier"] != "").groupby(level="area_id").any()
    moves = {area_id: _moved(gains[area_id], indicator, about=about[area_id]) for area_id in gains.index}
    if len(gains) == 1:
        (only,) = gains.index
        return f"{indicator.short}, {names[only]}: {moves[only]} from {start} to {end}"
    down = indicator.direction is Direction.DOWN
    most, least = (gains.index[0], gains.index[-1]) if down else (gains.index[-1], gains.index[0])
    alike = gains[most] * gains[least] > 0
    first = f"{names[most]} {moves[most]} from {start} to {end}"
    second = f"{names[least]} {moves[least].split(' ', 1)[1] if alike else moves[least]}"
    return f"{first[0].upper()}{first[1:]}, {second}"


def _moved(difference: float, indicator: Indicator, *, about: bool) -> str:
    amount = number(abs(difference), indicator.decimals)
    if amount == "0":
        return "did not change"
    unit = " points" if suffix(indicator) else ""
    return f"{'rose' if difference > 0 else 'fell'} by {'about ' if about else ''}{amount}{unit}"


def ranking_title(latest: pd.DataFrame, indicator: Indicator, benchmark: Benchmark | None) -> str:
    """A ranking's finding: how many reach the benchmark, or who is first and last."""
    if benchmark:
        places = latest[latest["area_id"] != "WLD"]
        reached = sum(benchmark.satisfied_by(value) for value in places["value"])
        if len(places) > 1:
            return f"{_how_many(reached, len(places))} {'reaches' if reached < 2 else 'reach'} the benchmark"
    if len(latest) == 1:
        only = latest.iloc[0]
        return f"{only['short_name']}: {with_unit(only['value'], indicator, only['qualifier'])}"
    ends = _ends(latest, indicator)
    return f"{ends[0].upper()}{ends[1:]}"


def _ends(latest: pd.DataFrame, indicator: Indicator) -> str:
    ranked = sorted(rows(latest), key=lambda row: row.value)
    apart_by = varying(ranked)
    one_area = len({row.area_id for row in ranked}) == 1
    low, high = (
        f"{figure(row.value, indicator, row.qualifier)} "
        f"({', '.join(([] if one_area else [row.short_name]) + breakdown_words(row, apart_by))}, {row.year})"
        for row in (ranked[0], ranked[-1])
    )
    return f"from {low} to {high}"


def _how_many(reached: int, places: int) -> str:
    if places == 2:
        return ("Neither of the two", "One of the two", "Both")[reached]
    return f"{'None' if not reached else _count(reached).capitalize()} of the {_count(places)}"


def _count(number_: int) -> str:
    return _WORDS[number_] if number_ < len(_WORDS) else str(number_)
