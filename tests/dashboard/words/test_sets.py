"""Sentences about a set of economies, by table."""

from dataclasses import replace

import pytest

from dashboard.rows import Judgement
from dashboard.words.sets import set_title, threshold_title
from indicators.catalogue import Catalogue
from indicators.vocabulary import Reason, Status

USERS = "internet_users"


def judged(*statuses: Status) -> list[Judgement]:
    """Judgements of which nothing but the status counts."""
    empty = Judgement(*[None] * len(Judgement._fields))._replace(sex="both", age="all", location="total", level="")
    return [empty._replace(status=status) for status in statuses]


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ([], "Internet users, LDCs: no economy has a figure"),
        ([Status.MET], "Internet users, LDCs: the one economy with a figure reaches ≥\u202f95\u202f%"),
        ([Status.SLOW], "Internet users, LDCs: the one economy with a figure does not reach ≥\u202f95\u202f%"),
        ([Status.MET] * 3, "Internet users, LDCs: all three with a figure reach ≥\u202f95\u202f%"),
        (
            [Status.SLOW] * 3 + [Status.MET],
            "Internet users, LDCs: one of four with a figure reaches ≥\u202f95\u202f%; three go far too slowly",
        ),
        (
            [Status.SLOW] * 29 + [Status.MODERATE] * 6 + [Status.ON_TRACK],
            "Internet users, LDCs: none of 36 with a figure reaches ≥\u202f95\u202f%; 29 go far too slowly, "
            "6 go too slowly",
        ),
        (
            [Status.MET] * 35 + [Status.MISSED],
            "Internet users, LDCs: 35 of 36 with a figure reach ≥\u202f95\u202f%",
        ),
        (
            [Status.MISSED, Status.MET, Status.MET],
            "Internet users, LDCs: two of three with a figure reach ≥\u202f95\u202f%; one has missed it",
        ),
    ],
)
def test_a_set(catalogue: Catalogue, statuses: list[Status], said: str):
    """How many reach the benchmark, and the two verdicts that most of the others have."""
    indicator = catalogue.indicator_by_id[USERS]
    assert set_title(indicator, "LDCs", judged(*statuses), indicator.benchmark_for("")) == said


OLD = {"reason": Reason.STALE, "latest_year": 2016.0, "status": Status.NOT_ASSESSABLE}


@pytest.mark.parametrize(
    ("statuses", "old", "said"),
    [
        ([Status.SLOW], 1, "the one economy that can be judged does not reach {}; the figure of one other is too old"),
        ([Status.MET, Status.MET], 1, "both that can be judged reach {}; the figure of one other is too old"),
        (
            [Status.SLOW, Status.MET, Status.SLOW],
            14,
            "one of three that can be judged reaches {}; two go far too slowly; the figures of 14 others are too old",
        ),
        ([], 1, "one economy with a figure, none newer than 2016"),
        ([], 3, "three economies with a figure, none newer than 2016"),
    ],
)
def test_what_was_reached_years_ago_is_counted_apart(catalogue: Catalogue, statuses: list[Status], old: int, said: str):
    """Of a figure that is too old to be judged nothing is said of the benchmark: it may have reached it in its year."""
    indicator = catalogue.indicator_by_id[USERS]
    rows = judged(*statuses) + [one._replace(**OLD) for one in judged(*[Status.NOT_ASSESSABLE] * old)]
    expected = said.format("≥\u202f95\u202f%")
    assert set_title(indicator, "LDCs", rows, indicator.benchmark_for("")) == f"Internet users, LDCs: {expected}"


def test_a_set_without_one_benchmark(catalogue: Catalogue):
    """Without a benchmark that all share only the figures are counted."""
    indicator = replace(catalogue.indicator_by_id[USERS], benchmarks=())
    assert set_title(indicator, "SIDS", judged(Status.SLOW), None) == "Internet users, SIDS: one economy with a figure"


@pytest.mark.parametrize(
    ("count", "of_all", "over", "under", "said"),
    [
        (0, 4, 5.0, None, "none of four with a figure is over 5\u202f%"),
        (1, 44, 5.0, None, "1 of 44 with a figure is over 5\u202f%"),
        (7, 44, 5.0, 12.5, "7 of 44 with a figure are over 5\u202f% and under 12.5\u202f%"),
        (2, 3, None, 0.25, "two of three with a figure are under 0.25\u202f%"),
    ],
)
def test_a_threshold(catalogue: Catalogue, count: int, of_all: int, over: float | None, under: float | None, said: str):
    """How many are within the reader's bounds, of how many with a figure."""
    indicator = catalogue.indicator_by_id[USERS]
    assert (
        threshold_title(indicator.short, indicator, "LDCs", count, of_all, over, under)
        == f"Internet users, LDCs: {said}"
    )
