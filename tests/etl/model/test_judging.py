"""Lines are judged alike by one process and by several, and a process that is ended is told in a sentence."""

import os

import pytest

from etl.errors import PipelineError
from etl.model.judging import Task, judges_of
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
    with judges_of(many) as several, judges_of(many[:900]) as one:
        tried, fewer = several.try_out(), one.try_out()
        bands = widths(tried.by_lead)
        shared, alone = several.judge(HORIZONS, bands), one.judge(HORIZONS, bands)
    assert shared.judgements.num_rows == 2100 * len(HORIZONS)
    assert shared.judgements.slice(0, alone.judgements.num_rows).equals(alone.judgements.combine_chunks())
    assert shared.projections.slice(0, alone.projections.num_rows).equals(alone.projections.combine_chunks())
    assert tried.records[: len(fewer.records)] == fewer.records
    assert {key: found[: len(fewer.by_lead[key])] for key, found in tried.by_lead.items()} == fewer.by_lead


@two_processors
def test_a_process_that_is_ended():
    """A process that is ended from outside gives a sentence, and no table with holes."""
    lost = [Task(number, KEY, Ended()) for number in range(2100)]  # type: ignore[arg-type]
    with judges_of(lost) as judges, pytest.raises(PipelineError, match="ended by the system before it was done"):
        judges.judge(HORIZONS, {})
