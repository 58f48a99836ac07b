"""What the figures say, as sentences computed from the data; no number is typed in here."""

import pandas as pd

from dashboard.numbers import benchmark_text, figure, number, suffix, with_unit, words_of
from dashboard.rows import Judgement, breakdown_words, known, observations, varying
from dashboard.theme import MOST_LINES
from dashboard.words.pace import faster, gap_text
from indicators.benchmark import Benchmark
from indicators.model import Indicator, Target
from indicators.vocabulary import BREAKDOWNS, Direction, Status


def target_title(target: Target, indicator: Indicator, judged: Judgement | None) -> str:
    """A target page's finding: the judged figure, and in one sentence how it stands to its benchmark."""
    if judged is None or not known(judged.latest_year) or not known(judged.latest_value):
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


def _standing(judged: Judgement, indicator: Indicator, benchmark: Benchmark | None) -> str:
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
    if lines.empty:
        return f"{indicator.title}: of these years only editions that are not shown first have a figure"
    return _who_gained(lines, indicator)


def _who_gained(lines: pd.DataFrame, indicator: Indicator) -> str:
    names = lines.drop_duplicates("area_id").set_index("area_id")["short_name"].replace({"World": "the world"})
    if len(names) > MOST_LINES + 1:
        return f"{len(names)} areas: {_ends(lines.groupby('area_id').tail(1), indicator)}"
    spans = lines.groupby(["area_id", *BREAKDOWNS])["year"].agg(["min", "max"])
    start, end = int(spans["min"].max()), int(spans["max"].min())
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
    ranked = sorted(observations(latest), key=lambda row: row.value)
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
    return f"{'None' if not reached else words_of(reached).capitalize()} of the {words_of(places)}"
