"""A trial of files before they are added: what it says of them is what the refresh does that follows."""

from pathlib import Path

import pytest

from etl import pipeline, trial
from etl.errors import CheckError, PipelineError
from etl.intake import adding
from etl.reading.desk import Desk
from indicators.settings import Settings
from tests.etl.damage import ask, replace
from tests.etl.downloads import DOWNLOADS, SURVEY, table
from tests.etl.taken import add

SERVED = "select file, rows_kept, rows_rejected, figures_set_aside from build_files where held = 'drop' order by file"
ASIDE = "select file, figures, reason from set_aside where file like 'drop/%' order by all"
FIGURES = "select file, indicator_id, count(*) from observations where file like 'drop/%' group by all order by all"
REVISED = """
    select file, kind, count(*)
    from revisions
    join observations using (indicator_id, area_id, year, sex, age, location, level, source_id)
    where edition = new_edition and kind in ('added', 'changed')
        and from_build = (select max(build_id) from earlier_builds) and file like 'drop/%'
    group by all
"""
FIRST = """
    select file, count(*) from observations
    join series using (indicator_id, area_id, year, sex, age, location, level, source_id, edition)
    where file like 'drop/%' and is_headline
    group by file order by file
"""


def put(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_what_is_promised_is_what_a_refresh_does(served_project: Settings, desk: Desk, tmp_path: Path):
    """Of files of every layout, beside others that are there already, the figures that are told to be kept, rejected,
    set aside and shown first are those of the refresh that follows, and what is new or changed is what it finds so.
    """
    before = [put(tmp_path, f"{number}.csv", one.content) for number, one in enumerate(DOWNLOADS[::2])]
    add(before, served_project.drop, desk)
    pipeline.run(served_project)
    wave = table(SURVEY, (2018, "Afghanistan", 1, 0.26, 0, 0.5, 0, 0), (2024, "Atlantis", 1, 0.26, 0, 0.5, 0, 0))
    files = [put(tmp_path, f"new {number}", one.content) for number, one in enumerate(DOWNLOADS)]
    found = adding.find([*files, put(tmp_path, "wave", wave)], served_project.drop, desk)
    tried = trial.run(served_project, found)
    adding.copy(found)
    pipeline.run(served_project)
    told = sorted(tried.comparison.accounts, key=lambda one: one.file)
    names = {one.file for one in told}
    assert len(told) == len(DOWNLOADS) + 1
    served = [row for row in ask(served_project, SERVED) if row[0] in names]
    assert [(one.file, one.rows_kept, one.rows_rejected, one.figures_set_aside) for one in told] == served
    aside = [row for row in ask(served_project, ASIDE) if row[0] in names]
    assert sorted((one.file, *reason) for one in told for reason in one.aside) == aside
    figures = [row for row in ask(served_project, FIGURES) if row[0] in names]
    fed = [each for one in told for each in one.fed]
    assert [(one.file, one.indicator_id, one.figures) for one in fed] == figures
    shown = {one.file: sum(each.shown_first for each in one.fed) for one in told}
    assert {file: count for file, count in shown.items() if count} == dict(
        row for row in ask(served_project, FIRST) if row[0] in names
    )
    revised = {(file, kind): count for file, kind, count in ask(served_project, REVISED) if file in names}
    compared = {(each.file, "added"): 0 for each in fed} | {(each.file, "changed"): 0 for each in fed}
    for each in fed:
        compared[each.file, "added"] += each.new
        compared[each.file, "changed"] += each.changed
    assert {key: count for key, count in compared.items() if count} == revised
    assert {kind for _, kind in revised} == {"added", "changed"}


def test_nothing_is_left_of_it(served_project: Settings, desk: Desk, tmp_path: Path):
    """A trial leaves neither a build nor a file, and the served build as it was."""
    before = sorted(path.name for path in served_project.warehouse.iterdir())
    found = adding.find([put(tmp_path, "1", DOWNLOADS[0].content)], served_project.drop, desk)
    assert trial.run(served_project, found).problems() == []
    assert sorted(path.name for path in served_project.warehouse.iterdir()) == before
    assert not served_project.drop.exists()


def test_a_project_that_cannot_be_built(project: Settings, desk: Desk, tmp_path: Path):
    """Where the project's own figures cannot be read there is nothing to say of a file: the error is theirs."""
    path = next(project.published.glob("*.csv"))
    replace(path, "indicator_id", "indicator")
    with pytest.raises(PipelineError, match=path.name):
        trial.run(project, adding.find([put(tmp_path, "1", DOWNLOADS[0].content)], project.drop, desk))


def test_a_check_that_does_not_hold(
    served_project: Settings, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """What a check finds keeps a refresh from switching as well, and is told like what the gate finds."""

    def broken(_connection: object) -> int:
        raise CheckError("no such rows: 1 row")

    monkeypatch.setattr("etl.model.models.run_checks", broken)
    tried = trial.run(
        served_project, adding.find([put(tmp_path, "1", DOWNLOADS[0].content)], served_project.drop, desk)
    )
    assert (tried.held, tried.is_held_anyway) == ("no such rows: 1 row", True)
    (problem,) = tried.problems()
    assert problem.startswith("A refresh with this file would switch nothing, as it would without. ")
