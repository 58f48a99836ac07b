"""What a build has answered is kept, within bounds, for this build alone."""

import shutil
from collections.abc import Callable

import pandas as pd

from dashboard.reading.answers import Answers, Facts
from dashboard.reading.warehouse import Snapshot, Warehouse
from indicators.settings import Settings


def test_a_question_is_asked_once():
    """What was answered is handed out again; another question is asked."""
    answers, asked = Answers(), []
    for question in ("a", "b", "a"):
        assert answers.of(question, lambda one=question: asked.append(one) or [(one,)]) == [(question,)]
    assert asked == ["a", "b"]


def test_what_was_asked_longest_ago_goes_first():
    """The answers that are kept have room for so many cells; the one that was asked for longest ago makes room."""
    answers, asked = Answers(most=2_000), []
    for question in "abcdefghaiab":
        answers.of(question, lambda one=question: asked.append(one) or [(one,)])
    assert asked == list("abcdefghib")


def test_a_large_answer_is_not_kept():
    """An answer of a fifth of all the room is not kept, and takes the place of none."""
    answers, asked = Answers(most=10_000), []
    answers.of("small", lambda: asked.append("small") or [(1,)])
    for _ in range(2):
        answers.of("large", lambda: asked.append("large") or pd.DataFrame({"a": range(2_001)}))
    answers.of("small", lambda: asked.append("small") or [(1,)])
    assert asked == ["small", "large", "large"]


def test_snapshots_of_a_build_share_what_they_asked(warehouse_settings: Settings):
    """The same question with the same values has one answer in all snapshots, in each of the forms it can be read."""
    warehouse = Warehouse(warehouse_settings.current)
    query = "select area_id from areas where list_contains($areas, area_id) order by all"
    with warehouse.snapshot() as one, warehouse.snapshot() as other:
        assert one.frame(query, {"areas": ["DEU", "FRA"]}) is other.frame(query, {"areas": ["DEU", "FRA"]})
        assert one.rows(query, {"areas": ["DEU", "FRA"]}) == [("DEU",), ("FRA",)]
        assert [row.area_id for row in one.records(query, {"areas": ["DEU", "FRA"]})] == ["DEU", "FRA"]
        assert list(other.frame(query, {"areas": ["KEN"]})["area_id"]) == ["KEN"]


def test_a_list_is_the_askers_own(snapshot: Snapshot):
    """Whoever changes the list of rows that came back changes nothing for others."""
    query = "select area_id from areas where area_id = 'KEN'"
    for read in (snapshot.rows, snapshot.records):
        read(query).clear()
        assert len(read(query)) == 1


def test_a_fact_is_made_once():
    """What was made of a build is handed out again; of more than there is room for the one unused longest goes."""
    facts, made = Facts(most=2), []
    for name in "abacab":
        assert facts.of(name, lambda one=name: made.append(one) or one) == name
    assert made == list("abcb")


def test_facts_are_of_one_build(built_on: Callable[[str], Settings]):
    """Snapshots of a build share its facts; a build that is opened in its place begins with none."""
    settings = built_on("2026-01-01 12:00:00")
    warehouse = Warehouse(settings.current)
    with warehouse.snapshot() as one, warehouse.snapshot() as other:
        assert one.of_build("what", lambda: 1) == other.of_build("what", lambda: 2) == 1
        assert [row.area_id for row in one.by_first("select iso3, area_id from areas")["KEN"]] == ["KEN"]
    shutil.copy(settings.current.resolve(), settings.warehouse / "next.duckdb")
    settings.current.unlink()
    settings.current.symlink_to("next.duckdb")
    with warehouse.snapshot() as after:
        assert after.of_build("what", lambda: 3) == 3
