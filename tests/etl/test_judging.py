"""Lines are judged alike by one process and by several, and a process that is ended is told in a sentence."""

import os

import pytest

from etl.errors import PipelineError
from etl.judging import Task, judge, try_out
from indicators.backtest import widths
from indicators.series import Line, Point
from tests.indicators.lines import indicator

HORIZONS = (2027, 2030)
KEY = ("internet_users", "WLD", "both", "all", "total", "")

two_processors = pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one processor judges all lines itself")


def line(number: int) -> Line:
    share = indicator("share")
    points = tuple(Point(year, 40.0 + (number % 7) + 2 * (year - 2018)) for year in range(2018, 2025))
    return Line(share, "WLD", points, 2024, 2026)


class Ended:
    """A line whose judging ends the process, as the system does when memory runs out."""

    @property
    def indicator(self) -> None:
        """What a judge asks for first."""
        os._exit(1)


@two_processors
def test_several_judge_as_one_does():
    """The same lines give the same rows in the same order, be they judged here or by processes of their own."""
    many = [Task(number, KEY, line(number)) for number in range(2100)]
    tried, fewer = try_out(many), try_out(many[:900])
    bands = widths(tried.by_lead)
    shared, alone = judge(many, HORIZONS, bands), judge(many[:900], HORIZONS, bands)
    assert shared.judgements.num_rows == 2100 * len(HORIZONS)
    assert shared.judgements.slice(0, alone.judgements.num_rows).equals(alone.judgements.combine_chunks())
    assert shared.projections.slice(0, alone.projections.num_rows).equals(alone.projections.combine_chunks())
    assert tried.records[: len(fewer.records)] == fewer.records
    assert tried.by_lead[: len(fewer.by_lead)] == fewer.by_lead


@two_processors
def test_a_process_that_is_ended():
    """A process that is ended from outside gives a sentence, and no table with holes."""
    with pytest.raises(PipelineError, match="ended by the system before it was done"):
        judge([Task(number, KEY, Ended()) for number in range(2100)], HORIZONS, {})  # type: ignore[arg-type]
