"""The build as a whole: what it refuses, what it records, and that equal inputs give equal tables."""

import json
import re
from dataclasses import dataclass
from dataclasses import replace as replaced
from datetime import date

import duckdb
import pytest
from pydantic import TypeAdapter

from etl import pipeline
from etl.asking.raw import RawStore
from etl.builds.fingerprint import fingerprint
from etl.errors import CheckError, PipelineError
from etl.report import BuildReport
from indicators.catalogue import Catalogue
from indicators.catalogue_files import load_catalogue
from indicators.entries import CatalogueError
from indicators.settings import Settings
from tests.etl.attached import attached
from tests.etl.damage import (
    FILE,
    GOOD_ROW,
    NEXT_LINE,
    append,
    append_row,
    ask,
    copy_of_the_project,
    refusal,
    replace,
    rows_of,
)

REFUSED_SOURCE, REFUSED_FILE = "itu_press_release", "itu_press_release_2025.csv"


@dataclass(frozen=True)
class Faulty:
    """A project with faulty rows, how many rows it had before, and what became of it."""

    project: Settings
    before: int
    report: BuildReport
    steps: tuple[str, ...]


ONE = "indicators/1.1.yaml"
BAD_CATALOGUE = {
    "broken YAML": (ONE, "    title: Population", "    title: [Population", ("line 6 is not valid YAML",)),
    "unknown key": (
        ONE,
        "short: 3G",
        "shrt: 3G",
        ("indicator coverage_3g", "unknown key 'shrt'; did you mean 'short'?"),
    ),
    "unknown unit": (
        ONE,
        "unit: percent",
        "unit: parcent",
        ("indicator coverage_3g", "'unit' is 'parcent'", "percent_gni"),
    ),
    "double id": (ONE, "id: coverage_4g", "id: coverage_3g", ("indicator coverage_3g is there twice",)),
    "other word that says nothing more": (
        ONE,
        "also: [signal,",
        "also: [Mobile Network,",
        ("indicator coverage_3g", "also", "'Mobile Network' is in the title or the short name", "expected other words"),
    ),
    "wrong direction": (
        ONE,
        "at_least: 95",
        "at_most: 95",
        ("indicator coverage_3g", "universal_95 says at_most", "the wrong direction", "at_least or more_than"),
    ),
    "target of another file": (
        ONE,
        'target: "1.1"',
        'target: "1.2"',
        ("indicator coverage_3g", "'1.2'; expected '1.1'"),
    ),
}


@pytest.mark.parametrize("what", BAD_CATALOGUE)
def test_bad_catalogue(project: Settings, what: str):
    """A mistake in the catalogue is refused with a sentence."""
    file, old, new, words = BAD_CATALOGUE[what]
    replace(project.catalogue / file, old, new)
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(project.catalogue)
    message = str(caught.value)
    assert message.startswith(f"data/catalogue/{file}: ")
    assert [word for word in words if word not in message] == []
    assert len(message.splitlines()) == 1


def test_no_build_with_a_bad_catalogue(served_project: Settings):
    """A mistake in the catalogue stops the build with that sentence; the earlier build is still served."""
    file, old, new, _ = BAD_CATALOGUE["unknown key"]
    replace(served_project.catalogue / file, old, new)
    assert refusal(served_project, CatalogueError).startswith(f"data/catalogue/{file}: indicator coverage_3g")


def test_indicator_of_no_target(served_project: Settings):
    """An indicator of a target that the plan does not have is refused."""
    folder = served_project.catalogue / "indicators"
    text = (folder / "2.3.yaml").read_text(encoding="utf-8").replace('"2.3"', '"2.6"')
    (folder / "2.6.yaml").write_text(text.replace("businesses_internet", "businesses_online"), encoding="utf-8")
    message = refusal(served_project, CatalogueError)
    assert message.startswith("data/catalogue/indicators/2.6.yaml: indicator businesses_online: key 'target' is '2.6'")
    assert "which is no target; expected one of 1.1, 1.2" in message


def test_broken_check(served_project: Settings):
    """A build that breaks a check is not served and not left behind."""
    append(served_project.catalogue / "memberships.csv", "INC-LIC,CHE,,,,,\n")
    message = refusal(served_project, CheckError)
    assert "'no economy is in two income groups on one day' does not hold: area_id CHE" in message


def test_strict(served_project: Settings):
    """With strict one rejected row is enough: the row is named and nothing is switched."""
    append_row(served_project, value="140")
    served = served_project.current.resolve()
    with pytest.raises(PipelineError, match=re.escape(f"{FILE} line {NEXT_LINE}, value '140': outside")):
        pipeline.run(served_project, strict=True)
    assert served_project.current.resolve() == served


def test_a_trial_serves_nothing(served_project: Settings):
    """A run that serves nothing checks everything and leaves the folder as it was."""
    append_row(served_project)
    before = sorted(served_project.warehouse.iterdir())
    report = pipeline.run(served_project, serve=False)
    assert (report.path, report.rejected) == (None, ())
    assert report.checks > 0
    assert sorted(served_project.warehouse.iterdir()) == before


def test_earlier_builds_that_cannot_be_read(served_project: Settings):
    """A served build of an earlier schema, and a damaged one beside it, stop nothing: the new build is served."""
    served = served_project.current.resolve()
    with duckdb.connect(str(served)) as connection:
        connection.execute("alter table editions drop column vintage")
    (served_project.warehouse / "20250101-120000-aaaa.duckdb").write_bytes(b"half")
    append_row(served_project)
    report = pipeline.run(served_project)
    assert report.held.note.startswith(f"The served build {served.stem} cannot be read")
    assert report.path == served_project.current.resolve() != served
    assert ask(served_project, "select count(*) from earlier_builds") == [(0,)]


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory, thin_settings: Settings) -> Faulty:
    """A build of figures among which one file has bad rows around a good one, and another no good row at all."""
    project = copy_of_the_project(tmp_path_factory.mktemp("faulty"), thin_settings)
    before = rows_of(project)
    append_row(project, area_id="ATLANTIS")
    append_row(project)
    append_row(project, value="140")
    path = project.published / REFUSED_FILE
    path.write_text(path.read_text(encoding="utf-8").replace(",percent,", ",ratio,"), encoding="utf-8")
    steps: list[str] = []
    return Faulty(project, before, pipeline.run(project, steps.append), tuple(steps))


def test_report(faulty: Faulty):
    """The report counts what is in the warehouse, source by source in the order of precedence."""
    project, report = faulty.project, faulty.report
    assert faulty.steps == pipeline.STEPS
    assert (report.path, report.path.stem) == (project.current.resolve(), report.build_id)
    assert ask(project, "select count(*) from observations") == [(report.observations,)]
    assert sum(one.rows_read for one in report.sources) == report.observations + len(report.rejected)
    by_id = {one.source_id: (one.outcome, one.rows_read, one.rows_rejected, one.newest_year) for one in report.sources}
    assert next(iter(by_id)) == "itu_annual_report"
    assert by_id["itu_annual_report"] == ("embedded", rows_of(project, "itu_annual_report*"), 0, 2024)
    assert by_id["itu_sdg_page"] == ("embedded", 5, 2, 2024)


def test_a_source_all_of_whose_rows_are_refused(faulty: Faulty):
    """A source of which every row was refused is in the report with what was read and nothing kept."""
    [outcome] = [one for one in faulty.report.sources if one.source_id == REFUSED_SOURCE]
    assert (outcome.rows_read, outcome.rows_rejected, outcome.newest_year) == (2, 2, None)
    assert len([one for one in faulty.report.rejected if one.file == REFUSED_FILE]) == 2


def test_several_bad_rows(faulty: Faulty):
    """Bad rows in one file are each refused; the good row between them is served."""
    rows = f"select line, value from rejected_rows where file = '{FILE}'"
    assert ask(faulty.project, rows) == [(4, "ATLANTIS"), (6, "140")]
    served = f"select value from observations where file = '{FILE}' and area_id = 'SIDS'"
    assert ask(faulty.project, served) == [(float(GOOD_ROW["value"]),)]
    assert ask(faulty.project, "select count(*) from observations") == [(faulty.before + 1 - 2,)]


def test_the_build_describes_itself(warehouse: duckdb.DuckDBPyConnection, catalogue: Catalogue):
    """The file holds the catalogue that it was built with, its counts, and no working tables."""
    [(written, observations, rejected)] = warehouse.execute(
        "select catalogue, observations, rows_rejected from builds"
    ).fetchall()
    assert TypeAdapter(Catalogue).validate_python(json.loads(written)) == catalogue
    assert warehouse.execute("select count(*) from observations").fetchall() == [(observations,)]
    assert rejected == 0
    assert warehouse.execute("select distinct table_schema from information_schema.tables").fetchall() == [("main",)]


def test_equal_inputs_give_equal_tables(warehouse_settings: Settings, whole_project: Settings):
    """Two builds of the same files, in two folders, hold the same rows in one order, bands too, ids and times apart.

    It is all figures, for only with many of them the work is shared out to threads and processes.
    """
    pipeline.run(whole_project)
    own = {
        "builds": "exclude (build_id, built_at)",
        "build_sources": "exclude (build_id, seconds)",
        "build_files": "exclude (seconds)",
    }
    with attached(whole_project.current.resolve()) as connection:
        place = str(warehouse_settings.current.resolve())
        connection.execute("attach $place as other (read_only)", {"place": place})
        try:
            tables = [
                name
                for (name,) in connection.execute(
                    "select table_name from information_schema.tables where table_catalog = 'build'"
                ).fetchall()
            ]
            assert {"observations", "series", "areas", "indicators", "memberships", "builds"} <= set(tables)
            assert {"progress", "projections", "panels", "backtests", "bands", "aggregate_differences"} <= set(tables)
            for table in tables:
                one, two = (f"(select * {own.get(table, '')} from {build}.{table})" for build in ("build", "other"))
                query = f"select a, b from {one} as a positional join {two} as b where a is distinct from b limit 3"
                assert connection.execute(query).fetchall() == [], table
        finally:
            connection.execute("detach other")


def test_the_fingerprint_follows_the_inputs(project: Settings):
    """Equal files give one fingerprint in one year; a changed digit, a dropped file or the next year another."""
    store, memberships = RawStore(project.raw), load_catalogue(project.catalogue).memberships
    day = date(2026, 11, 27)
    first = fingerprint(project, store, day, memberships)
    elsewhere = copy_of_the_project(project.data.parent / "elsewhere", project)
    assert first == fingerprint(replaced(elsewhere, data=project.data), store, date(2026, 12, 31), memberships)
    found = {first, fingerprint(project, store, date(2027, 1, 1), memberships)}
    project.drop.mkdir()
    (project.drop / "a.csv").write_text("Entity,Code,Year,Individuals\nKenya,KEN,2020,30\n", encoding="utf-8")
    found.add(fingerprint(project, store, day, memberships))
    replace(project.published / FILE, ",35,", ",36,")
    found.add(fingerprint(project, store, day, memberships))
    assert len(found) == 4


def test_the_fingerprint_follows_the_groups(project: Settings):
    """On a day on which an economy is in another group than the day before, nothing is as it was."""
    store, memberships = RawStore(project.raw), load_catalogue(project.catalogue).memberships
    may, june, july = (
        fingerprint(project, store, day, memberships) for day in (date(2026, 5, 1), date(2026, 6, 30), date(2026, 7, 1))
    )
    assert may == june != july
