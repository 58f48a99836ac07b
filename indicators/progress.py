"""Everything that is judged of one line, put together: headline, projection, and each published method's own verdict.

The ETL writes it for every line of the warehouse; the dashboard calls it for groups that a user builds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from indicators.assessment import Assessment, assess, unfit
from indicators.benchmark import Benchmark
from indicators.methods import METHODS, Verdict
from indicators.projection import LAST_YEAR, Projection, default_curve, project, year_reached
from indicators.series import Line
from indicators.vocabulary import BENCHMARK_SETS, LADDER, Direction, Status

_APART = 2


@dataclass(frozen=True)
class Judgement:
    """A line judged against one benchmark by one horizon; `year_reached` is None beyond the last projected year."""

    assessment: Assessment
    verdicts: Mapping[str, Verdict]
    projection: Projection | None
    year_reached: float | None

    @property
    def methods_disagree(self) -> bool:
        """Whether two verdicts, the headline among them, are two steps or more apart on the ladder."""
        given = (self.assessment.status, *(verdict.status for verdict in self.verdicts.values()))
        steps = [LADDER[status] for status in given if status in LADDER]
        return any(abs(one - other) >= _APART for one, other in combinations(steps, 2))

    def columns(self) -> dict[str, Any]:
        """The judgement as columns of the table `progress`, without the line's key."""
        said, benchmark = self.assessment, self.assessment.benchmark
        projected = self.projection.at(said.horizon) if self.projection else None
        value, low, high = projected or (None, None, None)
        return {
            "horizon": said.horizon,
            "benchmark": said.aim if said.latest else (benchmark.value if benchmark else None),
            "benchmark_id": benchmark.id if benchmark else None,
            "benchmark_source": describe(benchmark) if benchmark else None,
            "baseline_year": said.base.year if said.base else None,
            "baseline_value": said.base.value if said.base else None,
            "latest_year": said.latest.year if said.latest else None,
            "latest_value": said.latest.value if said.latest else None,
            "latest_qualifier": said.latest.qualifier if said.latest else "",
            "window_from": said.used[0].year if said.used else None,
            "observations_used": len(said.used),
            "gap": said.gap,
            "pace_observed": said.pace_observed,
            "pace_required": said.pace_required,
            "pace_ratio": said.pace_ratio,
            "change_a_year": said.change,
            "change_needed_a_year": said.change_needed,
            "is_about": said.is_about,
            "status": said.status.value,
            "reason": said.reason.value if said.reason else None,
            "level_class": said.level_class.value if said.level_class else None,
            "projected_value": value,
            "projected_low": low,
            "projected_high": high,
            "year_reached": self.year_reached,
            "methods_disagree": self.methods_disagree,
        } | self._verdict_columns()

    def _verdict_columns(self) -> dict[str, Any]:
        columns: dict[str, Any] = {}
        for name, verdict in self.verdicts.items():
            columns[f"status_{name}"] = verdict.status.value
            columns[f"measure_{name}"] = verdict.measure
            columns[f"reason_{name}"] = verdict.reason.value if verdict.reason else None
            columns[f"words_{name}"] = verdict.words
        return columns


def describe(benchmark: Benchmark) -> str:
    """A benchmark with its rule at the head, its label and its citation: "at least 95: Universal … (…)"."""
    level = f"{benchmark.between[0]:g} and {benchmark.between[1]:g}" if benchmark.between else f"{benchmark.value:g}"
    return f"{benchmark.operator.replace('_', ' ')} {level}: {benchmark.label} ({benchmark.citation})"


def judge(line: Line, benchmark: Benchmark | None, horizon: int, projection: Projection | None = None) -> Judgement:
    """The judgement of a line; `projection` is what projection_of gives, the same for all horizons."""
    assessment = assess(line, benchmark, horizon)
    verdicts = {name: method(line, benchmark, horizon) for name, method in METHODS.items()}
    reached = None
    curve = default_curve(line.indicator)
    if benchmark and projection and curve and assessment.status is not Status.MET:
        year = year_reached(line.window, curve, line.indicator, benchmark, start=_newest(line))
        reached = year if year is not None and year <= LAST_YEAR else None
    return Judgement(assessment, verdicts, projection, reached)


def projection_of(line: Line) -> Projection | None:
    """The default projection of a line, from the observations that its pace is measured on; None where none is fit."""
    curve = default_curve(line.indicator)
    if curve is None or line.indicator.direction is Direction.NONE or unfit(line):
        return None
    return project(line.window, curve, line.indicator, start=_newest(line))


def _newest(line: Line) -> float | None:
    """The headline value, from which a projection starts though its pace is that of a panel; None without a panel."""
    return None if line.panel is None or line.latest is None else line.latest.value


def judgements(line: Line, horizons: Sequence[int]) -> Iterator[tuple[str, Judgement]]:
    """Every judgement of a line: by each horizon, against the default benchmark ('') and each alternative set's."""
    projection = projection_of(line)
    for name, benchmark in benchmarks_of(line).items():
        judged: Judgement | None = None
        for horizon in horizons:
            if judged and benchmark is None:  # with nothing to reach, no year makes a difference
                judged = replace(judged, assessment=replace(judged.assessment, horizon=horizon))
            else:
                judged = judge(line, benchmark, horizon, projection)
            yield name, judged


def benchmarks_of(line: Line) -> dict[str, Benchmark | None]:
    """What a line is judged against: the default benchmark under '', and that of each set that has another."""
    default = line.indicator.benchmark_for(line.area_id)
    sets = {name: line.indicator.benchmark_for(line.area_id, name) for name in BENCHMARK_SETS}
    return {"": default} | {name: benchmark for name, benchmark in sets.items() if benchmark is not default}
