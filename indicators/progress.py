"""Everything that is judged of one line, put together: headline, projection, and each published method's own verdict.

The ETL writes it for every line of the warehouse; the dashboard calls it for groups that a user builds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indicators.assessment import Assessment, Present, assess_present
from indicators.backtest import Bands, band, kind_of
from indicators.benchmark import Benchmark
from indicators.methods import METHODS, Verdict
from indicators.projection import Projection, carry_on
from indicators.series import Line
from indicators.vocabulary import LADDER, Direction, Scale

_APART = 2

_OF_METHOD = {name: (f"status_{name}", f"measure_{name}", f"reason_{name}", f"words_{name}") for name in METHODS}
"""The columns of each method."""


@dataclass(frozen=True)
class Judgement:
    """A line judged against one benchmark by one horizon: the headline and the verdict of each method."""

    line: Line
    assessment: Assessment
    verdicts: Mapping[str, Verdict]

    @property
    def methods_disagree(self) -> bool:
        """Whether two verdicts, the headline among them, are two steps or more apart on the ladder."""
        own = LADDER.get(self.assessment.status)
        steps = self._steps if own is None else [own, *self._steps]
        return bool(steps) and max(steps) - min(steps) >= _APART

    @property
    def vote(self) -> tuple[int, int] | None:
        """How many methods are milder than the headline, and how many harsher; None where it is not on the ladder."""
        own = LADDER.get(self.assessment.status)
        if own is None:
            return None
        steps = self._steps
        return sum([step < own for step in steps]), sum([step > own for step in steps])

    @property
    def _steps(self) -> list[int]:
        """The steps of the methods that come to one."""
        return [LADDER[one.status] for one in self.verdicts.values() if one.status in LADDER]

    def band(self, bands: Bands) -> tuple[float, float] | None:
        """What four of five earlier projections would have kept within, around the expected value; None without one."""
        said = self.assessment
        if said.expected is None or said.latest is None:
            return None
        return band(said.expected, said.judged_at - said.latest.year, kind_of(self.line), bands, self.line.indicator)

    def columns(self, bands: Bands) -> dict[str, Any]:
        """The judgement as columns of the table `progress`, without the line's key."""
        said, benchmark, vote = self.assessment, self.assessment.benchmark, self.vote
        low, high = self.band(bands) or (None, None)
        return {
            "horizon": said.horizon,
            "benchmark": said.aim if said.latest else (benchmark.value if benchmark else None),
            "benchmark_id": benchmark.id if benchmark else None,
            "benchmark_source": benchmark.described if benchmark else None,
            "benchmark_year": benchmark.year if benchmark else None,
            "base_year": said.goals_base.year if said.goals_base else None,
            "baseline_year": said.base.year if said.base else None,
            "baseline_value": said.base.value if said.base else None,
            "latest_year": said.latest.year if said.latest else None,
            "latest_value": said.latest.value if said.latest else None,
            "latest_qualifier": said.latest.qualifier if said.latest else "",
            "window_from": said.used[0].year if said.used else None,
            "observations_used": len(said.used),
            "suspected_break": said.suspected_break,
            "gap": said.gap,
            "expected_value": said.expected,
            "expected_low": low,
            "expected_high": high,
            "closes": said.closes,
            "expected_a_year": said.expected_a_year,
            "needed_a_year": said.needed_a_year,
            "recent_a_year": said.recent_a_year,
            "firm": said.firm,
            "is_about": said.is_about,
            "status": said.status.value,
            "reason": said.reason.value if said.reason else None,
            "level_class": said.level_class.value if said.level_class else None,
            "year_reached": said.year_reached,
            "methods_milder": vote[0] if vote else None,
            "methods_harsher": vote[1] if vote else None,
            "methods_disagree": self.methods_disagree,
            "at_risk": said.at_risk,
        } | self._verdict_columns()

    def _verdict_columns(self) -> dict[str, Any]:
        columns: dict[str, Any] = {}
        for name, verdict in self.verdicts.items():
            status, measure, reason, words = _OF_METHOD[name]
            columns[status] = str(verdict.status)
            columns[measure] = verdict.measure
            columns[reason] = str(verdict.reason) if verdict.reason else None
            columns[words] = verdict.words
        return columns


def judge(line: Line, benchmark: Benchmark | None, horizon: int) -> Judgement:
    """The judgement of a line against a benchmark by a horizon."""
    return next(_judged(Present(line), benchmark, [horizon]))


def judgements(present: Present, horizons: Sequence[int]) -> Iterator[tuple[str, Judgement]]:
    """Every judgement of a line: by each horizon, against the default benchmark ('') and each alternative set's."""
    line = present.line
    for name, benchmark in line.indicator.benchmarks_for(line.area_id).items():
        for judgement in _judged(present, benchmark, horizons):
            yield name, judgement


def _judged(present: Present, benchmark: Benchmark | None, horizons: Sequence[int]) -> Iterator[Judgement]:
    line = present.line
    verdicts: dict[int, dict[str, Verdict]] = {}
    for horizon in horizons:
        said = assess_present(present, benchmark, horizon)
        year = said.judged_at
        if year not in verdicts:  # with nothing to reach, no year makes a difference
            same = next(iter(verdicts.values()), None) if benchmark is None else None
            verdicts[year] = same or {name: method(line, benchmark, year) for name, method in METHODS.items()}
        yield Judgement(line, said, verdicts[year])


def projection_of(present: Present) -> Projection | None:
    """The projection of a line: its present pace, carried on from the headline value; None where none can be told."""
    indicator, latest, pace = present.line.indicator, present.line.latest, present.pace
    if pace is None or latest is None or indicator.scale is Scale.AMOUNT or indicator.direction is Direction.NONE:
        return None
    return carry_on(pace, latest.value, indicator)
