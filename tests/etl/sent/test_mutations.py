"""Mutated files of every layout: each is read or refused, with figures that all add up; none escapes otherwise."""

import os
import random
from collections import Counter
from functools import partial

from etl import apart, pipeline
from etl.errors import RefusedFileError
from etl.reading.desk import Desk
from indicators.settings import Settings
from tests.etl.damage import ask
from tests.etl.sent.mutations import KINDS, mutants, outcome

MUTANTS = int(os.environ.get("MUTANTS") or 260)
IN_A_BUILD = 130
GOOD = b"Entity,Code,Year,Individuals\nFrance,FRA,2019,83.3\n"
OUTCOMES = {"kept", "rejected", "set aside"}


def test_mutants(chance: random.Random, desk: Desk):
    """Whatever was done to a file, what comes of it is its figures, all accounted for, or a refusal with its name."""
    made = list(mutants(chance, MUTANTS))
    jobs = [apart.Job(one.name, partial(outcome, one, desk)) for one in made]
    found: Counter[str] = Counter()
    for job, answer in zip(jobs, apart.each(jobs), strict=True):
        if isinstance(answer, RefusedFileError):
            assert str(answer).startswith(job.name)
            assert "an error of the program (AssertionError)" not in str(answer)  # a damaged archive may raise its own
            found["refused"] += 1
        else:
            assert answer in OUTCOMES, job.name
            found[answer] += 1
    assert found["refused"] > MUTANTS / 10
    assert found["kept"] > MUTANTS / 20


def test_every_kind_changes_something(chance: random.Random):
    """Each kind of mutation gives other bytes than it was given, if it is tried some times."""
    content = b'[{"a": [1, 2, 3]}, "some text, and more"]'
    for kind, change in KINDS.items():
        assert any(change(content, chance) != content for _ in range(20)), kind


def test_a_build_of_mutants(chance: random.Random, project: Settings):
    """A build with mutants in its drop folder is made, and a good file among them is served."""
    project.drop.mkdir()
    for number, one in enumerate(mutants(chance, IN_A_BUILD)):
        (project.drop / f"{number}").write_bytes(one.content)
    (project.drop / "good.csv").write_bytes(GOOD)
    report = pipeline.run(project)
    files = {one.file.split("/")[1] for one in (*report.refused, *report.dropped)}
    assert files == {path.name for path in project.drop.iterdir()}
    assert ask(project, "select count(*) from build_files where file = 'drop/good.csv'") == [(1,)]
